/**
 * What becomes of what was not read: of the numbers of the truth that were lost, whether they are shown as numbers without a name; how many
 * entries that costs; and whether “missing” is told apart from “not found”.
 */
import { quantities } from '../../../src/papers/said/numbers.ts';
import type { Said } from '../../../src/papers/said/said.ts';
import { isEqual, isFound } from './judge.ts';
import type { TextWithTruth, TrueValue } from './truth.ts';

export interface UnreadFigures {
  /** Numeric values of the truth. */
  readonly values: number;
  readonly lost: number;
  /** Of the lost: their number stands in `unnamed`. */
  readonly shown: number;
  /** Of the lost: neither there nor, under another name, among what was read. */
  readonly unsaid: number;
  readonly entries: number;
  /** Entries whose numbers the truth has nowhere. */
  readonly noise: number;
  /** Entries whose numbers are in the truth and were read as well. */
  readonly again: number;
  readonly texts: number;
  /** Names that were said to be missing, by whether they are, and how many of these have places that may say it. */
  readonly rightMissing: number;
  readonly rightWithPlace: number;
  readonly wrongMissing: number;
  readonly wrongWithPlace: number;
}

export function unreadIn(texts: readonly TextWithTruth[], read: readonly Said[], names: ReadonlySet<string>): UnreadFigures {
  const sum = {
    values: 0,
    lost: 0,
    shown: 0,
    unsaid: 0,
    entries: 0,
    noise: 0,
    again: 0,
    rightMissing: 0,
    rightWithPlace: 0,
    wrongMissing: 0,
    wrongWithPlace: 0,
  };
  texts.forEach(({ truth }, index) => {
    const said = read[index];
    if (said === undefined) return;
    const expected = truth.hyperparameters.filter((value) => names.has(value.name) && numbersOf(value).length > 0);
    const lost = expected.filter((value) => !said.hyperparameters.some((found) => isFound(found, value)));
    const entries = said.unnamed.map(({ stated }) => quantities(stated).flatMap(({ amounts }) => amounts.map(({ value }) => value)));
    const named = said.hyperparameters.map(({ value, values = [value] }) => values.filter((one) => typeof one === 'number'));
    sum.values += expected.length;
    sum.lost += lost.length;
    for (const value of lost) {
      const isShown = entries.some((numbers) => holds(numbers, value));
      if (isShown) sum.shown++;
      else if (!named.some((numbers) => holds(numbers, value))) sum.unsaid++;
    }
    sum.entries += entries.length;
    for (const numbers of entries) {
      if (lost.some((value) => holds(numbers, value))) continue;
      if (expected.some((value) => numbersOf(value).some((one) => numbers.some((other) => isEqual(one, other))))) sum.again++;
      else sum.noise++;
    }
    for (const { name, perhaps } of said.missing) {
      if (truth.missing.includes(name)) {
        sum.rightMissing++;
        if (perhaps !== undefined) sum.rightWithPlace++;
      } else if (truth.missingMay?.includes(name) !== true) {
        sum.wrongMissing++;
        if (perhaps !== undefined) sum.wrongWithPlace++;
      }
    }
  });
  return { ...sum, texts: texts.length };
}

/** Zero is “none”: nobody looks for a number there. */
function numbersOf({ value }: TrueValue): readonly number[] {
  const all = typeof value === 'number' || typeof value === 'string' ? [value] : value;
  const numbers = all.filter((one) => typeof one === 'number');
  return numbers.length === all.length && numbers.some((one) => one !== 0) ? numbers : [];
}

/** All of its numbers, whatever they are written as: 20 for a share of 0.2, 10 for a factor of 1/10. */
function holds(numbers: readonly number[], value: TrueValue): boolean {
  const isDivided = value.name === 'learning rate decay factor';
  return numbersOf(value).every((one) =>
    numbers.some((other) => isEqual(one, other) || isEqual(one, other / 100) || (isDivided && isEqual(one, 1 / other))),
  );
}
