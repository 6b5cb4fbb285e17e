import { valueText } from '../../base/valueText.ts';
import type { Look, LossSigns, Worse } from './lossRule.ts';
import { MovingAverage } from './statistics.ts';

const span = 20;
/** The first averages mean nothing yet. */
const warmUp = 30;
const worse = 1.3;
const leastPoints = 50;
/** Of all points so far. */
const leastShare = 0.05;
/** What is far worse needs less time to be believed. */
const farWorse = 3;
const farPoints = 12;
/** Within the noise of the values nothing has diverged. */
const noise = 3;
/** Of the way that the loss has come: wobbling around a tiny loss is no divergence. */
const lostShare = 0.05;

interface At {
  readonly step: number;
  readonly value: number;
  readonly mean: number;
}

/** A loss that rises above its best for good: its moving average over 20 values is 1.3 times the best one for 50 points, or 3 times for 12. */
export class Divergence implements LossSigns {
  readonly #average = new MovingAverage(span);
  #first = Number.NaN;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;
  #best: At | undefined;
  #risenFor = 0;
  #farFor = 0;
  #since: At | undefined;

  look(step: number, value: number): Look {
    const average = this.#average;
    average.add(value);
    if (average.n === 5) this.#first = average.mean;
    if (average.n < warmUp) {
      this.#know(value);
      return 'unsure';
    }
    const at: At = { step, value, mean: average.mean };
    if (this.#best === undefined || at.mean < this.#best.mean) this.#best = at;
    const best = this.#best;
    if (!this.#isRisen(at, best)) {
      this.#know(value);
      this.#risenFor = this.#farFor = 0;
      this.#since = undefined;
      return 'fine';
    }
    this.#since ??= at;
    this.#risenFor += 1;
    const isFar = at.mean - best.mean > this.#scale(best) * (farWorse - 1) && at.mean > this.#first;
    this.#farFor = isFar ? this.#farFor + 1 : 0;
    if (!(this.#risenFor >= Math.max(leastPoints, leastShare * average.n) || this.#farFor >= farPoints)) return 'unsure';
    return (metric) => this.#said(metric, at, best);
  }

  #isRisen(at: At, best: At): boolean {
    const rise = at.mean - best.mean;
    if (rise <= noise * this.#average.error) return false;
    // A loss around 0 (a policy's, a likelihood's) has no ratio: it must leave all that it ever was.
    if (this.#low <= 0) return at.mean > this.#high && rise > this.#high - this.#low;
    return rise > this.#scale(best) * (worse - 1) && rise > lostShare * Math.abs(this.#first - best.mean);
  }

  /** What it was while nothing was wrong. */
  #know(value: number): void {
    this.#low = Math.min(this.#low, value);
    this.#high = Math.max(this.#high, value);
  }

  /** Near 0 the way that it has come is the measure. */
  #scale(best: At): number {
    return Math.max(Math.abs(best.mean), lostShare * Math.abs(this.#first - best.mean));
  }

  #said(metric: string, at: At, best: At): Worse {
    return {
      title: `${metric} diverges: its average rose from ${valueText(best.mean)} (step ${best.step}) to ${valueText(at.mean)} (step ${at.step})`,
      evidence: [
        `best moving average of ${span} values: ${best.mean} (step ${best.step}, where ${metric} = ${best.value})`,
        `moving average now: ${at.mean} (step ${at.step}, where ${metric} = ${at.value})`,
        `above ${worse} times its best for ${this.#risenFor} points, since step ${this.#since?.step ?? at.step}`,
      ],
      bestStep: best.step,
    };
  }
}
