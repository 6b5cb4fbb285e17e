import { stat } from 'node:fs/promises';
import type { BlobHash } from '../base/ids.ts';
import { blobPath, hashOf } from '../sessions/blobs.ts';
import type { SessionLog } from '../sessions/events.ts';

export interface CopyLimits {
  readonly fileBytes: number;
  readonly sessionBytes: number;
}

export const usualCopyLimits: CopyLimits = { fileBytes: 16 * 1024 * 1024, sessionBytes: 512 * 1024 * 1024 };

/**
 * Copies of files under the hash of what is in them, within bounds. Beyond these the hash alone is known: what the file was can still be
 * told apart, but not put back. The first time that happens, it is said.
 */
export class FileCopies {
  readonly #log: SessionLog;
  readonly #home: string;
  readonly #limits: CopyLimits;
  #kept: Promise<Map<BlobHash, Promise<unknown>>> | undefined;
  #usedBytes = 0;
  readonly #said = new Set<string>();

  constructor(log: SessionLog, home: string, limits: CopyLimits = usualCopyLimits) {
    this.#log = log;
    this.#home = home;
    this.#limits = limits;
  }

  async keep(bytes: Uint8Array, name: string): Promise<BlobHash> {
    this.#kept ??= this.#readKept();
    const kept = await this.#kept;
    const hash = hashOf(bytes);
    if (!kept.has(hash) && (await this.#isWithinBounds(bytes.length, name))) kept.set(hash, this.#store(kept, hash, bytes));
    await kept.get(hash);
    return hash;
  }

  /** Bytes of the person that are about to be overwritten at their word: kept without bounds. Answers where. */
  async keepForGood(bytes: Uint8Array): Promise<string> {
    return blobPath(this.#home, await this.#log.putBlob(bytes));
  }

  async #isWithinBounds(length: number, name: string): Promise<boolean> {
    const { fileBytes, sessionBytes } = this.#limits;
    if (length > fileBytes) {
      const text = `${name} has ${megabytes(length)}: no copy of it is kept, so a change of it cannot be taken back.`;
      await this.#sayOnce('copy-too-large', text);
      return false;
    }
    if (this.#usedBytes + length > sessionBytes) {
      const text = `The copies of files that this session changed fill ${megabytes(sessionBytes)}. No more are kept: from here on, first of all that of ${name}, changes cannot be taken back.`;
      await this.#sayOnce('copies-full', text);
      return false;
    }
    return true;
  }

  async #store(kept: Map<BlobHash, unknown>, hash: BlobHash, bytes: Uint8Array): Promise<void> {
    this.#usedBytes += bytes.length;
    try {
      await this.#log.putBlob(bytes);
    } catch (error) {
      this.#usedBytes -= bytes.length;
      kept.delete(hash);
      throw error;
    }
  }

  async #sayOnce(code: string, text: string): Promise<void> {
    if (this.#said.has(code) || this.#log.events.some((event) => event.type === 'notice' && event.code === code)) return;
    this.#said.add(code);
    await this.#log.append({ type: 'notice', level: 'warning', code, text });
  }

  /** What this session's changes have on the disk already. */
  async #readKept(): Promise<Map<BlobHash, Promise<unknown>>> {
    const hashes = new Set<BlobHash>();
    for (const event of this.#log.events) {
      if (event.type !== 'file.changed') continue;
      if (event.before !== undefined) hashes.add(event.before);
      if (event.after !== undefined) hashes.add(event.after);
    }
    const kept = new Map<BlobHash, Promise<unknown>>();
    await Promise.all(
      [...hashes].map(async (hash) => {
        const size = await stat(blobPath(this.#home, hash)).then(
          (found) => found.size,
          () => undefined, // beyond the bounds when it was changed
        );
        if (size === undefined) return;
        kept.set(hash, Promise.resolve());
        this.#usedBytes += size;
      }),
    );
    return kept;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}
