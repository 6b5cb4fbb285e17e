import { goalOf } from '../runs/capture/names.ts';
import type { MetricPoint } from '../runs/run.ts';

/** One line per metric, with the numbers exactly as they were measured. */
export function summarizeMetrics(points: readonly MetricPoint[]): readonly string[] {
  const byMetric = new Map<string, MetricPoint[]>();
  for (const point of points) {
    const series = byMetric.get(point.metric);
    if (series === undefined) byMetric.set(point.metric, [point]);
    else series.push(point);
  }
  return [...byMetric].map(([metric, series]) => summarize(metric, series));
}

function summarize(metric: string, series: readonly MetricPoint[]): string {
  const isBetter = isLargerBetter(metric) ? (a: number, b: number) => a > b : (a: number, b: number) => a < b;
  const finite = series.filter(({ value }) => Number.isFinite(value));
  const best = finite.reduce<MetricPoint | undefined>(
    (top, point) => (top === undefined || isBetter(point.value, top.value) ? point : top),
    undefined,
  );
  const at = (point: MetricPoint | undefined): string => (point === undefined ? 'none' : `${point.value} (step ${point.step})`);
  const broken = series.find(({ value }) => !Number.isFinite(value));
  const warning = broken === undefined ? '' : `, not finite ${series.length - finite.length} (from step ${broken.step})`;
  return `metric ${metric}: first ${at(series[0])}, best ${at(best)}, last ${at(series.at(-1))}, n ${series.length}${warning}`;
}

/** By name: what `runs` knows, else anything that sounds like a score; what is not known falls. */
export function isLargerBetter(metric: string): boolean {
  const goal = goalOf(metric);
  if (goal !== undefined) return goal === 'max';
  return !/loss|err|perplexity/i.test(metric) && /acc|f1|auc|bleu|rouge|reward|precision|recall|score/i.test(metric);
}
