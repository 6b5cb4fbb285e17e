import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Longer lines are not the hook's: it writes less than 4 KiB. */
const maxLineBytes = 8 * 1024;

/** Reads what is appended to one file of the hook. Whatever lies there under that name, reading it neither waits nor leads elsewhere. */
export class HookFile {
  readonly #file: string;
  #handle: FileHandle | undefined;
  #offset = 0;
  #rest: Buffer = Buffer.alloc(0);
  /** The beginning of the line that is read now was left out. */
  #isCut = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** Lines that are whole, of at most about `maxBytes`, and how many bytes were read. Throws where this is no plain file. */
  async read(maxBytes: number, onLine: (line: string) => void): Promise<number> {
    this.#handle ??= await open(this.#file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const info = await this.#handle.stat();
    if (!info.isFile()) throw new Error('not a plain file');
    const length = Math.min(maxBytes, info.size - this.#offset);
    if (length <= 0) return 0;
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.#handle.read(buffer, 0, length, this.#offset);
    this.#offset += bytesRead;
    this.#take(buffer.subarray(0, bytesRead), onLine);
    return bytesRead;
  }

  /** Bytes that nobody read yet. */
  async behind(): Promise<number> {
    return this.#handle === undefined ? 0 : Math.max(0, (await this.#handle.stat()).size - this.#offset);
  }

  /** Leaves out what is there, up to the next whole line. */
  skip(bytes: number): void {
    this.#offset += bytes;
    this.#rest = Buffer.alloc(0);
    this.#isCut = true;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
  }

  #take(bytes: Buffer, onLine: (line: string) => void): void {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    let start = 0;
    for (let end = all.indexOf(0x0a); end !== -1; end = all.indexOf(0x0a, start)) {
      if (!this.#isCut && end > start && end - start <= maxLineBytes) onLine(all.toString('utf8', start, end));
      this.#isCut = false;
      start = end + 1;
    }
    const isEndless = all.length - start > maxLineBytes;
    this.#isCut ||= isEndless;
    this.#rest = isEndless ? Buffer.alloc(0) : Buffer.from(all.subarray(start));
  }
}
