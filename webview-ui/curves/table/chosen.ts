import type { CurveRun, CurveSummary } from '../../../src/protocol/curves.ts';
import { type Column, type ColumnWord, columnOf, parametersOf } from './columns.ts';

/** At most so many parameters are shown where nobody has chosen. */
const usualParameters = 6;

/** What stands on a command line without a name has only its place there: it is a column for those who choose it. */
const isPlace = /^argument \d+$/;

/** The columns beside the name: those that were chosen, else how long it took, what the runs differ in, and what came of the first metric. */
export function shownColumns(
  chosen: readonly ColumnWord[],
  runs: readonly CurveRun[],
  metrics: readonly string[],
  isBestKnown: (metric: string) => boolean,
): readonly ColumnWord[] {
  const known = chosen.filter((word) => columnOf(word) !== undefined);
  if (known.length > 0) return known;
  const different = parametersOf(runs).filter(({ name, differs }) => differs && !isPlace.test(name));
  const result = metrics.find(isBestKnown) ?? metrics[0];
  return [
    'duration',
    ...different.slice(0, usualParameters).map(({ name }) => `param:${name}`),
    ...(result === undefined ? [] : isBestKnown(result) ? [`best:${result}`, `last:${result}`] : [`last:${result}`]),
  ];
}

/** What has a best value: a loss, an accuracy; not a learning rate. */
export function hasBest(summaries: ReadonlyMap<string, CurveSummary>): boolean {
  for (const { best, kind } of summaries.values()) if (best !== undefined && kind === 'metric') return true;
  return false;
}

/** For parallel coordinates: what the runs differ in, then what came of it. */
export function comparedColumns(words: readonly ColumnWord[], runs: readonly CurveRun[]): readonly Column[] {
  const columns = words.flatMap((word) => columnOf(word) ?? []);
  const parameters = columns.filter(({ kind }) => kind === 'param');
  const results = columns.filter(({ kind }) => kind === 'best' || kind === 'last');
  const differing = parametersOf(runs).flatMap(({ name, differs }): Column[] => (differs ? [{ kind: 'param', of: name }] : []));
  return [...(parameters.length > 0 ? parameters : differing), ...results];
}
