/** Finds words in all of a paper, whether or not they are on the page yet. */
import type { Item } from './item.ts';
import { runsOf } from './words.ts';

/** Where words stand: in which run of which item, from which character to which. */
export interface Match {
  readonly item: number;
  readonly run: number;
  readonly start: number;
  readonly end: number;
}

/** More are not told apart by anybody. */
export const mostMatches = 50_000;

/** Without regard to case and to how much white space stands between words. */
export function matchesOf(query: string, items: readonly Item[]): readonly Match[] {
  const words = query.trim();
  if (words === '') return [];
  const pattern = patternOf(words.split(/\s+/u).map(escaped).join('\\s+'));
  const found: Match[] = [];
  for (const [item, each] of items.entries()) {
    for (const [run, text] of runsOf(each).entries()) {
      for (const match of text.matchAll(pattern)) {
        found.push({ item, run, start: match.index, end: match.index + match[0].length });
        if (found.length === mostMatches) return found;
      }
    }
  }
  return found;
}

/** Words are not found within the names of commands: `the` is no part of `\\theta`, but `theta` is all of its name. */
function patternOf(words: string): RegExp {
  if (!/^[A-Za-z]/.test(words)) return new RegExp(words, 'giu');
  return new RegExp(`(?<!\\\\[A-Za-z]+)(?:(?<!\\\\)${words}|(?<=\\\\)${words}(?![A-Za-z]))`, 'giu');
}

export function escaped(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
