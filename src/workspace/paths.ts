import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Permit, RequirePermit } from '../base/permit.ts';
import { LinkLeadsElsewhere, RunsAreEvidence } from './fileErrors.ts';

/** Where a path really leads, and whether a permit for the path as it was written covers that. */

export type FileAct = 'read' | 'write' | 'delete';

export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/**
 * The real path of `path`, whose last parts need not exist yet. A permit names a path as it was written; where links lead elsewhere, it
 * holds only for an ordinary place in the workspace. Anything outside, or hidden (`.git`, `.env`), must be named by the permit itself.
 */
export async function resolvePermitted(
  require: RequirePermit,
  permit: Permit,
  act: FileAct,
  path: string,
  roots: readonly string[],
): Promise<string> {
  require(permit, { kind: act, path });
  const real = await realPathOf(path);
  const realRoots = await Promise.all(roots.map(realPathOf));
  if (act !== 'read') refuseRunFolders(real, realRoots);
  if (real === path) return real;
  // The same place seen from its root: only the root itself, or something above it, is a link.
  const isSamePlace = roots.some((root, i) => isInside(root, path) && join(realRoots[i] ?? root, relative(root, path)) === real);
  if (isSamePlace) return real;
  const isOrdinary = realRoots.some(
    (root) =>
      isInside(root, real) &&
      !relative(root, real)
        .split(sep)
        .some((part) => part.startsWith('.')),
  );
  if (isOrdinary && roots.some((root) => isInside(root, path))) return real;
  try {
    require(permit, { kind: act, path: real });
  } catch {
    throw new LinkLeadsElsewhere(path, real);
  }
  return real;
}

/** Resolves the longest part that exists; what does not exist yet cannot be a link. */
export async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await realPathOf(parent), basename(path));
  }
}

/** Measured numbers are evidence: whatever a permit says, no port for files writes among them. */
function refuseRunFolders(real: string, realRoots: readonly string[]): void {
  for (const root of realRoots) {
    if (!isInside(root, real)) continue;
    // Some file systems do not tell cases apart.
    const [first, second, ...rest] = relative(root, real).toLowerCase().split(sep);
    const isDecided = /\.lock$|^register-decisions\.jsonl?$/.test(rest.at(-1) ?? second ?? '');
    if (first === '.practicum' && (second === 'runs' || second === undefined || isDecided)) throw new RunsAreEvidence(real);
  }
}
