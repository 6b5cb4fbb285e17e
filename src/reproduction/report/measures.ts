/** What an experiment without a paper came to: its metrics over the seeds, beside the baseline. */
import type { Report } from '../stages/resultRecords.ts';
import { type MeasuredRun, measuredFor, metricNames } from './measurements.ts';
import { shortened } from './shortened.ts';

export type Measure = NonNullable<Report['measures']>[number];

const mostMeasures = 60;

/** Of the finished runs for the numbers; last values. */
export function measuresOf(runs: readonly MeasuredRun[], seeds: readonly number[]): readonly Measure[] {
  const of = (purpose: MeasuredRun['purpose']): readonly MeasuredRun[] =>
    runs.filter((run) => run.status === 'done' && run.purpose === purpose).map((run) => ({ ...run, purpose: 'full' as const }));
  const [full, baseline] = [of('full'), of('baseline')];
  return metricNames(full)
    .slice(0, mostMeasures)
    .flatMap((key): Measure[] => {
      const own = over(key, full, seeds);
      return own === undefined ? [] : [{ key: shortened(key), ...own, baseline: over(key, baseline, seeds) ?? null }];
    });
}

type Over = Omit<Measure, 'key' | 'baseline'>;

function over(key: string, runs: readonly MeasuredRun[], seeds: readonly number[]): Over | undefined {
  const found = measuredFor({ key, pick: 'last' }, runs, seeds);
  const values = found.kind === 'measured' ? found.values.map(({ value }) => value).filter(Number.isFinite) : [];
  if (values.length === 0) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = values.length < 2 ? null : Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  return { mean, sd, seeds: values.length };
}

export function measuresText(measures: readonly Measure[]): string {
  const told = measures
    .filter(({ key }) => !/(?:^|[^a-z])(?:lr|learning_?rate|epoch|step|seconds|time)(?:[^a-z]|$)/i.test(key))
    .slice(0, 3);
  if (told.length === 0) return 'No number was measured.';
  const words = told.map(
    ({ key, baseline, ...own }) => `${key} ${spreadText(own)}${baseline === null ? '' : ` (baseline ${spreadText(baseline)})`}`,
  );
  return `Measured: ${words.join('; ')}.`;
}

export function spreadText({ mean, sd, seeds }: Over): string {
  const number = (value: number): string => String(Number(value.toPrecision(4)));
  return `${number(mean)}${sd === null ? '' : ` ± ${number(sd)}`} over ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`;
}
