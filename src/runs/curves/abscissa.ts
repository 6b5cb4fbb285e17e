import { NumberBlock, NumberList, type Numbers } from './numbers.ts';
import { basePoints } from './pyramid.ts';
import type { Work } from './work.ts';

/** Read at a time. */
const pieceNumbers = basePoints * 64;

/** Numbers that never fall, in which places are found by looking at a few of them. */
export class Abscissa {
  readonly #numbers: Numbers;
  readonly #block: NumberBlock;
  /** Each 64th number. */
  readonly #starts = new NumberList();
  /** How many were found never to fall. */
  #checked = 0;
  #last = Number.NEGATIVE_INFINITY;

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
    this.#block = new NumberBlock(numbers);
  }

  get count(): number {
    return this.#numbers.count;
  }

  get bytes(): number {
    return this.#starts.bytes;
  }

  /** Takes up what has come. Answers whether there is an order: no number is NaN or below the one before it. */
  *grow(): Work<boolean> {
    const { count } = this;
    this.#block.forget();
    if (this.#numbers.isKnownSorted === true) {
      this.#takeStarts(count);
      return true;
    }
    const piece = new Float64Array(Math.min(pieceNumbers, Math.max(0, count - this.#checked)));
    if (this.#checked === 0) this.#starts.reserve(Math.ceil(count / basePoints));
    while (this.#checked < count) {
      const to = Math.min(count, this.#checked + pieceNumbers);
      this.#numbers.read(this.#checked, to, piece, 0);
      if (!this.#take(piece, to - this.#checked)) return false;
      yield;
    }
    return true;
  }

  /** Of numbers in a known order only each 64th is looked at. */
  #takeStarts(count: number): void {
    this.#starts.reserve(Math.ceil(count / basePoints));
    for (let index = this.#starts.count * basePoints; index < count; index += basePoints) this.#starts.push(this.#numbers.at(index));
    this.#checked = count;
    if (count > 0) this.#last = this.#numbers.at(count - 1);
  }

  #take(piece: Float64Array, count: number): boolean {
    const from = this.#checked;
    let last = this.#last;
    for (let index = 0; index < count; index++) {
      const x = piece[index] ?? Number.NaN;
      if (!(x >= last)) return false;
      last = x;
    }
    for (let index = (basePoints - (from % basePoints)) % basePoints; index < count; index += basePoints)
      this.#starts.push(piece[index] ?? Number.NaN);
    this.#checked += count;
    this.#last = last;
    return true;
  }

  /** Numbers from this one on are others now. */
  truncate(count: number): void {
    this.#block.forget();
    if (count >= this.#checked) return;
    this.#checked = count;
    this.#starts.resize(Math.ceil(count / basePoints));
    this.#last = count === 0 ? Number.NEGATIVE_INFINITY : this.#numbers.at(count - 1);
  }

  at(index: number): number {
    return this.#block.at(index);
  }

  read(from: number, to: number): Float64Array<ArrayBuffer> {
    const numbers = new Float64Array(Math.max(0, to - from));
    this.#numbers.read(from, to, numbers, 0);
    return numbers;
  }

  /** The first index from `from` to `to` whose number is not `before` any more, or `to`. What is before stands before what is not. */
  firstNot(before: (x: number) => boolean, from: number, to: number): number {
    if (from >= to) return to;
    // The last start of a stretch that is before: first in ever longer strides, because the next column is near.
    let low = Math.floor(from / basePoints);
    let stride = 1;
    const end = Math.floor((to - 1) / basePoints) + 1;
    let high = low + 1;
    while (high < end && before(this.#starts.at(high))) {
      low = high;
      high = Math.min(end, high + stride);
      stride *= 2;
    }
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (before(this.#starts.at(middle))) low = middle;
      else high = middle;
    }
    let [first, last] = [Math.max(from, low * basePoints), Math.min((low + 1) * basePoints, to)];
    while (first < last) {
      const middle = (first + last) >>> 1;
      if (before(this.#block.at(middle))) first = middle + 1;
      else last = middle;
    }
    return first;
  }
}
