/** The records of a file of any size: counted and indexed in one pass, then read from anywhere. Memory does not grow with the file. */
import { type ByteSource, chunksOf } from './bytes.ts';
import { makeSplitter, type SplitterKind } from './splitters.ts';

export interface FoundRecord {
  readonly index: number;
  /** On which it begins, from 1. */
  readonly line: number;
  /** Undefined: it is longer than a record may be. */
  readonly bytes: Uint8Array | undefined;
  readonly length: number;
}

export const longestRecordBytes = 16 * 2 ** 20;
const mostMarks = 1 << 14;

/** Places from which reading can begin, evenly spread: every `stride`-th record. */
interface Mark {
  readonly start: number;
  readonly line: number;
}

export class Records {
  readonly #source: ByteSource;
  readonly #kind: SplitterKind;
  /** Behind a byte order mark and, in a table, behind its head. */
  readonly #begin: number;
  readonly #firstLine: number;
  readonly #delimiter: string | undefined;
  #marks: Mark[] = [];
  #stride = 1;
  #counting: Promise<number> | undefined;

  constructor(source: ByteSource, kind: SplitterKind, begin = 0, firstLine = 1, delimiter?: string) {
    this.#source = source;
    this.#kind = kind;
    this.#begin = begin;
    this.#firstLine = firstLine;
    this.#delimiter = delimiter;
  }

  /** Reads the whole file once. */
  count(signal: AbortSignal): Promise<number> {
    this.#counting ??= this.#count(signal).catch((error: unknown) => {
      this.#counting = undefined;
      throw error;
    });
    return this.#counting;
  }

  async #count(signal: AbortSignal): Promise<number> {
    let marks: Mark[] = [];
    let stride = 1;
    let count = 0;
    const splitter = makeSplitter(
      this.#kind,
      (start, _, line) => {
        if (count % stride === 0) marks.push({ start, line });
        count += 1;
        if (marks.length < mostMarks) return;
        marks = marks.filter((__, index) => index % 2 === 0);
        stride *= 2;
      },
      this.#delimiter,
    );
    // An array is not entered yet, so its splitter must find it first.
    if (this.#kind !== 'array') splitter.resume(this.#firstLine);
    for await (const { bytes, at } of chunksOf(this.#source, this.#begin, signal)) splitter.push(bytes, at);
    splitter.end(this.#source.byteLength);
    this.#marks = marks;
    this.#stride = stride;
    return count;
  }

  /** Every `step`-th record from that one on, in order. */
  async *read(from: number, step: number, signal: AbortSignal): AsyncGenerator<FoundRecord> {
    const markAt = Math.min(Math.floor(from / this.#stride), this.#marks.length - 1);
    const mark = this.#marks[markAt];
    let index = mark === undefined ? 0 : markAt * this.#stride;
    const pending = new Pending();
    const found: FoundRecord[] = [];
    const splitter = makeSplitter(
      this.#kind,
      (start, end, line) => {
        if (index >= from && (index - from) % step === 0)
          found.push({ index, line, length: end - start, bytes: pending.slice(start, end) });
        index += 1;
        pending.forget(end);
      },
      this.#delimiter,
    );
    if (mark !== undefined) splitter.resume(mark.line);
    else if (this.#kind !== 'array') splitter.resume(this.#firstLine);
    for await (const { bytes, at } of chunksOf(this.#source, mark?.start ?? this.#begin, signal)) {
      pending.add(bytes, at);
      splitter.push(bytes, at);
      pending.close();
      yield* found.splice(0);
    }
    splitter.end(this.#source.byteLength);
    yield* found.splice(0);
  }
}

/** Bytes of the record that is being read: of one that is too long, nothing is kept. */
class Pending {
  #chunks: { readonly bytes: Uint8Array; readonly at: number }[] = [];
  #needed = 0;

  add(bytes: Uint8Array, at: number): void {
    this.#chunks.push({ bytes, at });
  }

  /** The bytes, or nothing when some of them were given up. */
  slice(start: number, end: number): Uint8Array | undefined {
    const [first] = this.#chunks;
    if (first === undefined || start < first.at || end - start > longestRecordBytes) return undefined;
    if (end <= first.at + first.bytes.length) return first.bytes.slice(start - first.at, end - first.at);
    const whole = new Uint8Array(end - start);
    for (const { bytes, at } of this.#chunks) {
      if (at >= end || at + bytes.length <= start) continue;
      whole.set(bytes.subarray(Math.max(0, start - at), Math.min(bytes.length, end - at)), Math.max(0, at - start));
    }
    return whole;
  }

  /** Everything before is not needed any more. */
  forget(before: number): void {
    this.#needed = before;
  }

  /** The chunk is done: what no open record needs goes, and so does one that has become too long. */
  close(): void {
    this.#chunks = this.#chunks.filter(({ bytes, at }) => at + bytes.length > this.#needed);
    let held = this.#chunks.reduce((sum, { bytes }) => sum + bytes.length, 0);
    while (held > longestRecordBytes + 4 * 2 ** 20) held -= this.#chunks.shift()?.bytes.length ?? held;
  }
}
