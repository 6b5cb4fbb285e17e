/** Ids of what a page names, and new ones for what has none: `S1.p3`, the third within `S1`. */
export class FreshIds {
  readonly #used = new Set<string>();
  readonly #counts = new Map<string, number>();

  take(id: string): void {
    this.#used.add(id);
  }

  isUsed(id: string): boolean {
    return this.#used.has(id);
  }

  /** The next that is free. */
  next(within: string, kind: string): string {
    const prefix = `${within === '' ? '' : `${within}.`}${kind}`;
    for (let n = (this.#counts.get(prefix) ?? 0) + 1; ; n++) {
      const id = `${prefix}${n}`;
      if (this.#used.has(id)) continue;
      this.#counts.set(prefix, n);
      this.#used.add(id);
      return id;
    }
  }
}
