import { StringDecoder } from 'node:string_decoder';

/** Takes one server-sent event: its name (`''` where it has none) and its data, lines joined by a line end. */
export type SseListener = (name: string, data: string) => void;

/**
 * Server-sent events from bytes that may be cut anywhere (HTML Living Standard, section 9.2.6): any of the three line ends, several data
 * lines in one event, comments, a byte order mark. Linear in the length of what comes, however small the pieces are.
 */
export class SseParser {
  readonly #listener: SseListener;
  /** Keeps the bytes of a character that is cut in two. A `TextDecoder` would do it, at four times the cost. */
  readonly #decoder = new StringDecoder('utf8');
  #isFirst = true;
  /** The beginning of a line whose end has not come. */
  #pieces: string[] = [];
  #endedInReturn = false;
  #name = '';
  #data: string | undefined;

  constructor(listener: SseListener) {
    this.#listener = listener;
  }

  push(bytes: Uint8Array): void {
    this.#pushText(this.#decoder.write(bytes));
  }

  /** What stands at the end without its closing lines is still an event: some servers leave them out. */
  end(): void {
    this.#pushText(this.#decoder.end());
    if (this.#pieces.length > 0) this.#pushText('\n');
    this.#dispatch();
  }

  #pushText(text: string): void {
    if (text === '') return;
    const fresh = this.#withOneLineEnd(this.#isFirst && text.startsWith('\ufeff') ? text.slice(1) : text);
    this.#isFirst = false;
    let start = 0;
    for (let end = fresh.indexOf('\n'); end >= 0; end = fresh.indexOf('\n', start)) {
      this.#takeLine(fresh.slice(start, end));
      start = end + 1;
    }
    if (start < fresh.length) this.#pieces.push(fresh.slice(start));
  }

  /** A return ends its line at once, and swallows the line feed that may follow in the next piece. */
  #withOneLineEnd(text: string): string {
    const rest = this.#endedInReturn && text.startsWith('\n') ? text.slice(1) : text;
    this.#endedInReturn = text.endsWith('\r');
    return rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest;
  }

  #takeLine(rest: string): void {
    let line = rest;
    if (this.#pieces.length > 0) {
      this.#pieces.push(rest);
      line = this.#pieces.join('');
      this.#pieces = [];
    }
    if (line === '') this.#dispatch();
    else if (line.startsWith('data:')) {
      const data = line.slice(line.startsWith(' ', 5) ? 6 : 5);
      this.#data = this.#data === undefined ? data : `${this.#data}\n${data}`;
    } else if (line.startsWith('event:')) this.#name = line.slice(6).trim();
  }

  #dispatch(): void {
    const name = this.#name;
    const data = this.#data;
    this.#name = '';
    this.#data = undefined;
    if (data !== undefined) this.#listener(name, data);
  }
}
