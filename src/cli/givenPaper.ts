import { readFile, realpath } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { readingBeside } from '../app/paperBeside.ts';
import { personalPapers } from '../app/papersDoor.ts';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import type { OpenedFile, OpenedPaper } from '../papers/readPaper.ts';
import { type Given, parseGiven } from '../papers/sources/given.ts';
import type { createCliHost } from './host.ts';

/** The paper that a person means. Throws PracticumError where it cannot be had. */
export async function openGiven(
  host: ReturnType<typeof createCliHost>,
  paper: string,
  isFresh: boolean,
  signal: AbortSignal,
): Promise<{ readonly opened: OpenedPaper; readonly given: Given }> {
  const given = await meant(paper, host.roots);
  const papers = personalPapers(host, given.kind === 'url' ? given.url : undefined);
  return { opened: await papers.open(given, { signal, isFresh, openFile: (path) => openFile(path, host.roots) }), given };
}

/** A file or folder that is there is meant, however much its name looks like something else, or like nothing. */
async function meant(text: string, roots: readonly string[]): Promise<Given> {
  if (text.trim() === '' || /^\w{2,}:/.test(text)) return parseGiven(text);
  const isThere = await realpath(resolve(roots[0] ?? '.', text)).then(
    () => true,
    () => false,
  );
  return isThere ? { kind: 'file', path: text } : parseGiven(text);
}

async function openFile(path: string, [root = process.cwd()]: readonly string[]): Promise<OpenedFile> {
  const absolute = resolve(root, path);
  const bytes = await readWhole(absolute);
  const within = relative(root, await realpath(absolute));
  const isInside = within !== '' && !within.startsWith(`..${sep}`) && within !== '..' && !isAbsolute(within);
  return {
    bytes,
    name: basename(absolute),
    ...(isInside ? { path: within.split(sep).join('/') } : {}),
    readBeside: readingBeside(absolute, [root]),
  };
}

async function readWhole(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = systemErrorCode(error);
    const why =
      code === 'ENOENT'
        ? `There is no file ${path}.`
        : code === 'EISDIR'
          ? `${path} is a folder.`
          : `${path} cannot be read (${code ?? String(error)}).`;
    const hint =
      code === 'EISDIR'
        ? 'Give the main .tex file in it.'
        : 'Give an arXiv id, a DOI, a link, or the path of a PDF, HTML, TeX or Markdown file.';
    throw new PracticumError('no-paper-file', why, { hint, cause: error });
  }
}
