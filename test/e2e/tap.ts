/** Holds a scripted model's stream wherever a test wants it, so that “in the middle” is a place and not a time. */
import type { Brain } from '../doubles/script.ts';

export class Tap {
  #left = Number.POSITIVE_INFINITY;
  #waiting: (() => void)[] = [];
  #dry = Promise.withResolvers<void>();

  /** A brain whose every delta goes through this tap. */
  on(brain: Brain): Brain {
    return async (conversation) => ({ ...(await brain(conversation)), delayMs: 0, hold: () => this.#pass() });
  }

  /** From now on nothing comes through. */
  close(): void {
    this.#left = 0;
    this.#dry = Promise.withResolvers();
  }

  /** Lets so many deltas through a closed tap. Resolves when they are out and the stream waits for more. */
  async let(deltas: number): Promise<void> {
    this.#dry = Promise.withResolvers();
    this.#left = deltas;
    this.#wake();
    await this.#dry.promise;
  }

  /** Lets everything through. */
  open(): void {
    this.#left = Number.POSITIVE_INFINITY;
    this.#wake();
  }

  async #pass(): Promise<void> {
    while (this.#left === 0) {
      this.#dry.resolve();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#left -= 1;
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
