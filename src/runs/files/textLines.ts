/** The lines of a text file while it is written. */
import { FileTail } from './fileTail.ts';
import { readBudgetBytes } from './metricReader.ts';

/** A line that is longer holds no metrics. */
const maxLineBytes = 4 * 1024 * 1024;
const newline = 0x0a;

export interface LinesRead {
  readonly hasMore: boolean;
  /** Lines that were passed over because of their length. */
  readonly tooLong: number;
  /** When the file was last changed; undefined when there is none. */
  readonly changedMs: number | undefined;
}

export class TextLines {
  readonly path: string;
  readonly #tail: FileTail;
  #neededBytes = 0;
  #isInsideTooLong = false;

  constructor(path: string) {
    this.path = path;
    this.#tail = new FileTail(path);
  }

  /**
   * Hands out whole lines without their ends, each with its position. `isFinal`: the last one counts though it has no end. `beginAnew` is called when the lines
   * that follow are those of another, or a rewritten, file.
   */
  async read(each: (line: string, offset: number) => void, beginAnew: () => void, isFinal = false): Promise<LinesRead> {
    let tooLong = 0;
    for (let taken = 0; taken < readBudgetBytes; ) {
      const piece = await this.#tail.read(this.#neededBytes);
      if (piece === undefined) return { hasMore: false, tooLong, changedMs: undefined };
      if (piece.beginsAnew !== undefined) {
        this.#isInsideTooLong = false;
        beginAnew();
      }
      const bytes = Buffer.from(piece.bytes.buffer, piece.bytes.byteOffset, piece.bytes.byteLength);
      const isLast = isFinal && !piece.hasMore;
      let start = 0;
      for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
        if (this.#isInsideTooLong) this.#isInsideTooLong = false;
        else each(lineOf(bytes, start, end), piece.offset + start);
        start = end + 1;
      }
      if (isLast && start < bytes.length && !this.#isInsideTooLong) {
        each(lineOf(bytes, start, bytes.length), piece.offset + start);
        start = bytes.length;
      } else if (bytes.length - start > maxLineBytes) {
        if (!this.#isInsideTooLong) tooLong += 1;
        this.#isInsideTooLong = true;
        start = bytes.length;
      }
      this.#neededBytes = 0;
      this.#tail.consume(start);
      taken += start;
      if (!piece.hasMore) return { hasMore: false, tooLong, changedMs: piece.changedMs };
    }
    return { hasMore: true, tooLong, changedMs: undefined };
  }
}

function lineOf(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('utf8', start, end > start && bytes[end - 1] === 0x0d ? end - 1 : end);
}
