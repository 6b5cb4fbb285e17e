import type { CurveRun, CurveSummary } from '../../../src/protocol/curves.ts';
import type { SummaryOf } from '../../../webview-ui/curves/table/columns.ts';

/** A run of the table that is nothing special, but for what is said. */
export function makeRun(id: string, said: Partial<CurveRun> = {}): CurveRun {
  return {
    id,
    name: id,
    status: 'done',
    color: 0,
    isShown: true,
    points: 0,
    summary: '',
    createdMs: 0,
    place: 'here',
    parameters: {},
    tags: [],
    notes: [],
    isArchived: false,
    marks: [],
    ...said,
  };
}

type Said = Readonly<Record<string, Readonly<Record<string, { readonly last: number; readonly best?: number }>>>>;

/** What metrics came to, by run and metric. */
export function makeSummaries(said: Said): SummaryOf {
  return (run, metric): CurveSummary | undefined => {
    const its = said[run]?.[metric];
    if (its === undefined) return undefined;
    const best = its.best === undefined ? {} : { best: { value: its.best, step: 1, goal: 'min' as const } };
    return {
      run,
      metric,
      points: 1,
      nonFinite: 0,
      last: its.last,
      lastStep: 1,
      ...best,
      hasEpochs: false,
      hasSuperseded: false,
      kind: 'metric',
    };
  };
}
