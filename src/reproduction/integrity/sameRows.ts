/**
 * Rows of the test data that are in the training data too, and how many would be by chance. Rows that are drawn from a small domain (a few categories, templates
 * with a slot) meet again without anything being wrong; then there are also many rows that agree in all parts but one. Where rows hardly ever agree in one
 * part and yet some agree in all, they are copies.
 */
import { contentOf, mixed, type SplitRow } from './rows.ts';

/** So many different test rows say how easily rows agree. */
const mostSampled = 4_000;
/** By how much agreeing in one part may make it likelier to agree in the next one, from step to step. */
const growth = 4;
/** A row that makes up more of its split is common: an empty form, a usual phrase. */
const commonShare = 0.02;
const commonCount = 5;
/** Where more of the short texts in both splits also repeat within one, they are usual phrases. */
const usualShare = 0.2;
export const mostExamples = 5;

export interface SameRow {
  /** From 0. */
  readonly test: number;
  readonly train: number;
  readonly shown?: string;
}

export interface SameRows {
  readonly testRows: number;
  readonly trainRows: number;
  /** Test rows that stand in the training data, too. */
  readonly same: number;
  /** Of those, how many different ones; and how many are expected by chance among the different test rows. */
  readonly different: number;
  readonly expected: number;
  /** More than chance gives. */
  readonly isLeak: boolean;
  /** Of the different rows in both, the share that has copies within its own split as well. */
  readonly repeated: number;
  /** Test rows that were left out: all values the same, or so common that they say nothing. */
  readonly common: number;
  readonly examples: readonly SameRow[];
}

interface TestContent {
  readonly first: number;
  readonly shown: string | undefined;
  readonly sampled: readonly number[] | undefined;
  copies: number;
  inTrain: number;
  firstInTrain: number;
}

/** Training rows that agree in these parts. */
interface Agreement {
  first: number | undefined;
  isSeveral: boolean;
}

/** Test rows first, then training rows, of which nothing is kept. */
export class SameRowsJudge {
  readonly #contents = new Map<number, TestContent>();
  readonly #agreements = new Map<number, Agreement>();
  #masks: readonly number[] = [];
  #parts = 0;
  #testRows = 0;
  #trainRows = 0;
  #constant = 0;
  readonly #isPhrases: boolean;

  /** `isPhrases`: rows that repeat within their own split are usual phrases, and prove nothing. */
  constructor({ isPhrases = false }: { readonly isPhrases?: boolean } = {}) {
    this.#isPhrases = isPhrases;
  }

  test(row: SplitRow): void {
    this.#testRows += 1;
    if (row.isConstant === true) {
      this.#constant += 1;
      return;
    }
    const content = contentOf(row.parts);
    const known = this.#contents.get(content);
    if (known !== undefined) {
      known.copies += 1;
      return;
    }
    if (this.#parts === 0) {
      this.#parts = row.parts.length;
      this.#masks = Array.from({ length: 2 ** this.#parts - 2 }, (_, at) => at + 1);
    }
    const isSampled = this.#contents.size < mostSampled && row.parts.length === this.#parts;
    const sampled = isSampled ? this.#masks.map((mask) => keyOf(row.parts, mask)) : undefined;
    for (const key of sampled ?? []) if (!this.#agreements.has(key)) this.#agreements.set(key, { first: undefined, isSeveral: false });
    this.#contents.set(content, { first: row.row, shown: row.shown, sampled, copies: 1, inTrain: 0, firstInTrain: -1 });
  }

  train(row: SplitRow): void {
    this.#trainRows += 1;
    if (row.isConstant === true) return;
    const content = contentOf(row.parts);
    const same = this.#contents.get(content);
    if (same !== undefined) {
      if (same.inTrain === 0) same.firstInTrain = row.row;
      same.inTrain += 1;
    }
    if (row.parts.length !== this.#parts) return;
    for (const mask of this.#masks) {
      const agreement = this.#agreements.get(keyOf(row.parts, mask));
      if (agreement === undefined || agreement.isSeveral) continue;
      if (agreement.first === undefined) agreement.first = content;
      else if (agreement.first !== content) agreement.isSeveral = true;
    }
  }

  /** So many more training rows agree with no test row in any part. */
  trainWithout(rows: number): void {
    this.#trainRows += rows;
  }

  result(): SameRows {
    const most = Math.max(commonCount, commonShare * this.#testRows);
    let [same, different, repeated, common] = [0, 0, 0, this.#constant];
    const examples: SameRow[] = [];
    let counted = 0;
    for (const content of this.#contents.values()) {
      if (content.copies > most) {
        common += content.copies;
        continue;
      }
      counted += 1;
      if (content.inTrain === 0) continue;
      different += 1;
      same += content.copies;
      if (content.copies > 1 || content.inTrain > 1) repeated += 1;
      if (examples.length < mostExamples)
        examples.push({
          test: content.first,
          train: content.firstInTrain,
          ...(content.shown === undefined ? {} : { shown: content.shown }),
        });
    }
    const expected = this.#expectedShare(most) * counted;
    const areUsual = this.#isPhrases && repeated > usualShare * different;
    return {
      testRows: this.#testRows,
      trainRows: this.#trainRows,
      same,
      different,
      expected,
      isLeak: this.#parts > 1 && different > 0 && !areUsual && different > 3 * expected + 3 * Math.sqrt(expected),
      repeated: different === 0 ? 0 : repeated / different,
      common,
      examples,
    };
  }

  /**
   * Of test rows that agree with some other training row in one part, in two, in three: shares q₁ ≥ q₂ ≥ q₃. Agreeing in one more part may become `growth`
   * times as likely from step to step; more than that is no chance, and is not believed.
   */
  #expectedShare(most: number): number {
    const reached = new Array<number>(this.#parts).fill(0);
    let sampled = 0;
    for (const [content, { sampled: keys, copies }] of this.#contents) {
      if (keys === undefined || copies > most) continue;
      sampled += 1;
      let best = 0;
      for (const [at, key] of keys.entries()) {
        const size = bitsIn(this.#masks[at] ?? 0);
        if (size <= best) continue;
        const agreement = this.#agreements.get(key);
        if (agreement?.first !== undefined && (agreement.isSeveral || agreement.first !== content)) best = size;
      }
      for (let size = 1; size <= best; size++) reached[size] = (reached[size] ?? 0) + 1;
    }
    let share = 1;
    let ratio = 1;
    let before = sampled;
    for (let size = 1; size < this.#parts; size++) {
      const here = reached[size] ?? 0;
      ratio = Math.min(before === 0 ? 0 : here / before, size === 1 ? 1 : growth * ratio);
      share *= ratio;
      before = here;
    }
    return share * Math.min(1, growth * ratio);
  }
}

function keyOf(parts: readonly number[], mask: number): number {
  let key = mask;
  for (const [at, part] of parts.entries()) if ((mask & (1 << at)) !== 0) key = mixed(key, part);
  return key;
}

function bitsIn(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
}
