import type { MediaItem } from '../../../src/protocol/curves.ts';
import type { Board } from '../board.ts';

/** Pictures are large: so many are kept, the ones looked at last. */
const mostKept = 48;

type Listener = (item: MediaItem | undefined) => void;

/** Asks the host for what is looked at, once for each, and keeps the last few answers. */
export class MediaLoader {
  readonly #board: Board;
  readonly #kept = new Map<string, MediaItem | undefined>();
  readonly #waiting = new Map<string, Set<Listener>>();

  constructor(board: Board) {
    this.#board = board;
    board.onMedia(({ run, tag, step, item }) => {
      const key = keyOf(run, tag, step);
      this.#kept.set(key, item);
      for (const old of this.#kept.keys()) {
        if (this.#kept.size <= mostKept) break;
        this.#kept.delete(old);
      }
      const waiting = this.#waiting.get(key);
      this.#waiting.delete(key);
      for (const listener of waiting ?? []) listener(item);
    });
  }

  /** Calls back at once with what is kept. Answers how to stop waiting. */
  load(run: string, tag: string, step: number, listener: Listener): () => void {
    const key = keyOf(run, tag, step);
    if (this.#kept.has(key)) {
      const item = this.#kept.get(key);
      // Looked at last: kept longest.
      this.#kept.delete(key);
      this.#kept.set(key, item);
      listener(item);
      return () => undefined;
    }
    const waiting = this.#waiting.get(key) ?? new Set();
    if (waiting.size === 0) this.#board.post({ type: 'wantMedia', run, tag, step });
    this.#waiting.set(key, waiting.add(listener));
    return () => waiting.delete(listener);
  }
}

function keyOf(run: string, tag: string, step: number): string {
  return `${run}\n${tag}\n${step}`;
}
