/** arXiv: what its API says of papers, and where each of a paper’s sources lies. Source: https://info.arxiv.org/help/api/user-manual.html */
import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { defined } from '../../base/defined.ts';
import { parseArxivId } from '../address.ts';
import { askKept, type Fetched, fetchKept, type Library } from './fetched.ts';
import { type Got, requirePdf } from './get.ts';
import { PaperError } from './paperErrors.ts';
import { isPaperPage, isTitled } from './paperPage.ts';
import type { PaperSettings } from './settings.ts';
import { isPage } from './unpack.ts';

export interface ArxivPaper {
  readonly id: string;
  readonly version?: number;
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract: string;
  readonly published?: string;
  readonly updated?: string;
  readonly categories: readonly string[];
  readonly comment?: string;
  readonly doi?: string;
}

export type ArxivId = { readonly id: string; readonly version?: number };

const dayMs = 24 * 60 * 60_000;

/** Undefined: there is no such paper. */
export async function arxivPaper(library: Library, { id, version }: ArxivId, signal: AbortSignal): Promise<ArxivPaper | undefined> {
  const wanted = version === undefined ? id : `${id}v${version}`;
  const found = await query(library, { id_list: wanted, max_results: '1' }, signal);
  return found.find((paper) => paper.id.toLowerCase() === id.toLowerCase());
}

export async function searchArxiv(library: Library, words: string, limit: number, signal: AbortSignal): Promise<readonly ArxivPaper[]> {
  return await query(library, { search_query: searchQuery(words), max_results: String(limit), sortBy: 'relevance' }, signal);
}

/** Fields (`ti:`, `au:`, `cat:`) and operators as they are; plain words all have to be there. */
function searchQuery(words: string): string {
  if (/\b(?:ti|au|abs|co|jr|cat|all):|\b(?:AND|OR|ANDNOT)\b/.test(words)) return words;
  const terms = words.match(/"[^"]+"|[^\s"()]+/g) ?? [];
  return terms.map((term) => `all:${term}`).join(' AND ');
}

async function query(library: Library, parameters: Readonly<Record<string, string>>, signal: AbortSignal): Promise<readonly ArxivPaper[]> {
  const url = `${library.settings.arxivApi}/api/query?${new URLSearchParams(parameters)}`;
  const also = [new URL(library.settings.arxiv).hostname];
  const bytes = await askKept(library, { url, accept: 'application/atom+xml', mostBytes: 8 * 2 ** 20, also }, dayMs, signal);
  return parseAtom(Buffer.from(bytes).toString('utf8'));
}

const text = z.union([z.string(), z.number()]).transform(String);
const named = z.object({ name: text.catch('') });
const entrySchema = z.object({
  id: text,
  title: text.catch(''),
  summary: text.catch(''),
  published: text.optional().catch(undefined),
  updated: text.optional().catch(undefined),
  author: z.array(named).catch([]),
  category: z.array(z.object({ '@term': text })).catch([]),
  comment: text.optional().catch(undefined),
  doi: text.optional().catch(undefined),
});
const feedSchema = z.object({ feed: z.object({ entry: z.array(z.unknown()).optional() }).or(z.literal('')) });
const lists = new Set(['entry', 'author', 'category', 'link']);

/** Throws `paper-odd` for what is no Atom. */
export function parseAtom(xml: string): readonly ArxivPaper[] {
  // No entity of arXiv’s own: what declares some is no answer of the API.
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    htmlEntities: true,
    isArray: (name) => lists.has(name),
  });
  const parsed = /<!(?:DOCTYPE|ENTITY)/i.test(xml) ? undefined : feedSchema.safeParse(parsedBy(parser, xml));
  if (parsed?.success !== true) throw new PaperError('paper-odd', 'arXiv’s answer is not understood.', 'Try again in a while.');
  const { feed } = parsed.data;
  return (feed === '' ? [] : (feed.entry ?? [])).flatMap((entry) => paperOf(entry) ?? []);
}

function parsedBy(parser: XMLParser, xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch {
    return undefined;
  }
}

function paperOf(given: unknown): ArxivPaper | undefined {
  const entry = entrySchema.safeParse(given);
  // Errors come as entries, too: they have no identifier of a paper.
  const id = entry.success ? parseArxivId(/\/abs\/(.+)$/.exec(entry.data.id)?.[1] ?? '') : undefined;
  if (!entry.success || id === undefined) return undefined;
  const { title, summary, author, category, published, updated, comment, doi } = entry.data;
  return {
    id: id.id,
    title: oneLine(title),
    authors: author.map(({ name }) => oneLine(name)).filter((name) => name !== ''),
    abstract: oneLine(summary),
    categories: category.map((each) => each['@term']),
    ...defined({ version: id.version, published, updated, comment, doi }),
  };
}

/** The kinds of sources, in the order in which they are tried; `version` counts wherever it is known. */
export const arxivKinds = ['arxiv-html', 'ar5iv', 'eprint', 'pdf'] as const;
export type ArxivKind = (typeof arxivKinds)[number];

export async function fetchArxiv(
  library: Library,
  kind: ArxivKind,
  { id, version }: ArxivId,
  isFresh: boolean,
  signal: AbortSignal,
): Promise<Fetched> {
  const wanted = version === undefined ? id : `${id}v${version}`;
  const url = addressOf(library.settings, kind, wanted, id);
  const also = [library.settings.arxiv, library.settings.arxivApi].map((each) => new URL(each).hostname);
  return await fetchKept(
    library,
    {
      kind,
      id: `arxiv:${wanted}`,
      asked: { url, also: kind === 'ar5iv' ? [] : also },
      isFresh,
      async factsOf(got) {
        // ar5iv sends those that it lacks to the abstract’s page.
        if (/\/abs\//.test(got.url.pathname))
          throw new PaperError('paper-not-found', `${new URL(url).host} has no page of ${wanted}.`, 'Another source of it may have.');
        if (kind === 'pdf') requirePdf(got);
        else if (kind === 'eprint' ? isPage(got.bytes) : isNoPaper(got.bytes)) throw noneSent(url, kind, wanted);
        if (kind === 'arxiv-html' || kind === 'ar5iv') await requirePaper(library, got, { id, ...defined({ version }) }, signal);
        return kind === 'arxiv-html' ? { ...versionOf(got, version), ...factsOfPage(got.bytes, id) } : versionOf(got, version);
      },
    },
    signal,
  );
}

function addressOf({ arxiv, ar5iv }: PaperSettings, kind: ArxivKind, wanted: string, id: string): string {
  switch (kind) {
    case 'arxiv-html':
      return `${arxiv}/html/${wanted}`;
    case 'ar5iv':
      return `${ar5iv}/html/${id}`;
    case 'eprint':
      return `${arxiv}/e-print/${wanted}`;
    case 'pdf':
      return `${arxiv}/pdf/${wanted}`;
  }
}

/** LaTeXML gave up on it, and what was made until then is served all the same; or the page says that there is none. */
function isNoPaper(bytes: Uint8Array): boolean {
  // Megabytes are searched as they are.
  const page = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return page.includes('Conversion to HTML had a Fatal error') || page.includes('HTML is not available for the source');
}

function noneSent(url: string, kind: ArxivKind, wanted: string): PaperError {
  const what = kind === 'eprint' ? 'sent a web page in place of the source' : 'has no whole page';
  return new PaperError('paper-not-found', `${new URL(url).host} ${what} of ${wanted}.`, 'Another source of the paper is read instead.');
}

/** Authors may upload a page of their own making, which only its title tells from what is sent in its place. Throws `paper-odd` for that. */
async function requirePaper(library: Library, { bytes, url }: Got, asked: ArxivId, signal: AbortSignal): Promise<void> {
  if (isPaperPage(bytes)) return;
  const paper = await arxivPaper(library, asked, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    return error instanceof PaperError ? undefined : Promise.reject(error);
  });
  if (paper !== undefined && isTitled(bytes, paper.title)) return;
  throw new PaperError(
    'paper-odd',
    `${url.host} sent another page in place of the paper ${asked.id}, for signing in or for robots, say.`,
    'Open its address in a browser to see what stands in the way, then try again.',
  );
}

/** arXiv’s banner states version and licence. Throws `paper-odd` where it is that of another paper. */
function factsOfPage(bytes: Uint8Array, id: string): { readonly version?: string; readonly licence?: string } {
  const head = Buffer.from(bytes.subarray(0, 400_000)).toString('utf8');
  const [, found, version] = /arXiv:((?:[a-z-]+(?:\.[A-Z]{2})?\/\d{7})|\d{4}\.\d{4,5})(v\d+)?\s*\[/i.exec(head) ?? [];
  if (found !== undefined && found.toLowerCase() !== id.toLowerCase())
    throw new PaperError('paper-odd', `The page of arXiv for ${id} is that of ${found}.`, 'Another source of the paper is read instead.');
  const licence =
    /id="license-tr"[^>]*>([^<]{1,200})</.exec(head)?.[1] ?? /<a[^>]+href="(https?:\/\/creativecommons\.org\/[^"]{1,200})"/.exec(head)?.[1];
  return defined({ version, licence: licence?.replace(/^\s*Licen[cs]e:\s*/i, '').trim() });
}

/** `attachment; filename="arXiv-1706.03762v7.tar.gz"` */
function versionOf({ headers, url }: Got, asked: number | undefined): { readonly version?: string } {
  const said =
    /v\d+(?=\.(?:tar|gz|pdf|tex)|"|$)/.exec(headers.get('content-disposition') ?? '')?.[0] ?? /\dv(\d+)(?:\.pdf)?$/.exec(url.pathname)?.[1];
  const version = said === undefined ? (asked === undefined ? undefined : `v${asked}`) : said.startsWith('v') ? said : `v${said}`;
  return defined({ version });
}

function oneLine(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim();
}
