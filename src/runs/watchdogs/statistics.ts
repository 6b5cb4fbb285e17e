/** Streaming statistics: constant time and memory for each value. */

/** Exponential moving average over about `span` values, and the spread of the values around it. Exact from the first value on (debiased). */
export class MovingAverage {
  readonly #decay: number;
  #weight = 0;
  #sum = 0;
  #squares = 0;
  n = 0;

  constructor(span: number) {
    this.#decay = 1 - 2 / (span + 1);
  }

  add(value: number): void {
    const residual = this.n === 0 ? 0 : value - this.mean;
    this.#squares = this.#decay * this.#squares + (1 - this.#decay) * residual * residual;
    this.#sum = this.#decay * this.#sum + (1 - this.#decay) * value;
    this.#weight = this.#decay * this.#weight + (1 - this.#decay);
    this.n += 1;
  }

  get mean(): number {
    return this.#weight === 0 ? Number.NaN : this.#sum / this.#weight;
  }

  /** Of single values around the average. */
  get spread(): number {
    return this.#weight === 0 ? 0 : Math.sqrt(this.#squares / this.#weight);
  }

  /** Of the average itself, were the values independent. */
  get error(): number {
    return this.spread * Math.sqrt((1 - this.#decay) / (1 + this.#decay));
  }
}

export interface Block {
  readonly firstStep: number;
  readonly lastStep: number;
  readonly n: number;
  readonly mean: number;
  /** Of the squared deviations from the mean. */
  readonly sum2: number;
}

const maxBlocks = 128;

/** The whole course in at most 128 blocks of equal length: when they are full, neighbours become one. */
export class Course {
  #length: number;
  #blocks: Block[] = [];
  #open: Block | undefined;

  constructor(firstLength: number) {
    this.#length = firstLength;
  }

  /** Whether a block was completed. */
  add(step: number, value: number): boolean {
    const one: Block = { firstStep: step, lastStep: step, n: 1, mean: value, sum2: 0 };
    this.#open = this.#open === undefined ? one : joined(this.#open, one);
    if (this.#open.n < this.#length) return false;
    this.#blocks.push(this.#open);
    this.#open = undefined;
    if (this.#blocks.length >= maxBlocks) this.#halve();
    return true;
  }

  get blocks(): readonly Block[] {
    return this.#blocks;
  }

  get n(): number {
    return this.#blocks.length * this.#length;
  }

  #halve(): void {
    const halved: Block[] = [];
    for (let index = 0; index + 1 < this.#blocks.length; index += 2) {
      const [a, b] = [this.#blocks[index], this.#blocks[index + 1]];
      if (a !== undefined && b !== undefined) halved.push(joined(a, b));
    }
    this.#blocks = halved;
    this.#length *= 2;
  }
}

/** Chan et al. 1979: means and squared deviations of two sets give those of both. */
export function joined(a: Block, b: Block): Block {
  const n = a.n + b.n;
  const delta = b.mean - a.mean;
  return {
    firstStep: a.firstStep,
    lastStep: b.lastStep,
    n,
    mean: a.mean + (delta * b.n) / n,
    sum2: a.sum2 + b.sum2 + (delta * delta * a.n * b.n) / n,
  };
}

/** Of a few numbers; they are copied. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
