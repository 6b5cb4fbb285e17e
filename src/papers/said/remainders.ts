/** Divisions in which a part is told by the others: `450 are held out …; the other 1,347`, `cut into 70 %, 15 % and 15 %`, `80 % of the rows train`. */
import type { Bound } from './bound.ts';
import { dividedNouns } from './dataNouns.ts';
import type { Amount } from './numbers.ts';
import { asParts } from './splits.ts';

type Part = 'training' | 'validation' | 'test';
interface Given {
  readonly part: Part;
  readonly amount: Amount;
}

const trains = '(?:train(?:s|ed|ing)?|fit(?:s|ted|ting)?|learn(?:s|ed|ing)?)';
const tests = '(?:test(?:s|ed|ing)?|evaluat(?:e|es|ed|ing)|scor(?:e|es|ed|ing))';
const validates = '(?:validat(?:e|es|ed|ing)|tun(?:e|es|ed|ing))';
const words: readonly (readonly [Part, string])[] = [
  ['training', trains],
  ['validation', validates],
  ['test', tests],
];
const others = '(?:(?:the|all) )?(?:other|remaining|rest,?|left-?over)';
const things = String.raw`(?: (?:of (?:the|our|all) )?(?:[\p{L}-]+ ){0,2}[\p{Ll}-]+s)?`;
const on = words.map(([part, word]) => [part, new RegExp(String.raw`\b${word} on ${others} $`, 'u')] as const);
/** `80 % of the rows train`: what the part itself does. */
const does = words.map(
  ([part, word]) =>
    [part, new RegExp(String.raw`^ of (?:the |our |all )?(?:[\p{L}-]+ )?[\p{Ll}-]+s ${word}(?= ?[,.;)]|$| and\b)`, 'u')] as const,
);
/** `4500 to fit and 1500 to test`. */
const toDo = words.map(
  ([part, word]) => [part, new RegExp(String.raw`^${things} (?:go )?to ${word}(?= ?[,.;)]|$| (?:on|it|and|with)\b)`, 'u')] as const,
);
const keepsOut = /\b(?:hold|held|holding|set|setting|put|keep|kept|leave|left)(?: out| aside| back| apart)? (?:the (?:first|last) )?$/;
const asSet = new RegExp(
  String.raw`^${things}(?:, [^.;]{3,60},| at random| (?:per|of each|from each) \p{Ll}+)? (?:out )?(?:as|for) (?:a |an |the |our )?(test|validation|development|held-out|evaluation)\w* (?:set|part|data|sample)?`,
  'u',
);
const isRest = new RegExp(String.raw`\b${others} $`, 'u');
const dealt = new RegExp(
  String.raw`^ (?:[\p{L}-]+ )?${dividedNouns} (?:(?:are|is|were|was) )?(?:dealt|distributed|divided|shared out|handed|spread|split|given) (?:out )?(?:to|among|over|across|between) `,
  'iu',
);
const clients = /^[^.;]{0,30}\b(?:clients|workers|hospitals|devices|nodes|parties|sites)\b/;
const cuts = /\b(?:cut|split|divid\w*|partition\w*|separat\w*|shar\w*)\b[^.;]*? (?:into|as|in|by) (?:parts of |shares of )?$/;

/** Takes the numbers that it reads. */
export function remaindersIn(text: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  const shares = sharesInRow(
    text,
    all.filter(({ start }) => !taken.has(start)),
  );
  const given: Given[] = shares.length > 0 ? shares : all.flatMap((amount) => (taken.has(amount.start) ? [] : partOf(text, amount)));
  // `the other 1,347`: what the part that was kept out is not.
  const [kept] = given;
  for (const amount of all) {
    if (kept === undefined || shares.length > 0 || taken.has(amount.start) || given.some((one) => one.amount === amount)) continue;
    const ahead = text.slice(0, amount.start);
    const behind = text.slice(amount.end);
    const rest = new RegExp(String.raw`^${things}(?:[,.;)]|$| (?:are|is|were|was|serve|form|make|stay|remain|we)\b)`, 'u');
    const says = words.some(([, word]) => new RegExp(String.raw`^[^.;]{0,60}\b${word}\b`, 'u').test(behind));
    if (isRest.test(ahead) && rest.test(behind) && !says && amount.start > kept.amount.end && amount.value >= 10)
      given.push({ part: kept.part === 'training' ? 'test' : 'training', amount });
  }
  if (given.length === 0) return [];
  const found = asParts(text, given);
  for (const { amounts } of found) taken.add(amounts[0].start);
  return found;
}

function partOf(text: string, amount: Amount): Given[] {
  if (!amount.isShare && (amount.value < 10 || !Number.isInteger(amount.value))) return [];
  const ahead = text.slice(0, amount.start);
  const behind = text.slice(amount.end);
  const told =
    on.find(([, pattern]) => pattern.test(ahead))?.[0] ??
    (amount.isShare ? does.find(([, pattern]) => pattern.test(behind))?.[0] : toDo.find(([, pattern]) => pattern.test(behind))?.[0]);
  if (told !== undefined) return [{ part: told, amount }];
  const set = keepsOut.test(ahead) ? asSet.exec(behind)?.[1] : undefined;
  if (set !== undefined) return [{ part: /^(?:valid|develop)/.test(set) ? 'validation' : 'test', amount }];
  const clause = dealt.exec(behind)?.[0];
  return clause !== undefined && clients.test(behind.slice(clause.length)) ? [{ part: 'training', amount }] : [];
}

/** Shares that make up the whole, in the order in which everybody says them. */
function sharesInRow(text: string, all: readonly Amount[]): Given[] {
  const names: readonly (readonly Part[])[] = [
    ['training', 'validation', 'test'],
    ['training', 'test'],
  ];
  for (const parts of names)
    for (let from = 0; from + parts.length <= all.length; from++) {
      const row = all.slice(from, from + parts.length);
      const [first] = row;
      const last = row.at(-1);
      if (first === undefined || last === undefined || !row.every(({ isShare }) => isShare)) continue;
      const isRow = row.every(
        (one, at) => at === 0 || /^(?:,|,? and|,? then|:| ?\/) ?$/.test(text.slice(row[at - 1]?.end ?? 0, one.start)),
      );
      const sum = row.reduce((total, { value }) => total + value, 0);
      const isLargest = row.every(({ value }) => value <= first.value);
      const behind = text.slice(last.end);
      if (
        isRow &&
        isLargest &&
        Math.abs(sum - 1) < 1e-6 &&
        cuts.test(text.slice(0, first.start)) &&
        /^ ?(?:[.,;)]|$|parts|shares)/.test(behind)
      )
        return row.flatMap((amount, at) => {
          const part = parts[at];
          return part === undefined ? [] : [{ part, amount }];
        });
    }
  return [];
}
