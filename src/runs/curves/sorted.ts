import { NumberList, type Numbers } from './numbers.ts';
import type { Work } from './work.ts';

/** Read, and put into order, at a time. */
const pieceNumbers = 4096;

/** Points put into the order of their x, equal ones in the order in which they were measured. Those without an x are left out. */
export class SortedPoints {
  readonly xs = new NumberList();
  readonly ys = new NumberList();
  /** How many of the points that it was made of were taken up. */
  #taken = 0;

  get bytes(): number {
    return this.xs.bytes + this.ys.bytes;
  }

  clear(): void {
    this.xs.resize(0);
    this.ys.resize(0);
    this.#taken = 0;
  }

  /** Takes up what has come. Answers how many points, counted from the first, stayed where they were. */
  *grow(xs: Numbers, ys: Numbers): Work<number> {
    const before = this.xs.count;
    // Where each ascending stretch begins: a series that begins anew now and then has few.
    const starts: number[] = [];
    let last = Number.POSITIVE_INFINITY;
    for (; this.#taken < xs.count; this.#taken = Math.min(xs.count, this.#taken + pieceNumbers)) {
      const to = Math.min(xs.count, this.#taken + pieceNumbers);
      const [somexs, someys] = [new Float64Array(to - this.#taken), new Float64Array(to - this.#taken)];
      xs.read(this.#taken, to, somexs, 0);
      ys.read(this.#taken, to, someys, 0);
      for (const [index, x] of somexs.entries()) {
        if (Number.isNaN(x)) continue;
        if (x < last) starts.push(this.xs.count);
        last = x;
        this.xs.push(x);
        this.ys.push(someys[index] ?? Number.NaN);
      }
      yield;
    }
    const [first] = starts;
    if (first === undefined) return before;
    const stays = this.#placeOf(this.xs.at(first), before);
    let lowest = stays;
    for (const start of starts) lowest = Math.min(lowest, this.#placeOf(this.xs.at(start), before));
    // From the place of the lowest new one on, what was there is one more ascending stretch.
    const bounds = [...(lowest < before ? [lowest] : []), ...starts, this.xs.count];
    yield* this.#merge(bounds);
    return lowest;
  }

  /** The first index before `end` whose x is above this one, or `end`. */
  #placeOf(x: number, end: number): number {
    let [low, high] = [0, end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.xs.at(middle) <= x) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Neighbouring stretches two by two, until all are one. */
  *#merge(bounds: readonly number[]): Work {
    let current = bounds;
    while (current.length > 2) {
      const next: number[] = [];
      for (let at = 0; at < current.length - 1; at += 2) {
        const [from = 0, middle = 0, to] = current.slice(at, at + 3);
        next.push(from);
        if (to !== undefined) yield* this.#mergeTwo(from, middle, to);
      }
      next.push(this.xs.count);
      current = next;
    }
  }

  *#mergeTwo(from: number, middle: number, to: number): Work {
    const { xs, ys } = this;
    const count = middle - from;
    const [leftxs, leftys] = [new Float64Array(count), new Float64Array(count)];
    xs.read(from, middle, leftxs, 0);
    ys.read(from, middle, leftys, 0);
    let [left, right] = [0, middle];
    for (let place = from; left < count; place++) {
      const x = leftxs[left] ?? Number.NaN;
      if (right < to && xs.at(right) < x) {
        xs.set(place, xs.at(right));
        ys.set(place, ys.at(right));
        right += 1;
      } else {
        xs.set(place, x);
        ys.set(place, leftys[left] ?? Number.NaN);
        left += 1;
      }
      if (place % pieceNumbers === 0) yield;
    }
  }
}
