import { valueText } from '../../base/valueText.ts';
import type { Look, LossSigns } from './lossRule.ts';

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
export class BlowUp implements LossSigns {
  #n = 0;
  #start = 0;
  #best: Measured | undefined;
  #isNegative = false;
  #blown: readonly Measured[] = [];

  look(step: number, value: number): Look {
    this.#n += 1;
    if (this.#n <= startValues) this.#start = Math.max(this.#start, Math.abs(value));
    this.#isNegative ||= value < 0;
    const best = this.#best;
    if (best === undefined || value < best.value) this.#best = { step, value };
    // Below 0 there is no “three times”.
    const isBlown = best !== undefined && !this.#isNegative && value > farWorse * best.value && value > beyondStart * this.#start;
    this.#blown = isBlown ? [...this.#blown, { step, value }].slice(-inARow) : [];
    if (!isBlown) return 'fine';
    if (this.#blown.length < inARow || this.#n < leastValues) return 'unsure';
    const blown = this.#blown;
    return (metric) => ({
      title: `${metric} has blown up: ${valueText(value)} at step ${step}, after ${valueText(best.value)} at step ${best.step}`,
      evidence: [
        `best ${metric} = ${best.value} (step ${best.step})`,
        `then ${blown.map((each) => `${each.value} (step ${each.step})`).join(', ')}`,
      ],
      bestStep: best.step,
    });
  }
}
