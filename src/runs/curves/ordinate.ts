import { NumberBlock, type Numbers } from './numbers.ts';
import { addNumbers, basePoints, type Fold, Pyramid } from './pyramid.ts';
import type { Work } from './work.ts';

/** Numbers of which any stretch can be asked what it comes to. Unpacks only the stretches of 64 that are needed, each once in a row. */
export class Ordinate {
  readonly #numbers: Numbers;
  readonly #pyramid = new Pyramid();
  readonly #block: NumberBlock;

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
    this.#block = new NumberBlock(numbers);
  }

  get count(): number {
    return this.#numbers.count;
  }

  get bytes(): number {
    return this.#pyramid.bytes;
  }

  /** Takes up what has come. */
  *grow(): Work {
    this.#block.forget();
    yield* this.#pyramid.grow(this.#numbers);
  }

  /** Numbers from this one on are others now. */
  truncate(count: number): void {
    this.#block.forget();
    this.#pyramid.truncate(count);
  }

  at(index: number): number {
    return this.#block.at(index);
  }

  read(from: number, to: number): Float64Array<ArrayBuffer> {
    const numbers = new Float64Array(Math.max(0, to - from));
    this.#numbers.read(from, to, numbers, 0);
    return numbers;
  }

  /** Adds the numbers `from` to `to` (excluded). */
  addTo(fold: Fold, from: number, to: number): void {
    let index = this.#addBlock(fold, from, to);
    index = this.#pyramid.addTo(fold, index, to);
    while (index < to) index = this.#addBlock(fold, index, to);
  }

  /** The index of the first finite number from `from` on, or `to`. */
  firstFinite(from: number, to: number): number {
    for (let index = from; index < to; ) {
      if (index % basePoints === 0 && this.#pyramid.isEmptyAt(index)) index += basePoints;
      else if (Number.isFinite(this.at(index))) return index;
      else index += 1;
    }
    return to;
  }

  /** The index of the last finite number before `to`, or `from` - 1. */
  lastFinite(from: number, to: number): number {
    for (let index = to - 1; index >= from; ) {
      if (index % basePoints === basePoints - 1 && this.#pyramid.isEmptyAt(index - basePoints + 1)) index -= basePoints;
      else if (Number.isFinite(this.at(index))) return index;
      else index -= 1;
    }
    return from - 1;
  }

  /** Answers the index behind the last number that was added: the end of the stretch of 64, or `to`. */
  #addBlock(fold: Fold, from: number, to: number): number {
    if (from % basePoints === 0 && from + basePoints <= to && from < this.#pyramid.count) return from;
    const start = from % basePoints;
    const end = Math.min(to, from - start + basePoints);
    if (end > from) addNumbers(fold, this.#block.of(from), start, start + end - from, from);
    return end;
  }
}
