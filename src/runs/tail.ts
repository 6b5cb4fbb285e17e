import { type FileHandle, open } from 'node:fs/promises';
import { systemErrorCode } from '../base/errors.ts';

const chunkBytes = 1 << 20;
/** No line that is written on purpose is longer: what is, is trash that must not fill the memory. */
const maxLineBytes = 8 << 20;

/** Calls back with every whole line that was appended since the last time; one that is too long is told as an empty one. */
export class Tail {
  readonly #file: string;
  #position = 0;
  #carry: Buffer = Buffer.alloc(0);
  #inode: number | undefined;
  /** Inside a line that is too long. */
  #isPassingOver = false;

  constructor(file: string, position = 0) {
    this.#file = file;
    this.#position = position;
  }

  /** How many bytes the lines had that were told so far, with their newlines. */
  get toldBytes(): number {
    return this.#position - this.#carry.length;
  }

  /** `onReset`: the file was cut or replaced, so all lines so far are void; it is read again from its start. */
  async read(onLine: (line: string, offset: number) => void, onReset: () => void): Promise<void> {
    let handle: FileHandle;
    try {
      handle = await open(this.#file, 'r');
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return;
      throw error;
    }
    try {
      const { size, ino } = await handle.stat();
      // A copy that was renamed into its place may be longer than what was read.
      const isReplaced = this.#inode !== undefined && this.#inode !== ino;
      this.#inode = ino;
      if (size < this.#position || isReplaced) {
        this.#position = 0;
        this.#carry = Buffer.alloc(0);
        this.#isPassingOver = false;
        onReset();
      }
      while (this.#position < size) {
        const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, size - this.#position));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, this.#position);
        if (bytesRead === 0) break;
        const base = this.#position - this.#carry.length;
        const bytes =
          this.#carry.length === 0 ? buffer.subarray(0, bytesRead) : Buffer.concat([this.#carry, buffer.subarray(0, bytesRead)]);
        this.#position += bytesRead;
        let start = 0;
        for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
          onLine(this.#isPassingOver ? '' : bytes.toString('utf8', start, end), base + start);
          this.#isPassingOver = false;
          start = end + 1;
        }
        // A line that is being written right now, or was cut by a crash, is no line yet.
        this.#isPassingOver ||= bytes.length - start > maxLineBytes;
        this.#carry = this.#isPassingOver ? Buffer.alloc(0) : Buffer.from(bytes.subarray(start));
      }
    } finally {
      await handle.close();
    }
  }
}
