import { createHash } from 'node:crypto';

const maxKeptFileBytes = 512 * 1024;
const maxKeptBytes = 8 * 1024 * 1024;

interface Seen {
  readonly hash: string;
  /** As it was when the model saw it; not kept of large files, nor of the oldest when there are many. */
  readonly bytes: Uint8Array | undefined;
}

/** What this session has seen of files, by hash: a file that was never read, or changed since, is not overwritten as a whole. */
export class ReadMemory {
  readonly #seen = new Map<string, Seen>();
  readonly #advised = new Set<string>();
  #keptBytes = 0;

  remember(path: string, bytes: Uint8Array): void {
    this.#forget(path);
    const isKept = bytes.length <= maxKeptFileBytes;
    this.#seen.set(path, { hash: hash(bytes), bytes: isKept ? bytes : undefined });
    if (isKept) this.#keptBytes += bytes.length;
    this.#dropOldest();
  }

  /** Keeps up with a change made by this session, of a file whose content the model knows. */
  rememberChange(path: string, after: Uint8Array): void {
    if (this.#seen.has(path)) this.remember(path, after);
  }

  recall(path: string, bytes: Uint8Array): 'as read' | 'changed' | 'never read' {
    const seen = this.#seen.get(path);
    if (seen === undefined) return 'never read';
    return seen.hash === hash(bytes) ? 'as read' : 'changed';
  }

  /** The bytes that the model last saw, where they are still held. */
  lastSeen(path: string): Uint8Array | undefined {
    return this.#seen.get(path)?.bytes;
  }

  /** True the first time it is asked for this advice on this file: said once, it is known. */
  isNewAdvice(path: string, advice: string): boolean {
    const key = `${path}\0${advice}`;
    if (this.#advised.has(key)) return false;
    this.#advised.add(key);
    return true;
  }

  #forget(path: string): void {
    this.#keptBytes -= this.#seen.get(path)?.bytes?.length ?? 0;
    this.#seen.delete(path);
  }

  /** The hashes stay: they are what protects a file. */
  #dropOldest(): void {
    for (const [path, { hash: kept, bytes }] of this.#seen) {
      if (this.#keptBytes <= maxKeptBytes) return;
      if (bytes === undefined) continue;
      this.#keptBytes -= bytes.length;
      this.#seen.set(path, { hash: kept, bytes: undefined });
    }
  }
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
