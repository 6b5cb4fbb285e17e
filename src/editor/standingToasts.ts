/**
 * Notifications of what may be settled elsewhere as well. The editor cannot take one notification back, but it can hide those that stand in
 * the corner; they are hidden only when none of these still waits. Hidden ones stay in the editor's list, so a late click has to be told that
 * it changes nothing. No `vscode` here.
 */
export class StandingToasts {
  readonly #hide: () => void;
  readonly #standing = new Set<() => boolean>();

  /** `hide`: all that stand in the corner. */
  constructor(hide: () => void) {
    this.#hide = hide;
  }

  /** What `show` answers. `waits`: whether there still is something to answer. */
  async show<T>(waits: () => boolean, show: () => PromiseLike<T>): Promise<T> {
    // A function of its own for each: two may share what they ask.
    const one = (): boolean => waits();
    this.#standing.add(one);
    try {
      return await show();
    } finally {
      this.#standing.delete(one);
    }
  }

  /** Something was settled: nothing that is of no use any more stays in the corner. */
  hideSettled(): void {
    if (this.#standing.size === 0 || [...this.#standing].some((waits) => waits())) return;
    this.#standing.clear();
    this.#hide();
  }
}
