import { short } from './divergence.ts';
import type { Finding, SeriesRule } from './finding.ts';

/** Before that a loss may still find its scale. */
const leastValues = 8;
const inARow = 5;
/** Each must be so many times the best, and beyond all that the loss began with. */
const farWorse = 3;
const beyondStart = 3;
const startValues = 5;

interface Measured {
  readonly step: number;
  readonly value: number;
}

/** A loss that leaps away and stays away: seen also where it is logged only now and then, so that no average can say anything. */
export class BlowUp implements SeriesRule {
  readonly #metric: string;
  #n = 0;
  #start = 0;
  #best: Measured | undefined;
  #isNegative = false;
  #blown: Measured[] = [];
  #isTold = false;

  constructor(metric: string) {
    this.#metric = metric;
  }

  /** Told, and not over since. */
  get isTold(): boolean {
    return this.#isTold;
  }

  add(step: number, value: number): Finding | undefined {
    if (!Number.isFinite(value)) return undefined;
    this.#n += 1;
    if (this.#n <= startValues) this.#start = Math.max(this.#start, Math.abs(value));
    this.#isNegative ||= value < 0;
    const best = this.#best;
    if (best === undefined || value < best.value) this.#best = { step, value };
    // Below 0 there is no “three times”.
    const isBlown = best !== undefined && !this.#isNegative && value > farWorse * best.value && value > beyondStart * this.#start;
    if (!isBlown) {
      this.#blown = [];
      this.#isTold = false;
      return undefined;
    }
    if (this.#isTold) return undefined;
    this.#blown.push({ step, value });
    if (this.#blown.length < inARow || this.#n < leastValues) return undefined;
    this.#isTold = true;
    return this.#finding(best, this.#blown.slice(-inARow));
  }

  #finding(best: Measured, blown: readonly Measured[]): Finding {
    const metric = this.#metric;
    const last = blown.at(-1) ?? best;
    return {
      rule: 'divergence',
      level: 'error',
      title: `${metric} has blown up: ${short(last.value)} at step ${last.step}, after ${short(best.value)} at step ${best.step}`,
      metric,
      step: last.step,
      evidence: [
        `best ${metric} = ${best.value} (step ${best.step})`,
        `then ${blown.map(({ step, value }) => `${value} (step ${step})`).join(', ')}`,
      ],
      suggestion: `Go back to the checkpoint nearest step ${best.step} with a lower learning rate (a third of it), more warm-up or gradient clipping.`,
    };
  }
}
