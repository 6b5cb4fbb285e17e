/** Letters that say in brackets what they are: `m = 64 (width), C = 1000 (target), E = 20 (epochs)`. */
import { type Bound, settingOf } from './bound.ts';
import { settingNamed } from './mentions.ts';
import type { Amount } from './numbers.ts';
import { shortName } from './terseRows.ts';

const gloss = /^ \((?:the |our |its |for the )?([\p{L}][\p{L} -]{2,30})\)/u;

/** Takes the numbers that it reads. */
export function glossesIn(text: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  return all.flatMap((amount): Bound[] => {
    const letter = /(?<![\p{L}\d])(?:\|?\p{L}\|?(?:_?\w{1,4})?)[*'⋆]? ?[=:] ?$/u.exec(text.slice(0, amount.start));
    const words = gloss.exec(text.slice(amount.end))?.[1];
    const name = letter === null || words === undefined ? undefined : (shortName(words) ?? settingNamed(words, new Map())?.name);
    if (letter === null || name === undefined || taken.has(amount.start)) return [];
    taken.add(amount.start);
    return [{ setting: settingOf(name), amounts: [amount], form: 'one', start: letter.index, end: amount.end }];
  });
}
