/** Where a paper can be had, in the order in which it is tried: each way is gone only when those before it led nowhere. */
import { defined } from '../../base/defined.ts';
import type { PaperId } from '../address.ts';
import { paperIdText } from '../address.ts';
import type { PaperPart } from '../parsePaper.ts';
import { type AboutPaper, aboutAcl, aboutDoi, aboutOpenReview } from './about.ts';
import { type ArxivId, type ArxivKind, type ArxivPaper, arxivPaper, fetchArxiv } from './arxiv.ts';
import { type Fetched, fetchKept, type Library } from './fetched.ts';
import { type Got, requirePdf } from './get.ts';
import { isMissing, PaperError } from './paperErrors.ts';
import { scholarPaper } from './semanticScholar.ts';
import { formatOf } from './sniff.ts';
import { hashOf } from './store.ts';

/** A paper on the way to be read. */
export interface Route {
  /** With the version, as soon as somebody has said it. */
  readonly id: PaperId;
  readonly title?: string;
  readonly authors?: readonly string[];
  readonly doubts: readonly string[];
  readonly ways: readonly Way[];
}

export interface Way {
  /** Asked for it; one that does not answer is not asked again. */
  readonly host: string;
  /** Only to fill in what a page left open, or where there is no page. */
  readonly isLatex?: boolean;
  /** Where it knows of no such paper, there is none. */
  readonly isLastWord?: boolean;
  go(signal: AbortSignal): Promise<WayEnd>;
}

export interface WayEnd {
  readonly part: PaperPart;
  readonly doubts: readonly string[];
  /** The paper by its whole name, where this way told it. */
  readonly id?: PaperId;
}

type Routed = Extract<PaperId, { kind: 'arxiv' | 'doi' | 'openreview' | 'acl' }>;

export async function routeOf(library: Library, id: Routed, isFresh: boolean, signal: AbortSignal): Promise<Route> {
  switch (id.kind) {
    case 'arxiv':
      return arxivRoute(library, id, isFresh);
    case 'acl':
    case 'openreview':
      return await pdfRoute(library, id, isFresh, signal);
    case 'doi':
      return await doiRoute(library, id, isFresh, signal);
  }
}

function arxivRoute(library: Library, asked: Extract<PaperId, { kind: 'arxiv' }>, isFresh: boolean): Route {
  // What one way learns of the version, the next ones ask for.
  let known: ArxivId = asked;
  const { arxiv, ar5iv, arxivApi } = library.settings;
  const way = (kind: ArxivKind, partKind: 'html' | 'eprint' | 'pdf'): Way => ({
    host: new URL(kind === 'ar5iv' ? ar5iv : arxiv).host,
    isLatex: kind === 'eprint',
    async go(signal) {
      const fetched = await fetchArxiv(library, kind, known, isFresh, signal);
      const version = Number(fetched.source.version?.slice(1));
      if (version > 0 && known.version === undefined) known = { ...known, version };
      const doubts =
        kind === 'ar5iv' && asked.version !== undefined
          ? [`ar5iv does not say which version it has; asked for was v${asked.version}.`]
          : [];
      return {
        part: { kind: partKind, bytes: fetched.bytes, source: fetched.source },
        doubts: [...fetched.doubts, ...doubts],
        id: { kind: 'arxiv', ...known },
      };
    },
  });
  /** Asked when there is no page: it says whether there is such a paper at all, and which version is the newest. */
  const told: Way = {
    host: new URL(arxivApi).host,
    isLastWord: true,
    async go(signal) {
      const paper = await arxivPaper(library, known, signal);
      if (paper === undefined)
        throw new PaperError(
          'paper-not-found',
          `arXiv has no paper ${paperIdText({ kind: 'arxiv', ...known })}.`,
          'Check the number, or search for its title: practicum paper search WORDS.',
        );
      if (known.version !== undefined && paper.version !== undefined && known.version > paper.version)
        throw new PaperError(
          'paper-not-found',
          `arXiv has no version ${known.version} of arxiv:${known.id}: the newest is ${paper.version}.`,
          `Ask for arxiv:${known.id}v${paper.version}, or leave the version out.`,
        );
      if (paper.version !== undefined && known.version === undefined) known = { ...known, version: paper.version };
      const from = `${arxiv}/abs/${known.id}`;
      return {
        part: abstractPart(
          paper,
          from,
          'arXiv has neither a page, nor LaTeX, nor a PDF of it that can be read. Open one that you have as a file.',
        ),
        doubts: /withdrawn/i.test(paper.comment ?? '') ? [withdrawn(paper, known)] : [],
        id: { kind: 'arxiv', ...known },
      };
    },
  };
  const pages = [way('arxiv-html', 'html'), ...(asked.version === undefined ? [way('ar5iv', 'html')] : [])];
  const late = asked.version === undefined ? [] : [way('ar5iv', 'html')];
  return { id: asked, doubts: [], ways: [...pages, told, way('eprint', 'eprint'), ...late, way('pdf', 'pdf')] };
}

function withdrawn({ comment, version = 1 }: Pick<ArxivPaper, 'comment' | 'version'>, { id }: ArxivId): string {
  const before = version > 1 ? ` What it said before may still be there: arxiv:${id}v${version - 1}.` : '';
  return `arXiv says of it: ${(comment ?? '').replace(/[.\s]+$/, '')}.${before}`;
}

async function pdfRoute(
  library: Library,
  id: Extract<PaperId, { kind: 'acl' | 'openreview' }>,
  isFresh: boolean,
  signal: AbortSignal,
): Promise<Route> {
  const { acl, openReview } = library.settings;
  const about = await (id.kind === 'acl' ? aboutAcl : aboutOpenReview)(library, id.id, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    return error instanceof PaperError ? error : Promise.reject(error);
  });
  const url = id.kind === 'acl' ? `${acl}/${id.id}.pdf` : `${openReview}/pdf?id=${id.id}`;
  const pdf = pdfWay(library, id, url, isFresh, about instanceof PaperError ? undefined : about.licence, []);
  if (about instanceof PaperError) return { id, doubts: isMissing(about) ? [] : [about.message], ways: [pdf] };
  const from = id.kind === 'acl' ? `${acl}/${id.id}/` : `${openReview}/forum?id=${id.id}`;
  return {
    id,
    title: about.title,
    authors: about.authors,
    doubts: [],
    ways: [pdf, abstractWay(about, from, 'its PDF could not be had. Open one that you have as a file.')],
  };
}

async function doiRoute(library: Library, id: Extract<PaperId, { kind: 'doi' }>, isFresh: boolean, signal: AbortSignal): Promise<Route> {
  const [about, scholar] = await Promise.allSettled([aboutDoi(library, id.id, signal), scholarPaper(library, id, signal)]);
  signal.throwIfAborted();
  const found = scholar.status === 'fulfilled' ? scholar.value : undefined;
  const told: AboutPaper | undefined =
    about.status === 'fulfilled'
      ? about.value
      : found === undefined
        ? undefined
        : { title: found.title, authors: found.authors, abstract: found.abstract ?? '' };
  if (told === undefined)
    throw about.status === 'rejected' ? about.reason : new PaperError('paper-not-found', `Nobody knows ${id.id}.`, 'Check the DOI.');
  const facts = { title: told.title || (found?.title ?? ''), authors: told.authors };
  if (found?.arxiv !== undefined) {
    const route = arxivRoute(library, { kind: 'arxiv', id: found.arxiv }, isFresh);
    return { ...route, ...facts, doubts: [`doi:${id.id} was read as arxiv:${found.arxiv}; the published version may differ.`] };
  }
  const pdfs = [found?.pdf, told.pdf].filter((url) => url !== undefined);
  const from = `${library.settings.doi}/${id.id}`;
  const why =
    pdfs.length === 0
      ? 'no open PDF of it is known. Open one that you have as a file.'
      : 'its PDF could not be had. Open one that you have as a file.';
  const abstract = told.abstract === '' ? (found?.abstract ?? '') : told.abstract;
  return {
    id,
    ...facts,
    doubts: [],
    ways: [
      ...[...new Set(pdfs)].map((url) => pdfWay(library, id, url, isFresh, found?.licence ?? told.licence, 'anywhere')),
      abstractWay({ ...told, abstract }, from, why),
    ],
  };
}

function pdfWay(
  library: Library,
  id: PaperId,
  url: string,
  isFresh: boolean,
  licence: string | undefined,
  also: readonly string[] | 'anywhere',
): Way {
  return {
    host: URL.parse(url)?.host ?? url,
    async go(signal) {
      if (!URL.canParse(url))
        throw new PaperError('paper-not-found', `“${url.slice(0, 200)}” is no address of a PDF.`, 'Open a PDF that you have.');
      const factsOf = (got: Got): { readonly licence?: string } => {
        requirePdf(got);
        return defined({ licence });
      };
      const wish = { kind: 'pdf', id: paperIdText(id), asked: { url, accept: 'application/pdf', also }, isFresh, factsOf } as const;
      const fetched = await fetchKept(library, wish, signal);
      return { part: partOf(fetched, url), doubts: fetched.doubts };
    },
  };
}

function abstractWay(about: AboutPaper, from: string, why: string): Way {
  return {
    host: new URL(from).host,
    async go() {
      if (about.abstract === '')
        throw new PaperError(
          'paper-not-found',
          `Of ${from} neither a text nor an abstract is open.`,
          'Open a PDF that you have as a file.',
        );
      return { part: abstractPart(about, from, why), doubts: [] };
    },
  };
}

function abstractPart(
  { title, authors, abstract }: Pick<AboutPaper, 'title' | 'authors' | 'abstract'>,
  from: string,
  why: string,
): PaperPart {
  const source = { kind: 'abstract', from, sha256: hashOf(abstract), fetchedAt: new Date().toISOString() } as const;
  return { kind: 'abstract', title, authors, abstract, why, source };
}

/** By what the bytes are, whatever was asked for. Throws `not-a-paper`. */
export function partOf({ bytes, type, source }: Fetched, name: string): PaperPart {
  const format = formatOf(bytes, name, type);
  switch (format) {
    case 'latex':
      return { kind: 'latex', files: [{ name: 'main.tex', bytes }], main: 'main.tex', source: { ...source, kind: 'eprint' } };
    case 'pdf':
      return { kind: 'pdf', bytes, source: { ...source, kind: 'pdf' } };
    case 'eprint':
      return { kind: 'eprint', bytes, source: { ...source, kind: 'eprint' } };
    case 'html':
    case 'markdown':
      return { kind: format, bytes, source: { ...source, kind: 'html' } };
  }
}
