/** A value that is given up a sentence later: `We began with 0.01. It exploded in most runs. We settled for 0.002.` */
import { bind } from './bind.ts';
import type { Bound } from './bound.ts';
import type { Candidate } from './candidates.ts';
import type { Letters } from './mentions.ts';
import { quantities } from './numbers.ts';
import type { Passage } from './passages.ts';
import { mayReplace, withReplacements } from './replaced.ts';
import { quoteOf } from './wordedValues.ts';

/** So many sentences before are asked. */
const reach = 2;

/** `found`: without what is given up, and with what is chosen for it. */
export function withChosenLater(sentences: readonly Passage[], found: readonly Candidate[], letters: Letters): readonly Candidate[] {
  const gone = new Set<Candidate>();
  const added: Candidate[] = [];
  sentences.forEach((passage, index) => {
    const { line, anchor, place, headings, others } = passage;
    if (place !== 'text' || !mayReplace(line.text)) return;
    const before = sentences.slice(Math.max(0, index - reach), index).filter((other) => other.anchor === anchor && other.place === place);
    if (before.length === 0) return;
    const parts = [...before, passage].map((each) => each.line.text);
    const startOf = (at: number): number => parts.slice(0, at).reduce((sum, { length }) => sum + length + 1, 0);
    const told = [...before, passage].flatMap((each, at) => bind(each.line, letters).map((one) => moved(one, startOf(at))));
    const from = startOf(before.length);
    const text = parts.map((part) => part.replace(/\.$/, ';')).join(' ');
    const free = quantities(line.text)
      .map((one) => ({ ...one, amounts: movedAmounts(one.amounts, from) }))
      .filter(({ amounts: [first] }) => told.every(({ amounts: [own] }) => own.start !== first.start));
    for (const { setting, amounts, insteadOf } of withReplacements(text, told, free, true)) {
      const [amount] = amounts;
      const at = { start: amount.start - from, end: amount.end - from };
      if (insteadOf === undefined || insteadOf >= from || at.start < 0) continue;
      if (others.some(([start, end, owner]) => owner !== 'trial' && start <= at.start && end > at.start)) continue;
      const old = told.find(({ amounts: [own] }) => own.start === insteadOf)?.amounts[0].value;
      const replaced = found.filter(
        ({ name, value, sentence }) => name === setting.name && value === old && before.some((other) => other.line.text === sentence),
      );
      for (const one of replaced) gone.add(one);
      if (found.some(({ name, value, sentence }) => name === setting.name && value === amount.value && sentence === line.text)) continue;
      added.push({
        name: setting.name,
        value: amount.value,
        stated: line.text.slice(at.start, at.end).trim(),
        scope: replaced[0]?.scope ?? [],
        quote: quoteOf(line, at),
        sentence: line.text,
        anchor,
        place,
        headings,
      });
    }
  });
  return gone.size === 0 && added.length === 0 ? found : [...found.filter((one) => !gone.has(one)), ...added];
}

function movedAmounts(amounts: Bound['amounts'], by: number): Bound['amounts'] {
  const [first, ...rest] = amounts.map((one) => ({ ...one, start: one.start + by, end: one.end + by }));
  return first === undefined ? amounts : [first, ...rest];
}

function moved(bound: Bound, by: number): Bound {
  const { insteadOf, ...rest } = bound;
  return {
    ...rest,
    amounts: movedAmounts(bound.amounts, by),
    start: bound.start + by,
    end: bound.end + by,
    ...(insteadOf === undefined ? {} : { insteadOf: insteadOf + by }),
  };
}
