import { chunkBytes, GrowingFile, type GrowingFileOptions, type GrowingPiece } from './growingFile.ts';

/** No line that is written on purpose is longer: what is, is trash that must not fill the memory. */
const usualMaxLineBytes = 4 << 20;
const newline = 0x0a;

export interface GrowingLinesOptions extends GrowingFileOptions {
  readonly maxLineBytes?: number;
}

export interface LinesRequest {
  /** The last line counts though it has no end: nobody writes any more. */
  readonly isFinal?: boolean;
  /** How much is read of the file at most. */
  readonly maxBytes?: number;
}

export interface LinesRead {
  /** Lines that were left out because of their length. */
  readonly tooLong: number;
  readonly readBytes: number;
  /** What another call at once would bring. */
  readonly behindBytes: number;
  /** When the file was last changed; undefined when there is none. */
  readonly changedMs: number | undefined;
}

type TakeLine = (line: string, offset: number) => void;

/** The lines of a text file while it is written. One that is being written right now, or was cut by a crash, is no line yet. */
export class GrowingLines {
  readonly #file: GrowingFile;
  readonly #maxLineBytes: number;
  /** Inside a line that is left out. */
  #isPassingOver = false;

  constructor(path: string, { maxLineBytes = usualMaxLineBytes, ...options }: GrowingLinesOptions = {}) {
    this.#file = new GrowingFile(path, options);
    this.#maxLineBytes = maxLineBytes;
  }

  get path(): string {
    return this.#file.path;
  }

  /** How many bytes the lines had that were told so far, with their ends, counted from the beginning of the file. */
  get toldBytes(): number {
    return this.#file.consumedBytes;
  }

  /** Hands out whole lines without their ends, each with its position. `beginAnew`: those so far are void, the file was cut or replaced. */
  async read(each: TakeLine, beginAnew: () => void, request: LinesRequest = {}): Promise<LinesRead> {
    const { isFinal = false, maxBytes = Number.POSITIVE_INFINITY } = request;
    let tooLong = 0;
    let readBytes = 0;
    for (;;) {
      const piece = await this.#file.read({ maxBytes: Math.min(maxBytes - readBytes, chunkBytes) });
      if (piece === undefined) return { tooLong, readBytes, behindBytes: 0, changedMs: undefined };
      if (piece.beginsAnew !== undefined) {
        this.#isPassingOver = false;
        beginAnew();
      }
      const { newBytes, behindBytes, changedMs } = piece;
      readBytes += newBytes;
      tooLong += this.#take(piece, isFinal && behindBytes === 0, each);
      if (behindBytes === 0 || newBytes === 0) return { tooLong, readBytes, behindBytes, changedMs };
    }
  }

  /** Goes on `count` bytes later, with the first line that begins there. */
  skip(count: number): void {
    this.#file.skip(count);
    this.#isPassingOver = true;
  }

  #take({ bytes, offset }: GrowingPiece, isLast: boolean, each: TakeLine): number {
    let tooLong = 0;
    let start = 0;
    const tell = (end: number): void => {
      if (this.#isPassingOver || end - start > this.#maxLineBytes) tooLong += 1;
      else each(bytes.toString('utf8', start, bytes[end - 1] === 0x0d ? end - 1 : end), offset + start);
      this.#isPassingOver = false;
    };
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      tell(end);
      start = end + 1;
    }
    if (isLast && (start < bytes.length || this.#isPassingOver)) {
      tell(bytes.length);
      start = bytes.length;
    } else if (bytes.length - start > this.#maxLineBytes) this.#isPassingOver = true;
    if (this.#isPassingOver) start = bytes.length;
    this.#file.consume(start);
    return tooLong;
  }
}
