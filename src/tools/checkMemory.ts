import type { PreflightEstimate } from '../runs/preflight/preflight.ts';

/** What this session has looked at before it pays for a machine: which data, and what was estimated for which hardware. */
export class CheckMemory {
  readonly #audited = new Set<string>();
  readonly #models = new Set<string>();
  /** The newest first. */
  #estimates: readonly PreflightEstimate[] = [];

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

  /** In place of what was estimated before for the same training on the same hardware. */
  noteEstimate(estimate: PreflightEstimate): void {
    const { flavor, model, method } = estimate;
    const others = this.#estimates.filter((each) => each.flavor !== flavor || each.model !== model || each.method !== method);
    this.#estimates = [estimate, ...others];
  }

  /** The newest first. */
  estimatesFor(flavor: string): readonly PreflightEstimate[] {
    return this.#estimates.filter((each) => each.flavor === flavor);
  }
}
