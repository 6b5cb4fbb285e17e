import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import type { RunId } from '../base/ids.ts';
import type { MetricSeries } from '../runs/store/metricSeries.ts';
import { defineTool, rare } from './define.ts';

const maxValues = 60;
/** A column keeps at most five of its points. */
const columns = maxValues / 5;

/** The very values of one metric. */
export const readMetric = defineTool({
  name: 'read_metric',
  description:
    'Exact values of one metric of a run: at given steps, around a step, in a range of steps, or over all. More than 60 are thinned, and it says so. plot draws it as a picture: plot: [] alone, or with other metrics of the run, or RUN/METRIC of another. The name of a picture that the run logged shows that.',
  input: z.strictObject({
    run: z.string().min(1).max(200),
    metric: z.string().min(1).max(300),
    steps: z.array(z.number()).min(1).max(40).optional(),
    around: z.number().optional(),
    from: z.number().optional(),
    to: z.number().optional(),
    plot: rare(z.array(z.string().min(1).max(400)).max(7).optional()),
  }),
  effectKinds: ['record'],
  title: ({ run, metric }) => `Read ${metric} of run ${run}`,
  effects: () => [{ kind: 'record', what: 'runs' }],
  async run({ run, metric, steps, around, from, to, plot }, { runs, roots }) {
    const id = run.trim() as RunId;
    const state = await runs.get(id);
    const { spec } = state;
    const origin = { kind: 'log', name: spec.name } as const;
    const all = await runs.seriesOf(id);
    const series = await all.column(metric);
    if (series.count === 0) {
      const { loggedPicture, loggedTags } = await import('./plotMetrics.ts');
      const image = await loggedPicture(state, roots, metric, steps?.[0] ?? around);
      if (image !== undefined) return { content: `${image.label}, as it was logged.`, images: [image], origin };
      throw new NoSuchMetric(metric, [...all.metrics, ...(await loggedTags(state))]);
    }
    if (plot !== undefined) {
      const { plotMetrics, plottedOf } = await import('./plotMetrics.ts');
      const image = await plotMetrics(runs, await plottedOf(runs, { run: id, metric }, plot), from, to);
      const said = `${image.label}. Linear axes over all finite values, nothing smoothed; exact values: read_metric without plot.`;
      return { content: said, images: [image], origin };
    }
    const lines =
      steps !== undefined
        ? steps.flatMap((step) => atStep(series, step))
        : around !== undefined
          ? aroundStep(series, around)
          : inRange(series, from, to);
    return { content: [`${metric} of ${spec.id}, ${series.count} values`, ...lines].join('\n'), origin };
  },
});

class NoSuchMetric extends PracticumError {
  constructor(metric: string, known: readonly string[]) {
    super('no-such-metric', `This run has measured no ${metric}.`, {
      hint: known.length === 0 ? 'Nothing has been measured yet.' : `It has measured ${known.slice(0, 40).join(', ')}.`,
    });
  }
}

function atStep(series: MetricSeries, step: number): readonly string[] {
  const found = series.at(step);
  if (found.length > 0) return found.map((one) => line(one.step, one.value));
  const near = nearest(series, step);
  const below = near === undefined || series.stepAt(near) > step ? (near === undefined ? undefined : near - 1) : near;
  const neighbours = below === undefined ? [] : [below, below + 1].filter((index) => index >= 0 && index < series.count);
  const said = neighbours.map((index) => line(series.stepAt(index), series.valueAt(index)));
  return [`step ${step}: not measured; nearest ${said.join(', ')}`];
}

function aroundStep(series: MetricSeries, step: number): readonly string[] {
  const middle = nearest(series, step) ?? 0;
  const first = Math.max(0, Math.min(middle - maxValues / 2, series.count - maxValues));
  return listed(series, first, Math.min(series.count, first + maxValues));
}

/** Index of the value whose step is nearest. */
function nearest(series: MetricSeries, step: number): number | undefined {
  if (series.count === 0) return undefined;
  const { steps } = series.read();
  let best = 0;
  for (let index = 1; index < steps.length; index += 1)
    if (Math.abs((steps[index] ?? 0) - step) < Math.abs((steps[best] ?? 0) - step)) best = index;
  return best;
}

function inRange(series: MetricSeries, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY): readonly string[] {
  const { steps, values } = series.read();
  const kept: number[] = [];
  for (const [index, step] of steps.entries()) if (step >= from && step <= to) kept.push(index);
  if (kept.length === 0) return [`no value between steps ${from} and ${to}; there are some from ${steps[0]} to ${steps.at(-1)}`];
  if (kept.length <= maxValues) return kept.map((index) => line(steps[index] ?? Number.NaN, values[index] ?? Number.NaN));
  return thinned(kept, steps, values);
}

function listed(series: MetricSeries, from: number, to: number): readonly string[] {
  const { steps, values } = series.read(from, to);
  return Array.from(steps, (step, index) => line(step, values[index] ?? Number.NaN));
}

/** Of columns of equal count: first, lowest, highest, last and the first that is not finite, as they were measured. */
function thinned(kept: readonly number[], steps: Float64Array, values: Float64Array): readonly string[] {
  const numberAt = (index: number): number => values[index] ?? Number.NaN;
  const chosen = new Set<number>();
  for (let column = 0; column < columns; column += 1) {
    const part = kept.slice(Math.floor((column * kept.length) / columns), Math.floor(((column + 1) * kept.length) / columns));
    const finite = part.filter((index) => Number.isFinite(numberAt(index)));
    const odd = part.find((index) => !Number.isFinite(numberAt(index)));
    const extreme = (isBetter: (a: number, b: number) => boolean): number | undefined =>
      finite.reduce<number | undefined>(
        (best, index) => (best === undefined || isBetter(numberAt(index), numberAt(best)) ? index : best),
        undefined,
      );
    for (const index of [part[0], extreme((a, b) => a < b), extreme((a, b) => a > b), odd, part.at(-1)])
      if (index !== undefined) chosen.add(index);
  }
  const shown = [...chosen].sort((a, b) => a - b);
  return [
    `thinned: ${shown.length} of ${kept.length} values, each as measured: of ${columns} parts the first, lowest, highest, last and first not finite`,
    ...shown.map((index) => line(steps[index] ?? Number.NaN, numberAt(index))),
  ];
}

function line(step: number, value: number): string {
  return `step ${step}: ${value}`;
}
