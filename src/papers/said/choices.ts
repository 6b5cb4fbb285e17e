/** What was chosen out of a list that a sentence before told: `The choices were 0.03 for SGD and 0.003 for Adam.` */
import type { Candidate } from './candidates.ts';
import { contrastIn } from './contrasts.ts';
import { quantities } from './numbers.ts';
import type { Passage } from './passages.ts';
import type { Entities } from './scopes.ts';
import { scopesIn } from './scoping.ts';
import { isWithin } from './whose.ts';
import { quoteOf } from './wordedValues.ts';

const cue =
  /\b(?:choices?|chosen|chose|picked|selected|winners?|won|settled|(?:(?:is|are|was|were|came out|proved|turned out)(?: to be)?|the) (?:the )?best|best (?:values?|ones?)|we (?:then )?(?:use|used|take|took|keep|kept)|(?:is|are|was|were) (?:then )?(?:used|taken|kept))\b/i;
/** What came out, or counts a thing. */
const isOther = /^ ?(?:%|per\s?cent|[\p{L}-]+(?:s|ed)\b(?<!is|was|has))/u;

/** `searched`: the lists. A number of the next two sentences that one setting’s lists hold, and that nothing else says. */
export function choicesOf(sentences: readonly Passage[], found: readonly Candidate[], entities: Entities): Candidate[] {
  const searched = found.filter(({ role, values, place }) => role === 'searched' && values !== undefined && place === 'text');
  return sentences.flatMap((passage, index): Candidate[] => {
    const { line, anchor, place, headings, previous, others } = passage;
    if (place !== 'text' || !cue.test(line.text)) return [];
    const before = sentences.slice(Math.max(0, index - 2), index).filter((other) => other.anchor === anchor);
    const lists = searched.filter((list) => list.anchor === anchor && before.some((other) => other.line.text === list.sentence));
    if (lists.length === 0) return [];
    const isRead = (value: number): boolean =>
      found.some(
        (other) =>
          other.anchor === anchor && other.sentence === line.text && (other.value === value || other.values?.includes(value) === true),
      );
    const chosen = quantities(line.text).flatMap(({ form, amounts: [amount] }) => {
      const names = new Set(lists.filter(({ values }) => values?.includes(amount.value) === true).map(({ name }) => name));
      const [name] = names;
      return form !== 'one' ||
        !amount.isDigits ||
        name === undefined ||
        names.size > 1 ||
        isRead(amount.value) ||
        isWithin(others, amount.start) ||
        isOther.test(line.text.slice(amount.end))
        ? []
        : [{ name, amount }];
    });
    const places = chosen.map(({ name, amount: { start, end } }) => ({ name, start, end, count: 1 }));
    const scopes = scopesIn(line.text, places, entities, previous);
    const apart = new Set(chosen.map(({ name }) => name)).size === 1 ? contrastIn(line.text, places) : undefined;
    return chosen.map(({ name, amount: { value, start, end } }, at) => {
      const told = apart?.[at];
      const stated = line.text.slice(start, end).trim();
      const scope = told === undefined ? (scopes[at]?.[0] ?? []) : [told];
      return { name, value, stated, scope, quote: quoteOf(line, { start, end }), sentence: line.text, anchor, place, headings };
    });
  });
}
