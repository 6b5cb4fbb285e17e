import type { Finding, SeriesRule } from './finding.ts';

/** What is said of a loss that is worse than it was. */
export interface Worse {
  readonly title: string;
  readonly evidence: readonly string[];
  /** Where it was best. */
  readonly bestStep: number;
}

/** What a rule makes of the next value: all is well, not sure yet, or what there is to say. */
export type Look = 'fine' | 'unsure' | ((metric: string) => Worse);

export interface LossSigns {
  /** The value is finite. */
  look(step: number, value: number): Look;
}

/** Tells of a loss that is worse than it was: once, and again only when it was over in between. */
export class LossRule implements SeriesRule {
  readonly #metric: string;
  readonly #signs: LossSigns;
  #isTold = false;

  constructor(metric: string, signs: LossSigns) {
    this.#metric = metric;
    this.#signs = signs;
  }

  /** Told, and not over since. */
  get isTold(): boolean {
    return this.#isTold;
  }

  add(step: number, value: number): Finding | undefined {
    if (!Number.isFinite(value)) return undefined;
    const look = this.#signs.look(step, value);
    if (look === 'fine') this.#isTold = false;
    if (typeof look === 'string' || this.#isTold) return undefined;
    this.#isTold = true;
    const metric = this.#metric;
    const { title, evidence, bestStep } = look(metric);
    const suggestion = `Go back to the checkpoint nearest step ${bestStep} with a lower learning rate (a third of it), more warm-up or gradient clipping.`;
    return { rule: 'divergence', level: 'error', title, metric, step, evidence, suggestion };
  }
}
