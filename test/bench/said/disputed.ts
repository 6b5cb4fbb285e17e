/** Pairs of values that a text gives one setting, with the cues of each, and whether the truth calls them a contradiction. */
import type { Paper } from '../../../src/papers/document.ts';
import { pairsOf } from '../../../src/papers/said/contradictions.ts';
import { cuesOfPair } from '../../../src/papers/said/disputes.ts';
import { doubtsOf } from '../../../src/papers/said/doubts.ts';
import { readingOf } from '../../../src/papers/said/reading.ts';
import { openingOf, toldIn } from '../../../src/papers/said/retold.ts';
import { isEqual } from './judge.ts';
import type { Truth } from './truth.ts';

export interface Disputed {
  readonly name: string;
  readonly values: readonly (number | string)[];
  /** Which of the true contradictions it is; none where they do not contradict each other. */
  readonly is: number | undefined;
  readonly cues: readonly string[];
}

export function disputedIn(paper: Paper, contradictions: Truth['contradictions']): readonly Disputed[] {
  const reading = readingOf(paper);
  if (reading === undefined) return [];
  const { told, perhaps, doubtOf } = toldIn(reading, doubtsOf(reading.given), paper);
  return pairsOf(told, perhaps, openingOf(reading.passages, paper.title)).map((pair) => {
    const { one, other } = pair;
    const is = contradictions.findIndex(
      ({ name, values }) => name === one.name && [one, other].every(({ value }) => values.some((each) => isEqual(each, value))),
    );
    return { name: one.name, values: [one.value, other.value], is: is < 0 ? undefined : is, cues: cuesOfPair(pair, told, doubtOf) };
  });
}
