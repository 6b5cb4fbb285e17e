/** What a text must contain for a pattern to match it, worked out of the pattern: a text without that need not be searched. */
import type { Sequence, Term } from './patternTerms.ts';

/** `true`: nothing is needed, or nothing that could be looked up. */
export type Need = true | Literal | { readonly all: readonly Need[] } | { readonly any: readonly Need[] };

export interface Literal {
  readonly text: string;
  /** Where its triples of letters stand in an index. */
  readonly triples: readonly number[];
}

/** The letters of a text, small, and which triples of them occur. */
export interface Index {
  readonly text: string;
  readonly triples: Uint32Array;
  /** The same, each once. */
  readonly places: readonly number[];
}

const size = 8192;

function placeOf(text: string, at: number): number {
  return (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) % size;
}

export function indexOf(text: string): Index {
  // Two letters outside ASCII are the same as one in it where case does not count: the Kelvin sign, which becomes a k of itself, and ſ.
  const small = text.toLowerCase().replaceAll('ſ', 's');
  const triples = new Uint32Array(size / 32);
  const places: number[] = [];
  for (let at = 0; at + 2 < small.length; at++) {
    const place = placeOf(small, at);
    const others = triples[place >> 5] ?? 0;
    const bit = 1 << (place & 31);
    if ((others & bit) !== 0) continue;
    triples[place >> 5] = others | bit;
    places.push(place);
  }
  return { text: small, triples, places };
}

export function isMet(need: Need, index: Index): boolean {
  if (need === true) return true;
  if ('all' in need) return need.all.every((one) => isMet(one, index));
  if ('any' in need) return need.any.some((one) => isMet(one, index));
  return need.triples.every((place) => ((index.triples[place >> 5] ?? 0) & (1 << (place & 31))) !== 0) && index.text.includes(need.text);
}

/** Of these one at least stands in every text that meets the need; undefined where nothing as long as three letters is needed. */
export function keysOf(need: Need): readonly Literal[] | undefined {
  if (need === true) return undefined;
  if ('text' in need) return need.triples.length === 0 ? undefined : [need];
  if ('any' in need) {
    const keys = need.any.map(keysOf);
    return keys.includes(undefined) ? undefined : keys.flatMap((one) => one ?? []);
  }
  const shortest = (keys: readonly Literal[]): number => Math.min(...keys.map(({ text }) => text.length));
  return need.all.map(keysOf).reduce((a, b) => (a === undefined || (b !== undefined && shortest(b) > shortest(a)) ? b : a), undefined);
}

export function needOf(options: readonly Sequence[]): Need {
  const needs = options.map(needOfSequence);
  const [only] = needs;
  if (only === undefined || needs.includes(true)) return true;
  return needs.length === 1 ? only : { any: needs };
}

function needOfSequence(terms: Sequence): Need {
  const needs: Need[] = [];
  let letters = '';
  const end = (): void => {
    // One letter or a space stands in every text.
    if (letters.length > 1 || /[^\p{L}\d\s.,-]/u.test(letters)) needs.push(literal(letters));
    letters = '';
  };
  for (const term of terms) {
    const letter = letterOf(term);
    if (term.least > 0 && term.options !== undefined) {
      if (term.kind === 'group') end();
      const inner = needOf(term.options);
      if (inner !== true) needs.push(inner);
    } else if (term.least > 0 && letter !== undefined) letters += letter;
    if (term.kind !== 'zero' && !(term.isOnce && letter !== undefined)) end();
  }
  end();
  const [only] = needs;
  if (only === undefined) return true;
  // What is looked up at once comes first.
  return needs.length === 1 ? only : { all: [...needs].sort((a, b) => weightOf(b) - weightOf(a)) };
}

/**
 * As an index has it; none of a letter whose small and capital forms are not known for sure. `#` stands for a number where one is masked:
 * the text itself has none.
 */
function letterOf({ kind, char }: Term): string | undefined {
  if (kind !== 'char' || char === undefined || char === '#') return undefined;
  const small = char.toLowerCase();
  return /^[a-z]$/.test(small) || small === char.toUpperCase() ? small : undefined;
}

function literal(text: string): Literal {
  return { text, triples: Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => placeOf(text, at)) };
}

function weightOf(need: Need): number {
  return need !== true && 'text' in need ? need.text.length : 0;
}
