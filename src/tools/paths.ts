import { basename, isAbsolute, normalize, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import { isInside } from '../workspace/paths.ts';

/** Paths as models write them: relative to the first workspace folder, absolute, or `file:` URIs. */

export const pathField = z.string().min(1).max(4096);

export class NoWorkspace extends PracticumError {
  constructor() {
    super('no-workspace', 'No folder is open, so there is nothing to work on.', {
      hint: 'Ask the person to open the folder of their project.',
    });
  }
}

export class BadPath extends PracticumError {
  constructor(path: string, why: string) {
    super('bad-path', `“${path}” is not a usable path: ${why}.`, {
      hint: 'Give a path relative to the workspace folder, or an absolute one.',
    });
  }
}

/** Absolute and lexically normal; looks at no disk. */
export function absolutePath(path: string, roots: readonly string[]): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\0-\x1f\x7f]/.test(path)) throw new BadPath(path.replace(/[^ -~]/g, '?'), 'it holds control characters');
  if (path === '~' || path.startsWith('~/')) throw new BadPath(path, 'the home folder must be written out');
  const local = path.startsWith('file:') ? fromUri(path) : path;
  return isAbsolute(local) ? withoutEndSlash(normalize(local)) : resolve(firstRoot(roots), local);
}

export function firstRoot(roots: readonly string[]): string {
  const root = roots[0];
  if (root === undefined) throw new NoWorkspace();
  return root;
}

/** As a person reads it: relative to its workspace folder where it lies in one. Never throws, for titles. */
export function displayPath(path: string, roots: readonly string[]): string {
  const root = roots.find((candidate) => isInside(candidate, path));
  return root === undefined ? path : relative(root, path) || basename(root);
}

/** For a card: the path as given where it cannot be resolved. */
export function displayGiven(path: string, roots: readonly string[]): string {
  try {
    return displayPath(absolutePath(path, roots), roots);
  } catch {
    return path;
  }
}

function fromUri(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch (error) {
    throw new BadPath(uri, error instanceof Error ? error.message : String(error));
  }
}

function withoutEndSlash(path: string): string {
  return path.length > 1 ? path.replace(/[/\\]$/, '') : path;
}
