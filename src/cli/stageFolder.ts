import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemErrorCode } from '../base/errors.ts';
import { parsePaperId } from '../papers/address.ts';
import type { StageFiles } from '../reproduction/stages/files.ts';
import { paperFolder, papersFolder } from '../reproduction/trace/sideFile.ts';

/** The stages of a paper in a folder of the person's, who typed the command that reads or writes them. `paper`: as `Paper.id`. */
export function stageFolder(root: string, paper: string): StageFiles {
  const folder = join(root, papersFolder, paperFolder(parsePaperId(paper)));
  return {
    async read(name) {
      try {
        return await readFile(join(folder, name), 'utf8');
      } catch (error) {
        if (systemErrorCode(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
    async write(name, text) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    },
    async list() {
      const entries = await readdir(folder, { recursive: true }).catch(() => []);
      return entries.map((name) => name.replaceAll('\\', '/')).sort();
    },
  };
}
