import { StringDecoder } from 'node:string_decoder';

/** A piece of the console as a person would have seen it: one line, or one frame of a progress bar. */
export interface Segment {
  readonly text: string;
  /** The cursor went up right after it: a bar drawn below another one (tqdm's position 1 and beyond). */
  readonly isNested: boolean;
}

/** Longer lines are dumps, not measurements; cutting them here bounds memory. */
export const maxSegmentChars = 64 * 1024;

/**
 * Console bytes to segments. Splits at \r and \n; escape sequences and backspaces are undone. However the bytes are cut
 * into chunks, the segments are the same: nothing is judged before its terminator has come.
 */
export class Segmenter {
  readonly #decoder = new StringDecoder('utf8');
  #carry = '';
  #isTooLong = false;

  push(bytes: Buffer, onSegment: (segment: Segment) => void): void {
    this.#take(this.#decoder.write(bytes), onSegment);
  }

  /** The last line, when it has no terminator. */
  end(onSegment: (segment: Segment) => void): void {
    this.#take(this.#decoder.end(), onSegment);
    if (this.#carry !== '' && !this.#isTooLong) emit(this.#carry, onSegment);
    this.#carry = '';
    this.#isTooLong = false;
  }

  #take(text: string, onSegment: (segment: Segment) => void): void {
    let start = 0;
    let newline = text.indexOf('\n');
    let carriage = text.indexOf('\r');
    while (newline !== -1 || carriage !== -1) {
      const end = carriage === -1 || (newline !== -1 && newline < carriage) ? newline : carriage;
      this.#keep(text.slice(start, end));
      if (this.#carry !== '' && !this.#isTooLong) emit(this.#carry, onSegment);
      this.#carry = '';
      this.#isTooLong = false;
      start = end + 1;
      if (end === newline) newline = text.indexOf('\n', start);
      else carriage = text.indexOf('\r', start);
    }
    this.#keep(start === 0 ? text : text.slice(start));
  }

  #keep(text: string): void {
    if (this.#isTooLong) return;
    if (this.#carry.length + text.length > maxSegmentChars) {
      this.#isTooLong = true;
      this.#carry = '';
    } else this.#carry = this.#carry === '' ? text : this.#carry + text;
  }
}

function emit(raw: string, onSegment: (segment: Segment) => void): void {
  if (!raw.includes('\u001b') && !raw.includes('\b')) {
    onSegment({ text: raw, isNested: false });
    return;
  }
  // Moving up or clearing the line begins something new on the screen.
  const parts = raw.split(cursorUpOrClear);
  for (const [index, part] of parts.entries()) {
    const text = applyBackspaces(part.replace(escapes, ''));
    if (text !== '') onSegment({ text, isNested: index < parts.length - 1 });
  }
}

// ECMA-48: CSI … A cursor up, F previous line, H position, 2K clear line; then every other CSI, OSC and two-byte escape.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const cursorUpOrClear = /\u001b\[\d*[AF]|\u001b\[[\d;]*H|\u001b\[2K/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_]|[()][0-9A-Za-z])/g;

/** A backspace moves the cursor and erases nothing (Keras writes many of them and then \r). */
function applyBackspaces(text: string): string {
  if (!text.includes('\b')) return text;
  const cells: string[] = [];
  let cursor = 0;
  for (const char of text) {
    if (char === '\b') cursor = Math.max(0, cursor - 1);
    else cells[cursor++] = char;
  }
  return cells.join('');
}

/** A log line as a person would see it: the last frame of what was drawn over itself, without colours. For showing, not for measuring. */
export function visibleText(line: string): string {
  const frames = line.split('\r').filter((frame) => frame !== '');
  const last = frames.at(-1) ?? '';
  return applyBackspaces(last.replace(escapes, ''));
}
