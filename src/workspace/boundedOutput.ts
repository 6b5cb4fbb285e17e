import { stripVTControlCharacters } from 'node:util';

/** Keeps the beginning and the end of a stream of any length, and counts what lay between. */
export class BoundedOutput {
  readonly #headBytes: number;
  readonly #tailBytes: number;
  readonly #head: Buffer[] = [];
  #headLength = 0;
  readonly #tail: Buffer[] = [];
  #tailLength = 0;
  #totalBytes = 0;

  constructor(headBytes: number, tailBytes: number) {
    this.#headBytes = headBytes;
    this.#tailBytes = tailBytes;
  }

  get totalBytes(): number {
    return this.#totalBytes;
  }

  push(chunk: Buffer): void {
    this.#totalBytes += chunk.length;
    const forHead = Math.min(chunk.length, this.#headBytes - this.#headLength);
    if (forHead > 0) {
      this.#head.push(chunk.subarray(0, forHead));
      this.#headLength += forHead;
    }
    if (forHead === chunk.length) return;
    this.#tail.push(chunk.subarray(forHead));
    this.#tailLength += chunk.length - forHead;
    for (let first = this.#tail[0]; first !== undefined && this.#tailLength - first.length >= this.#tailBytes; first = this.#tail[0]) {
      this.#tailLength -= first.length;
      this.#tail.shift();
    }
  }

  /** Readable text: whole lines at the cut, no terminal codes. */
  text(): string {
    const head = Buffer.concat(this.#head);
    const tail = Buffer.concat(this.#tail);
    const omitted = this.#totalBytes - head.length - tail.length;
    if (omitted === 0 && tail.length <= this.#tailBytes) return readable(Buffer.concat([head, tail]).toString('utf8'));
    const shownHead = head.subarray(0, cutAfter(head));
    const shownTail = tail.subarray(cutBefore(tail, tail.length - this.#tailBytes));
    const left = this.#totalBytes - shownHead.length - shownTail.length;
    return `${readable(shownHead.toString('utf8'))}… ${left} bytes left out …\n${readable(shownTail.toString('utf8'))}`;
  }
}

/** The end of the last whole line, or all of it when there is none. */
function cutAfter(bytes: Buffer): number {
  const end = bytes.lastIndexOf(0x0a) + 1;
  return end > 0 ? end : bytes.length;
}

/** The start of the first whole line at or after `from`. */
function cutBefore(bytes: Buffer, from: number): number {
  if (from <= 0) return 0;
  const end = bytes.indexOf(0x0a, from - 1);
  return end >= 0 && end + 1 < bytes.length ? end + 1 : from;
}

/** As a person would see it on a terminal, roughly: no escape codes, and a line that was written over shows its last state. */
export function readable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r+\n/g, '\n')
    .replace(/[^\n]*\r(?=[^\n])/g, '')
    .replace(/\r/g, '')
    .replaceAll('\0', '␀');
}
