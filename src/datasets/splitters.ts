/** Where the records of a file begin and end, found byte by byte as it streams by: lines, rows with quotes, elements of an array. */

/** `line`: on which it begins, from 1. */
export type OnRecord = (start: number, end: number, line: number) => void;

export interface Splitter {
  /** `at`: where these bytes stand in the file. */
  push(bytes: Uint8Array, at: number): void;
  end(at: number): void;
  /** Where to begin again, when the file is read from the middle. */
  resume(line: number): void;
}

export const splitterKinds = ['lines', 'rows', 'array'] as const;
export type SplitterKind = (typeof splitterKinds)[number];

/** `delimiter`: of rows, where it is known. */
export function makeSplitter(kind: SplitterKind, onRecord: OnRecord, delimiter?: string): Splitter {
  switch (kind) {
    case 'lines':
      return new LineSplitter(onRecord);
    case 'rows':
      return new RowSplitter(onRecord, delimiter);
    case 'array':
      return new ArraySplitter(onRecord);
  }
}

const newline = 0x0a;
const quote = 0x22;

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === newline;
}

/** Lines that hold something. */
class LineSplitter implements Splitter {
  readonly #onRecord: OnRecord;
  #start: number | undefined;
  #line = 1;
  #hasWords = false;

  constructor(onRecord: OnRecord) {
    this.#onRecord = onRecord;
  }

  resume(line: number): void {
    this.#line = line;
  }

  push(bytes: Uint8Array, at: number): void {
    let from = 0;
    while (from < bytes.length) {
      const found = bytes.indexOf(newline, from);
      const end = found === -1 ? bytes.length : found;
      this.#start ??= at + from;
      for (let index = from; !this.#hasWords && index < end; index++) this.#hasWords = !isBlank(bytes[index] ?? newline);
      if (found === -1) return;
      this.#close(at + found);
      from = found + 1;
    }
  }

  end(at: number): void {
    if (this.#start !== undefined) this.#close(at);
  }

  #close(end: number): void {
    if (this.#hasWords && this.#start !== undefined) this.#onRecord(this.#start, end, this.#line);
    this.#start = undefined;
    this.#hasWords = false;
    this.#line += 1;
  }
}

/** Rows of a table of text (RFC 4180): a line end within quotes belongs to its field. Quotes open a field only at its beginning. */
class RowSplitter implements Splitter {
  readonly #onRecord: OnRecord;
  #start: number | undefined;
  #startLine = 1;
  #line = 1;
  #hasWords = false;
  #isQuoted = false;
  /** The byte before was a quote inside a quoted field: the next one says whether it closed it. */
  #afterQuote = false;
  #atFieldStart = true;
  readonly #delimiters: readonly number[];

  constructor(onRecord: OnRecord, delimiter = ',;\t|') {
    this.#onRecord = onRecord;
    this.#delimiters = [...delimiter].map((each) => each.charCodeAt(0));
  }

  resume(line: number): void {
    this.#line = line;
  }

  push(bytes: Uint8Array, at: number): void {
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index] ?? newline;
      if (this.#start === undefined) {
        this.#start = at + index;
        this.#startLine = this.#line;
      }
      if (byte === newline) this.#line += 1;
      if (this.#isQuoted) {
        if (byte === quote) {
          this.#afterQuote = !this.#afterQuote;
          continue;
        }
        if (!this.#afterQuote) continue;
        this.#isQuoted = false;
        this.#afterQuote = false;
      } else if (byte === quote && this.#atFieldStart) {
        this.#isQuoted = true;
        this.#hasWords = true;
        continue;
      }
      if (byte === newline) {
        this.#close(at + index);
        continue;
      }
      this.#atFieldStart = this.#delimiters.includes(byte);
      if (!isBlank(byte)) this.#hasWords = true;
    }
  }

  end(at: number): void {
    if (this.#start !== undefined) this.#close(at);
  }

  #close(end: number): void {
    if (this.#hasWords && this.#start !== undefined) this.#onRecord(this.#start, end, this.#startLine);
    this.#start = undefined;
    this.#hasWords = false;
    this.#isQuoted = false;
    this.#afterQuote = false;
    this.#atFieldStart = true;
  }
}

/** Elements of the first array of a JSON text, on its top level or within one object: `[{…}, …]`, `{"data": [{…}, …]}`. */
class ArraySplitter implements Splitter {
  readonly #onRecord: OnRecord;
  #depth = 0;
  /** Of the array whose elements are the records; 0: not found yet. */
  #arrayDepth = 0;
  #isOver = false;
  #inString = false;
  #isEscaped = false;
  #start: number | undefined;
  #startLine = 1;
  #line = 1;

  constructor(onRecord: OnRecord) {
    this.#onRecord = onRecord;
  }

  /** From the middle: an element begins here. */
  resume(line: number): void {
    this.#line = line;
    this.#depth = 1;
    this.#arrayDepth = 1;
  }

  push(bytes: Uint8Array, at: number): void {
    for (let index = 0; index < bytes.length && !this.#isOver; index++) {
      const byte = bytes[index] ?? newline;
      if (byte === newline) this.#line += 1;
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === 0x5c) this.#isEscaped = true;
        else if (byte === quote) this.#inString = false;
        continue;
      }
      this.#take(byte, at + index);
    }
  }

  #take(byte: number, at: number): void {
    const isElement = this.#arrayDepth > 0 && this.#depth === this.#arrayDepth;
    const isOpening = byte === 0x7b || byte === 0x5b;
    const isClosing = byte === 0x7d || byte === 0x5d;
    if (isElement && (isClosing || byte === 0x2c)) this.#close(at);
    else if (isElement && this.#start === undefined && !isBlank(byte)) {
      this.#start = at;
      this.#startLine = this.#line;
    }
    if (byte === quote) this.#inString = true;
    else if (isOpening) {
      this.#depth += 1;
      if (byte === 0x5b && this.#arrayDepth === 0 && this.#depth <= 2) this.#arrayDepth = this.#depth;
    } else if (isClosing) {
      this.#depth -= 1;
      if (this.#arrayDepth > 0 && this.#depth < this.#arrayDepth) this.#isOver = true;
    }
  }

  end(at: number): void {
    if (this.#start !== undefined && !this.#isOver) this.#close(at);
  }

  #close(end: number): void {
    if (this.#start !== undefined) this.#onRecord(this.#start, end, this.#startLine);
    this.#start = undefined;
  }
}
