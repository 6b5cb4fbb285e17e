import type { BlobHash } from '../base/ids.ts';
import type { SessionEvent } from './events.ts';

type Outgoing =
  | { readonly kind: 'line'; readonly event: SessionEvent }
  | { readonly kind: 'blob'; readonly hash: BlobHash; readonly bytes: Uint8Array };

/** What waits for a blob to be stored, the blob first: a line never names a blob that is not there. */
export class Outbox {
  readonly #write: (event: SessionEvent) => void;
  readonly #store: (bytes: Uint8Array) => Promise<unknown>;
  readonly #waiting: Outgoing[] = [];
  #draining: Promise<void> = Promise.resolve();

  constructor(write: (event: SessionEvent) => void, store: (bytes: Uint8Array) => Promise<unknown>) {
    this.#write = write;
    this.#store = store;
  }

  putBlob(hash: BlobHash, bytes: Uint8Array): void {
    this.#waiting.push({ kind: 'blob', hash, bytes });
  }

  putLine(event: SessionEvent): void {
    if (this.#waiting.length === 0) {
      this.#write(event);
      return;
    }
    this.#waiting.push({ kind: 'line', event });
    this.drain().catch(() => undefined); // told to the log's listeners
  }

  /** A blob that is not stored yet. */
  blob(hash: BlobHash): Uint8Array | undefined {
    const found = this.#waiting.find((item) => item.kind === 'blob' && item.hash === hash);
    return found?.kind === 'blob' ? found.bytes : undefined;
  }

  /** Forgets what waits. Resolves when nothing is being stored any more. */
  async discard(): Promise<void> {
    this.#waiting.splice(1); // the first may be on its way
    await this.#draining;
    this.#waiting.length = 0;
  }

  /** Stores the blobs that wait and hands on the lines behind them. On failure, what is left keeps its place. */
  drain(): Promise<void> {
    const drained = this.#draining.then(async () => {
      for (let item = this.#waiting[0]; item !== undefined; item = this.#waiting[0]) {
        if (item.kind === 'line') this.#write(item.event);
        else await this.#store(item.bytes);
        this.#waiting.shift();
      }
    });
    this.#draining = drained.catch(() => undefined);
    return drained;
  }
}
