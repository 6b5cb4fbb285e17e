import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { papersFolder } from '../reproduction/trace/sideFile.ts';

/** Whether a folder of the workspace holds stages of a reproduction. Looks at the names of files, a few dozen at most. */
export function isReproductionBegun(roots: readonly string[]): boolean {
  return roots.some((root) => {
    const folder = join(root, ...papersFolder.split('/'));
    try {
      return readdirSync(folder).some((paper) => existsSync(join(folder, paper, 'spec.json')));
    } catch {
      return false;
    }
  });
}
