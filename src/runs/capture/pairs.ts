/** Names with numbers, and where in training they were measured, as they stand in one line of text. */
import { factsAt, factsOf, type NameFacts } from './names.ts';
import { endOfNumber, isDigit, numberBetween } from './numbers.ts';

/** Where in training a line says it is. */
export interface Place {
  readonly step: number | undefined;
  /** The N of `step 100/600`. */
  readonly total: number | undefined;
  readonly epoch: number | undefined;
}

export const nowhere: Place = { step: undefined, total: undefined, epoch: undefined };

export interface Pair {
  readonly facts: NameFacts;
  readonly value: number;
  /** `loss: 1` and `loss=1`, not `loss 1`. */
  readonly isAssigned: boolean;
}

export interface Scan {
  readonly place: Place;
  readonly pairs: readonly Pair[];
}

/**
 * `words`: a name is one word, which `train`, `val`, `learning` and the like before it belong to (`train loss`, `learning rate`).
 * `cells`: a name is all that stands before its number since the last separator (`load balancing loss: 1 | …`).
 */
export type NameStyle = 'words' | 'cells';

/** Everything in a line, in order. Which of the names are measurements is for the caller to judge. */
export function scanPairs(text: string, from = 0, style: NameStyle = 'words'): Scan {
  return scanner.scan(text, from, style);
}

/** What a byte may be of a name: 1 its beginning, 2 only what follows. Box drawing, ± and • begin with the bytes that are left out. */
const nameCodes = new Uint8Array(256);
for (let code = 0x80; code < 256; code++) nameCodes[code] = code < 0xc0 ? 2 : code === 0xc2 || code === 0xe2 ? 0 : 1;
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_') nameCodes[char.charCodeAt(0)] = 1;
for (const char of "0123456789./@-'%") nameCodes[char.charCodeAt(0)] = 2;

const qualifiers = new Map<string, string>([
  ['training', 'train'],
  ['tr', 'train'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['evaluation', 'eval'],
  ['average', 'avg'],
  ['gradient', 'grad'],
  ...['train', 'val', 'eval', 'test', 'dev', 'avg', 'mean', 'running', 'best', 'smoothed', 'ema', 'total', 'lm', 'learning', 'grad'].map(
    (word) => [word, word] as const,
  ),
]);

const [tab, space, hash, percent, openParen, comma, dash, dot, slash, colon, semicolon, equals, openBracket, pipe] = [
  0x09, 0x20, 0x23, 0x25, 0x28, 0x2c, 0x2d, 0x2e, 0x2f, 0x3a, 0x3b, 0x3d, 0x5b, 0x7c,
];
const unitAfter = /\s?(?:[KMGT]i?B|B|[nmu]?s|\xc2?\xb5s|secs?|seconds|min|mins|minutes|hours?|h|it\/s|s\/it)(?![\w/])/y;

class Scanner {
  #text = '';
  #style: NameStyle = 'words';
  #pairs: Pair[] = [];
  #step: number | undefined;
  #total: number | undefined;
  #epoch: number | undefined;
  /** Of the word that told the step: `global step 100` counts before `batch 5`. */
  #rank = Number.POSITIVE_INFINITY;
  /** The word before this one, when nothing but space is between them. */
  #beforeFrom = 0;
  #beforeEnd = 0;
  #cell = 0;

  scan(text: string, from: number, style: NameStyle): Scan {
    this.#text = text;
    this.#style = style;
    const pairs: Pair[] = [];
    this.#pairs = pairs;
    this.#step = undefined;
    this.#total = undefined;
    this.#epoch = undefined;
    this.#rank = Number.POSITIVE_INFINITY;
    this.#beforeEnd = 0;
    this.#cell = from;
    let at = from;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      const kind = nameCodes[code] ?? 0;
      if (kind === 0) {
        if (code === pipe || code === comma || code === semicolon || code === tab) this.#cell = at + 1;
        at++;
        continue;
      }
      let end = at + 1;
      // Never beyond the end: an index that is no number makes every later look-up slow.
      while (end < text.length && nameCodes[text.charCodeAt(end)] !== 0) end++;
      // What begins with a digit is a number, a time or a size, but no name.
      at = kind === 1 ? this.#readWord(at, end) : end;
    }
    return { place: { step: this.#step, total: this.#total, epoch: this.#epoch }, pairs };
  }

  /** Past the word, and past its number if it has one. */
  #readWord(from: number, tokenEnd: number): number {
    const text = this.#text;
    let end = tokenEnd;
    while (end > from && isTail(text.charCodeAt(end - 1))) end--;
    let at = pastSpace(text, tokenEnd);
    const sign = text.charCodeAt(at);
    const isAssigned = sign === colon || sign === equals;
    if (isAssigned) at = pastSpace(text, at + 1);
    const first = text.charCodeAt(at);
    const isGlued = at === tokenEnd && first !== openBracket && first !== openParen && first !== hash;
    if (isGlued || !mayBeginNumber(first)) return this.#isOnlyWord(from, end, tokenEnd);
    const facts = factsAt(text, from, end);
    if (facts.kind === 'step' || facts.kind === 'epoch') return this.#readPlace(facts, from, at) ?? this.#isOnlyWord(from, end, tokenEnd);
    const isListed = isAssigned && first === openBracket;
    const number = isListed ? pastSpace(text, at + 1) : at;
    const numberEnd = endOfNumber(text, number);
    if (numberEnd === number) return this.#isOnlyWord(from, end, tokenEnd);
    if (endsValue(text, numberEnd)) {
      this.#pairs.push({ facts: this.#named(facts, from, end), value: numberBetween(text, number, numberEnd), isAssigned });
    }
    this.#cell = numberEnd;
    return numberEnd;
  }

  #isOnlyWord(from: number, end: number, tokenEnd: number): number {
    this.#beforeFrom = from;
    this.#beforeEnd = end;
    return tokenEnd;
  }

  /** Whether only space is between the word before and this place. */
  #followsWord(from: number): boolean {
    const end = this.#beforeEnd;
    return end > 0 && from > end && from - end <= 2 && pastSpace(this.#text, end) === from;
  }

  #named(facts: NameFacts, from: number, end: number): NameFacts {
    const text = this.#text;
    if (this.#style === 'cells') {
      const words = text.slice(this.#cell, end).trim();
      return words.includes(' ') ? factsOf(words.replace(/[\s-]+/g, '_').toLowerCase()) : facts;
    }
    if (!this.#followsWord(from)) return facts;
    const before = text.slice(this.#beforeFrom, this.#beforeEnd);
    // LightGBM: `valid_0's l2`.
    if (before.endsWith("'s")) return factsOf(`${before.slice(0, -2)}_${text.slice(from, end)}`);
    // The two halves of a GAN: `D loss`, `G loss`.
    if (before === 'D' || before === 'G') return factsOf(`${before}_${text.slice(from, end)}`);
    const qualifier = qualifiers.get(before.toLowerCase());
    return qualifier === undefined ? facts : factsOf(`${qualifier}_${text.slice(from, end).toLowerCase()}`);
  }

  /** `step 100`, `Step [100/600]`, `iter=5`, `batch 20 of 400`, `Epoch: 1 [640/60000 (1%)]`; not `steps: 100`, `step 3.5`. */
  #readPlace(facts: NameFacts, from: number, at: number): number | undefined {
    const text = this.#text;
    const isEpoch = facts.kind === 'epoch';
    if (!isEpoch && facts.name.endsWith('s') && facts.name !== 'num_updates') return undefined;
    const read = readFraction(text, at, isEpoch);
    if (read === undefined) return undefined;
    this.#cell = read.end;
    if (!isEpoch) {
      this.#takeStep(facts.rank - (this.#isGlobal(from) ? 2 : 0), read);
      return read.end;
    }
    this.#epoch ??= read.at;
    const open = pastSpace(text, read.end);
    const within = text.charCodeAt(open) === openBracket ? readFraction(text, open, false) : undefined;
    if (within?.total === undefined) return read.end;
    this.#takeStep(placeInEpochRank, within);
    return within.end;
  }

  #takeStep(rank: number, { at, total }: Fraction): void {
    if (rank >= this.#rank) return;
    [this.#step, this.#total, this.#rank] = [at, total, rank];
  }

  #isGlobal(from: number): boolean {
    return this.#followsWord(from) && this.#text.slice(this.#beforeFrom, this.#beforeEnd).toLowerCase() === 'global';
  }
}

/** One for all: thousands of lines come every second, and none is read within another. */
const scanner = new Scanner();

const placeInEpochRank = 10;

interface Fraction {
  readonly at: number;
  readonly total: number | undefined;
  readonly end: number;
}

/** `100`, `1,000`, `[100/600]`, `(3 of 5`, `#7`; of an epoch also `0.25`. */
function readFraction(text: string, from: number, mayBeBroken: boolean): Fraction | undefined {
  let start = from;
  let code = text.charCodeAt(start);
  const isBracketed = code === openBracket || code === openParen;
  if (isBracketed || code === hash) {
    start = pastSpace(text, start + 1);
    code = text.charCodeAt(start);
  }
  if (!isDigit(code)) return undefined;
  let end = endOfNumber(text, start);
  // `step 3.` may end a sentence.
  if (text.charCodeAt(end - 1) === dot) end--;
  const at = numberBetween(text, start, end);
  if (!(mayBeBroken || Number.isSafeInteger(at)) || isWord(text.charCodeAt(end))) return undefined;
  if (text.charCodeAt(end) === dot && isWord(text.charCodeAt(end + 1))) return undefined;
  let next = pastSpace(text, end);
  const divides = text.charCodeAt(next) === slash ? 1 : text.startsWith('of ', next) ? 3 : 0;
  let total: number | undefined;
  if (divides > 0) {
    const totalAt = pastSpace(text, next + divides);
    const totalEnd = endOfNumber(text, totalAt);
    if (totalEnd > totalAt) {
      total = numberBetween(text, totalAt, totalEnd);
      end = totalEnd;
    }
  }
  if (isBracketed) {
    // `[640/60000 (1%)]`
    next = text.indexOf(text.charCodeAt(from) === openBracket ? ']' : ')', end);
    if (next !== -1 && next - end <= 10) end = next + 1;
  }
  return { at, total, end };
}

function mayBeginNumber(code: number): boolean {
  // Signs, the point, digits, `[`, `(`, `#`, and the letters of nan and inf.
  return (
    isDigit(code) ||
    code === dash ||
    code === 0x2b ||
    code === dot ||
    code === openBracket ||
    code === openParen ||
    code === hash ||
    (code | 0x20) === 0x6e ||
    (code | 0x20) === 0x69
  );
}

/** `5ms`, `3.2GiB`, `10:30`, `0.1.ckpt`, `3/4` are no values; `31.20%`, `0.5,` and `0.48 (12)` are. */
function endsValue(text: string, at: number): boolean {
  const next = text.charCodeAt(at);
  const after = text.charCodeAt(at + 1);
  if (next === percent) return !isWord(after);
  if (next === slash || next === colon || next === equals) return false;
  if (next === comma || next === dot || next === dash) return !isWord(after) || (next === comma && !isDigit(after));
  if (isWord(next)) return false;
  if (next !== space || !isLetter(after)) return true;
  unitAfter.lastIndex = at;
  return !unitAfter.test(text);
}

function isTail(code: number): boolean {
  return code === dot || code === slash || code === dash || code === percent || code === 0x27;
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isWord(code: number): boolean {
  return isDigit(code) || isLetter(code) || code === 0x5f;
}

function pastSpace(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === space || text.charCodeAt(end) === tab) end++;
  return end;
}
