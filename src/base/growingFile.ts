import { constants } from 'node:fs';
import { PromptFile } from './promptFile.ts';

/** What a read brings where nothing else is asked for. */
export const chunkBytes = 1 << 20;
/** The most that it brings: each read of a long file costs a few calls of the system and of other threads. */
export const maxChunkBytes = 1 << 22;
/** A buffer has a multiple of so many, so that a rest that is a little longer than the one before needs no new one: of few bytes, and of many. */
const [fewRoundedBytes, manyRoundedBytes] = [1 << 9, 1 << 16];
/** Two files of the same kind differ within this much: the first record of a log says when it was made. */
const startBytes = 256;

export interface GrowingFileOptions {
  /** The byte at which reading begins. */
  readonly from?: number;
  /** Instead of `from`: so many bytes before the end that is found at first. */
  readonly lastBytes?: number;
  /** A link under its name is an error. */
  readonly refusesLinks?: boolean;
}

interface Seen {
  readonly file: string;
  readonly size: number;
  readonly changedMs: number;
}

export interface GrowingPiece {
  /** What is not consumed yet, good until a part of it is. */
  readonly bytes: Buffer;
  /** The position of `bytes` in the file. */
  readonly offset: number;
  /** How many of `bytes`, its last, were not given before. */
  readonly newBytes: number;
  /** How many the file has behind `bytes`. */
  readonly behindBytes: number;
  /**
   * The bytes are those of the beginning again: the file was replaced or cut. `same`: by one that begins with the same bytes,
   * as when a copying program writes a grown log anew.
   */
  readonly beginsAnew?: 'same' | 'other';
  /** When the file was last changed. */
  readonly changedMs: number;
}

/**
 * A file that somebody else writes: each read brings what is new, and where that is little and the disk is prompt, before anything else has its
 * turn. It is opened for each, so that no handle is held of the many files that grow no more, and a network's disk says how large it is now.
 * Whatever lies there under its name, reading it does not wait.
 */
export class GrowingFile {
  readonly path: string;
  readonly #options: GrowingFileOptions;
  #buffer: Buffer = Buffer.alloc(0);
  #held = 0;
  #isAtEnd = false;
  /** Of the held bytes; undefined until the first read where the end decides. */
  #offset: number | undefined;
  #start: Buffer = Buffer.alloc(0);
  #last: Seen | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(path: string, options: GrowingFileOptions = {}) {
    this.path = path;
    this.#options = options;
    this.#offset = options.lastBytes === undefined ? (options.from ?? 0) : undefined;
  }

  /** How many bytes were consumed, counted from the beginning of the file. */
  get consumedBytes(): number {
    return this.#offset ?? 0;
  }

  /**
   * The bytes not consumed yet with the next ones behind them: at most `maxBytes`, but enough for `neededBytes` in all. Undefined when
   * there is no file. Throws the system's error where it cannot be read.
   */
  async read({ neededBytes = 0, maxBytes = chunkBytes } = {}): Promise<GrowingPiece | undefined> {
    const handle = await this.#open();
    if (handle === undefined) return undefined;
    try {
      const info = await handle.stat();
      if (!info.isFile()) throw new Error(`${this.path} is not a plain file`);
      const { size, mtimeMs: changedMs, dev, ino } = info;
      const now = { file: `${dev}/${ino}`, size, changedMs };
      const beginsAnew = await this.#lookForOther(handle, now);
      this.#last = now;
      if (beginsAnew !== undefined) this.#seek(0);
      else if (this.#offset === undefined) this.#seek(Math.max(0, size - (this.#options.lastBytes ?? 0)));
      const heldBefore = this.#held;
      const offset = this.consumedBytes;
      await this.#fill(handle, offset, Math.min(size - offset, Math.max(neededBytes, heldBefore + Math.min(maxBytes, maxChunkBytes))));
      const behindBytes = size - offset - this.#held;
      this.#isAtEnd = behindBytes <= 0;
      const piece = {
        bytes: this.#buffer.subarray(0, this.#held),
        offset,
        newBytes: this.#held - heldBefore,
        behindBytes,
        changedMs,
      };
      return beginsAnew === undefined ? piece : { ...piece, beginsAnew };
    } finally {
      await handle.close();
    }
  }

  /** Lets go of the first `count` of the bytes that `read` gave. */
  consume(count: number): void {
    if (count === 0) return;
    const rest = this.#buffer.subarray(count, this.#held);
    // Few of the files that are followed grow at any time: of the others only what waits for its rest is held.
    if (this.#isAtEnd || rest.length === 0) this.#buffer = Buffer.from(rest);
    else this.#buffer.copyWithin(0, count, this.#held);
    this.#held = rest.length;
    this.#offset = this.consumedBytes + count;
  }

  /** Goes on `count` bytes behind what was read. */
  skip(count: number): void {
    this.#seek(this.consumedBytes + this.#held + count);
  }

  /**
   * Hands over all that is new, in pieces of at most `maxBytes`, one reading after the other. Answers whether the file is there.
   */
  readToEnd(take: (piece: GrowingPiece) => void | Promise<void>, maxBytes = chunkBytes): Promise<boolean> {
    const reading = this.#turn.then(async () => {
      for (;;) {
        const piece = await this.read({ maxBytes });
        if (piece === undefined) return false;
        if (piece.newBytes === 0 && piece.beginsAnew === undefined) return true;
        this.consume(piece.bytes.length);
        await take(piece);
      }
    });
    this.#turn = reading.catch(() => undefined);
    return reading;
  }

  async #open(): Promise<PromptFile | undefined> {
    // Windows knows neither.
    const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
    return await PromptFile.open(this.path, O_RDONLY | O_NONBLOCK | (this.#options.refusesLinks === true ? O_NOFOLLOW : 0));
  }

  async #lookForOther(handle: PromptFile, { file, size, changedMs }: Seen): Promise<'same' | 'other' | undefined> {
    const last = this.#last;
    if (last?.file === file && last.size === size && last.changedMs === changedMs) return undefined;
    const buffer = Buffer.alloc(startBytes);
    const bytesRead = await handle.read(buffer, 0, startBytes, 0);
    const known = this.#start;
    this.#start = buffer.subarray(0, bytesRead);
    if (!this.#start.subarray(0, known.length).equals(known)) return 'other';
    const isShorter = size < this.consumedBytes + this.#held;
    return isShorter || (last !== undefined && last.file !== file) ? 'same' : undefined;
  }

  #seek(offset: number): void {
    this.#buffer = Buffer.alloc(0);
    this.#held = 0;
    this.#offset = offset;
  }

  async #fill(handle: PromptFile, offset: number, wanted: number): Promise<void> {
    if (this.#buffer.length < wanted) {
      const roundedBytes = wanted < manyRoundedBytes / 2 ? fewRoundedBytes : manyRoundedBytes;
      const larger = Buffer.allocUnsafe(Math.ceil(wanted / roundedBytes) * roundedBytes);
      this.#buffer.copy(larger, 0, 0, this.#held);
      this.#buffer = larger;
    }
    while (this.#held < wanted) {
      const bytesRead = await handle.read(this.#buffer, this.#held, wanted - this.#held, offset + this.#held);
      if (bytesRead === 0) return;
      this.#held += bytesRead;
    }
  }
}
