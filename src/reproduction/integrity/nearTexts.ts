/**
 * Test texts of which a training text holds most: shingles of five words (containment; Broder 1997), without those that many texts share. A question that stands
 * word for word in a long document counts, two letters made of one form do not.
 */
import type { SplitRow } from './rows.ts';
import { contentOf } from './rows.ts';
import { mostExamples, type SameRow } from './sameRows.ts';

export const shingleWords = 5;
/** Of the shingles that are not common, the share that one training text must hold. */
export const nearShare = 0.5;
/** From here on a text resembles another one: such texts say how often that happens by chance. */
const alikeShare = 0.2;
const fewestShingles = 5;
/** Where so much of a text is common, it is a form: what stands in its open places has to be long to say anything. */
const formShare = 0.25;
const fewestOfForm = 20;
/** A shingle in more texts of a split is common: a template, a licence, a shared prompt. */
const commonTexts = (rows: number): number => Math.max(10, rows / 100);
/** Of longer texts, shingles are sampled by their hash. */
export const mostShingles = 1_000;
const mostTexts = 20_000;
/** Of a text, the training texts that are remembered to be compared in the end. */
const mostCandidates = 14;
/** A text with more different ones near it is of a form that they all have. */
const mostNear = 3;

export interface NearTexts {
  readonly texts: number;
  /** Test texts that were looked at for near copies, where not all were. */
  readonly looked: number;
  readonly near: number;
  readonly isLeak: boolean;
  readonly examples: readonly (SameRow & { readonly share: number })[];
  /** Too little to say: fewer than nine words that are not common, or a form with little in its open places. */
  readonly short: number;
}

interface TestText {
  readonly row: number;
  readonly content: number;
  readonly shown: string | undefined;
  readonly total: number;
  readonly shingles: readonly number[];
  readonly best: Candidate[];
  isSame: boolean;
}

interface Candidate {
  readonly row: number;
  readonly content: number;
  readonly matched: readonly number[];
}

/** Test texts first, then training texts, of which nothing is kept but what resembles. */
export class NearTextsJudge {
  readonly #texts: TestText[] = [];
  readonly #holding = new Map<number, number[]>();
  readonly #frequency = new Map<number, number>();
  #seen = 0;
  #trainTexts = 0;
  #isSettled = false;

  test(row: SplitRow): void {
    if (row.text === undefined) return;
    this.#seen += 1;
    if (this.#texts.length >= mostTexts) return;
    const at = this.#texts.length;
    const { total, shingles } = row.text;
    this.#texts.push({ row: row.row, content: contentOf(row.parts), shown: row.shown, total, shingles, best: [], isSame: false });
    for (const shingle of shingles) {
      const holders = this.#holding.get(shingle);
      if (holders === undefined) this.#holding.set(shingle, [at]);
      else holders.push(at);
    }
  }

  train(row: SplitRow): void {
    if (row.text === undefined) return;
    this.#settle();
    this.#trainTexts += 1;
    const matched = new Map<number, number[]>();
    for (const shingle of row.text.shingles) {
      const holders = this.#holding.get(shingle);
      if (holders === undefined) continue;
      this.#frequency.set(shingle, (this.#frequency.get(shingle) ?? 0) + 1);
      for (const at of holders) {
        const list = matched.get(at);
        if (list === undefined) matched.set(at, [shingle]);
        else list.push(shingle);
      }
    }
    const content = contentOf(row.parts);
    for (const [at, shingles] of matched) {
      const text = this.#texts[at];
      if (text === undefined) continue;
      if (text.content === content) text.isSame = true;
      else if (shingles.length >= fewestShingles) keepBest(text.best, { row: row.row, content, matched: shingles });
    }
  }

  /** In how many training texts a shingle stands, where not all of them were given. */
  frequency(shingle: number, texts: number): void {
    this.#frequency.set(shingle, Math.max(texts, this.#frequency.get(shingle) ?? 0));
  }

  /** So many more training texts resemble no test text. */
  trainWithout(texts: number): void {
    this.#trainTexts += texts;
  }

  /** What stands in many test texts is a template: it would make every text resemble every other one. */
  #settle(): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    const most = commonTexts(this.#texts.length);
    for (const [shingle, holders] of this.#holding) {
      if (holders.length <= most) continue;
      this.#frequency.set(shingle, Number.POSITIVE_INFINITY);
      this.#holding.set(shingle, []);
    }
  }

  result(): NearTexts {
    this.#settle();
    const most = commonTexts(this.#trainTexts);
    const isCommon = (shingle: number): boolean => (this.#frequency.get(shingle) ?? 0) > most;
    let [near, alike, short] = [0, 0, 0];
    const examples: (SameRow & { share: number })[] = [];
    for (const text of this.#texts) {
      const own = text.total - text.shingles.filter(isCommon).length;
      const isForm = own < fewestOfForm && text.total - own >= formShare * text.total;
      if (own < fewestShingles || isForm) short += 1;
      if (own < fewestShingles || isForm || text.isSame) continue;
      const shares = sharesOf(text.best, own, isCommon);
      const [best] = shares;
      if (best === undefined || best.share < alikeShare) continue;
      const nearOnes = shares.filter(({ share }) => share >= nearShare).length;
      const alikeOnes = shares.filter(({ share }) => share >= alikeShare && share < nearShare).length;
      if (nearOnes === 0) alike += 1;
      if (nearOnes === 0 || nearOnes > mostNear || alikeOnes > 3 * nearOnes) continue;
      near += 1;
      if (examples.length < mostExamples)
        examples.push({
          test: text.row,
          train: best.row,
          share: Math.min(1, best.share),
          ...(text.shown === undefined ? {} : { shown: text.shown }),
        });
    }
    return {
      texts: this.#seen,
      looked: this.#texts.length,
      near,
      isLeak: near > 0 && isMoreThanAlike(near, alike),
      examples,
      short,
    };
  }
}

interface Share {
  readonly row: number;
  readonly share: number;
}

/** Of different training texts, the nearest first. */
function sharesOf(candidates: readonly Candidate[], own: number, isCommon: (shingle: number) => boolean): readonly Share[] {
  const found = new Map<number, Share>();
  for (const { row, content, matched } of candidates) {
    const held = matched.filter((shingle) => !isCommon(shingle)).length;
    if (held >= fewestShingles && !found.has(content)) found.set(content, { row, share: held / own });
  }
  return [...found.values()].toSorted((a, b) => b.share - a.share);
}

function keepBest(best: Candidate[], found: Candidate): void {
  best.push(found);
  if (best.length < 2 * mostCandidates) return;
  best.sort((a, b) => b.matched.length - a.matched.length);
  best.length = mostCandidates;
}

/** Where closeness is chance, there are at least three times as many things within four times the distance as within one (in one dimension; more in others). */
export function isMoreThanAlike(near: number, alike: number): boolean {
  const expected = alike / 3;
  return near > expected + 3 * Math.sqrt(expected);
}
