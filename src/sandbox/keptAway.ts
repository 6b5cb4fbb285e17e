import { promises, readdirSync, readFileSync, type Stats } from 'node:fs';
import { systemErrorCode } from '../base/errors.ts';
import type { HiddenPlace } from './fileView.ts';

/**
 * A name that is missing can be kept from being made only by something that stands in its place: bubblewrap mounts over what is there. The
 * stand-in is empty and carries the sticky bit, which nobody sets on such files: so that any process can tell it from a person's own and
 * take it away, also after a crash.
 */

const stickyBit = 0o1000;

/** Puts a stand-in at each of these places that is missing. Answers all stand-ins that are there. */
export async function placeStandIns(places: readonly HiddenPlace[]): Promise<readonly string[]> {
  const placed = await Promise.all(
    places.map(async (place) => ((await placeStandIn(place.path, place.isFolder)) ? place.path : undefined)),
  );
  return placed.filter((path) => path !== undefined);
}

async function placeStandIn(path: string, isFolder: boolean): Promise<boolean> {
  try {
    if (isFolder) await promises.mkdir(path);
    else await (await promises.open(path, 'wx')).close();
    // A mode at creation would lose the bit to the umask of some systems.
    await promises.chmod(path, isFolder ? stickyBit | 0o755 : stickyBit | 0o644);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return await isStandIn(path);
    throw error;
  }
}

async function isStandIn(path: string): Promise<boolean> {
  const info: Stats | undefined = await promises.lstat(path).catch(() => undefined);
  if (info === undefined || (info.mode & stickyBit) === 0) return false;
  if (info.isDirectory()) return (await promises.readdir(path).catch(() => ['?'])).length === 0;
  return info.isFile() && info.size === 0;
}

/**
 * Takes away those stand-ins that are still empty and that no other confined program has: to remove one takes its mount away from every
 * namespace, and with it the protection.
 */
export async function removeStandIns(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  const inUse = mountedElsewhere();
  for (const path of paths) {
    if (inUse.has(path) || !(await isStandIn(path))) continue;
    const info = await promises.lstat(path).catch(() => undefined);
    await (info?.isDirectory() === true ? promises.rmdir(path) : promises.unlink(path)).catch(() => undefined);
  }
}

/** Mount points of the programs that bubblewrap confines for this person now: proc(5), field 5 of /proc/<pid>/mountinfo. */
function mountedElsewhere(): ReadonlySet<string> {
  const mounted = new Set<string>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || readProc(name, 'comm').trim() !== 'bwrap') continue;
    for (const line of readProc(name, 'mountinfo').split('\n')) mounted.add(unescaped(line.split(' ')[4] ?? ''));
  }
  return mounted;
}

function readProc(process: string, name: 'comm' | 'mountinfo'): string {
  try {
    return readFileSync(`/proc/${process}/${name}`, 'utf8');
  } catch {
    // It has ended, or belongs to somebody else.
    return '';
  }
}

/** A blank in a path is written as `\040`. */
function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
