import { open } from 'node:fs/promises';

const chunkBytes = 1 << 18;

/** Hands over what somebody else appends to a file, as it comes. A file that is cut or replaced is read again from its start. */
export class FileFollower {
  readonly #file: string;
  readonly #take: (bytes: Buffer) => Promise<void>;
  #position: number;

  constructor(file: string, from: number, take: (bytes: Buffer) => Promise<void>) {
    this.#file = file;
    this.#position = from;
    this.#take = take;
  }

  /** Reads to the end. Answers whether the file could be read. */
  async read(): Promise<boolean> {
    const handle = await open(this.#file, 'r').catch(() => undefined);
    if (handle === undefined) return false;
    try {
      if ((await handle.stat()).size < this.#position) this.#position = 0;
      for (;;) {
        const buffer = Buffer.allocUnsafe(chunkBytes);
        const { bytesRead } = await handle.read(buffer, 0, chunkBytes, this.#position);
        if (bytesRead === 0) return true;
        this.#position += bytesRead;
        await this.#take(buffer.subarray(0, bytesRead));
      }
    } catch {
      return false;
    } finally {
      await handle.close();
    }
  }
}
