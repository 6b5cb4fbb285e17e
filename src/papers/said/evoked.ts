/** Settings that a clause tells by words of one field in whatever order: `one unit in ten is silenced at random`, `labels are softened; ε = 0.1`. */
import { type Bound, settingOf } from './bound.ts';
import { type Evoking, evoking } from './evokingWords.ts';
import { type Amount, amounts, type Quantity } from './numbers.ts';
import { share, shareOf } from './shares.ts';

/** What a clause tells of how things went, or of a number that was looked for. */
const isResult =
  /\b(?:accurac\w+|improv\w+|gains?|gained|points?|errors?|bleu|f1|scores?|worse|better|outperform\w*|faster|slower|variance explained|correlat\w+|found that|p ?<|significan\w+)\b/i;
const wordShare = new RegExp(`(?<![\\p{L}\\d·])${share}(?![\\p{L}\\d·])`, 'giu');

/** `free`: what nothing else has taken. `told`: what is bound. */
export function evoked(text: string, free: readonly Quantity[], told: readonly Bound[]): Bound[] {
  const found: Bound[] = [];
  const isTaken = (start: number, end: number): boolean =>
    [...told, ...found].some((other) => other.amounts.some((amount) => amount.start < end && amount.end > start));
  for (const [from, until] of clausesOf(text)) {
    const clause = text.slice(from, until);
    if (isResult.test(clause)) continue;
    for (const rule of evoking) {
      const key = rule.all.map((pattern) => pattern.exec(clause));
      const [nearest] = key;
      if (nearest === null || nearest === undefined || key.includes(null) || rule.none?.test(clause) === true) continue;
      if ([...told, ...found].some((other) => other.setting.name === rule.name && other.start < until && other.end > from)) continue;
      const at = from + nearest.index;
      const distance = ({ start, end }: Quantity): number =>
        start >= at ? start - at - nearest[0].length : (at - end) * (rule.isBehind === true ? 3 : 1.5);
      // `N(0, 0.2²)`: one of two.
      const single = free.flatMap((quantity): Quantity[] =>
        quantity.form === 'list' && !quantity.amounts.every((one) => fits(rule, one, text))
          ? quantity.amounts.map((amount) => ({ form: 'one', amounts: [amount], start: amount.start, end: amount.end }))
          : [quantity],
      );
      const [best] = [
        ...single,
        ...(rule.is === 'share' ? wordSharesOf(text, from, until) : []),
        ...(rule.hasSpace === true ? spacesOf(text) : []),
      ]
        .filter(
          ({ start, end, amounts: all }) =>
            start >= from && end <= until && !isTaken(start, end) && all.every((one) => fits(rule, one, text)),
        )
        .filter((quantity) => distance(quantity) <= (rule.within ?? 90))
        .sort((a, b) => distance(a) - distance(b));
      if (best === undefined) continue;
      const [first, ...others] = best.amounts;
      // `Beta(0.2, 0.2)`.
      const rest = others.every(({ value }) => value === first.value) ? [] : others;
      found.push({
        setting: settingOf(rule.name),
        amounts: [meant(rule, first, clause, text), ...rest.map((one) => meant(rule, one, clause, text))],
        form: rest.length === 0 ? 'one' : best.form,
        start: Math.min(at, best.start),
        end: Math.max(at + nearest[0].length, best.end),
      });
    }
  }
  return found;
}

/** Up to a semicolon or the end of a sentence; a colon and brackets belong to what stands before them. */
function clausesOf(text: string): [start: number, end: number][] {
  const ends = [
    ...text.matchAll(
      /(?!; (?:its|whose|with|the (?:spread|strength|scale|rate|probability|share|standard|parameter|coefficient))\b)[.;](?=\s|$)(?<!\b(?:i\.e|e\.g|cf|std|resp|approx)\.)/g,
    ),
  ].map(({ index }) => index);
  return [...ends, text.length].map((end, index) => [index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end]);
}

function fits(rule: Evoking, { value, isShare, isDigits, start, end }: Amount, text: string): boolean {
  const before = text.slice(0, start);
  const behind = text.slice(end);
  if (/[-–]$/.test(before) || /^(?:\p{L}|-(?!fold\b|d\b|dim|head|layer|pixel|unit|channel|bit\b)\p{L})/u.test(behind)) return false;
  if (rule.before !== undefined && !rule.before.test(before)) return false;
  if (rule.behind !== undefined && !rule.behind.test(behind)) return false;
  switch (rule.is) {
    case 'share':
      return (
        value > 0 &&
        value < 1 &&
        (isShare || isDigits) &&
        !/^ (?:percentage |%-)?points?\b|^ ?(?:epochs|steps|s\b|ms\b|[kMG]?Hz|mm|dB)/.test(behind)
      );
    case 'positive':
      return value > 0 && value <= (rule.max ?? 10) && (isDigits || /\b(?:equals?|is|of|to|are) $/.test(before)) && !isShare;
    case 'count':
      return Number.isInteger(value) && value >= (rule.min ?? 1) && value <= (rule.max ?? 1e6) && !isShare;
  }
}

/** Shares in words, where no number stands. */
function wordSharesOf(text: string, from: number, until: number): Quantity[] {
  const line = text.replaceAll(/(?<=\d)\.(?=\d)/g, '·');
  return [...line.slice(0, until).matchAll(wordShare)].flatMap(({ 0: written, index }): Quantity[] => {
    const value = shareOf(written);
    if (index < from || value === undefined || value === 1) return [];
    const amount: Amount = { value, start: index, end: index + written.length, isShare: true, isDigits: false };
    return amounts(text).some(({ start, end, isShare }) => isShare && start <= amount.start && end >= amount.end)
      ? []
      : [{ form: 'one', amounts: [amount], start: amount.start, end: amount.end }];
  });
}

/** `ℝ^128`: an exponent is a number only here. */
function spacesOf(text: string): Quantity[] {
  return [...text.matchAll(/(?<![\p{L}\d])[Rℝ] ?\^ ?(\d+)(?![\d\p{L}×])/gu)].map(({ 0: written, 1: digits = '', index }): Quantity => {
    const end = index + written.length;
    const amount: Amount = { value: Number(digits), start: end - digits.length, end, isShare: false, isDigits: true };
    return { form: 'one', amounts: [amount], start: amount.start, end };
  });
}

function meant(rule: Evoking, amount: Amount, clause: string, text: string): Amount {
  const isRest = rule.rest?.test(clause) === true && amount.value > 0.5;
  const isSquare = rule.isDeviation === true && /\^2$|²$/.test(text.slice(amount.start, amount.end));
  if (!isRest && !isSquare) return amount;
  return { ...amount, value: Number((isRest ? 1 - amount.value : Math.sqrt(amount.value)).toPrecision(6)) };
}
