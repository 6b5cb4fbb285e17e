/** Reads a file while it is written: only what is new, and from the beginning when another file stands in its place. */
import { type FileHandle, open, stat } from 'node:fs/promises';
import { systemErrorCode } from '../../base/errors.ts';

const chunkBytes = 1024 * 1024;
/** Two files of the same kind differ within this much: the first record of a log says when it was made. */
const startBytes = 256;

export interface TailPiece {
  /** What has not been consumed yet, good until the next `read`. */
  readonly bytes: Uint8Array;
  /** The position of `bytes` in the file. */
  readonly offset: number;
  /**
   * The bytes are those of the beginning again: the file was replaced or cut. `same`: by one that begins with the same bytes,
   * as when a copying program writes a grown log anew.
   */
  readonly beginsAnew?: 'same' | 'other';
  /** Whether the file goes on behind these bytes. */
  readonly hasMore: boolean;
  /** When the file was last changed. */
  readonly changedMs: number;
}

export class FileTail {
  readonly path: string;
  #buffer = Buffer.alloc(0);
  #held = 0;
  #offset = 0;
  #start: Buffer = Buffer.alloc(0);
  #last: { readonly size: number; readonly changedMs: number; readonly file: string } | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * The unconsumed bytes with the next ones behind them: a mebibyte, or enough for `neededBytes` in all. Undefined when there is no
   * file. Throws the system's error where it cannot be read.
   */
  async read(neededBytes = 0): Promise<TailPiece | undefined> {
    try {
      return await this.#read(neededBytes);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error;
    }
  }

  /** Lets go of the first `count` of the bytes that `read` gave. */
  consume(count: number): void {
    this.#buffer.copyWithin(0, count, this.#held);
    this.#held -= count;
    this.#offset += count;
  }

  async #read(neededBytes: number): Promise<TailPiece> {
    const { size, mtimeMs: changedMs, dev, ino } = await stat(this.path);
    const now = { size, changedMs, file: `${dev}/${ino}` };
    const end = this.#offset + this.#held;
    const isUnchanged = this.#last?.size === size && this.#last.changedMs === changedMs && this.#last.file === now.file;
    if (isUnchanged && end >= size) return { bytes: this.#bytes(), offset: this.#offset, hasMore: false, changedMs };
    const handle = await open(this.path, 'r');
    try {
      const beginsAnew = isUnchanged ? undefined : await this.#lookForOther(handle, now.file, size);
      if (beginsAnew !== undefined) {
        this.#held = 0;
        this.#offset = 0;
      }
      this.#last = now;
      await this.#fill(handle, neededBytes);
      if (this.#start.length < startBytes && this.#offset === 0) this.#start = Buffer.from(this.#bytes().subarray(0, startBytes));
      const hasMore = this.#offset + this.#held < size;
      const piece = { bytes: this.#bytes(), offset: this.#offset, hasMore, changedMs };
      return beginsAnew === undefined ? piece : { ...piece, beginsAnew };
    } finally {
      await handle.close();
    }
  }

  #bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#held);
  }

  async #lookForOther(handle: FileHandle, file: string, size: number): Promise<'same' | 'other' | undefined> {
    if (this.#last === undefined) return undefined;
    const known = this.#start;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(known.length), 0, known.length, 0);
    if (bytesRead < known.length || !buffer.equals(known)) {
      this.#start = Buffer.alloc(0);
      return 'other';
    }
    return this.#last.file !== file || size < this.#offset + this.#held ? 'same' : undefined;
  }

  async #fill(handle: FileHandle, neededBytes: number): Promise<void> {
    const wanted = Math.max(neededBytes, this.#held + chunkBytes);
    if (this.#buffer.length < wanted) {
      const larger = Buffer.allocUnsafe(wanted);
      this.#buffer.copy(larger, 0, 0, this.#held);
      this.#buffer = larger;
    }
    while (this.#held < wanted) {
      const { bytesRead } = await handle.read(this.#buffer, this.#held, wanted - this.#held, this.#offset + this.#held);
      if (bytesRead === 0) return;
      this.#held += bytesRead;
    }
  }
}
