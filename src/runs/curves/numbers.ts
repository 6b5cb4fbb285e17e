/** Numbers in their order that are read piece by piece, so that a long series is never in memory as plain numbers. They may become more. */
export interface Numbers {
  readonly count: number;
  at(index: number): number;
  /** Writes the numbers `from` to `to` (excluded) into `target`, beginning at `at`. */
  read(from: number, to: number, target: Float64Array, at: number): void;
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
