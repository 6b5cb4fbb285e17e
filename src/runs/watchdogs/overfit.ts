import { valueText } from '../../base/valueText.ts';
import type { Finding } from './finding.ts';

/** Evaluations that must each be worse than the one before. */
const risesInARow = 2;
/** How much worse than its best: after two rises, after three. */
const clearlyWorse = 0.05;
const worse = 0.02;
/** By so much the training loss must have fallen since the best evaluation. */
const trainFell = 0.03;

interface Evaluation {
  readonly step: number;
  readonly value: number;
  /** Mean of the training losses since the evaluation before. */
  readonly train: number;
  /** The newest training loss. */
  readonly trainStep: number;
  readonly trainValue: number;
}

/** An evaluated loss that rises from evaluation to evaluation while the training loss falls. */
export class Overfit {
  readonly #metric: string;
  readonly #trainMetric: string;
  #sum = 0;
  #n = 0;
  #newest: { readonly step: number; readonly value: number } | undefined;
  #lastMean: number | undefined;
  #best: Evaluation | undefined;
  #rising: Evaluation[] = [];
  #isTold = false;

  constructor(metric: string, trainMetric: string) {
    this.#metric = metric;
    this.#trainMetric = trainMetric;
  }

  addTraining(step: number, value: number): void {
    if (!Number.isFinite(value)) return;
    this.#sum += value;
    this.#n += 1;
    this.#newest = { step, value };
  }

  /** Told, and not over since. */
  get isTold(): boolean {
    return this.#isTold;
  }

  add(step: number, value: number): Finding | undefined {
    const newest = this.#newest;
    // Where an evaluation is printed before its epoch's loss, the losses before it are those of the epoch before.
    const train = this.#n > 0 ? this.#sum / this.#n : this.#lastMean;
    if (!Number.isFinite(value) || newest === undefined || train === undefined) return undefined;
    this.#lastMean = train;
    this.#sum = this.#n = 0;
    const now: Evaluation = { step, value, train, trainStep: newest.step, trainValue: newest.value };
    const last = this.#rising.at(-1) ?? this.#best;
    this.#rising = last !== undefined && value > last.value ? [...this.#rising.slice(-3), now] : [];
    if (this.#best === undefined || value < this.#best.value) {
      this.#best = now;
      this.#rising = [];
      this.#isTold = false;
      return undefined;
    }
    const best = this.#best;
    const rise = (value - best.value) / Math.abs(best.value);
    const isRising = (this.#rising.length >= risesInARow && rise > clearlyWorse) || (this.#rising.length > risesInARow && rise > worse);
    const isFitting = train < best.train - trainFell * Math.abs(best.train);
    if (this.#isTold || !isRising || !isFitting) return undefined;
    this.#isTold = true;
    return this.#finding(best, now);
  }

  #finding(best: Evaluation, now: Evaluation): Finding {
    const course = [best, ...this.#rising].filter((one, index, all) => all.indexOf(one) === index);
    return {
      rule: 'overfit',
      level: 'warning',
      title: `${this.#metric} rises (${valueText(best.value)} at step ${best.step}, ${valueText(now.value)} at step ${now.step}) while ${this.#trainMetric} falls`,
      metric: this.#metric,
      step: now.step,
      evidence: [
        `${this.#metric}: ${course.map(({ step, value }) => `${value} (step ${step})`).join(' → ')}`,
        `${this.#trainMetric}, mean since the evaluation before: ${best.train} → ${now.train}`,
        `${this.#trainMetric}, newest: ${best.trainValue} (step ${best.trainStep}) → ${now.trainValue} (step ${now.trainStep})`,
      ],
      suggestion: `Stop here and use the checkpoint of step ${best.step}; then try more data, dropout or weight decay.`,
    };
  }
}
