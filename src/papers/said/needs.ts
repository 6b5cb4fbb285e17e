/** What a text must contain for a pattern to match it, worked out of the pattern: a text without that need not be searched. */
import type { Sequence, Term } from './patternTerms.ts';

/** One form for all three, which is read ten times faster than three. `all` of none: nothing is needed, or nothing that could be looked up. */
export interface Need {
  readonly kind: 'word' | 'all' | 'any';
  /** Letters of a word, or of several in a row; empty but for a `word`. */
  readonly letters: string;
  /** Where they stand in an index, three by three. */
  readonly triples: readonly number[];
  readonly of: readonly Need[];
}

export const nothing: Need = { kind: 'all', letters: '', triples: [], of: [] };

/** The letters of a text, small, and which three of them stand together somewhere. */
export interface Index {
  readonly text: string;
  readonly triples: Uint32Array;
  /** The same, each once. */
  readonly places: readonly number[];
}

const size = 8192;

function placeOf(text: string, at: number): number {
  return (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & (size - 1);
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

export function isMet({ kind, letters, triples, of }: Need, index: Index): boolean {
  if (kind === 'word') {
    for (const place of triples) if (((index.triples[place >> 5] ?? 0) & (1 << (place & 31))) === 0) return false;
    return index.text.includes(letters);
  }
  const isAny = kind === 'any';
  for (const need of of) if (isMet(need, index) === isAny) return isAny;
  return !isAny;
}

/** Words of which one at least stands in every text that meets the need; undefined where nothing as long as three letters is needed. */
export function keysOf(need: Need): readonly Need[] | undefined {
  if (need.kind === 'word') return need.triples.length === 0 ? undefined : [need];
  const keys = need.of.map(keysOf);
  if (need.kind === 'any') return keys.includes(undefined) ? undefined : keys.flatMap((one) => one ?? []);
  // Long words and few of them are rare.
  const frequency = (words: readonly Need[]): number => words.reduce((sum, { letters }) => sum + 2 ** -letters.length, 0);
  return keys.reduce((a, b) => (a === undefined || (b !== undefined && frequency(b) < frequency(a)) ? b : a), undefined);
}

export function needOf(options: readonly Sequence[]): Need {
  const needs = options.map(needOfSequence);
  const [only] = needs;
  if (only === undefined || needs.some(isNothing)) return nothing;
  return needs.length === 1 ? only : { ...nothing, kind: 'any', of: needs };
}

export function allOf(needs: readonly Need[]): Need {
  const told = needs.filter((need) => !isNothing(need));
  const [only] = told;
  // What is looked up at once comes first.
  return told.length === 1 && only !== undefined ? only : { ...nothing, of: [...told].sort((a, b) => b.letters.length - a.letters.length) };
}

function isNothing({ kind, of }: Need): boolean {
  return kind === 'all' && of.length === 0;
}

function needOfSequence(terms: Sequence): Need {
  const needs: Need[] = [];
  let row = '';
  const end = (): void => {
    // One letter or a space stands in every text.
    if (row.length > 1 || /[^\p{L}\d\s.,-]/u.test(row)) needs.push(wordOf(row));
    row = '';
  };
  for (const term of terms) {
    const letters = lettersOf(term);
    if (term.least > 0 && term.options !== undefined) {
      if (term.kind === 'group') end();
      needs.push(needOf(term.options));
    } else if (term.least > 0 && letters !== undefined) row += letters;
    if (term.kind !== 'zero' && !(term.isOnce && letters !== undefined)) end();
  }
  end();
  return allOf(needs);
}

const surelySmall = /^[a-z\d ,_'-]+$/;

/**
 * As an index has them; none where it is not known for sure what their small and capital forms are. `#` stands for a number where one is
 * masked: the text itself has none.
 */
function lettersOf({ letters }: Term): string | undefined {
  if (letters === undefined || letters.includes('#')) return undefined;
  const small = letters.toLowerCase();
  return surelySmall.test(small) || small === letters.toUpperCase() ? small : undefined;
}

function wordOf(letters: string): Need {
  return {
    ...nothing,
    kind: 'word',
    letters,
    triples: Array.from({ length: Math.max(0, letters.length - 2) }, (_, at) => placeOf(letters, at)),
  };
}
