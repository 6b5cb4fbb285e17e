import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { personalHubClient } from '../app/hubDoor.ts';
import { personalPapers } from '../app/papersDoor.ts';
import { Cancelled, PracticumError, systemErrorCode } from '../base/errors.ts';
import type { OpenedFile, OpenedPaper } from '../papers/readPaper.ts';
import { type Given, parseGiven } from '../papers/sources/given.ts';
import { type CommonOptions, type PaperRequest, WrongUsage } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';

const mostFound = 20;

/** `practicum paper …`: what the person types is its own approval, so nothing here needs a permit. */
export async function workWithPaper(options: CommonOptions, request: PaperRequest, output: Output): Promise<ExitCode> {
  const stopped = new AbortController();
  const stop = (): void => stopped.abort(new Cancelled());
  process.once('SIGINT', stop);
  try {
    if (request.kind === 'contract') {
      const { workWithContracts } = await import('./contractCommand.ts');
      return await workWithContracts(options, request, output, stopped.signal);
    }
    const text =
      request.kind === 'search'
        ? await search(options, request, output, stopped.signal)
        : await read(options, request, output, stopped.signal);
    output.out(text);
    return exitCode.done;
  } finally {
    process.off('SIGINT', stop);
  }
}

async function read(
  options: CommonOptions,
  { paper, section, isFresh }: Extract<PaperRequest, { kind: 'read' }>,
  output: Output,
  signal: AbortSignal,
): Promise<string> {
  const { opened, given } = await openGiven(createCliHost(options, output), paper, isFresh, signal);
  const { findAnchor, paperJson, partOfPaper } = await import('../papers/paperJson.ts');
  const wanted = section?.replace(/^.*#/, '') ?? given.anchor;
  const found = wanted === undefined ? undefined : findAnchor(opened.paper, wanted);
  const anchor = found?.kind === 'section' ? found.section.anchor : found?.kind === 'node' ? (wanted ?? '') : undefined;
  const part = wanted === undefined ? opened : anchor === undefined ? undefined : partOfPaper(opened, anchor);
  if (part === undefined) {
    const { noSuchSection } = await import('../papers/showPaper.ts');
    throw noSuchSection(wanted ?? '', opened.paper);
  }
  if (options.json) return `${JSON.stringify(paperJson(part))}\n`;
  const { paperMarkdown } = await import('../papers/paperMarkdown.ts');
  return paperMarkdown(part);
}

/** The paper that a person means. Throws PracticumError where it cannot be had. */
export async function openGiven(
  host: ReturnType<typeof createCliHost>,
  paper: string,
  isFresh: boolean,
  signal: AbortSignal,
): Promise<{ readonly opened: OpenedPaper; readonly given: Given }> {
  const given = await meant(parseGiven(paper), paper, host.roots);
  const papers = personalPapers(host, given.kind === 'url' ? given.url : undefined);
  return { opened: await papers.open(given, { signal, isFresh, openFile: (path) => openFile(path, host.roots) }), given };
}

/** A file that is there is meant, however much its name looks like something else. */
async function meant(given: Given, text: string, roots: readonly string[]): Promise<Given> {
  if (given.kind !== 'paper' || given.id.kind === 'sha256') return given;
  const isThere = await realpath(resolve(roots[0] ?? '.', text)).then(
    () => true,
    () => false,
  );
  return isThere && !/^\w+:/.test(text) ? { kind: 'file', path: text } : given;
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
    readBeside: (name) => readFile(join(dirname(absolute), name)).catch(() => undefined),
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

interface FoundPaper {
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly year?: number;
}

async function search(
  options: CommonOptions,
  { words, at }: Extract<PaperRequest, { kind: 'search' }>,
  output: Output,
  signal: AbortSignal,
): Promise<string> {
  const host = createCliHost(options, output);
  const papers = personalPapers(host);
  const places: Readonly<Record<string, () => Promise<readonly FoundPaper[]>>> = {
    async arxiv() {
      const found = await papers.searchArxiv(words, mostFound, signal);
      return found.map(({ id, version, title, authors, published }) => ({
        id: `arxiv:${id}${version === undefined ? '' : `v${version}`}`,
        title,
        authors,
        ...yearOf(published),
      }));
    },
    async hub() {
      const { searchPapers } = await import('../hub/papers.ts');
      const found = await searchPapers(personalHubClient(host), { query: words, limit: mostFound }, signal);
      return found.map(({ id, title, authors, publishedAt }) => ({ id: `arxiv:${id}`, title, authors, ...yearOf(publishedAt) }));
    },
    async scholar() {
      const found = await papers.searchScholar(words, mostFound, signal);
      return found.map(({ arxiv, doi, acl, title, authors, year }) => ({
        id: arxiv !== undefined ? `arxiv:${arxiv}` : doi !== undefined ? `doi:${doi}` : acl !== undefined ? `acl:${acl}` : '',
        title,
        authors,
        ...(year === undefined ? {} : { year }),
      }));
    },
  };
  const find = Object.hasOwn(places, at) ? places[at] : undefined;
  if (find === undefined) throw new WrongUsage(`“${at}” is no place to search papers at: ${Object.keys(places).join(', ')}.`);
  const found = await find();
  if (options.json) return found.map((each) => `${JSON.stringify(each)}\n`).join('');
  return found.length === 0
    ? 'Nothing found.\n'
    : found.map(({ id, title, year }) => `${id}\t${title}${year === undefined ? '' : ` (${year})`}\n`).join('');
}

function yearOf(date: string | undefined): { readonly year?: number } {
  const year = Number(date?.slice(0, 4));
  return Number.isInteger(year) && year > 0 ? { year } : {};
}
