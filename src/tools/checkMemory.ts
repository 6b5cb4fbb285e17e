import { HubError } from '../hub/hubErrors.ts';
import type { PreflightEstimate } from '../runs/preflight/preflight.ts';

/** What this session has looked at before it pays for a machine: which data, and what was estimated for which hardware. */
export class CheckMemory {
  readonly #audited = new Set<string>();
  readonly #models = new Map<string, boolean>();
  /** The newest first. */
  #estimates: readonly PreflightEstimate[] = [];

  /** Ids and paths, as they were named. */
  get audited(): readonly string[] {
    return [...this.#audited];
  }

  noteAudit(names: readonly string[]): void {
    for (const name of names) this.#audited.add(name);
  }

  /** Of models that were looked up, whether they are there. */
  get models(): ReadonlyMap<string, boolean> {
    return this.#models;
  }

  noteModel(id: string): void {
    this.#models.set(id, true);
  }

  /** Looks a model up, and notes whether it is there where the Hub says so. Throws what the lookup throws. */
  async lookUpModel<T>(id: string, look: () => Promise<T>): Promise<T> {
    try {
      const found = await look();
      this.noteModel(id);
      return found;
    } catch (error) {
      if (error instanceof HubError && (error.code === 'hub-repo-not-found' || error.code === 'hub-not-found')) this.#models.set(id, false);
      throw error;
    }
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
