import { isAbsolute, relative, sep } from 'node:path';

/** The segments of `path` below `folder`; empty for the folder itself, undefined for what does not lie in it. */
export function segmentsBelow(folder: string, path: string): readonly string[] | undefined {
  const inside = relative(folder, path);
  if (inside === '') return [];
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return undefined;
  return inside.split(sep);
}

export function contains(folder: string, path: string): boolean {
  return segmentsBelow(folder, path) !== undefined;
}
