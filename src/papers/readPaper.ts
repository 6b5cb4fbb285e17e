/** From what a person typed to a paper that can be read: kept, fetched or from a file, the best source first. */
import { PracticumError } from '../base/errors.ts';
import { type PaperId, paperIdText } from './address.ts';
import type { Paper } from './document.ts';
import { hasBody, hasUnread } from './mergePaper.ts';
import { type Packed, unpackPaper, withHead } from './packed.ts';
import type { PaperPart, ParseJob, ReadPaper } from './parsePaper.ts';
import { type Fetched, fetchKept, type Library } from './sources/fetched.ts';
import type { Given } from './sources/given.ts';
import { isMissing, PaperError } from './sources/paperErrors.ts';
import { formatOf, nameDoubts } from './sources/sniff.ts';
import { hashOf, hashOfBytes } from './sources/store.ts';
import { filesBeside, type ReadBeside } from './sources/texFiles.ts';
import { partOf, type Route, routeOf } from './sources/ways.ts';

export interface OpenedPaper extends ReadPaper {
  readonly isFromCache: boolean;
}

export interface OpenedFile {
  readonly bytes: Uint8Array;
  /** `drafts/paper.tex`, relative to the workspace; undefined: it lies outside, and is named by its hash. */
  readonly path?: string;
  readonly name: string;
  readonly readBeside: ReadBeside;
}

export interface OpenOptions {
  readonly signal: AbortSignal;
  /** Ask the services again, whatever is kept. */
  readonly isFresh?: boolean;
  /** Hears of the paper as soon as it can be shown, and again when more of it was read; what it says of itself comes with the result. */
  onPaper?(paper: Paper): void;
  /** For files. Throws what a person reads. */
  openFile?(path: string): Promise<OpenedFile>;
}

export interface ReaderParts extends Library {
  /** Which readers these are: what others had read is read again. */
  readonly readers?: string;
  /** inWorker.ts, or where a test wants it. */
  parse(job: ParseJob, signal: AbortSignal, onPaper?: (packed: Uint8Array) => void): Promise<Uint8Array>;
}

/** Throws PracticumError: one message for whatever stands in the way of all of it. */
export async function openPaper(parts: ReaderParts, given: Given, options: OpenOptions): Promise<OpenedPaper> {
  const reading = new Reading(parts, options);
  switch (given.kind) {
    case 'file':
      return await reading.file(given.path);
    case 'url':
      return await reading.kept(given.url.href, () => reading.url(given.url));
    case 'paper':
      return await reading.kept(paperIdText(given.id), () => reading.paper(given.id));
  }
}

/** Throws `paper-body-unread` where nothing but an abstract could be read: nobody implements a paper from that. */
export function requireBody(paper: Paper): void {
  if (paper.sources[0]?.kind !== 'abstract' && hasBody(paper)) return;
  const why = paper.warnings.find((warning) => warning.kind === 'unread')?.message ?? 'Only the abstract could be read.';
  throw new PaperError('paper-body-unread', why, 'Open its PDF or LaTeX as a file, or give another address of it.');
}

class Reading {
  readonly #parts: ReaderParts;
  readonly #options: OpenOptions;
  readonly #isFresh: boolean;

  constructor(parts: ReaderParts, options: OpenOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#isFresh = options.isFresh ?? false;
  }

  /** As it was read before; what is incomplete because a service was away is believed only as long as it stays away. */
  async kept(name: string, read: () => Promise<ReadPaper>): Promise<OpenedPaper> {
    const before = this.#isFresh ? undefined : await this.#found(this.#key('opened', name));
    if (before !== undefined) return before;
    try {
      return { ...(await read()), isFromCache: false };
    } catch (error) {
      this.#options.signal.throwIfAborted();
      const partly = await this.#found(this.#key('partly', name));
      const isAway = error instanceof PaperError && !isMissing(error);
      if (partly === undefined || !isAway) throw error;
      return partly;
    }
  }

  async paper(id: PaperId): Promise<ReadPaper> {
    const { signal } = this.#options;
    switch (id.kind) {
      case 'sha256':
        return await this.#hashed(id.id);
      case 'file':
        return await this.file(id.id);
      default:
        return await this.#along(id, await routeOf(this.#parts, id, this.#isFresh, signal));
    }
  }

  async url(url: URL): Promise<ReadPaper> {
    const asked = { url: url.href, also: 'anywhere' } as const;
    const fetched = await fetchKept(
      this.#parts,
      { kind: 'html', id: `url:${url.href}`, asked, isFresh: this.#isFresh },
      this.#options.signal,
    );
    return await this.#single(fetched, url.href, [url.href]);
  }

  async #hashed(sha256: string): Promise<ReadPaper> {
    const bytes = await this.#parts.store.bytesOf(sha256);
    if (bytes === undefined)
      throw new PaperError(
        'paper-not-found',
        `Nothing with the hash ${sha256} is kept here.`,
        'Give the address or the file that it came from.',
      );
    return await this.#single({ bytes, type: '', source: { kind: 'html', sha256 }, doubts: [] }, sha256, []);
  }

  async #single(fetched: Fetched, name: string, names: readonly string[]): Promise<ReadPaper> {
    const id = `sha256:${fetched.source.sha256}`;
    const part = partOf(fetched, name);
    return (await this.#parse({ id, parts: [part], doubts: fetched.doubts }, [...names, id])).read;
  }

  async file(path: string): Promise<OpenedPaper> {
    const { openFile, signal } = this.#options;
    if (openFile === undefined)
      throw new PracticumError('no-such-paper', 'No files can be opened here.', { hint: 'Give an arXiv id or an address.' });
    const file = await openFile(path);
    const format = formatOf(file.bytes, file.name);
    const sha256 = await hashOfBytes(file.bytes);
    const id = file.path === undefined ? `sha256:${sha256}` : paperIdText({ kind: 'file', id: file.path });
    const source = { kind: 'file', from: file.path ?? file.name, sha256 } as const;
    const main = file.name;
    const { files, refused } =
      format === 'latex'
        ? await filesBeside({ name: main, bytes: file.bytes }, file.readBeside)
        : { files: [], refused: new Map<string, string>() };
    signal.throwIfAborted();
    // What it reads from beside it belongs to what was read.
    const parts = await Promise.all(files.map(async ({ name, bytes }) => [name, await hashOfBytes(bytes)]));
    const key = this.#key('opened', `${id}@${hashOf(JSON.stringify([sha256, parts, [...refused.values()]]))}`);
    const before = this.#isFresh ? undefined : await this.#found(key);
    if (before !== undefined) return before;
    const part: PaperPart =
      format === 'latex'
        ? { kind: 'latex', files, main, refused: [...refused.keys()], source }
        : { kind: format, bytes: file.bytes, source };
    const doubts = [...nameDoubts(format, file.name), ...refused.values()];
    const { packed, read } = await this.#parse({ id, parts: [part], doubts }, []);
    await this.#keep([key], { packed, read });
    return { ...read, isFromCache: false };
  }

  async #along(asked: PaperId, route: Route): Promise<ReadPaper> {
    const end = await this.#goThrough(route);
    const { failures, page, abstract } = end;
    const away = failures.filter((failure) => !isMissing(failure));
    if (page === undefined && abstract === undefined) throw away[0] ?? failures[0] ?? nothingOf(paperIdText(end.id));
    // More was had of it once than can be had now.
    const before = page === undefined && away.length > 0 ? await this.#found(this.#key('partly', paperIdText(asked))) : undefined;
    if (before !== undefined && hasBody(before.paper)) return before;
    const id = paperIdText(end.id);
    const only = abstract === undefined ? [] : [because(abstract, away[0])];
    const { packed, read } = page ?? (await this.#parsed({ ...factsOf(route, abstract), id, parts: only, doubts: [] }));
    // Where nothing but the abstract was read, what stands there says why, with the next step.
    const told = page === undefined ? away.slice(1).filter(({ message }) => message !== away[0]?.message) : away;
    const doubts = [...new Set([...end.doubts, ...told.map(({ message }) => message)])].map(
      (message) => ({ kind: 'doubt', message }) as const,
    );
    const whole = { ...read, paper: { ...read.paper, id, warnings: [...doubts, ...read.paper.warnings] } };
    const kept = page !== undefined && (away.length === 0 || isWhole(page.read.paper)) ? 'opened' : 'partly';
    const keys = [paperIdText(asked), id].map((name) => this.#key(kept, name));
    await this.#keep(keys, { packed: withHead(packed, whole), read: whole });
    return whole;
  }

  /** Until the paper is read whole, or there are no more ways. */
  async #goThrough(route: Route): Promise<RouteEnd> {
    const { signal } = this.#options;
    const silent = new Set<string>();
    const failures: PaperError[] = [];
    const doubts = [...route.doubts];
    let { id } = route;
    let abstract: PaperPart | undefined;
    let parts: readonly PaperPart[] = [];
    let page: Packed | undefined;
    for (const way of route.ways) {
      if (silent.has(way.host) || (page !== undefined && (way.isLatex !== true || !hasUnread(page.read.paper)))) continue;
      try {
        const end = await way.go(signal);
        id = end.id ?? id;
        doubts.push(...end.doubts);
        if (end.part.kind === 'abstract') {
          abstract = end.part;
          continue;
        }
        const tried = [...parts, end.part];
        const one = await this.#parsed({ ...factsOf(route, abstract), id: paperIdText(id), parts: tried, doubts: [] });
        if (!hasBody(one.read.paper)) throw nothingOf(`${paperIdText(id)} at ${way.host}`);
        parts = tried;
        page = one;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof PracticumError)) throw error;
        const failure =
          error instanceof PaperError ? error : new PaperError('paper-odd', error.message, error.hint ?? 'Try another source.', error);
        if (way.isLastWord === true && isMissing(failure)) throw failure;
        if (failure.code === 'paper-unreachable' || failure.code === 'paper-rate-limit') silent.add(way.host);
        failures.push(failure);
      }
    }
    return { id, page, abstract, failures, doubts };
  }

  async #parsed(job: ParseJob): Promise<Packed> {
    const { onPaper, signal } = this.#options;
    let shown: Promise<Packed | undefined> = Promise.resolve(undefined);
    const show = (early: Uint8Array): void => {
      shown = unpackPaper(early).then((read) => {
        if (read === undefined) return undefined;
        onPaper?.(read.paper);
        return { packed: early, read };
      });
    };
    const packed = await this.#parts.parse(job, signal, onPaper === undefined ? undefined : show);
    const read = await unpackPaper(packed, await shown);
    if (read === undefined)
      throw new PracticumError('paper-unread', 'The reader of papers is another version than this.', { hint: 'Reload the window.' });
    return { packed, read };
  }

  async #parse(job: ParseJob, names: readonly string[]): Promise<Packed> {
    const result = await this.#parsed(job);
    const keys = names.map((name) => this.#key('opened', name));
    if (keys.length > 0) await this.#keep(keys, result);
    return result;
  }

  /** Its bytes are kept in any case: what came to a limit is tried again the next time, from them. */
  async #keep(keys: readonly string[], { packed, read }: Packed): Promise<void> {
    if (read.said.unfinished === undefined) await this.#parts.store.keepParsed(keys, packed);
  }

  /** `partly`: a service was away that may have more. */
  #key(kind: 'opened' | 'partly', name: string): string {
    return `${kind}:${this.#parts.readers ?? ''}:${name}`;
  }

  async #found(key: string): Promise<OpenedPaper | undefined> {
    const bytes = await this.#parts.store.findParsed(key);
    const read = bytes === undefined ? undefined : await unpackPaper(bytes);
    return read === undefined ? undefined : { ...read, isFromCache: true };
  }
}

interface RouteEnd {
  readonly id: PaperId;
  /** Undefined: no text of it could be had. */
  readonly page: Packed | undefined;
  readonly abstract: PaperPart | undefined;
  readonly failures: readonly PaperError[];
  readonly doubts: readonly string[];
}

/** No other source would add to it: a service that was away makes no difference. */
function isWhole(paper: Paper): boolean {
  return paper.sources[0]?.kind !== 'pdf' && !hasUnread(paper);
}

/** Where a service was away, that is why there is no more than an abstract. */
function because(part: PaperPart, failure: PaperError | undefined): PaperPart {
  return part.kind === 'abstract' && failure !== undefined ? { ...part, why: `${failure.message} ${failure.hint ?? ''}`.trim() } : part;
}

function nothingOf(what: string): PaperError {
  return new PaperError(
    'paper-odd',
    `There is no text of ${what} that can be read.`,
    'Open a PDF or its LaTeX as a file, or give another address.',
  );
}

function factsOf(route: Route, abstract: PaperPart | undefined): Pick<ParseJob, 'title' | 'authors'> {
  const told = abstract?.kind === 'abstract' ? abstract : route;
  return { ...(told.title === undefined ? {} : { title: told.title }), ...(told.authors === undefined ? {} : { authors: told.authors }) };
}
