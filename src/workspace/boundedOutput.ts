import { hideSecrets, maxPrivateKeyLength } from '../base/redact.ts';
import { createStreamRedactor } from '../base/redactStream.ts';

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

  /** So many bytes came between what was kept and what comes next, and nobody has read them. */
  skip(bytes: number): void {
    this.#totalBytes += bytes;
  }

  /** The end of what came so far, from the beginning of a line: for a look while it runs. Without secrets, and without what may become one. */
  latest(maxBytes: number): string {
    const tail = Buffer.concat([...this.#head, ...this.#tail]);
    const from = cutBefore(tail, tail.length - maxBytes);
    const redactor = createStreamRedactor(hideSecrets);
    const before = readable(tail.subarray(Math.max(0, from - maxPrivateKeyLength), from).toString('utf8'));
    redactor.push(before);
    return redactor.push(readable(tail.subarray(from).toString('utf8')));
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

/**
 * Terminal codes by ECMA-48: control sequences (colours, cursor), operating system commands (titles, links) up to BEL or ST, and the
 * two-character escapes.
 */
const esc = '\u001b';
const terminalCodes = new RegExp(
  [
    `(?:${esc}\\[|\u009b)[0-?]*[ -/]*[@-~]`,
    `${esc}\\][^\u0007${esc}]*(?:\u0007|${esc}\\\\)`,
    `${esc}[()*+][0-9A-Za-z]`,
    `${esc}[=>78c-eD-HM-OZ]`,
  ].join('|'),
  'g',
);

export function stripTerminalCodes(text: string): string {
  return text.replace(terminalCodes, '');
}

/** As a person would see it on a terminal, roughly: no escape codes, and a line that was written over shows its last state. */
export function readable(text: string): string {
  const plain = stripTerminalCodes(text);
  // By hand: what looks for the last return of each line by a pattern takes the square of its length.
  const lines = plain.includes('\r') ? plain.split('\n').map(lastState).join('\n') : plain;
  return lines.replaceAll('\0', '␀');
}

function lastState(line: string): string {
  let end = line.length;
  while (line[end - 1] === '\r') end -= 1;
  return end === 0 ? '' : line.slice(line.lastIndexOf('\r', end - 1) + 1, end);
}

export interface Truncation {
  readonly maxChars?: number;
  /** How to read what was left out, for the notice. */
  readonly whereAllIs: string;
}

/** What the model sees of an output at once. */
export const maxModelChars = 25_000;

/** The first quarter and the last three quarters: what went wrong stands at the end. Whole characters, and the counts say what is missing. */
export function truncateOutput(text: string, { maxChars = maxModelChars, whereAllIs }: Truncation): string {
  if (text.length <= maxChars) return text;
  // Before it is cut: half a secret is not recognised.
  const clean = hideSecrets(text);
  const headChars = Math.floor(maxChars / 4);
  const head = wholeCharacters(clean.slice(0, headChars));
  const tail = wholeCharacters(clean.slice(Math.max(headChars, clean.length - (maxChars - headChars))));
  const left = clean.length - head.length - tail.length;
  return `${head}\n\n… ${left} of ${clean.length} characters left out; ${whereAllIs} …\n\n${tail}`;
}

/** Without half a surrogate pair at either end. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
