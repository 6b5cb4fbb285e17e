import { readFileSync, realpathSync, statSync } from 'node:fs';
import type { HiddenPlace } from './fileView.ts';

/**
 * Sockets in the file system at which some process of this machine listens now: an agent that signs, a container engine, an editor. A
 * folder that is read-only does not keep a program from connecting to one, and no list of names knows them all. Source: proc(5),
 * /proc/net/unix, whose last field is the path.
 */
export function listeningSockets(): readonly HiddenPlace[] {
  const paths = new Set<string>();
  for (const line of readTable().split('\n')) {
    const path = /^[0-9a-f]+: [0-9A-F]+ [0-9A-F]+ [0-9A-F]+ [0-9A-F]+ [0-9A-F]+ +\d+ (\/.*)$/.exec(line)?.[1];
    const real = path === undefined ? undefined : realSocket(path);
    if (real !== undefined) paths.add(real);
  }
  return [...paths].map((path) => ({ path, isFolder: false }));
}

function realSocket(path: string): string | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isSocket() === true ? realpathSync(path) : undefined;
  } catch {
    // This person cannot get there: neither can the program.
    return undefined;
  }
}

function readTable(): string {
  try {
    return readFileSync('/proc/net/unix', 'utf8');
  } catch {
    // Without /proc nothing else works here either: bubblewrap says so.
    return '';
  }
}
