/** Numbers that are told by the other words of their clause, in whatever order these stand. */
import { type Bound, settingOf } from './bound.ts';
import { divides, examplesBehind, families, noPart, noShare, purposes, weakTest } from './clauseFamilies.ts';
import type { Amount, Quantity } from './numbers.ts';
import { asParts } from './splits.ts';

interface Clause {
  /** Up to the number, and from its end. */
  readonly ahead: string;
  readonly behind: string;
}

const coordinator = /(?:;|:|,| and| while| whereas| but)(?= )/g;
const sentenceEnd = /[.;](?= |$)/;

/** `free`: what nobody else has claimed. */
export function clausesIn(text: string, free: readonly Quantity[], all: readonly Amount[]): Bound[] {
  const alone = free.flatMap(({ form, amounts: [amount] }) => (form === 'one' && !isFactor(text, amount) ? [amount] : []));
  const given = alone.map((amount) => ({ amount, clause: clauseOf(text, amount, all) }));
  const named = given.flatMap(({ amount, clause }) => {
    const name = nameOf(amount, clause, text.slice(0, amount.start).split(/[.;] /).at(-1) ?? '');
    return name === undefined ? [] : [{ amount, name }];
  });
  const sizes = given.filter(({ amount }) => named.every((other) => other.amount !== amount));
  return [...named.map(({ amount, name }) => bound(name, amount)), ...partsIn(text, sizes, all)];
}

function bound(name: string, amount: Amount): Bound {
  return { setting: settingOf(name), amounts: [amount], form: 'one', start: amount.start, end: amount.end };
}

/** The second of `32 × 32`. */
function isFactor(text: string, { start }: Amount): boolean {
  return /(?:×|\bx|\bby) ?$/.test(text.slice(0, start)) && /\d[^\d]{0,5}$/.test(text.slice(0, start));
}

/** Between the numbers around it, as far as the last “and” or comma on each side. */
function clauseOf(text: string, amount: Amount, all: readonly Amount[]): Clause {
  const isOwn = (other: Amount): boolean => /^ ?(?:×|x|by) ?$/.test(text.slice(amount.end, other.start));
  const before = all.filter(({ end }) => end <= amount.start).at(-1);
  const after = all.find((other) => other.start >= amount.end && !isOwn(other));
  const gapBefore = text.slice(before?.end ?? 0, amount.start);
  const gapAfter = text.slice(amount.end, after?.start ?? text.length);
  const ahead = before === undefined ? gapBefore : gapBefore.slice(lastCoordinator(gapBefore)?.end ?? gapBefore.length);
  const behind = after === undefined ? gapAfter : gapAfter.slice(0, lastCoordinator(gapAfter)?.start ?? gapAfter.length);
  return { ahead: ahead.split(/[.;] /).at(-1) ?? '', behind: behind.split(sentenceEnd)[0] ?? '' };
}

function lastCoordinator(gap: string): { readonly start: number; readonly end: number } | undefined {
  const match = [...gap.matchAll(coordinator)].at(-1);
  return match === undefined ? undefined : { start: match.index, end: match.index + match[0].length };
}

function nameOf(amount: Amount, { ahead, behind }: Clause, sentence: string): string | undefined {
  const masked = behind.replaceAll(/\d[\d.,]*\d|\d/g, (digits) => `#${'_'.repeat(digits.length - 1)}`);
  const whole = `${ahead}#${masked}`;
  const wide = `${sentence.replaceAll(/\d/g, '')}#${masked}`;
  return families.find(
    (family) =>
      !amount.isShare === !(family.name === 'top-p' && amount.isShare) &&
      amount.value >= family.least &&
      amount.value <= family.most &&
      (family.least < 1 || Number.isInteger(amount.value)) &&
      family.behind?.test(masked) !== false &&
      family.near.test(family.isWide === true ? wide : whole) &&
      family.without?.test(whole) !== true,
  )?.name;
}

/** Counts of examples, and shares, by what their clause says that they are for. */
function partsIn(text: string, given: readonly { readonly amount: Amount; readonly clause: Clause }[], all: readonly Amount[]): Bound[] {
  const hasNoun = all.some(({ end }) => examplesBehind.test(text.slice(end)));
  return given.flatMap(({ amount, clause: { ahead, behind } }) => {
    const isCount = !amount.isShare && Number.isInteger(amount.value) && amount.value >= 20;
    const isNamed = examplesBehind.test(behind);
    // `the other 11,500`, `1,080 to test on`: counts what the number before it counts.
    const isElliptic =
      hasNoun &&
      /^(?:[.,;)]|$)|^ (?:are|were|is|was|to|for|in|serve[sd]?|the|of|help(?:ed|s)?|go|went|decide[sd]?|chose|choose|guide[sd]?|steer(?:ed)?|tell|told|determined?|select(?:ed)?|picked?|others|more|further|we|form(?:ed)?|made|make)\b/.test(
        behind,
      );
    const symbol = /(?:^|[ (,])[nNmM](?:_|\()*(train|val|valid|dev|test)\w*\)? ?= ?$/i.exec(ahead)?.[1];
    const isShare =
      amount.isShare &&
      amount.value < 1 &&
      /^ (?:of|for|are|is|was|were|as|to|serves?|goes|go|training|validation|test)\b|^[,.;]|^$/.test(behind);
    if (!(isCount && (isNamed || isElliptic || symbol !== undefined)) && !isShare) return [];
    const clause = `${ahead}#${behind}`;
    if (isShare ? noShare.test(clause) || !divides.test(clause) : noPart.test(clause)) return [];
    const part =
      symbol === undefined ? purposeOf(ahead, behind) : /^t/i.test(symbol) ? (/^tr/i.test(symbol) ? 'training' : 'test') : 'validation';
    return part === undefined ? [] : asParts(text, [{ part, amount }]);
  });
}

function purposeOf(ahead: string, behind: string): 'training' | 'validation' | 'test' | undefined {
  // `10 % of the training data` are for something else.
  const own = behind.replace(/^ of (?:the |our |all |its |each )*(?:train\w*) [\p{L}]+/u, (words) => ' '.repeat(words.length));
  const near = purposes.flatMap(([part, words]) => [
    ...[...own.matchAll(words)].map(({ index }) => ({ part, distance: index })),
    ...[...ahead.matchAll(words)].map(({ index, 0: word }) => ({ part, distance: ahead.length - index - word.length })),
  ]);
  const [first] = near.sort((a, b) => a.distance - b.distance);
  if (first !== undefined) return first.distance <= 60 ? first.part : undefined;
  return weakTest.test(`${ahead}#${behind}`) ? 'test' : undefined;
}
