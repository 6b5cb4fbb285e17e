/**
 * Where patterns match. Of many patterns most match nowhere: each is searched for only in a text that has the words it needs, and of a
 * pattern that is a list of alternatives only those are.
 */
import { allOf, indexOf, isMet, type Need, needOf, nothing } from './needs.ts';
import { type Sequence, termsOf } from './patternTerms.ts';
import { once, remembered } from './remembered.ts';

interface Sought {
  readonly pattern: RegExp;
  readonly need: Need;
  /** Its alternatives in their order; none where it is one, or cannot be taken to pieces. */
  readonly parts: () => readonly Part[];
}

interface Part {
  readonly need: Need;
  readonly pattern: () => RegExp;
}

/** The first match from a place on. */
type Search = (from: number) => RegExpExecArray | null;

/** Like `text.matchAll(pattern)`, without the copy of the pattern that it makes each time. */
export function matchesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  const search = searchOf(text, pattern);
  for (let match = search?.(0); match != null; ) {
    found.push(match);
    const end = match.index + match[0].length;
    match = search?.(match[0] === '' ? end + 1 : end);
  }
  return found;
}

/** Like `pattern.exec(text)` of a pattern that keeps no place. */
export function firstOf(text: string, pattern: RegExp): RegExpExecArray | null {
  return searchOf(text, pattern)?.(0) ?? null;
}

/** Like `pattern.test(text)` of a pattern that keeps no place. */
export function isFound(text: string, pattern: RegExp): boolean {
  return firstOf(text, pattern) !== null;
}

/** Undefined: the text has not the words for it. */
function searchOf(text: string, pattern: RegExp): Search | undefined {
  const sought = soughtBy(pattern);
  const index = indexed(text);
  if (!isMet(sought.need, index)) return undefined;
  const all = sought.parts();
  const parts = all.filter(({ need }) => isMet(need, index));
  // Where most are left, the whole is no dearer than its parts.
  if (parts.length * 2 >= all.length) return searchFor(sought.pattern, text);
  return firstOfAll(parts.map(({ pattern }) => searchFor(pattern(), text)));
}

function searchFor(pattern: RegExp, text: string): Search {
  return (from) => {
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    pattern.lastIndex = 0;
    return match;
  };
}

/** As alternatives are tried: the earliest place counts, and where two match at one place the one that is written first. */
function firstOfAll(searches: readonly Search[]): Search {
  const ahead: (RegExpExecArray | null | undefined)[] = searches.map(() => undefined);
  return (from) => {
    let first: RegExpExecArray | null = null;
    for (const [at, search] of searches.entries()) {
      let match = ahead[at];
      if (match === undefined || (match !== null && match.index < from)) {
        match = search(from);
        ahead[at] = match;
      }
      if (match !== null && (first === null || match.index < first.index)) first = match;
    }
    return first;
  };
}

const known = new WeakMap<RegExp, Sought>();

function soughtBy(pattern: RegExp): Sought {
  const before = known.get(pattern);
  if (before !== undefined) return before;
  const terms = pattern.sticky ? undefined : termsOf(pattern);
  const sought: Sought = {
    pattern: pattern.global || pattern.sticky ? pattern : new RegExp(pattern, `${pattern.flags}g`),
    need: terms === undefined ? nothing : needOf(terms.options),
    parts: once(() => {
      const alternatives = terms === undefined || terms.hasGroups ? [] : alternativesOf(terms.options);
      return alternatives.length < 2 ? [] : alternatives.map((one) => partOf(one, pattern));
    }),
  };
  known.set(pattern, sought);
  return sought;
}

/** What a text needs for all of them to match in it. */
export function needOfAll(patterns: readonly RegExp[]): Need {
  return allOf(patterns.map((pattern) => soughtBy(pattern).need));
}

function partOf(terms: Sequence, { global, flags }: RegExp): Part {
  return {
    need: needOf([terms]),
    pattern: once(() => new RegExp(sourceOf(terms), global ? flags : `${flags}g`)),
  };
}

/** `A|\b(?:B|C)D` is `A|\bBD|\bCD`, which is worth it where `D` is short: it is compiled for each. */
function alternativesOf(options: readonly Sequence[]): Sequence[] {
  return options.flatMap((terms) => {
    const at = terms.findIndex(({ kind }) => kind !== 'zero');
    const group = terms[at];
    if (group?.isPlain !== true || !group.isOnce || group.options === undefined || group.options.length < 2) return [terms];
    const [before, behind] = [terms.slice(0, at), terms.slice(at + 1)];
    if (sourceOf([...before, ...behind]).length * (group.options.length - 1) > 2 * group.source.length) return [terms];
    return alternativesOf(group.options.map((inner) => [...before, ...inner, ...behind]));
  });
}

function sourceOf(terms: Sequence): string {
  return terms.map(({ source }) => source).join('');
}

/** Many patterns are searched for in one text. */
export const indexed = remembered(indexOf);
