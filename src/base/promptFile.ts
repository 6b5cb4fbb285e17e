import { close, closeSync, fstat, fstatSync, open, openSync, read, readSync, type Stats } from 'node:fs';
import { promisify } from 'node:util';
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

  /** Throws the system's error. */
  static async open(file: string, flags: number): Promise<PromptFile> {
    const isAtOnce = !disk.isOthersTurn && (await isPrompt(file));
    return new PromptFile(isAtOnce ? disk.atOnce(() => openSync(file, flags)) : await openLater(file, flags), isAtOnce);
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
