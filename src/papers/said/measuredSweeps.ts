/**
 * Sentences that go through the values of a setting and tell what came out at each: `Copying every 50, 500 and 5000 updates: 15, 11, 35`.
 * Behind the values stand as many other numbers. Of which setting they are is told by the sentence, by the heading above it or by the
 * sentence before, and is sure where the paper gives one of the values to that setting.
 */
import type { Candidate } from './candidates.ts';
import { quoted } from './linear.ts';
import { type Letters, mentionsIn } from './mentions.ts';
import { type Quantity, quantities } from './numbers.ts';
import type { Passage } from './passages.ts';
import type { Entities } from './scopes.ts';
import { scopesIn } from './scoping.ts';
import { shortNames } from './searchedLists.ts';

interface MeasuredSweep {
  readonly list: Quantity;
  readonly results: Quantity;
}

/** What comes between the values and what came out: a colon, or a verb. */
const leadsTo =
  /^[})\]]?[^.;]{0,90}?(?::|\b(?:g[ai]ves?|giving|gets?|got|reach(?:es|ed)?|yields?|yielded|have|has|had|leads? to|led to|takes?|took|needs?|needed|solves?|solved|costs?|is|are|was|were|obtains?|obtained|measured?|scores?|scored|achieves?|achieved|ends? (?:at|with)|ended (?:at|with)|come to|came to)\b)[^.;:\d]{0,60}$/;

export function measuredIn(text: string): MeasuredSweep[] {
  const all = quantities(text);
  return all.flatMap((list, index): MeasuredSweep[] => {
    if (!isAxis(list)) return [];
    const results = all
      .slice(index + 1)
      .find(
        (other) => other.form === 'list' && other.amounts.length === list.amounts.length && leadsTo.test(text.slice(list.end, other.start)),
      );
    return results === undefined ? [] : [{ list, results }];
  });
}

/** Three numbers or more, which rise or fall throughout, and are no results themselves. */
export function isAxis({ form, amounts }: Pick<Quantity, 'form' | 'amounts'>): boolean {
  const values = amounts.map(({ value }) => value);
  return (form === 'list' || form === 'set') && values.length >= 3 && !amounts.some(({ isShare }) => isShare) && isMonotone(values);
}

export function isMonotone(values: readonly number[]): boolean {
  const signs = new Set(values.slice(1).map((value, index) => Math.sign(value - (values[index] ?? value))));
  return signs.size === 1 && !signs.has(0);
}

/** The sweeps that sentences tell, and `found` without what was read of their numbers otherwise. */
export function withMeasuredSweeps(
  sentences: readonly Passage[],
  found: readonly Candidate[],
  letters: Letters,
  entities: Entities,
): readonly Candidate[] {
  let kept = found;
  for (const passage of sentences) {
    if (passage.place === 'algorithm' || passage.place === 'table') continue;
    const { line, anchor } = passage;
    for (const { list, results } of measuredIn(line.text)) {
      if (passage.others.some(([from, until, owner]) => owner !== 'trial' && list.start >= from && list.start < until)) continue;
      const isOfSentence = (each: Candidate): boolean => each.anchor === anchor && (each.sentence ?? line.text) === line.text;
      const isOf = ({ value, values, role }: Candidate, { amounts }: Quantity): boolean =>
        role === undefined
          ? amounts.some((amount) => amount.value === value)
          : values?.every((each) => amounts.some((amount) => amount.value === each)) === true;
      const rest = kept.filter((each) => !isOfSentence(each) || !(isOf(each, list) || isOf(each, results)));
      const name = nameOf(passage, list, rest, letters);
      if (name === undefined) continue;
      const stated = line.text.slice(list.start, list.end);
      const around = { start: list.start, end: results.end, count: 1 };
      kept = [
        ...rest,
        {
          name,
          value: stated,
          stated,
          role: 'searched',
          values: list.amounts.map(({ value }) => value),
          scope: scopesIn(line.text, [around], entities, passage.previous)[0]?.[0] ?? [],
          quote: quoted(line, Math.max(0, line.text.lastIndexOf(' ', list.start - 40)), list.end),
          sentence: line.text,
          anchor,
          place: passage.place,
          headings: passage.headings,
          isAside: true,
        },
      ];
    }
  }
  return kept;
}

/**
 * A letter, the words before the values, the noun behind them, the heading and the sentence before say of what: first whoever names a
 * setting that has one of the values, then the heading alone. A value that only one setting has tells it as well.
 */
function nameOf(
  { line: { text }, headings, previous = '' }: Passage,
  list: Quantity,
  found: readonly Candidate[],
  letters: Letters,
): string | undefined {
  const given = found.filter(({ role, value }) => role === undefined && typeof value === 'number' && value !== 0);
  const having = given.filter((one) => list.amounts.some(({ value }) => value === one.value));
  const isGiven = (name: string): boolean => having.some((one) => one.name === name);
  const before = text.slice(0, list.start);
  const letter = letterBefore.exec(before)?.[1];
  const meant = letter === undefined ? undefined : letters.get(letter)?.name;
  if (meant !== undefined && isGiven(meant)) return meant;
  const behind = /^(?: [\p{Ll}-]+){1,4}/u.exec(text.slice(list.end))?.[0] ?? '';
  const heading = headings.at(-1) ?? '';
  const last = /[^.!?]*[.!?]?\s*$/.exec(previous.replaceAll(/(?<=\d)\.(?=\d)/g, '·'))?.[0] ?? '';
  for (const place of letter === undefined ? [before, behind, heading, last] : [heading]) {
    const named = namesIn(place, letters).filter(isGiven);
    // The nearest name in the sentence, the only one elsewhere.
    const [nearest, ...further] = place === before ? named.toReversed() : named;
    if (nearest !== undefined && (further.length === 0 || place === before || place === behind)) return nearest;
    const [short, ...others] = shortNames(place).filter(isGiven);
    if (short !== undefined && others.length === 0) return short;
  }
  const [headed, ...more] = heading.length <= 40 ? namesIn(heading, letters) : [];
  if (headed !== undefined && more.length === 0 && (letter === undefined || meant !== undefined)) return headed;
  if (meant !== undefined) return given.some(({ name }) => name === meant) ? meant : undefined;
  const rare = new Set(having.flatMap(({ name, value }) => (Number.isInteger(value) ? [] : [name])));
  return letter === undefined && rare.size === 1 ? [...rare][0] : undefined;
}

function namesIn(text: string, letters: Letters): string[] {
  return [...new Set(mentionsIn(text, letters).map(({ setting }) => setting.name))];
}

/** `γ in {`, `|D| ∈ {`, `with λ = `. */
const letterBefore = /(?<![\p{L}\d])\|?(\p{L}(?:_?\w{1,8})?)\|? ?(?:∈|=|in|of|at)\s*[{(]?$/u;
