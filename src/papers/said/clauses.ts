/** Numbers that are told by words of their clause, in whatever order these stand. */
import { bankOf } from './bank.ts';
import { type Bound, settingOf } from './bound.ts';
import type { ClauseRule } from './clauseRule.ts';
import { isValue } from './implausible.ts';
import { type Amount, alone, amounts, type Quantity, withoutAmounts } from './numbers.ts';
import { once } from './remembered.ts';
import { actingRules } from './rulesOfActing.ts';
import { agentRules } from './rulesOfAgents.ts';
import { dataRules } from './rulesOfData.ts';
import { layerRules } from './rulesOfLayers.ts';
import { methodRules } from './rulesOfMethods.ts';
import { plainRules } from './rulesOfPlainWords.ts';
import { regularisingRules } from './rulesOfRegularising.ts';
import { trainingRules } from './rulesOfTraining.ts';
import { useRules } from './rulesOfUse.ts';
import { share, shareOf } from './shares.ts';

/** Earlier ones win. */
const rules: readonly ClauseRule[] = [
  ...dataRules,
  ...useRules,
  ...actingRules,
  ...agentRules,
  ...methodRules,
  ...regularisingRules,
  ...layerRules,
  ...trainingRules,
  ...plainRules,
];

const rulesIn = bankOf(rules, ({ all, says }) => (says === undefined ? all : [...all, says]));

/** What a rule is asked of, and the numbers that it may give. */
interface Part {
  readonly from: number;
  readonly until: number;
  readonly given: readonly Quantity[];
}

/** What a clause tells of how things went, or of a number that was looked for. */
const isResult =
  /\b(?:accurac\w+|improv\w+|gains?|gained|points? (?:better|worse|higher|lower|more|less|above|below|of|in|on|over|behind|ahead)|(?:percentage|accuracy|per cent) points?|errors?|bleu|f1|scores?|worse|better|outperform\w*|faster|slower|variance explained|correlat\w+|found that|p ?<|significan\w+)\b/i;
const coordinator = /(?:;|:|,| and| while| whereas| but)(?= )/g;
/** Where nothing else does, it begins what belongs to the next number. */
const verb = / (?:are|is|was|were|drawn|sampled|from|out of|among|with|at|using)(?= )/;
const sentenceEnd = /[.;](?= |$)/;
const wordShare = new RegExp(`(?<![\\p{L}\\d·])${share}(?![\\p{L}\\d·])`, 'giu');

/**
 * `found`: the numbers of the text as they stand together. `named`: what frames and names have bound; a value that cannot be one keeps its
 * number from nobody. `passed`: where the numbers stand that frames have passed over.
 */
export function byClauses(text: string, found: readonly Quantity[], named: readonly Bound[], passed: ReadonlySet<number>): Bound[] {
  const told = named.filter((each) => isValue(each, text));
  const read: Bound[] = [];
  const free = found.flatMap((quantity) => withoutAmounts(quantity, (amount) => passed.has(amount.start) || isIn(told, amount)));
  const held = found.filter(({ form, amounts: [first] }) => form === 'one' && (passed.has(first.start) || isIn(told, first)));
  const all = amounts(text);
  const gaps = new Map([...free, ...held].filter((one) => isAlone(one, text)).map((one) => [one, gapOf(text, one, all)]));
  const clauses = clausesOf(text);
  const spaces = spacesOf(text);
  for (const rule of rulesIn(text)) {
    if (rule.says?.test(text) === false) continue;
    const replaced = told.filter(({ setting }) => rule.ratherThan?.includes(setting.name) === true);
    const given = [
      ...free,
      ...held.filter(({ amounts: [first] }) => (rule.isPassing === true && passed.has(first.start)) || isIn(replaced, first)),
    ].filter((one) => one.amounts.every((amount) => !isIn(read, amount)));
    const parts: readonly Part[] =
      rule.part === 'gap'
        ? given.flatMap((one) => gaps.get(one) ?? [])
        : clauses
            .filter(({ from, until }) =>
              [...told, ...read].every(({ setting, start, end }) => setting.name !== rule.name || start >= until || end <= from),
            )
            .map(({ from, until, shares }) => ({
              from,
              until,
              given: [
                ...given,
                ...[...(rule.is === 'share' ? shares() : []), ...(rule.hasSpace === true ? spaces : [])].filter(
                  ({ amounts: [own] }) => !isIn(told, own) && !isIn(read, own),
                ),
              ],
            }));
    for (const part of parts) {
      const value = valueIn(text, part, rule);
      if (value !== undefined && isValue(value, text)) read.push(value);
    }
  }
  return read;
}

function isIn(bound: readonly Bound[], { start, end }: Amount): boolean {
  return bound.some(({ amounts: own }) => own.some((other) => other.start < end && other.end > start));
}

function valueIn(text: string, { from, until, given }: Part, rule: ClauseRule): Bound | undefined {
  const [only] = given;
  const hole = rule.part === 'gap' && only !== undefined ? only : { start: until, end: until };
  const words = rule.part === 'gap' ? `${text.slice(from, hole.start)}#${text.slice(hole.end, until)}` : text.slice(from, until);
  const keys = rule.all.map((pattern) => pattern.exec(words));
  const [key] = keys;
  if (key === null || key === undefined || keys.includes(null) || rule.none?.test(words) === true) return undefined;
  const placeOf = (index: number): number => from + index + (from + index > hole.start ? hole.end - hole.start - 1 : 0);
  const [start, end] = [placeOf(key.index), placeOf(key.index + key[0].length)];
  const distance = (one: Quantity): number =>
    rule.part === 'gap' ? 0 : one.start >= start ? one.start - end : (start - one.end) * (rule.isBehind === true ? 3 : 1.5);
  const isFit = (one: Quantity): boolean =>
    one.amounts.every((amount) => fits(rule, amount, text.slice(0, amount.start), text.slice(amount.end, until)));
  // `N(0, 0.2²)`: one of two.
  const [best] = given
    .flatMap((one) => (one.form === 'list' && !isFit(one) ? one.amounts.map(alone) : [one]))
    .filter((one) => one.start >= from && one.end <= until && distance(one) <= (rule.within ?? 90) && isFit(one))
    .sort((a, b) => distance(a) - distance(b));
  if (best === undefined) return undefined;
  const [first, ...others] = best.amounts;
  // `Beta(0.2, 0.2)`.
  const rest = others.every(({ value }) => value === first.value) ? [] : others;
  return {
    setting: settingOf(rule.name),
    amounts: [meant(rule, first, words, text), ...rest.map((one) => meant(rule, one, words, text))],
    form: rest.length === 0 ? 'one' : best.form,
    start: Math.min(start, best.start),
    end: Math.max(end, best.end),
  };
}

/** Not one of a row, nor the second of `32 × 32`. */
export function isAlone({ form, start }: Quantity, text: string): boolean {
  return form === 'one' && !(/(?:×|\bx|\bby) ?$/.test(text.slice(0, start)) && /\d[^\d]{0,5}$/.test(text.slice(0, start)));
}

/** Between the numbers around it, as far as the last “and” or comma on each side. */
export function gapOf(text: string, one: Quantity, all: readonly Amount[]): Part {
  const isOwn = (other: Amount): boolean => /^ ?(?:×|x|by) ?$/.test(text.slice(one.end, other.start));
  // “One” is often no number.
  const others = all.filter((other) => other.isDigits || other.isShare || other.value > 1);
  const before = others.filter(({ end }) => end <= one.start).at(-1);
  const after = others.find((other) => other.start >= one.end && !isOwn(other));
  const gapBefore = text.slice(before?.end ?? 0, one.start);
  const gapAfter = text.slice(one.end, after?.start ?? text.length);
  const ahead =
    before === undefined ? gapBefore : gapBefore.slice(lastCoordinator(gapBefore)?.end ?? verb.exec(gapBefore)?.index ?? gapBefore.length);
  const behind = after === undefined ? gapAfter : gapAfter.slice(0, lastCoordinator(gapAfter)?.start ?? gapAfter.length);
  return {
    from: one.start - (ahead.split(/[.;] /).at(-1) ?? '').length,
    until: one.end + (behind.split(sentenceEnd)[0] ?? '').length,
    given: [one],
  };
}

function lastCoordinator(gap: string): { readonly start: number; readonly end: number } | undefined {
  const match = [...gap.matchAll(coordinator)].at(-1);
  return match === undefined ? undefined : { start: match.index, end: match.index + match[0].length };
}

/** Up to a semicolon or the end of a sentence; a colon and brackets belong to what stands before them. */
function clausesOf(text: string): { readonly from: number; readonly until: number; readonly shares: () => readonly Quantity[] }[] {
  const ends = [
    ...text.matchAll(
      /(?!; (?:its|whose|with|the (?:spread|strength|scale|rate|probability|share|standard|parameter|coefficient))\b)[.;](?=\s|$)(?<!\b(?:i\.e|e\.g|s\.d|cf|std|resp|approx)\.)/g,
    ),
  ].map(({ index }) => index);
  return [...ends, text.length]
    .map((until, index) => ({ from: index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, until }))
    .filter(({ from, until }) => !isResult.test(text.slice(from, until)))
    .map(({ from, until }) => ({ from, until, shares: once(() => wordSharesOf(text, from, until)) }));
}

function fits(rule: ClauseRule, { value, isShare, isDigits }: Amount, before: string, behind: string): boolean {
  if (rule.before !== undefined && !rule.before.test(before)) return false;
  if (!(rule.behind?.test(behind) ?? !isCompound(before, behind))) return false;
  switch (rule.is) {
    case 'count':
      return Number.isInteger(value) && !isShare && value >= (rule.least ?? 1) && value <= (rule.most ?? 1e6);
    case 'share':
      return (
        (isShare || isDigits) &&
        (rule.least === undefined ? value > 0 : value >= rule.least) &&
        (rule.most === undefined ? value < 1 : value <= rule.most) &&
        !/^ (?:percentage |%-)?points?\b|^ ?(?:epochs|steps|s\b|ms\b|[kMG]?Hz|mm|dB)/.test(behind)
      );
    case 'number':
      return (
        (isDigits || /\b(?:equals?|is|of|to|are|divided by) $/.test(before)) &&
        !isShare &&
        (rule.least === undefined ? value > 0 : value >= rule.least) &&
        value <= (rule.most ?? 10)
      );
  }
}

/** `ResNet-50`, `3-layer`: part of a word. */
function isCompound(before: string, behind: string): boolean {
  return /[-–]$/.test(before) || /^(?:\p{L}|-(?!fold\b|d\b|dim|head|layer|pixel|unit|channel|bit\b)\p{L})/u.test(behind);
}

/** Shares in words, where no number stands. */
function wordSharesOf(text: string, from: number, until: number): Quantity[] {
  const line = text.replaceAll(/(?<=\d)\.(?=\d)/g, '·');
  return [...line.slice(0, until).matchAll(wordShare)].flatMap(({ 0: written, index }): Quantity[] => {
    const value = shareOf(written);
    if (index < from || value === undefined || value === 1) return [];
    const amount: Amount = { value, start: index, end: index + written.length, isShare: true, isDigits: false };
    return amounts(text).some(({ start, end, isShare }) => isShare && start <= amount.start && end >= amount.end) ? [] : [alone(amount)];
  });
}

/** `ℝ^128`: an exponent is a number only here. */
function spacesOf(text: string): Quantity[] {
  return [...text.matchAll(/(?<![\p{L}\d])[Rℝ] ?\^ ?(\d+|[a-zA-Z](?:_?[a-z])?)(?![\d\p{L}×_])/gu)].flatMap(
    ({ 0: written, 1: size = '', index }): Quantity[] => {
      const end = index + written.length;
      // `ℝ^d with d = 64`.
      const digits = /^\d/.test(size)
        ? size
        : new RegExp(`^[^.;]{0,60}?(?<![\\p{L}\\d_])${size} ?= ?(\\d{1,5})(?!\\d|\\.\\d)`, 'u').exec(text.slice(end))?.[1];
      if (digits === undefined) return [];
      const amount: Amount = { value: Number(digits), start: end - size.length, end, isShare: false, isDigits: true };
      return [{ ...alone(amount), end }];
    },
  );
}

function meant(rule: ClauseRule, amount: Amount, clause: string, text: string): Amount {
  const isRest = rule.rest?.test(clause) === true && amount.value > 0.5;
  const isSquare = rule.isDeviation === true && /\^2$|²$/.test(text.slice(amount.start, amount.end));
  if (!isRest && !isSquare) return amount;
  return { ...amount, value: Number((isRest ? 1 - amount.value : Math.sqrt(amount.value)).toPrecision(6)) };
}
