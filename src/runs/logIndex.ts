import { type FileHandle, open } from 'node:fs/promises';
import { systemErrorCode } from '../base/errors.ts';
import { GrowingFile, type GrowingPiece } from '../base/growingFile.ts';
import { hideSecrets } from '../base/redact.ts';
import { visibleText } from './capture/segments.ts';

export interface LogPage {
  /** Lines count from 1. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  readonly totalLines: number;
}

export interface LogPageRequest {
  readonly from?: number;
  readonly lines: number;
  readonly match?: string;
}

/** One offset is kept for so many lines: a log of a million lines costs a few thousand numbers. */
const linesPerMark = 256;
const chunkBytes = 1 << 20;
/** Of a longer line only the end is read: a progress bar of a day is one line. */
const maxLineBytes = 64 * 1024;
const maxLineChars = 2000;

/** Finds lines in a console log that another process is appending to, without holding it in memory. */
export class LogIndex {
  readonly #file: GrowingFile;
  /** Byte offsets of lines 1, 1 + 256, 1 + 512, … */
  #marks: number[] = [0];
  #scannedBytes = 0;
  #newlines = 0;
  #lastLineStart = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.#file = new GrowingFile(file);
  }

  /** One at a time: two readers would scan the same bytes twice. */
  page(request: LogPageRequest): Promise<LogPage> {
    const turn = this.#turn.then(() => this.#page(request));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #page(request: LogPageRequest): Promise<LogPage> {
    let handle: FileHandle;
    try {
      handle = await open(this.#file.path, 'r');
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return { firstLine: 1, lines: [], totalLines: 0 };
      throw error;
    }
    try {
      await this.#file.readToEnd((piece) => this.#mark(piece));
      const words = (request.match ?? '')
        .toLowerCase()
        .split('|')
        .filter((word) => word !== '');
      return words.length === 0 ? await this.#pageOfLines(handle, request) : await this.#pageOfMatches(handle, request, words);
    } finally {
      await handle.close();
    }
  }

  get #totalLines(): number {
    return this.#newlines + (this.#scannedBytes > this.#lastLineStart ? 1 : 0);
  }

  #mark({ bytes, offset, beginsAnew }: GrowingPiece): void {
    if (beginsAnew !== undefined) {
      this.#marks = [0];
      this.#newlines = this.#lastLineStart = 0;
    }
    for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) {
      this.#newlines += 1;
      this.#lastLineStart = offset + at + 1;
      if (this.#newlines % linesPerMark === 0) this.#marks.push(this.#lastLineStart);
    }
    this.#scannedBytes = offset + bytes.length;
  }

  async #pageOfLines(handle: FileHandle, { from, lines: count }: LogPageRequest): Promise<LogPage> {
    const totalLines = this.#totalLines;
    const firstLine = Math.max(1, from ?? totalLines - count + 1);
    const lines: string[] = [];
    for await (const line of this.#lines(handle, firstLine)) {
      if (lines.length >= count) break;
      lines.push(line.text);
    }
    return { firstLine, lines, totalLines };
  }

  /** From the line asked for, or else the newest matches. */
  async #pageOfMatches(handle: FileHandle, { from, lines: count }: LogPageRequest, words: readonly string[]): Promise<LogPage> {
    const found: { readonly number: number; readonly text: string }[] = [];
    for await (const line of this.#lines(handle, Math.max(1, from ?? 1))) {
      const lower = line.text.toLowerCase();
      if (!words.some((word) => lower.includes(word))) continue;
      if (from !== undefined && found.length >= count) break;
      found.push(line);
      if (found.length > count) found.shift();
    }
    const lines = found.map(({ number, text }) => `${number}: ${text}`);
    return { firstLine: found[0]?.number ?? 1, lines, totalLines: this.#totalLines };
  }

  async *#lines(handle: FileHandle, firstLine: number): AsyncGenerator<{ readonly number: number; readonly text: string }> {
    const mark = Math.min(Math.floor((firstLine - 1) / linesPerMark), this.#marks.length - 1);
    let number = mark * linesPerMark + 1;
    let position = this.#marks[mark] ?? 0;
    let carry: Buffer = Buffer.alloc(0);
    const buffer = Buffer.allocUnsafe(chunkBytes);
    while (position < this.#scannedBytes) {
      const wanted = Math.min(chunkBytes, this.#scannedBytes - position);
      const { bytesRead } = await handle.read(buffer, 0, wanted, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      const bytes = buffer.subarray(0, bytesRead);
      let start = 0;
      for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
        if (number >= firstLine) yield { number, text: lineText(carry, bytes.subarray(start, end)) };
        number += 1;
        start = end + 1;
        carry = Buffer.alloc(0);
      }
      carry = Buffer.concat([carry, bytes.subarray(start)]);
      if (carry.length > maxLineBytes) carry = Buffer.from(carry.subarray(carry.length - maxLineBytes));
    }
    if (carry.length > 0 && number >= firstLine) yield { number, text: lineText(carry, Buffer.alloc(0)) };
  }
}

function lineText(carry: Buffer, rest: Buffer): string {
  const bytes = carry.length === 0 ? rest : Buffer.concat([carry, rest]);
  const isCut = bytes.length >= maxLineBytes;
  const whole = visibleText(bytes.subarray(Math.max(0, bytes.length - maxLineBytes)).toString('utf8'));
  // Before it is cut, and without the word that was cut already: half a secret is not recognised.
  const text = hideSecrets(isCut ? whole.replace(/^\S{1,1024}/, '…') : whole);
  return text.length <= maxLineChars ? text : `${text.slice(0, maxLineChars)} … (${text.length - maxLineChars} more characters)`;
}
