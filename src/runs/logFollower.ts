import { type FileHandle, open } from 'node:fs/promises';
import { systemErrorCode } from '../base/errors.ts';

/** More at once would hold up whoever shows it. */
const chunkBytes = 256 * 1024;
/** Who begins to look at a long log wants its end. */
const maxBacklogBytes = 1024 * 1024;

/** The text that a growing file gets, as it is: also half lines, which progress bars rewrite. */
export class LogFollower {
  readonly #file: string;
  readonly #decoder = new TextDecoder();
  #position: number | undefined;
  #reading: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  /** Hands on what was written since the last time; one read after the other. */
  read(onText: (text: string) => void): Promise<void> {
    this.#reading = this.#reading.then(() => this.#readOn(onText));
    return this.#reading;
  }

  async #readOn(onText: (text: string) => void): Promise<void> {
    let handle: FileHandle;
    try {
      handle = await open(this.#file, 'r');
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return;
      throw error;
    }
    try {
      const { size } = await handle.stat();
      this.#position ??= Math.max(0, size - maxBacklogBytes);
      while (this.#position < size) {
        const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, size - this.#position));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, this.#position);
        if (bytesRead === 0) return;
        this.#position += bytesRead;
        onText(this.#decoder.decode(buffer.subarray(0, bytesRead), { stream: true }));
      }
    } finally {
      await handle.close();
    }
  }
}
