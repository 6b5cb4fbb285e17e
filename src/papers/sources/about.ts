/** What DOI agencies, OpenReview and the ACL Anthology say of a paper, and where its PDF is. */
import * as z from 'zod';
import { defined } from '../../base/defined.ts';
import { askKept, type Library } from './fetched.ts';
import { doiAgencies } from './hosts.ts';
import { PaperError } from './paperErrors.ts';

/** As far as it is stated. */
export interface AboutPaper {
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract: string;
  readonly pdf?: string;
  readonly licence?: string;
}

const dayMs = 24 * 60 * 60_000;

const cslSchema = z.object({
  title: z.union([z.string(), z.array(z.string()).transform((titles) => titles[0] ?? '')]).catch(''),
  author: z
    .array(
      z.object({ given: z.string().nullish(), family: z.string().nullish(), literal: z.string().nullish(), name: z.string().nullish() }),
    )
    .catch([]),
  abstract: z.string().catch(''),
  link: z.array(z.object({ URL: z.string(), 'content-type': z.string().nullish() })).catch([]),
  license: z.array(z.object({ URL: z.string() })).catch([]),
});

/** Content negotiation (https://citation.crosscite.org/docs.html). */
export async function aboutDoi(library: Library, doi: string, signal: AbortSignal): Promise<AboutPaper> {
  const url = `${library.settings.doi}/${doi.split('/').map(encodeURIComponent).join('/')}`;
  const accept = 'application/vnd.citationstyles.csl+json';
  const csl = await json(library, { url, accept, also: doiAgencies }, cslSchema, signal);
  const pdf = csl.link.find((link) => link['content-type'] === 'application/pdf' || link.URL.endsWith('.pdf'))?.URL;
  return {
    title: oneLine(plain(csl.title)),
    authors: csl.author
      .map(({ given, family, literal, name }) => literal ?? name ?? [given, family].filter((part) => part).join(' '))
      .filter((name) => name !== ''),
    abstract: oneLine(plain(csl.abstract)).replace(/^Abstract\s+/, ''),
    ...defined({ pdf, licence: csl.license[0]?.URL }),
  };
}

/** OpenReview has had two forms of its notes: a value, or an object with it. */
const said = z.union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)]).catch('');
/** An author is a name, or an object with it. */
const people = z.array(z.union([z.string(), z.object({ fullname: z.string() }).transform(({ fullname }) => fullname)]));
const saidList = z.union([people, z.object({ value: people }).transform(({ value }) => value)]).catch([]);
const notesSchema = z.object({
  notes: z.array(
    z.object({ license: z.string().nullish(), content: z.object({ title: said, abstract: said, authors: saidList, pdf: said }) }),
  ),
});

export async function aboutOpenReview(library: Library, id: string, signal: AbortSignal): Promise<AboutPaper> {
  const { openReview, openReviewApi } = library.settings;
  const { notes } = await json(library, { url: `${openReviewApi}/notes?id=${id}`, accept: 'application/json' }, notesSchema, signal);
  const [note] = notes;
  if (note === undefined)
    throw new PaperError('paper-not-found', `OpenReview has no paper ${id}.`, 'Check the id behind “forum?id=” in its address.');
  const { title, abstract, authors } = note.content;
  return {
    title: oneLine(title),
    abstract: oneLine(abstract),
    authors,
    pdf: `${openReview}/pdf?id=${id}`,
    ...defined({ licence: note.license ?? undefined }),
  };
}

/** The Anthology gives each paper a BibTeX file. Its papers since 2016 are CC BY 4.0 (https://aclanthology.org/faq/copyright/). */
export async function aboutAcl(library: Library, id: string, signal: AbortSignal): Promise<AboutPaper> {
  const url = `${library.settings.acl}/${id}`;
  const bytes = await askKept(library, { url: `${url}.bib`, mostBytes: 2 ** 20 }, 30 * dayMs, signal);
  const bib = Buffer.from(bytes).toString('utf8');
  const field = (name: string): string =>
    oneLine(new RegExp(`^\\s*${name}\\s*=\\s*["{]([^]*?)["}],?\\s*$`, 'm').exec(bib)?.[1] ?? '').replaceAll(/[{}]/g, '');
  const year = Number(field('year'));
  return {
    title: field('title'),
    authors: field('author')
      .split(/\s+and\s+/)
      .map((name) => name.split(/,\s*/).toReversed().join(' '))
      .filter((name) => name !== ''),
    abstract: field('abstract'),
    pdf: `${url}.pdf`,
    ...(year >= 2016 ? { licence: 'CC BY 4.0' } : {}),
  };
}

async function json<Schema extends z.ZodType>(
  library: Library,
  asked: Parameters<typeof askKept>[1],
  schema: Schema,
  signal: AbortSignal,
): Promise<z.infer<Schema>> {
  const bytes = await askKept(library, { ...asked, mostBytes: 4 * 2 ** 20 }, dayMs, signal);
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (error) {
    throw new PaperError(
      'paper-odd',
      `The answer of ${new URL(asked.url).host} is not understood.`,
      'Try again later, or give the PDF.',
      error,
    );
  }
}

/** Agencies send marks of HTML and JATS in titles and abstracts. */
function plain(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
  return text.replaceAll(/<\/?[a-z][^<>]{0,200}>/gi, ' ').replaceAll(/&(\w+);/g, (whole, name: string) => named[name] ?? whole);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
