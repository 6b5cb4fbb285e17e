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
  #kept: Promise<Map<BlobHash, number>> | undefined;
  #usedBytes = 0;

  constructor(log: SessionLog, home: string, limits: CopyLimits = usualCopyLimits) {
    this.#log = log;
    this.#home = home;
    this.#limits = limits;
  }

  async keep(bytes: Uint8Array, name: string): Promise<BlobHash> {
    this.#kept ??= this.#readKept();
    const kept = await this.#kept;
    const hash = hashOf(bytes);
    if (kept.has(hash)) return hash;
    if (bytes.length > this.#limits.fileBytes) {
      await this.#sayOnce(
        'copy-too-large',
        `${name} has ${megabytes(bytes.length)}: no copy of it is kept, so a change of it cannot be taken back.`,
      );
    } else if (this.#usedBytes + bytes.length > this.#limits.sessionBytes) {
      const limit = megabytes(this.#limits.sessionBytes);
      await this.#sayOnce(
        'copies-full',
        `The copies of files that were changed in this session fill ${limit}: no more are kept, so from here on (first ${name}) changes cannot be taken back.`,
      );
    } else {
      kept.set(hash, bytes.length);
      this.#usedBytes += bytes.length;
      await this.#log.putBlob(bytes);
    }
    return hash;
  }

  /** Bytes of the person that are about to be overwritten at their word: kept without bounds. Answers where. */
  async keepForGood(bytes: Uint8Array): Promise<string> {
    return blobPath(this.#home, await this.#log.putBlob(bytes));
  }

  async #sayOnce(code: string, text: string): Promise<void> {
    if (this.#log.events.some((event) => event.type === 'notice' && event.code === code)) return;
    await this.#log.append({ type: 'notice', level: 'warning', code, text });
  }

  /** What this session's changes have on the disk already, with sizes. */
  async #readKept(): Promise<Map<BlobHash, number>> {
    const hashes = new Set<BlobHash>();
    for (const event of this.#log.events) {
      if (event.type !== 'file.changed') continue;
      if (event.before !== undefined) hashes.add(event.before);
      if (event.after !== undefined) hashes.add(event.after);
    }
    const kept = new Map<BlobHash, number>();
    await Promise.all(
      [...hashes].map(async (hash) => {
        const size = await stat(blobPath(this.#home, hash)).then(
          (found) => found.size,
          () => undefined, // beyond the bounds when it was changed
        );
        if (size === undefined) return;
        kept.set(hash, size);
        this.#usedBytes += size;
      }),
    );
    return kept;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}
