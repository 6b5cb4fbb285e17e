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

/** Does pieces of work one after the other, each in slices between which everything else has its turn. */
export class WorkQueue {
  #last: Promise<unknown> = Promise.resolve();

  do<T>(work: Work<T>): Promise<T> {
    const turn = this.#last.then(() => inSlices(work));
    this.#last = turn.catch(() => undefined);
    return turn;
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
