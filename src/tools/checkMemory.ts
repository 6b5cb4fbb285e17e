/** What this session has looked at before it pays for a machine: which data, and what was estimated for which hardware. */
export class CheckMemory {
  readonly #audited = new Set<string>();
  readonly #models = new Set<string>();
  readonly #estimates = new Map<string, { readonly fits: boolean; readonly longestMs?: number }>();

  /** Ids and paths, as they were named. */
  get audited(): readonly string[] {
    return [...this.#audited];
  }

  noteAudit(names: readonly string[]): void {
    for (const name of names) this.#audited.add(name);
  }

  /** Models that were looked up and found. */
  get models(): readonly string[] {
    return [...this.#models];
  }

  noteModel(id: string): void {
    this.#models.add(id);
  }

  /** The newest counts, for each hardware. */
  noteEstimate(flavor: string, estimate: { readonly fits: boolean; readonly longestMs?: number }): void {
    this.#estimates.set(flavor, estimate);
  }

  estimateFor(flavor: string): { readonly flavor: string; readonly fits: boolean; readonly longestMs?: number } | undefined {
    const estimate = this.#estimates.get(flavor);
    return estimate === undefined ? undefined : { flavor, ...estimate };
  }
}
