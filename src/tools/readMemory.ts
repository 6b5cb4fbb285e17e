import { createHash } from 'node:crypto';

/** What this session has seen of files, by hash: a file that was never read, or changed since, is not overwritten as a whole. */
export class ReadMemory {
  readonly #hashes = new Map<string, string>();

  remember(path: string, bytes: Uint8Array): void {
    this.#hashes.set(path, hash(bytes));
  }

  /** Keeps up with a change made by this session, of a file whose content the model knows. */
  rememberChange(path: string, after: Uint8Array): void {
    if (this.#hashes.has(path)) this.remember(path, after);
  }

  recall(path: string, bytes: Uint8Array): 'as read' | 'changed' | 'never read' {
    const seen = this.#hashes.get(path);
    if (seen === undefined) return 'never read';
    return seen === hash(bytes) ? 'as read' : 'changed';
  }
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
