/** Values that are told by another one of their sentence: `and the critic's is ten times that`, `four times that of the generator`. */
import type { Bound } from './bound.ts';
import { type Amount, amountOf } from './numbers.ts';
import { shareOf } from './shares.ts';

const counts = 'two|three|four|five|six|eight|ten|twenty|fifty|(?:a |one )?hundred|(?:a |one )?thousand|\\d+';
const parts = '(?:a|one) (?:half|third|quarter|fifth|tenth|twentieth|hundredth|thousandth)';
const factor = `(?<factor>twice|double|half|(?:${counts}) times|${parts}(?= of))`;
const that = '(?: of)? (?:that|this|as (?:much|many|large|high|long)|the (?:former|first))';
const subject =
  "(?:the |our |its |for the |in the |on the |for |in |on )?(?<name>[\\p{L}\\d][\\p{L}\\d.+-]*(?: (?!is\\b|was\\b)[\\p{L}\\d.+-]+){0,2}?)(?:['’]s?)?";
const verb =
  '(?: (?:is|was|are|were|has|had|uses|used|takes|took|gets|got|learns at|learned at|trains for|runs for|one|a rate|a step|of|at|for|with))*';
/** Behind the value, before what is told by it. */
const another = new RegExp(
  String.raw`^[^;.#]{0,40}?(?:[,;] (?:and |while |whereas |but )?| (?:and|while|whereas|but) )${subject}${verb} ${factor}${that}(?! of)(?=\s*(?:[,.;)]|$| (?:to|so|since|because|and|but)\b))`,
  'diu',
);
const ofAnother = new RegExp(
  String.raw`^(?: (?!and\b)\p{L}+){0,2}(?:, | \()(?:i\.e\.,? |that is,? |which is |being )?${factor} (?:that|the one|those) (?:of|for|in) (?:the |our |its )?(?<name>[\p{L}\d][\p{L}\d.+-]*(?: [\p{L}\d.+-]+)?)(?=\s*(?:[,.;)]|$))`,
  'diu',
);
/** What is compared there is no setting. */
const isMeasured =
  /\b(?:errors?|loss(?:es)?|accurac\w+|scores?|times? taken|costs?|return|reward|memory|parameters|faster|slower|baseline|original)\b/i;

/** `told`: what the sentence says by numbers. Nothing else is counted between the one value and the other. */
export function relativesIn(text: string, told: readonly Bound[], all: readonly Amount[]): Bound[] {
  if (!/\b(?:times|twice|double|half|third|quarter|fifth|\p{Ll}*th)\b/iu.test(text)) return [];
  return told.flatMap((bound): Bound[] => {
    const [first] = bound.amounts;
    if (bound.form !== 'one' || (first.isShare && !bound.setting.name.endsWith('learning rate')) || first.value === 0) return [];
    const behind = text.slice(first.end);
    for (const [pattern, isOfOther] of [
      [another, false],
      [ofAnother, true],
    ] as const) {
      const match = pattern.exec(behind);
      const [from = 0, until = 0] = match?.indices?.groups?.['factor'] ?? [];
      const by = factorOf(match?.groups?.['factor'] ?? '');
      const name = match?.groups?.['name']?.replace(/\.$/, '');
      if (
        match === null ||
        by === undefined ||
        name === undefined ||
        /^(?:which|that|it|this|these|they|its|their|there|one|what|where|when|we|I)\b/i.test(name) ||
        isMeasured.test(match[0])
      )
        continue;
      if (all.some(({ start, end }) => start >= first.end && end <= first.end + from)) continue;
      const value = Number((isOfOther ? first.value / by : first.value * by).toPrecision(6));
      if (bound.setting.is === 'count' && !Number.isInteger(value)) continue;
      const amount: Amount = { ...first, value, start: first.end + from, end: first.end + until, isShare: false, isDigits: false };
      return [{ setting: bound.setting, amounts: [amount], form: 'one', start: amount.start, end: amount.end, scope: name }];
    }
    return [];
  });
}

function factorOf(words: string): number | undefined {
  const text = words.toLowerCase();
  if (text === 'twice' || text === 'double') return 2;
  return text.endsWith(' times') ? amountOf(text.slice(0, -' times'.length)) : shareOf(text);
}
