/** Sources as they were sent, read into one paper. Runs where it may take its time: see worker.ts. */
import { defined } from '../base/defined.ts';
import { isCancellation, PracticumError } from '../base/errors.ts';
import { addressIn } from './address.ts';
import { type Paper, type PaperSource, type PaperWarning, paperFormat } from './document.ts';
import { withoutInvisible, withoutUnseenFormulas } from './finish.ts';
import { hasBody, hasUnread, mergeLatex } from './mergePaper.ts';
import { type Said, saidParts } from './said/said.ts';
import { unfinishedWords } from './said/unfinished.ts';
import { decodeText } from './sources/decodeText.ts';
import { type SourceFile, type Unpacked, unpackSource } from './sources/unpack.ts';
import { spokenTo } from './spokenTo.ts';
import { withBoundedSpans } from './tableSpans.ts';

export type PaperPart =
  | { readonly kind: 'html' | 'markdown' | 'pdf' | 'eprint'; readonly bytes: Uint8Array; readonly source: PaperSource }
  /** `main`: which of them the person opened. */
  | {
      readonly kind: 'latex';
      readonly files: readonly SourceFile[];
      readonly main?: string;
      /** Paths of what it includes and was refused, which is told already. */
      readonly refused?: readonly string[];
      readonly source: PaperSource;
    }
  | {
      readonly kind: 'abstract';
      readonly title: string;
      readonly authors: readonly string[];
      readonly abstract: string;
      /** For a person: why there is no more. */
      readonly why: string;
      readonly source: PaperSource;
    };

export interface ParseJob {
  /** As `Paper.id`. */
  readonly id: string;
  /** The best first; one that can be read makes the paper, and LaTeX behind a page fills in what could not be read there. */
  readonly parts: readonly PaperPart[];
  /** What a service says of it, where the source itself does not. */
  readonly title?: string;
  readonly authors?: readonly string[];
  /** What happened on the way here. */
  readonly doubts: readonly string[];
}

export interface ReadPaper {
  readonly paper: Paper;
  readonly said: Said;
}

export interface About {
  /** As `Paper.id`. */
  readonly id: string;
  readonly source: PaperSource;
  /** Of the source. */
  readonly from?: string;
}

/** One for each kind of source; each is loaded when it is needed. */
export interface Readers {
  html(bytes: Uint8Array, about: About): Promise<Paper>;
  latex(files: readonly SourceFile[], about: About & { readonly main?: string; readonly refused?: readonly string[] }): Promise<Paper>;
  markdown(text: string, about: About): Promise<Paper>;
  pdf(bytes: Uint8Array, about: About, signal: AbortSignal): Promise<Paper>;
  /** `onPart` hears of each part as soon as it is worked out. */
  said(paper: Paper, onPart?: (part: Partial<Said>) => void): Promise<Said>;
}

export const nothingSaid: Said = { hyperparameters: [], missing: [], contradictions: [], unnamed: [], notation: [] };

export interface EarlyParts {
  /** As soon as it can be shown: what it says of itself takes longer. */
  onPaper?(paper: Paper): void;
  /** Parts of what it says of itself, each as soon as it is worked out. */
  onSaid?(part: Partial<Said>): void;
}

/** Throws the first part’s error where no part could be read. */
export async function parsePaper(
  job: ParseJob,
  readers: Readers,
  signal: AbortSignal,
  { onPaper, onSaid }: EarlyParts = {},
): Promise<ReadPaper> {
  const failures: PracticumError[] = [];
  let base: Paper | undefined;
  for (const part of job.parts) {
    if (base !== undefined && !(isLatex(part) && hasUnread(base))) continue;
    try {
      const read = await readPart(job.id, part, readers, signal);
      if (base !== undefined) base = mergeLatex(base, read);
      else if (hasBody(read) || part.kind === 'abstract' || part === job.parts.at(-1)) base = read;
    } catch (error) {
      const failure = isTooDeep(error) ? tooDeep() : error;
      if (!(failure instanceof PracticumError) || isCancellation(failure)) throw failure;
      failures.push(failure);
    }
  }
  const [first] = failures;
  if (base === undefined)
    throw first ?? new PracticumError('not-a-paper', 'Nothing in it could be read.', { hint: 'Give another source.' });
  const paper = completed(base, job, failures);
  onPaper?.(paper);
  // What an abstract leaves out its paper may say.
  const own = <Part extends Partial<Said>>(part: Part): Part =>
    paper.sources[0]?.kind === 'abstract' && part.missing !== undefined ? { ...part, missing: [] } : part;
  let known: Partial<Said> = {};
  const onPart = (part: Partial<Said>): void => {
    known = { ...known, ...own(part) };
    onSaid?.(own(part));
  };
  try {
    return { paper, said: own(await readers.said(paper, onPart)) };
  } catch (error) {
    if (!isTooDeep(error)) throw error;
    return unfinishedPaper(paper, known, 'Something in the paper is nested deeper than can be read.');
  }
}

/** A paper of which only this is known that it says of itself; the first of its warnings tells what is not. */
export function unfinishedPaper(paper: Paper, known: Partial<Said>, why: string): ReadPaper {
  const said = unfinishedSaid(known, why);
  const message = `${unfinishedWords(said.unfinished)} Its text is all here: search it for what you need.`;
  return { paper: { ...paper, warnings: [{ kind: 'doubt', message }, ...paper.warnings] }, said };
}

export function unfinishedSaid(known: Partial<Said>, why: string): Said & Required<Pick<Said, 'unfinished'>> {
  return { ...nothingSaid, ...known, unfinished: { why, lacks: saidParts.filter((part) => known[part] === undefined) } };
}

/** What is nested without end uses up the stack of those who read it. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

function tooDeep(): PracticumError {
  return new PracticumError('not-a-paper', 'Something in it is nested deeper than can be read.', {
    hint: 'Give another source of it, such as its PDF.',
  });
}

function isLatex({ kind }: PaperPart): boolean {
  return kind === 'latex' || kind === 'eprint';
}

async function readPart(id: string, part: PaperPart, readers: Readers, signal: AbortSignal): Promise<Paper> {
  if (part.kind === 'abstract') return abstractOnly(id, part);
  const { source } = part;
  const about = { id, source, ...defined({ from: source.from }) };
  switch (part.kind) {
    case 'html':
      return readFrom(source, await readers.html(part.bytes, about));
    case 'markdown':
      return readFrom(source, await readers.markdown(decodeText(part.bytes), about));
    case 'pdf':
      return readFrom(source, withWords(await readers.pdf(part.bytes, about, signal)));
    case 'latex':
      return readFrom(source, await readers.latex(part.files, { ...about, ...defined({ main: part.main, refused: part.refused }) }));
    case 'eprint': {
      const unpacked = await unpackSource(part.bytes);
      if (unpacked.kind === 'pdf') return readFrom({ ...source, kind: 'pdf' }, withWords(await readers.pdf(unpacked.bytes, about, signal)));
      return withLeftOut(readFrom(source, await readers.latex(unpacked.files, about)), unpacked);
    }
  }
}

/** Throws `not-a-paper` for pages without words of which nothing else is told: a scan is. */
function withWords(paper: Paper): Paper {
  if (paper.nodes.length > 0 || paper.warnings.some(({ kind }) => kind === 'unread')) return paper;
  throw new PracticumError('not-a-paper', 'There are no words in this PDF.', {
    hint: 'Open the paper itself, or give another source of it.',
  });
}

/** Where the bytes came from is known here; what they say of themselves, to who read them. */
function readFrom(source: PaperSource, paper: Paper): Paper {
  const [own, ...more] = paper.sources;
  const read = { ...paper, sources: [{ ...own, ...source }, ...more] };
  return withoutInvisible(withoutUnseenFormulas(withBoundedSpans(read)));
}

function withLeftOut(paper: Paper, { leftOut }: Extract<Unpacked, { kind: 'files' }>): Paper {
  if (leftOut.length === 0) return paper;
  const few = leftOut.slice(0, 5).join(', ');
  return { ...paper, warnings: [...paper.warnings, { kind: 'doubt', message: `Of the source’s archive was left out: ${few}.` }] };
}

function abstractOnly(id: string, { title, authors, abstract, why, source }: Extract<PaperPart, { kind: 'abstract' }>): Paper {
  return {
    format: paperFormat,
    id,
    title,
    authors: authors.map((name) => ({ name })),
    sources: [source],
    sections: [{ anchor: 'abstract', level: 1, title: 'Abstract', aliases: [] }],
    nodes: [
      {
        kind: 'paragraph',
        anchor: 'abstract.p1',
        aliases: [],
        section: 'abstract',
        source: 0,
        confidence: 'exact',
        content: [{ kind: 'text', text: abstract }],
      },
    ],
    references: [],
    macros: {},
    warnings: [{ kind: 'unread', message: `Only the abstract could be read, so nothing of it can be implemented: ${why}` }],
  };
}

function completed(paper: Paper, { id, title = '', authors = [], doubts }: ParseJob, failures: readonly PracticumError[]): Paper {
  const spoken = spokenTo(paper);
  const warnings: readonly PaperWarning[] = [
    ...doubts.map((message) => ({ kind: 'doubt', message }) as const),
    ...failures.map(({ message }) => ({ kind: 'unread', message }) as const),
    ...paper.warnings,
    ...(spoken === undefined ? [] : [spoken]),
  ];
  return {
    ...paper,
    id,
    title: paper.title.trim() === '' || paper.sources[0]?.kind === 'pdf' ? title || paper.title : paper.title,
    authors: paper.authors.length === 0 ? authors.map((name) => ({ name })) : paper.authors,
    warnings,
  };
}

/** The whole address of an anchor, as everybody outside writes it. */
export function addressOf(paper: Pick<Paper, 'id'>, anchor: string): string {
  return addressIn(paper.id, anchor);
}
