/** The bytes of all files, on the disk, by their SHA-256. */
import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { hex } from './ids.ts';

export interface Stored {
  readonly sha256: string;
  readonly size: number;
}

export class Blobs {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  put(bytes: Uint8Array): Stored {
    const sha256 = hex('sha256', bytes);
    const file = this.#file(sha256);
    if (!existsSync(file)) writeFileSync(file, bytes);
    return { sha256, size: bytes.length };
  }

  /** Keeps a stream and says what it was. Nothing is kept when it breaks off. */
  async keep(chunks: AsyncIterable<Uint8Array>): Promise<Stored> {
    const part = path.join(this.folder, `${randomUUID()}.part`);
    const hash = createHash('sha256');
    let size = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    }
    try {
      await pipeline(Readable.from(counted()), createWriteStream(part));
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    const sha256 = hash.digest('hex');
    await rename(part, this.#file(sha256));
    return { sha256, size };
  }

  /** Several, one after the other, as one. */
  async join(parts: readonly Stored[]): Promise<Stored> {
    const read = this.read.bind(this);
    async function* all(): AsyncGenerator<Uint8Array> {
      for (const { sha256 } of parts) yield* read(sha256);
    }
    return await this.keep(all());
  }

  has(sha256: string): boolean {
    return existsSync(this.#file(sha256));
  }

  size(sha256: string): number {
    return statSync(this.#file(sha256)).size;
  }

  /** Its first bytes, or all of it where it is shorter. */
  head(sha256: string, bytes: number): Buffer {
    const file = openSync(this.#file(sha256), 'r');
    try {
      const buffer = Buffer.alloc(bytes);
      return buffer.subarray(0, readSync(file, buffer, 0, bytes, 0));
    } finally {
      closeSync(file);
    }
  }

  bytes(sha256: string): Buffer {
    return readFileSync(this.#file(sha256));
  }

  read(sha256: string, from = 0, to = Number.POSITIVE_INFINITY): AsyncIterable<Uint8Array> {
    return createReadStream(this.#file(sha256), { start: from, end: to });
  }

  async copyTo(sha256: string, file: string): Promise<void> {
    mkdirSync(path.dirname(file), { recursive: true });
    await copyFile(this.#file(sha256), file);
  }

  #file(sha256: string): string {
    return path.join(this.folder, sha256);
  }
}
