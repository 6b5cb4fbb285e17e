/** What outlives the window: a workspace's state. */
export interface Kept {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = 'runColors';
/** Of runs that are gone, so many are remembered: one that was removed may be taken back. */
const remembered = 1000;

/**
 * Which colour of the palette a run has: the next one when it is first seen, and then that one for as long as there is the run, whatever
 * comes or goes around it.
 */
export class RunColors {
  readonly #kept: Kept;
  /** In the order in which they were given. */
  readonly #colors = new Map<string, number>();
  #next = 0;

  constructor(kept: Kept) {
    this.#kept = kept;
    const known = kept.get(key);
    if (typeof known !== 'object' || known === null) return;
    for (const [run, color] of Object.entries(known)) {
      if (typeof color !== 'number' || !Number.isSafeInteger(color) || color < 0) continue;
      this.#colors.set(run, color);
      this.#next = Math.max(this.#next, color + 1);
    }
  }

  of(run: string): number {
    return this.#colors.get(run) ?? 0;
  }

  /** These are all runs that there are, the oldest first. */
  assign(runs: readonly string[]): void {
    const fresh = runs.filter((run) => !this.#colors.has(run));
    if (fresh.length === 0) return;
    for (const run of fresh) {
      this.#colors.set(run, this.#next);
      this.#next += 1;
    }
    this.#forget(new Set(runs));
    void this.#kept.update(key, Object.fromEntries(this.#colors));
  }

  #forget(there: ReadonlySet<string>): void {
    const gone = [...this.#colors.keys()].filter((run) => !there.has(run));
    for (const run of gone.slice(0, Math.max(0, gone.length - remembered))) this.#colors.delete(run);
  }
}
