import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { readingBeside } from '../app/paperBeside.ts';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import type { OpenedFile } from '../papers/readPaper.ts';

export interface PaperFilesOptions {
  /** Absolute, links resolved. */
  readonly roots: readonly string[];
  /** What stands in an editor of this file and is not on the disk yet. */
  unsaved(path: string): string | undefined;
}

/** Files of papers for the person who opens them: with what an editor holds of them, and with what lies beside them. */
export function paperFiles({ roots, unsaved }: PaperFilesOptions): (path: string) => Promise<OpenedFile> {
  return async (path) => {
    const absolute = resolve(roots[0] ?? '.', path);
    const read = (file: string): Promise<Uint8Array> => {
      const text = unsaved(file);
      return text === undefined ? readFile(file) : Promise.resolve(new TextEncoder().encode(text));
    };
    const [bytes, real] = await Promise.all([read(absolute), realpath(absolute)]).catch((error: unknown) => {
      throw unreadable(absolute, error);
    });
    const inside = roots.map((root) => relative(root, real)).find(isWithin);
    return {
      bytes,
      name: basename(absolute),
      ...(inside === undefined ? {} : { path: inside.split(sep).join('/') }),
      readBeside: readingBeside(absolute, roots, read),
    };
  };
}

/** A picture that a paper names: within the workspace or beside the paper, whatever links and dots say. */
export async function readPictureBeside(paperFile: string, name: string, roots: readonly string[]): Promise<Uint8Array | undefined> {
  try {
    const file = await realpath(resolve(dirname(paperFile), name));
    const folders = [...roots, await realpath(dirname(paperFile))];
    const { size } = await stat(file);
    return folders.some((folder) => isWithin(relative(folder, file))) && size < 2 ** 26 ? await readFile(file) : undefined;
  } catch {
    return undefined;
  }
}

function isWithin(path: string): boolean {
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function unreadable(path: string, error: unknown): PracticumError {
  const code = systemErrorCode(error);
  const why =
    code === 'ENOENT'
      ? `There is no file ${path}.`
      : code === 'EISDIR'
        ? `${path} is a folder.`
        : `${path} cannot be read (${code ?? String(error)}).`;
  const hint =
    code === 'EISDIR' ? 'Open the main .tex file in it.' : 'Open a PDF, HTML, TeX or Markdown file that is there, or a paper by its id.';
  return new PracticumError('no-paper-file', why, { hint, cause: error });
}
