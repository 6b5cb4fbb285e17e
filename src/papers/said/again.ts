/** Divisions said again for other data without their words: `A (9,843 for training, 2,468 for testing) and B (11,416 and 2,882)`. */
import type { Bound } from './bound.ts';
import type { Amount, Quantity } from './numbers.ts';

const parts = /^(?:training|validation|test) (?:examples|fraction)$/;
const thing = String.raw`\p{Lu}[\p{L}\d.+]*(?:[-/][\p{L}\d.]+)*(?: \p{Lu}?[\d][\p{L}\d.-]*)?`;
const things = `${thing}(?:(?:, (?:and )?| and )(?:the )?${thing})*`;
/** `Electricity into 70 %, …`, `B has …`, `B (…`, also with something told of B in between. */
const divided = String.raw`(?:the |our )?(${things})(?: (?!(?:has|have|into|with|of|at|is|are|was|were|and|it|they|in|for|on|from)\b)\p{Ll}+){0,2}(?:,[^,;()]{1,40},| in [^,;()]{1,40}(?:, [^,;()]{1,24})?)? ?(?:\(|:|(?:(?:has|have|into|with|of|at|is divided|were divided|is split|are split|was split|it is|they are) )+|)$`;
const before = new RegExp(String.raw`(?:^|[,;(]|\b(?:and|while|of|for|on|in|with|from)\b) ?${divided}`, 'u');
const opening = new RegExp(String.raw`(?<![\p{L}\d-])${divided}`, 'u');
const behind = new RegExp(String.raw`^(?: (?!for\b)\p{Ll}+)? (?:in|for|of|on) (?:the )?(${things})`, 'u');

/** As many numbers in a row as the first division has parts, with a name before or behind them. */
export function dividedAgain(text: string, bound: readonly Bound[], found: readonly Quantity[]): Bound[] {
  const first = divisionIn(text, bound);
  if (first.length < 2) return [];
  const end = Math.max(...first.map(({ amounts: [amount] }) => amount.end));
  const isShare = first.some(({ setting }) => setting.name.endsWith(' fraction'));
  const again = found.flatMap(({ form, amounts, start, end: until }): Bound[] => {
    if (form !== 'list' || start < end || amounts.length !== first.length) return [];
    const scope = named(before.exec(text.slice(end, start)) ?? behind.exec(text.slice(until)));
    if (scope === undefined) return [];
    const values = amounts.map((amount) => asPart(amount, isShare, amounts));
    return values.flatMap((amount, index): Bound[] => {
      const setting = first[index]?.setting;
      return amount === undefined || setting === undefined
        ? []
        : [{ setting, amounts: [amount], form: 'one', start: amounts[0].start, end: amount.end, scope }];
    });
  });
  // What the first one is of, where it stands beside others.
  const scope = named(opening.exec(text.slice(0, first[0]?.amounts[0].start)));
  return again.length === 0 || scope === undefined || !/\d|\p{L}.*\p{Lu}/u.test(scope)
    ? again
    : [...first.filter((each) => each.scope === undefined).map((each) => ({ ...each, scope })), ...again];
}

/** `Weather and Electricity` as a list. */
function named(match: RegExpExecArray | null): string | undefined {
  return match?.[1]?.replace(/\.$/, '').replaceAll(/(?:, (?:and )?| and )(?:the )?/g, ', ');
}

/** The first parts that stand in a row, no part twice. */
function divisionIn(text: string, bound: readonly Bound[]): Bound[] {
  const found: Bound[] = [];
  const all = bound
    .filter(({ setting, form }) => form === 'one' && parts.test(setting.name))
    .sort((a, b) => a.amounts[0].start - b.amounts[0].start);
  for (const each of all) {
    const last = found.at(-1);
    if (last === undefined) found.push(each);
    else if (
      found.some(({ setting }) => setting === each.setting) ||
      each.setting.name.split(' ')[1] !== last.setting.name.split(' ')[1] ||
      /[;.]\s/.test(text.slice(last.amounts[0].end, each.amounts[0].start))
    )
      break;
    else found.push(each);
  }
  return found;
}

function asPart(amount: Amount, isShare: boolean, all: readonly Amount[]): Amount | undefined {
  if (!isShare) return amount.isDigits && amount.value >= 2 && !amount.isShare ? amount : undefined;
  if (amount.value <= 1) return amount;
  const sum = all.reduce((total, { value }) => total + value, 0);
  const whole = [100, 10].find((total) => Math.abs(sum - total) < 0.011 * total);
  return whole === undefined ? undefined : { ...amount, value: Number((amount.value / whole).toPrecision(12)) };
}
