/**
 * Console bytes to segments. Everything behind this is text of one character for each byte: no decoding is paid for what is
 * no measurement, and a character cut by a chunk is no special case. Names are decoded where they are kept.
 */

/** How a segment ended: a line, a frame that is drawn over, or the end of the log. */
export type SegmentEnd = 'line' | 'frame' | 'log';

/** A piece of the console as a person would have seen it: one line, or one frame of a progress bar. */
export type SegmentReader = (
  text: string,
  end: SegmentEnd,
  /** The cursor went up right after it: a bar drawn below another one (tqdm’s position 1 and beyond). */
  isNested: boolean,
) => void;

/** Longer lines are dumps, not measurements; cutting them here bounds memory. */
export const maxSegmentBytes = 64 * 1024;

/**
 * Splits at \r and \n; escape sequences and backspaces are undone. However the bytes are cut into chunks, the segments are the
 * same: nothing is judged before its terminator has come.
 */
export class Segmenter {
  #carry = '';
  /** Nothing is drawn over and nothing is coloured in what waits for its end. */
  #isPlain = true;
  #isTooLong = false;
  #tooLong = 0;
  #unprintable = 0;

  /** Lines longer than the cap, which were passed over. */
  get tooLong(): number {
    return this.#tooLong;
  }

  /** Lines that hold zero bytes: a binary file, or text of two bytes a character. */
  get unprintable(): number {
    return this.#unprintable;
  }

  push(bytes: Buffer, read: SegmentReader): void {
    const text = bytes.toString('latin1');
    // Few segments have one of these, and the others need no second look.
    let escaped = next(text, escapeChar, 0);
    let backspace = next(text, '\b', 0);
    let zero = next(text, '\0', 0);
    let start = 0;
    let newline = text.indexOf('\n');
    let carriage = text.indexOf('\r');
    while (newline !== -1 || carriage !== -1) {
      const isLine = carriage === -1 || (newline !== -1 && newline < carriage);
      const end = isLine ? newline : carriage;
      const isPlain = escaped > end && backspace > end && zero > end;
      this.#finish(text, start, end, isPlain, isLine ? 'line' : 'frame', read);
      start = end + 1;
      if (escaped < start) escaped = next(text, escapeChar, start);
      if (backspace < start) backspace = next(text, '\b', start);
      if (zero < start) zero = next(text, '\0', start);
      if (isLine) newline = text.indexOf('\n', start);
      else carriage = text.indexOf('\r', start);
    }
    this.#keep(text, start, escaped === text.length && backspace === text.length && zero === text.length);
  }

  /** The last line, when it has no terminator. */
  end(read: SegmentReader): void {
    this.#finish('', 0, 0, true, 'log', read);
  }

  /** Shows what has no terminator yet, and goes on waiting for it: tqdm writes one only before its next frame. */
  peek(read: SegmentReader): void {
    if (this.#carry === '') return;
    if (this.#isPlain) read(this.#carry, 'frame', false);
    else if (!this.#carry.includes('\0')) emit(this.#carry, 'frame', read);
  }

  #finish(text: string, start: number, end: number, isPlainHere: boolean, ending: SegmentEnd, read: SegmentReader): void {
    const isPlain = isPlainHere && this.#isPlain;
    const isTooLong = this.#isTooLong || this.#carry.length + end - start > maxSegmentBytes;
    const whole = isTooLong ? '' : this.#carry === '' ? text.slice(start, end) : this.#carry + text.slice(start, end);
    this.#carry = '';
    this.#isPlain = true;
    this.#isTooLong = false;
    if (isTooLong) this.#tooLong += 1;
    else if (isPlain) read(whole, ending, false);
    else if (whole.includes('\0')) this.#unprintable += 1;
    else emit(whole, ending, read);
  }

  #keep(text: string, start: number, isPlain: boolean): void {
    if (start === text.length || this.#isTooLong) return;
    if (this.#carry.length + text.length - start > maxSegmentBytes) {
      this.#isTooLong = true;
      this.#carry = '';
    } else this.#carry += text.slice(start);
    this.#isPlain &&= isPlain;
  }
}

function emit(raw: string, end: SegmentEnd, read: SegmentReader): void {
  let plain = '';
  let from = 0;
  for (let at = raw.indexOf(escapeChar); at !== -1; at = raw.indexOf(escapeChar, from)) {
    plain += raw.slice(from, at);
    from = pastEscape(raw, at);
    if (!movesOrClears(raw, from)) continue;
    const text = applyBackspacesToBytes(plain);
    if (text !== '') read(text, 'frame', true);
    plain = '';
  }
  read(applyBackspacesToBytes(from === 0 ? raw : plain + raw.slice(from)), end, false);
}

const escapeChar = '\u001b';
/** Where the next one is, or the end. */
function next(text: string, control: string, from: number): number {
  const at = text.indexOf(control, from);
  return at === -1 ? text.length : at;
}

// ECMA-48: OSC to its end, two-byte escapes, character sets.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const otherEscape = /\u001b(?:\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_]|[()][0-9A-Za-z])/y;

/** Past the escape sequence that begins here. CSI, which nearly all are, by hand. */
function pastEscape(text: string, at: number): number {
  if (text[at + 1] !== '[') {
    otherEscape.lastIndex = at;
    return otherEscape.test(text) ? otherEscape.lastIndex : at + 1;
  }
  let end = at + 2;
  for (let code = text.charCodeAt(end); code >= 0x20 && code <= 0x3f; code = text.charCodeAt(end)) end++;
  return Math.min(end + 1, text.length);
}

/** A cursor up, F previous line, H position, 2K clear line: something new begins on the screen. */
function movesOrClears(text: string, end: number): boolean {
  const last = text[end - 1];
  return last === 'A' || last === 'F' || last === 'H' || (last === 'K' && text[end - 2] === '2');
}

function withoutEscapes(text: string): string {
  let plain = '';
  let from = 0;
  for (let at = text.indexOf(escapeChar); at !== -1; at = text.indexOf(escapeChar, from)) {
    plain += text.slice(from, at);
    from = pastEscape(text, at);
  }
  return from === 0 ? text : plain + text.slice(from);
}

/** As `applyBackspaces`, but a backspace goes back one character as drawn, which may be several bytes. */
function applyBackspacesToBytes(text: string): string {
  // Keras writes one for each character of its bar, and then \r: nothing is drawn over by them.
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0x08) end--;
  const drawn = text.slice(0, end);
  if (!drawn.includes('\b')) return drawn;
  return Buffer.from(applyBackspaces(Buffer.from(drawn, 'latin1').toString('utf8')), 'utf8').toString('latin1');
}

/** A backspace moves the cursor and erases nothing. */
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
  return applyBackspaces(withoutEscapes(frames.at(-1) ?? ''));
}
