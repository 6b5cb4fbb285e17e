import { constants, promises } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { contains } from './insidePath.ts';

/** The real path of a program of PATH, which no workspace brought along and nobody but its owner can change; undefined where there is none. */
export async function findProgram(name: string, path: string, roots: readonly string[]): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const file = await promises.realpath(join(folder, name)).catch(() => undefined);
    if (file === undefined || roots.some((root) => contains(root, file))) continue;
    try {
      await promises.access(file, constants.X_OK);
      const info = await promises.stat(file);
      if (info.isFile() && (info.mode & 0o022) === 0) return file;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}
