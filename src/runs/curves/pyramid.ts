import { blockNumbers, NumberList, type Numbers } from './numbers.ts';
import type { Work } from './work.ts';

/** Numbers that the lowest level puts together. */
export const basePoints = blockNumbers;
/** Each level puts so many of the one below together. */
const factor = 4;
/** Read at a time: fits into the processor's cache. */
const pieceNumbers = basePoints * 64;

/** What a stretch of numbers comes to. */
export interface Fold {
  /** Of the finite ones; Infinity and -Infinity where there is none. */
  min: number;
  max: number;
  sum: number;
  finite: number;
  /** The index of the first that is not finite, or -1. */
  odd: number;
}

export function emptyFold(): Fold {
  return { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, sum: 0, finite: 0, odd: -1 };
}

/** Adds the numbers `from` to `to` (excluded) of `numbers`; the first of them has this index in the series. */
export function addNumbers(fold: Fold, numbers: Float64Array, from: number, to: number, index: number): void {
  let { min, max, sum, finite, odd } = fold;
  for (let at = from; at < to; at++) {
    const number = numbers[at] ?? Number.NaN;
    // Infinity minus itself is NaN, as NaN minus itself is.
    if (number - number === 0) {
      if (number < min) min = number;
      if (number > max) max = number;
      sum += number;
      finite += 1;
    } else if (odd === -1) odd = index + at - from;
  }
  fold.min = min;
  fold.max = max;
  fold.sum = sum;
  fold.finite = finite;
  fold.odd = odd;
}

/** One level: of each stretch of equal length what it comes to. */
class Level {
  readonly points: number;
  readonly #min = new NumberList();
  readonly #max = new NumberList();
  readonly #sum = new NumberList();
  readonly #finite = new NumberList();
  readonly #odd = new NumberList();
  readonly #lists = [this.#min, this.#max, this.#sum, this.#finite, this.#odd];

  constructor(points: number) {
    this.points = points;
  }

  get count(): number {
    return this.#min.count;
  }

  get bytes(): number {
    return 5 * this.#min.bytes;
  }

  push({ min, max, sum, finite, odd }: Fold): void {
    this.#min.push(min);
    this.#max.push(max);
    this.#sum.push(sum);
    this.#finite.push(finite);
    this.#odd.push(odd);
  }

  addTo(fold: Fold, index: number): void {
    fold.min = Math.min(fold.min, this.#min.at(index));
    fold.max = Math.max(fold.max, this.#max.at(index));
    fold.sum += this.#sum.at(index);
    fold.finite += this.#finite.at(index);
    if (fold.odd === -1) fold.odd = this.#odd.at(index);
  }

  hasFinite(index: number): boolean {
    return this.#finite.at(index) > 0;
  }

  truncate(count: number): void {
    for (const list of this.#lists) list.resize(Math.min(count, list.count));
  }

  reserve(count: number): void {
    for (const list of this.#lists) list.reserve(count);
  }
}

/**
 * Of a series the lowest, highest, sum and number of every whole stretch of 64 points, of every four of those, and so on: what any stretch
 * comes to is then known after a look at a few dozen numbers, however long it is. The last points, which fill no stretch yet, are not in it.
 */
export class Pyramid {
  readonly #levels: Level[] = [new Level(basePoints)];

  /** How many points, counted from the first, are in it. */
  get count(): number {
    return (this.#levels[0]?.count ?? 0) * basePoints;
  }

  get bytes(): number {
    return this.#levels.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Takes up what has come since. */
  *grow(numbers: Numbers): Work {
    const end = Math.floor(numbers.count / basePoints) * basePoints;
    const piece = new Float64Array(Math.min(pieceNumbers, Math.max(0, end - this.count)));
    if (this.count === 0) this.#reserve(end);
    for (let from = this.count; from < end; from = this.count) {
      const to = Math.min(end, from + pieceNumbers);
      numbers.read(from, to, piece, 0);
      for (let at = 0; at < to - from; at += basePoints) {
        const fold = emptyFold();
        addNumbers(fold, piece, at, at + basePoints, from + at);
        this.#push(0, fold);
      }
      yield;
    }
  }

  #reserve(count: number): void {
    for (let at = 0, points = basePoints; points <= count; at++, points *= factor) {
      const level = this.#levels[at] ?? new Level(points);
      this.#levels[at] = level;
      level.reserve(Math.ceil(count / points));
    }
  }

  /** Points from this one on are others now. */
  truncate(count: number): void {
    for (const level of this.#levels) level.truncate(Math.floor(count / level.points));
  }

  /** Adds what is known of the points from `from`, a multiple of 64, towards `to`. Answers the first index that it says nothing of. */
  addTo(fold: Fold, from: number, to: number): number {
    const levels = this.#levels;
    let index = from;
    for (;;) {
      let best: Level | undefined;
      for (let at = 0; at < levels.length; at++) {
        const level = levels[at];
        if (level === undefined || index % level.points !== 0 || index + level.points > to || index / level.points >= level.count) break;
        best = level;
      }
      if (best === undefined) return index;
      best.addTo(fold, index / best.points);
      index += best.points;
    }
  }

  /** Whether the stretch of 64 points that this one begins is known to have no finite number. */
  isEmptyAt(index: number): boolean {
    const [base] = this.#levels;
    const at = index / basePoints;
    return base !== undefined && at < base.count && !base.hasFinite(at);
  }

  #push(at: number, fold: Fold): void {
    const level = this.#levels[at] ?? new Level(basePoints * factor ** at);
    this.#levels[at] = level;
    level.push(fold);
    if (level.count % factor !== 0) return;
    const together = emptyFold();
    for (let index = level.count - factor; index < level.count; index++) level.addTo(together, index);
    this.#push(at + 1, together);
  }
}
