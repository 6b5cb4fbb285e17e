/** Numbers in their order that are read piece by piece, so that a long series is never in memory as plain numbers. They may become more. */
export interface Numbers {
  readonly count: number;
  /** Whether it is known that none is below the one before it, and none is NaN: nobody has to look at all of them. */
  readonly isKnownSorted?: boolean;
  at(index: number): number;
  /** Writes the numbers `from` to `to` (excluded) into `target`, beginning at `at`. */
  read(from: number, to: number, target: Float64Array, at: number): void;
}

/** Read, and kept, at a time: what is looked at next is nearly always near. */
export const blockNumbers = 64;

/** Single numbers out of packed ones. Only the stretch of 64 is unpacked in which the last one lay. */
export class NumberBlock {
  readonly #numbers: Numbers;
  readonly #block = new Float64Array(blockNumbers);
  /** The index of the first number in the block, or -1. */
  #from = -1;

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
  }

  /** The numbers are others now, or more. */
  forget(): void {
    this.#from = -1;
  }

  at(index: number): number {
    return this.of(index)[index % blockNumbers] ?? Number.NaN;
  }

  /** The stretch in which this number lies. */
  of(index: number): Float64Array {
    const from = index - (index % blockNumbers);
    if (from !== this.#from) {
      this.#numbers.read(from, Math.min(from + blockNumbers, this.#numbers.count), this.#block, 0);
      this.#from = from;
    }
    return this.#block;
  }
}

/** Numbers in plain memory that grows with them. */
export class NumberList implements Numbers {
  #data = new Float64Array(64);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#data.byteLength;
  }

  at(index: number): number {
    return this.#data[index] ?? Number.NaN;
  }

  set(index: number, number: number): void {
    this.#data[index] = number;
  }

  push(number: number): void {
    if (this.#count === this.#data.length) this.#grow(this.#count + 1);
    this.#data[this.#count] = number;
    this.#count += 1;
  }

  /** So many will come. */
  reserve(count: number): void {
    if (count > this.#data.length) this.#grow(count);
  }

  /** Only the first so many stay; or more are made room for, whose numbers are to be set. */
  resize(count: number): void {
    if (count > this.#data.length) this.#grow(count);
    this.#count = count;
  }

  read(from: number, to: number, target: Float64Array, at: number): void {
    target.set(this.#data.subarray(from, Math.min(to, this.#count)), at);
  }

  #grow(least: number): void {
    const grown = new Float64Array(Math.max(least, Math.ceil(this.#data.length * 1.5)));
    grown.set(this.#data.subarray(0, this.#count));
    this.#data = grown;
  }
}
