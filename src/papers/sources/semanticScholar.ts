/** Semantic Scholar: what a paper cites and is cited by, passages, and what is like it. Source: https://api.semanticscholar.org/api-docs/ */
import * as z from 'zod';
import { defined } from '../../base/defined.ts';
import type { PaperId } from '../address.ts';
import { askKept, type Library } from './fetched.ts';
import { PaperError } from './paperErrors.ts';

const wirePaper = z.object({
  paperId: z.string().nullish(),
  title: z.string().nullish(),
  year: z.number().nullish(),
  publicationDate: z.string().nullish(),
  abstract: z.string().nullish(),
  citationCount: z.number().nullish(),
  externalIds: z
    .record(z.string(), z.union([z.string(), z.number()]).nullable().catch(null))
    .nullish()
    .catch(undefined),
  openAccessPdf: z.object({ url: z.string().nullish(), license: z.string().nullish() }).nullish(),
  tldr: z.object({ text: z.string().nullish() }).nullish(),
  authors: z.array(z.object({ name: z.string().nullish() })).nullish(),
});
/** A row that is not as it should be is left out, not the others with it. */
function rowsOf<Row>(row: z.ZodType<Row>) {
  return z
    .array(z.unknown())
    .nullish()
    .transform((rows): readonly Row[] =>
      (rows ?? []).flatMap((each) => {
        const read = row.safeParse(each);
        return read.success ? [read.data] : [];
      }),
    );
}

const fields = 'title,year,abstract,citationCount,externalIds,openAccessPdf,tldr,authors';
const rowFields = 'title,year,citationCount,externalIds,authors';
const graphFields = `${rowFields},publicationDate,abstract`;

export interface ScholarPaper {
  readonly title: string;
  readonly year?: number;
  /** `2024-05-17`, where it is known to the day. */
  readonly date?: string;
  readonly authors: readonly string[];
  readonly abstract?: string;
  readonly summary?: string;
  readonly citations?: number;
  readonly arxiv?: string;
  readonly doi?: string;
  readonly acl?: string;
  readonly pdf?: string;
  readonly licence?: string;
}

/** One paper that cites another, or is cited by it. */
export interface ScholarLink {
  readonly paper: ScholarPaper;
  /** Sentences in which it is cited. */
  readonly contexts: readonly string[];
  /** `methodology`, `background`, `result`. */
  readonly intents: readonly string[];
  readonly isInfluential: boolean;
}

export interface ScholarPassage {
  readonly paper: ScholarPaper;
  readonly text: string;
  readonly section?: string;
}

const weekMs = 7 * 24 * 60 * 60_000;
const hourMs = 60 * 60_000;

export async function scholarPaper(library: Library, id: PaperId, signal: AbortSignal): Promise<ScholarPaper> {
  return paperOf(await ask(library, `/graph/v1/paper/${nameOf(id)}`, { fields }, wirePaper, weekMs, signal));
}

export async function searchScholar(library: Library, query: string, limit: number, signal: AbortSignal): Promise<readonly ScholarPaper[]> {
  const schema = z.object({ data: rowsOf(wirePaper) });
  const { data } = await ask(library, '/graph/v1/paper/search', { query, limit: String(limit), fields }, schema, hourMs, signal);
  return data.map(paperOf);
}

export async function scholarLinks(
  library: Library,
  id: PaperId,
  which: 'citations' | 'references',
  limit: number,
  signal: AbortSignal,
): Promise<readonly ScholarLink[]> {
  return (await askLinks(library, { id, which, fields: rowFields, from: 0, limit }, signal)).links;
}

/** A page of a long list, with abstracts. */
export async function scholarLinkPage(
  library: Library,
  { id, which, from, limit }: Omit<LinkQuestion, 'fields'>,
  signal: AbortSignal,
): Promise<ScholarLinkPage> {
  return await askLinks(library, { id, which, fields: graphFields, from, limit }, signal);
}

export interface ScholarLinkPage {
  readonly links: readonly ScholarLink[];
  /** Where the next page begins; absent behind the last. */
  readonly next?: number;
}

interface LinkQuestion {
  readonly id: PaperId;
  readonly which: 'citations' | 'references';
  readonly fields: string;
  /** How many to pass over. */
  readonly from: number;
  /** At most 1,000. */
  readonly limit: number;
}

async function askLinks(
  library: Library,
  { id, which, fields: wanted, from, limit }: LinkQuestion,
  signal: AbortSignal,
): Promise<ScholarLinkPage> {
  const row = z.object({
    contexts: z.array(z.string()).nullish(),
    intents: z.array(z.string()).nullish(),
    isInfluential: z.boolean().nullish(),
    citingPaper: wirePaper.nullish(),
    citedPaper: wirePaper.nullish(),
  });
  const schema = z.object({ data: rowsOf(row), next: z.number().nullish() });
  const parameters = {
    fields: `contexts,intents,isInfluential,${wanted}`,
    limit: String(limit),
    ...(from === 0 ? {} : { offset: String(from) }),
  };
  const { data, next } = await ask(library, `/graph/v1/paper/${nameOf(id)}/${which}`, parameters, schema, weekMs, signal);
  const links = data.flatMap(({ contexts, intents, isInfluential, citingPaper, citedPaper }) => {
    const paper = which === 'citations' ? citingPaper : citedPaper;
    if (paper === null || paper === undefined) return [];
    return [{ paper: paperOf(paper), contexts: contexts ?? [], intents: intents ?? [], isInfluential: isInfluential ?? false }];
  });
  // A service that sends one back to where one was would be asked for ever.
  return { links, ...(typeof next === 'number' && next > from ? { next } : {}) };
}

export async function scholarPassages(
  library: Library,
  query: string,
  id: PaperId | undefined,
  limit: number,
  signal: AbortSignal,
): Promise<readonly ScholarPassage[]> {
  const row = z.object({
    snippet: z.object({ text: z.string(), section: z.string().nullish() }),
    paper: z.object({ title: z.string().nullish(), corpusId: z.union([z.string(), z.number()]).nullish() }).nullish(),
  });
  const schema = z.object({ data: rowsOf(row) });
  const parameters = { query, limit: String(limit), ...(id === undefined ? {} : { paperIds: nameOf(id) }) };
  const { data } = await ask(library, '/graph/v1/snippet/search', parameters, schema, hourMs, signal);
  return data.map(({ snippet, paper }) => ({
    paper: { title: paper?.title ?? '', authors: [] },
    text: snippet.text,
    ...defined({ section: snippet.section ?? undefined }),
  }));
}

export async function scholarSimilar(library: Library, id: PaperId, limit: number, signal: AbortSignal): Promise<readonly ScholarPaper[]> {
  const schema = z.object({ recommendedPapers: rowsOf(wirePaper) });
  const parameters = { fields: rowFields, limit: String(limit) };
  const { recommendedPapers } = await ask(library, `/recommendations/v1/papers/forpaper/${nameOf(id)}`, parameters, schema, weekMs, signal);
  return recommendedPapers.map(paperOf);
}

async function ask<Schema extends z.ZodType>(
  library: Library,
  path: string,
  parameters: Readonly<Record<string, string>>,
  schema: Schema,
  forMs: number,
  signal: AbortSignal,
): Promise<z.infer<Schema>> {
  const url = `${library.settings.semanticScholar}${path}?${new URLSearchParams(parameters)}`;
  const bytes = await askKept(library, { url, accept: 'application/json', mostBytes: 8 * 2 ** 20 }, forMs, signal);
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (error) {
    throw new PaperError('paper-odd', 'Semantic Scholar’s answer is not understood.', 'Go on without it, or try again later.', error);
  }
}

/** As the service names papers of others. Throws `paper-not-found` for those that it cannot know. */
function nameOf({ kind, id }: PaperId): string {
  switch (kind) {
    case 'arxiv':
      return `ARXIV:${id}`;
    case 'doi':
      return `DOI:${id}`;
    case 'acl':
      return `ACL:${id}`;
    case 'openreview':
      return `URL:https://openreview.net/forum?id=${id}`;
    default:
      throw new PaperError('paper-not-found', 'Semantic Scholar knows no files.', 'Give the paper’s arXiv id or its DOI.');
  }
}

function paperOf(wire: z.infer<typeof wirePaper>): ScholarPaper {
  const idOf = (name: string): string | undefined =>
    wire.externalIds?.[name] === undefined || wire.externalIds[name] === null ? undefined : String(wire.externalIds[name]);
  return {
    title: (wire.title ?? '').replaceAll(/\s+/g, ' ').trim(),
    authors: (wire.authors ?? []).flatMap(({ name }) => name ?? []),
    ...defined({
      year: wire.year ?? undefined,
      date: wire.publicationDate ?? undefined,
      abstract: wire.abstract ?? undefined,
      summary: wire.tldr?.text ?? undefined,
      citations: wire.citationCount ?? undefined,
      arxiv: idOf('ArXiv'),
      doi: idOf('DOI'),
      acl: idOf('ACL'),
      pdf: wire.openAccessPdf?.url || undefined,
      licence: wire.openAccessPdf?.license ?? undefined,
    }),
  };
}
