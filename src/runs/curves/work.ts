/** Computing that may be laid down at every `yield`, so that one long series does not hold up everything else. */
export type Work<T = void> = Generator<undefined, T, undefined>;

/** Half of what a person notices, with room for what else waits. */
const sliceMs = 8;

/** Does it all at once. */
export function finished<T>(work: Work<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/**
 * Does pieces of work one after the other, each in slices between which everything else has its turn. What is urgent goes before all that waits,
 * but not into the middle of what was begun: that may be the same curve.
 */
export class WorkQueue {
  readonly #urgent: (() => Promise<void>)[] = [];
  readonly #waiting: (() => Promise<void>)[] = [];
  #isBusy = false;

  do<T>(work: Work<T>, { isUrgent = false }: { readonly isUrgent?: boolean } = {}): Promise<T> {
    const done = new Promise<T>((resolve, reject) => {
      (isUrgent ? this.#urgent : this.#waiting).push(() => inSlices(work).then(resolve, reject));
    });
    void this.#doAll();
    return done;
  }

  async #doAll(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) await next();
    this.#isBusy = false;
  }

  #next(): (() => Promise<void>) | undefined {
    return this.#urgent.shift() ?? this.#waiting.shift();
  }
}

async function inSlices<T>(work: Work<T>): Promise<T> {
  for (;;) {
    const endMs = performance.now() + sliceMs;
    do {
      const { done, value } = work.next();
      if (done === true) return value;
    } while (performance.now() < endMs);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
