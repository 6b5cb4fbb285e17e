import { TextDecoder } from 'node:util';
import { Cancelled } from '../base/errors.ts';
import type { Permit } from '../base/permit.ts';
import { beginsPrivateKey, hideSecrets, leadingKeyLines } from '../base/redact.ts';
import { BinaryFile, UnknownEncoding } from './fileErrors.ts';
import { type NodeFilesOptions, openRegular } from './nodeFiles.ts';
import { type OpenBytes, openBytes } from './openBytes.ts';
import { resolvePermitted } from './paths.ts';
import { detectFormat } from './text.ts';

/** Some lines of a file of any size, read without holding the rest in memory. */

export interface LineRange {
  /** From 1. */
  readonly firstLine: number;
  readonly lines: number;
}

export interface LinePage {
  readonly firstLine: number;
  /** Lines longer than `maxLineLength` are cut and say so. */
  readonly lines: readonly string[];
  /** Something follows the last of these lines. */
  readonly hasMore: boolean;
  /** Lines of the whole file, where it was read to its end. */
  readonly totalLines: number | undefined;
}

export interface LineReader {
  /** Throws FileNotFound, NotAFile, BinaryFile, UnknownEncoding, Cancelled. */
  readLines(permit: Permit, path: string, range: LineRange, signal?: AbortSignal): Promise<LinePage>;
  /** The file for reading anywhere in it, until it is closed. Throws FileNotFound, NotAFile. */
  openBytes(permit: Permit, path: string): Promise<OpenBytes>;
}

export const maxLineLength = 2_000;

export function cutLine(line: string, length = line.length): string {
  // Before it is cut: half a secret is not recognised.
  return length > maxLineLength ? `${hideSecrets(line).slice(0, maxLineLength)}… [cut: the line has ${length} characters]` : line;
}

export function createLineReader({ roots, require }: NodeFilesOptions): LineReader {
  return {
    openBytes: async (permit, path) => await openBytes(await resolvePermitted(require, permit, 'read', path, roots)),
    async readLines(permit, path, range, signal) {
      const real = await resolvePermitted(require, permit, 'read', path, roots);
      const { file } = await openRegular(real);
      const collector = new LineCollector(range);
      try {
        let decoder: TextDecoder | undefined;
        for await (const chunk of file.createReadStream({ highWaterMark: 1 << 18, autoClose: false })) {
          if (signal?.aborted === true) throw new Cancelled();
          const bytes: Uint8Array = chunk;
          const format = decoder === undefined ? detectFormat(bytes) : undefined;
          decoder ??= new TextDecoder(format?.encoding, { fatal: true, ignoreBOM: true });
          const text = decodeChunk(decoder, bytes.subarray(format?.bomBytes ?? 0), path);
          if (text.includes('\0')) throw new BinaryFile(path, 'it holds zero bytes');
          if (collector.take(text) === 'enough') return collector.page(false);
        }
        return collector.page(true);
      } finally {
        await file.close().catch(() => undefined);
      }
    },
  };
}

function decodeChunk(decoder: TextDecoder, bytes: Uint8Array, path: string): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    throw new UnknownEncoding(path);
  }
}

/** So much of a line is kept beyond what is shown that a key across the end of it is recognised. */
const longestKey = 1_024;

/** Takes a text in pieces and keeps the wanted lines, and of a line that never ends only its beginning. */
class LineCollector {
  readonly #range: LineRange;
  readonly #lines: string[] = [];
  /** The line that is being read: its number, its beginning, its length so far. */
  #number = 1;
  #begun = '';
  #length = 0;
  /** What stands before the wanted lines, so far, is the beginning of a private key: they may be the rest of it, which nobody can tell from them. */
  #isInKey = false;
  /** A piece ended with `\r`: a `\n` at the start of the next belongs to it. */
  #afterReturn = false;

  constructor(range: LineRange) {
    this.#range = range;
  }

  take(text: string): 'enough' | 'more' {
    let at = this.#afterReturn && text.startsWith('\n') ? 1 : 0;
    if (text !== '') this.#afterReturn = text.endsWith('\r');
    const lineEnd = /\r\n|\n|\r/g;
    while (at < text.length) {
      if (this.#isBeyond()) return 'enough';
      lineEnd.lastIndex = at;
      const end = lineEnd.exec(text);
      this.#extend(text.slice(at, end?.index));
      if (end === null) break;
      this.#close();
      at = lineEnd.lastIndex;
    }
    return 'more';
  }

  page(isAtEnd: boolean): LinePage {
    if (isAtEnd && this.#length > 0) this.#close();
    const { firstLine } = this.#range;
    return { firstLine, lines: this.#withoutRestOfKey(), hasMore: !isAtEnd, totalLines: isAtEnd ? this.#number - 1 : undefined };
  }

  #isBeyond(): boolean {
    return this.#number >= this.#range.firstLine + this.#range.lines;
  }

  #extend(text: string): void {
    this.#length += text.length;
    if (this.#begun.length <= maxLineLength) this.#begun += text.slice(0, maxLineLength + longestKey);
  }

  #withoutRestOfKey(): readonly string[] {
    const { length, hasKey } = this.#isInKey ? leadingKeyLines(`${this.#lines.join('\n')}\n`) : { length: 0, hasKey: false };
    if (!hasKey) return this.#lines;
    let at = 0;
    return this.#lines.map((line) => {
      const isOfKey = at < length;
      at += line.length + 1;
      return isOfKey ? '[redacted:private-key]' : line;
    });
  }

  #close(): void {
    if (this.#number >= this.#range.firstLine) this.#lines.push(cutLine(this.#begun, this.#length));
    else if (beginsPrivateKey(this.#begun)) this.#isInKey = true;
    else if (this.#isInKey) this.#isInKey = leadingKeyLines(`${this.#begun}\n`).length > this.#begun.length;
    this.#number += 1;
    this.#begun = '';
    this.#length = 0;
  }
}
