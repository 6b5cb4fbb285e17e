import { personalHubClient } from '../app/hubDoor.ts';
import { personalPapers } from '../app/papersDoor.ts';
import { Cancelled } from '../base/errors.ts';
import { visibleJson, visibleText } from '../base/visibleLine.ts';
import { wantedAnchor } from '../papers/wantedAnchor.ts';
import { type CommonOptions, type PaperRequest, WrongUsage } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { openGiven } from './givenPaper.ts';
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
    if (request.kind === 'review') {
      const { reviewPaperCode } = await import('./paperReviewCommand.ts');
      return await reviewPaperCode(options, request, output, stopped.signal);
    }
    if (request.kind === 'diff') {
      const { diffPapers } = await import('./paperDiffCommand.ts');
      output.out(shown(await diffPapers(options, request, output, stopped.signal), options));
      return exitCode.done;
    }
    const text =
      request.kind === 'search'
        ? await search(options, request, output, stopped.signal)
        : await read(options, request, output, stopped.signal);
    output.out(shown(text, options));
    return exitCode.done;
  } finally {
    process.off('SIGINT', stop);
  }
}

/** A paper’s words go to a terminal, where none of them is to have an effect. */
function shown(text: string, { json }: CommonOptions): string {
  return json ? visibleJson(text) : visibleText(text);
}

async function read(
  options: CommonOptions,
  { paper, section, isFresh }: Extract<PaperRequest, { kind: 'read' }>,
  output: Output,
  signal: AbortSignal,
): Promise<string> {
  const { opened, given } = await openGiven(createCliHost(options, output), paper, isFresh, signal);
  const { findAnchor, paperJson, partOfPaper } = await import('../papers/paperJson.ts');
  const wanted = section === undefined ? given.anchor : wantedAnchor(opened.paper, section);
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
