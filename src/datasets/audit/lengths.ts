/** How long texts are, without keeping them: exact minimum, maximum and mean, and a histogram in powers of two. */

export interface LengthFacts {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** The upper end of the class in which the share lies: within a factor of two. */
  readonly p50: number;
  readonly p95: number;
  /** How many have a length below `below` and not below the one before. */
  readonly histogram: readonly { readonly below: number; readonly count: number }[];
}

export class Lengths {
  readonly #classes: number[] = [];
  #count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;

  add(length: number): void {
    this.#count += 1;
    this.#sum += length;
    this.#min = Math.min(this.#min, length);
    this.#max = Math.max(this.#max, length);
    const index = length < 1 ? 0 : Math.floor(Math.log2(length)) + 1;
    while (this.#classes.length <= index) this.#classes.push(0);
    this.#classes[index] = (this.#classes[index] ?? 0) + 1;
  }

  facts(): LengthFacts | undefined {
    if (this.#count === 0) return undefined;
    return {
      count: this.#count,
      min: this.#min,
      max: this.#max,
      mean: this.#sum / this.#count,
      p50: this.#quantile(0.5),
      p95: this.#quantile(0.95),
      histogram: this.#classes.map((count, index) => ({ below: 2 ** index, count })),
    };
  }

  #quantile(share: number): number {
    let seen = 0;
    for (const [index, count] of this.#classes.entries()) {
      seen += count;
      if (seen >= share * this.#count) return Math.min(this.#max, 2 ** index);
    }
    return this.#max;
  }
}

const wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/g;

/** Four characters a token, one where a character is a word or a syllable. An estimate: a tokenizer may differ by a third. */
export function estimatedTokens(text: string): number {
  const wideCount = text.match(wide)?.length ?? 0;
  return Math.ceil(wideCount + (text.length - wideCount) / 4);
}

export function wordsIn(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
