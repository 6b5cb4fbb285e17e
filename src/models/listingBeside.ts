import type { ListedEntry } from './listedModel.ts';

/** How often a list is asked for that does not come. */
const mostAsked = 3;

/** What an endpoint lists of one model. What cannot be had stays unknown, and is asked for again with a later request. */
export class ListingBeside {
  readonly #ask: (signal: AbortSignal) => Promise<ListedEntry | undefined>;
  #left = mostAsked;
  #listed: ListedEntry | undefined;

  /** `ask`: rejects where there is no list; undefined where the model is not in it. */
  constructor(ask: (signal: AbortSignal) => Promise<ListedEntry | undefined>) {
    this.#ask = ask;
  }

  get listed(): ListedEntry | undefined {
    return this.#listed;
  }

  /** Beside a request, which neither waits for it nor is outlived by it: answers what ends it. */
  begin(signal: AbortSignal): () => void {
    if (this.#left === 0) return () => undefined;
    this.#left -= 1;
    const over = new AbortController();
    this.#learn(AbortSignal.any([signal, over.signal])).catch(() => undefined);
    return () => over.abort();
  }

  /** Asked for now, however often it was before. Never rejects. */
  async now(signal: AbortSignal): Promise<ListedEntry | undefined> {
    await this.#learn(signal).catch(() => undefined);
    return this.#listed;
  }

  async #learn(signal: AbortSignal): Promise<void> {
    const listed = await this.#ask(signal);
    this.#left = 0;
    this.#listed = listed;
  }
}
