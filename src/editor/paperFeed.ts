import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Disposable } from '../base/disposables.ts';
import { describeError, isCancellation, PracticumError } from '../base/errors.ts';
import type { Paper } from '../papers/document.ts';
import { findAnchor } from '../papers/paperJson.ts';
import { nothingSaid, type ReadPaper, unfinishedSaid } from '../papers/parsePaper.ts';
import type { HostToPaper, PaperToHost, ShownMark } from '../protocol/paper.ts';
import { type PdfBytes, partOf } from './paperPdf.ts';
import type { Picture } from './paperPictures.ts';
import { partsOf, shownPaper } from './paperShown.ts';

export interface PaperFeedParts {
  /** What is opened, as a person would name it. */
  readonly name: string;
  /** `onPaper` hears of the paper as soon as it can be shown. */
  open(options: { readonly isFresh: boolean; readonly signal: AbortSignal; onPaper(paper: Paper): void }): Promise<ReadPaper>;
  picture(paper: Paper, anchor: string, index: number, signal: AbortSignal): Promise<Picture>;
  /** The PDF that a source of the paper is. */
  pdf(paper: Paper, source: number): Promise<PdfBytes>;
  marks(paper: Paper): Readonly<Record<string, ShownMark>>;
  send(message: HostToPaper): void;
  /** Each time when more of it was read. */
  onRead(read: ReadPaper): void;
  onError(error: unknown): void;
  /** The paper is read, and has no such place. */
  onNowhere(wanted: string, paper: Paper): void;
}

export type PaperQuestion = Extract<PaperToHost, { readonly type: 'ready' | 'retry' | 'wantPicture' | 'wantPdf' }>;

/** How long other work of the host waits at most for a part of ours. */
const sliceMs = 8;

/** Answers one page of a reader: reads the paper when the page is there, and gives it to every page that comes after. */
export class PaperFeed implements Disposable {
  readonly #parts: PaperFeedParts;
  readonly #closed = new AbortController();
  #read: ReadPaper | undefined;
  #opening: Promise<void> | undefined;
  #failure: Extract<HostToPaper, { readonly type: 'failed' }> | undefined;
  /** What is being sent: a newer one ends it. */
  #sending = 0;
  #isThere = false;
  #isStale = false;
  #show: string | undefined;
  /** While its parts are sent: it is read from the disk once. */
  #pdf: { readonly sha256: string; readonly bytes: Promise<PdfBytes> } | undefined;

  /** `show`: the anchor, label, number or title to begin at. */
  constructor(parts: PaperFeedParts, show?: string) {
    this.#parts = parts;
    this.#show = show;
  }

  get read(): ReadPaper | undefined {
    return this.#read;
  }

  async receive(message: PaperQuestion): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isThere = true;
        return await this.#greet();
      case 'retry':
        return await this.#open(true);
      case 'wantPicture':
        return await this.#sendPicture(message.anchor, message.index);
      case 'wantPdf':
        return await this.#sendPdf(message.source, message.from);
    }
  }

  /** Goes to an anchor, label, number or title; once the page is there, where it is not yet. */
  show(wanted: string): void {
    const found = this.#read === undefined ? undefined : anchorIn(this.#read.paper, wanted);
    if (found !== undefined && this.#isThere) {
      this.#post({ type: 'show', anchor: found });
      return;
    }
    this.#show = wanted;
    if (this.#opening === undefined) this.#tellNowhere();
  }

  #tellNowhere(): void {
    const wanted = this.#show;
    if (wanted === undefined || this.#read === undefined || !this.#isThere) return;
    this.#show = undefined;
    this.#parts.onNowhere(wanted, this.#read.paper);
  }

  /** The file has changed: the page keeps what it shows until it is read again, and its place after that. One that could not be read may be right now. */
  async refresh(): Promise<void> {
    if (this.#read === undefined && this.#opening === undefined && this.#failure === undefined) return;
    this.#isStale = true;
    await this.#opening;
    if (!this.#isStale || this.#closed.signal.aborted) return;
    this.#isStale = false;
    await this.#opened(false);
  }

  tell(message: Extract<HostToPaper, { readonly type: 'find' | 'setUp' | 'back' | 'forward' | 'marks' | 'say' }>): void {
    if (this.#isThere) this.#post(message);
  }

  async #greet(): Promise<void> {
    if (this.#read !== undefined) {
      await this.#sendWhole(this.#read);
      if (this.#opening === undefined) this.#tellNowhere();
      return;
    }
    if (this.#failure !== undefined) return this.#post(this.#failure);
    await this.#open(false);
  }

  async #open(isFresh: boolean): Promise<void> {
    this.#post({ type: 'opening', text: `Opening ${this.#parts.name}…` });
    await this.#opened(isFresh);
  }

  async #opened(isFresh: boolean): Promise<void> {
    this.#opening ??= this.#openOnce(isFresh).finally(() => {
      this.#opening = undefined;
    });
    await this.#opening;
  }

  async #openOnce(isFresh: boolean): Promise<void> {
    this.#failure = undefined;
    let sent: Promise<void> = Promise.resolve();
    let isUnsaid = false;
    const onPaper = (paper: Paper): void => {
      isUnsaid = true;
      sent = this.#take({ paper, said: nothingSaid });
    };
    try {
      const read = await this.#parts.open({ isFresh, signal: this.#closed.signal, onPaper });
      await sent;
      await this.#take(read);
      this.#tellNowhere();
    } catch (error) {
      if (isCancellation(error) || this.#closed.signal.aborted) return;
      this.#parts.onError(error);
      // It can be read already.
      if (this.#read !== undefined) {
        if (!isUnsaid) return;
        await sent;
        return await this.#take({ paper: this.#read.paper, said: unfinishedSaid({}, describeError(error)) });
      }
      const isOurs = error instanceof PracticumError && error.hint !== undefined;
      this.#failure = isOurs
        ? { type: 'failed', text: describeError(new PracticumError(error.code, error.message)), ...hintOf(error) }
        : { type: 'failed', text: describeError(error) };
      this.#post(this.#failure);
    }
  }

  /** The same nodes stay where they are: only what is said of the paper is told anew. */
  async #take(read: ReadPaper): Promise<void> {
    const before = this.#read;
    this.#read = read;
    this.#parts.onRead(read);
    // What tree, marks and links make of a long one is enough for a turn.
    await turn();
    if (!this.#isThere) return;
    if (before !== undefined && (await isSameBody(before.paper, read.paper))) this.#post({ type: 'head', paper: shownPaper(read) });
    else await this.#sendWhole(read);
  }

  async #sendWhole(read: ReadPaper): Promise<void> {
    const sending = ++this.#sending;
    const show = this.#show === undefined ? undefined : anchorIn(read.paper, this.#show);
    if (show !== undefined) this.#show = undefined;
    const marks = this.#parts.marks(read.paper);
    this.#post({ type: 'paper', paper: shownPaper(read), marks, ...(show === undefined ? {} : { show }) });
    for (const part of partsOf(read.paper.nodes)) {
      await turn();
      if (sending !== this.#sending || this.#closed.signal.aborted) return;
      this.#post({ type: 'nodes', ...part });
    }
  }

  async #sendPicture(anchor: string, index: number): Promise<void> {
    const { signal } = this.#closed;
    const picture: Picture =
      this.#read === undefined
        ? { why: 'The paper is not read yet.' }
        : await this.#parts.picture(this.#read.paper, anchor, index, signal).catch((error: unknown) => ({ why: describeError(error) }));
    this.#post({ type: 'picture', anchor, index, ...picture });
  }

  async #sendPdf(source: number, from: number): Promise<void> {
    if (this.#read === undefined) return this.#post({ type: 'noPdf', source, why: 'The paper is not read yet.' });
    const { paper } = this.#read;
    const sha256 = paper.sources[source]?.sha256 ?? '';
    if (this.#pdf?.sha256 !== sha256)
      this.#pdf = { sha256, bytes: this.#parts.pdf(paper, source).catch((error: unknown) => ({ why: describeError(error) })) };
    const part = partOf(await this.#pdf.bytes, from);
    // The page has another paper by now, and asks anew.
    if ((this.#read.paper.sources[source]?.sha256 ?? '') !== sha256) return;
    if ('why' in part || part.from + part.bytes.byteLength >= part.total) this.#pdf = undefined;
    this.#post('why' in part ? { type: 'noPdf', source, ...part } : { type: 'pdf', source, ...part });
  }

  #post(message: HostToPaper): void {
    if (!this.#closed.signal.aborted) this.#parts.send(message);
  }

  dispose(): void {
    this.#closed.abort();
  }
}

function hintOf({ hint }: PracticumError): { readonly hint?: string } {
  return hint === undefined ? {} : { hint: describeError(hint) };
}

/** The anchor that a person or another place names; undefined: there is none. */
export function anchorIn(paper: Paper, wanted: string): string | undefined {
  const found = findAnchor(paper, wanted);
  if (found === undefined) return undefined;
  return found.kind === 'section' ? found.section.anchor : found.node.anchor;
}

async function isSameBody(a: Paper, b: Paper): Promise<boolean> {
  if (a.id === b.id && a.nodes === b.nodes && a.sections === b.sections) return true;
  if (a.id !== b.id || a.nodes.length !== b.nodes.length || !isDeepStrictEqual(a.sections, b.sections)) return false;
  let sinceMs = performance.now();
  for (const [index, node] of a.nodes.entries()) {
    if (!isDeepStrictEqual(node, b.nodes[index])) return false;
    if (performance.now() - sinceMs <= sliceMs) continue;
    await turn();
    sinceMs = performance.now();
  }
  return true;
}
