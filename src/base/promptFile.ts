import { close, closeSync, fstat, fstatSync, lstatSync, open, openSync, read, readSync, type Stats } from 'node:fs';
import { promisify } from 'node:util';
import { systemErrorCode } from './errors.ts';
import { disk, isPrompt, littleBytes } from './promptDisk.ts';

const [openLater, statLater, readLater, closeLater] = [promisify(open), promisify(fstat), promisify(read), promisify(close)];

/** A file that is open for reading. Where its disk is prompt, what is asked of it is done at once, but for reading much. */
export class PromptFile {
  readonly #handle: number;
  readonly #isPrompt: boolean;

  private constructor(handle: number, isPrompt: boolean) {
    this.#handle = handle;
    this.#isPrompt = isPrompt;
  }

  /** Undefined when there is none. Throws the system's error. */
  static async open(file: string, flags: number): Promise<PromptFile | undefined> {
    const isAtOnce = !disk.isOthersTurn && (await isPrompt(file));
    try {
      if (!isAtOnce) return new PromptFile(await openLater(file, flags), false);
      // An error costs much more than the question.
      const handle = disk.atOnce(() => (lstatSync(file, { throwIfNoEntry: false }) === undefined ? undefined : openSync(file, flags)));
      return handle === undefined ? undefined : new PromptFile(handle, true);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error;
    }
  }

  async stat(): Promise<Stats> {
    return this.#isAtOnce ? disk.atOnce(() => fstatSync(this.#handle)) : await statLater(this.#handle);
  }

  /** Answers how many bytes were read. */
  async read(buffer: Buffer, at: number, length: number, position: number): Promise<number> {
    if (this.#isAtOnce && length <= littleBytes) return disk.atOnce(() => readSync(this.#handle, buffer, at, length, position));
    return (await readLater(this.#handle, buffer, at, length, position)).bytesRead;
  }

  async close(): Promise<void> {
    if (this.#isAtOnce) disk.atOnce(() => closeSync(this.#handle));
    else await closeLater(this.#handle);
  }

  get #isAtOnce(): boolean {
    return this.#isPrompt && !disk.isSlow;
  }
}
