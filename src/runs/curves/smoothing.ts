import { NumberList, type Numbers } from './numbers.ts';
import { basePoints } from './pyramid.ts';

/** Below this the weight of everything before the first point changes no double any more; it would become denormal and slow. */
const noWeight = 1e-17;
const smallest = 1e-300;

/**
 * The debiased exponential moving average of a series: each number is the mean of all before it and itself, one further back counting
 * `weight` times as much. What is not finite stands as it is and counts for nothing. A series that stays the same stays as it is.
 * Only the average at each 64th number is kept, the others are computed when they are read.
 */
export class MovingAverage implements Numbers {
  readonly weight: number;
  readonly #numbers: Numbers;
  /** Before each 64th number: the average, and what is left of the weight of what was before the first. */
  readonly #averages = new NumberList();
  readonly #rests = new NumberList();
  #scratch = new Float64Array(basePoints);

  constructor(numbers: Numbers, weight: number) {
    this.#numbers = numbers;
    this.weight = weight;
    this.#averages.push(0);
    this.#rests.push(1);
  }

  get count(): number {
    return this.#numbers.count;
  }

  get bytes(): number {
    return this.#averages.bytes + this.#rests.bytes;
  }

  at(index: number): number {
    const one = new Float64Array(1);
    this.read(index, index + 1, one, 0);
    return one[0] ?? Number.NaN;
  }

  truncate(count: number): void {
    const known = Math.min(this.#averages.count, Math.floor(count / basePoints) + 1);
    this.#averages.resize(known);
    this.#rests.resize(known);
  }

  read(from: number, to: number, target: Float64Array, at: number): void {
    // Of what was not reached yet, everything in between is computed once.
    const known = Math.min(Math.floor(from / basePoints), this.#averages.count - 1) * basePoints;
    for (let start = known; start < to; start += basePoints) {
      const end = Math.min(start + basePoints, to);
      if (start >= from) this.#smooth(start, end, target, at + start - from);
      else {
        this.#smooth(start, end, this.#scratch, 0);
        if (end > from) target.set(this.#scratch.subarray(from - start, end - start), at);
      }
    }
  }

  /** A stretch that begins at a multiple of 64. */
  #smooth(start: number, end: number, target: Float64Array, at: number): void {
    this.#numbers.read(start, end, target, at);
    const { weight } = this;
    let average = this.#averages.at(start / basePoints);
    let rest = this.#rests.at(start / basePoints);
    const settled = 1 - weight;
    for (let place = at; place < at + end - start; place++) {
      const number = target[place] ?? Number.NaN;
      if (number - number !== 0) continue;
      let share = settled;
      if (rest > 0) {
        rest = rest * weight < noWeight ? 0 : rest * weight;
        share = settled / (1 - rest);
      }
      const step = (number - average) * share;
      // The difference of two huge numbers is no number.
      average = step - step === 0 ? average + step : average * (1 - share) + number * share;
      if (average < smallest && average > -smallest) average = 0;
      target[place] = average;
    }
    const next = start / basePoints + 1;
    if (end - start < basePoints || next < this.#averages.count) return;
    this.#averages.push(average);
    this.#rests.push(rest);
  }
}
