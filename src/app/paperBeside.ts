/** What a paper on the disk includes, read for the person who opened it: of the workspace and of the folder that it lies in, whatever dots and links say. */
import { readFile, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { ReadBeside } from '../papers/sources/texFiles.ts';
import { isSecretPath } from '../policy/names.ts';

/** `read`: what an editor holds of it, say. Absent: what lies on the disk. */
export function readingBeside(
  main: string,
  roots: readonly string[],
  read: (file: string) => Promise<Uint8Array> = (file) => readFile(file),
): ReadBeside {
  return async (name) => {
    const file = resolve(dirname(main), name);
    try {
      const real = await realpath(file);
      const folders = await Promise.all([...roots, dirname(main)].map((folder) => realpath(folder).catch(() => folder)));
      const inside = folders.map((folder) => relative(folder, real)).find(isWithin);
      if (inside === undefined)
        return { why: 'it lies outside of the workspace and of the paper’s folder; to read it, open a folder that holds both' };
      return isSecretPath(inside) ? { why: 'its name says that it holds secrets' } : await read(file);
    } catch {
      return undefined;
    }
  };
}

function isWithin(path: string): boolean {
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
