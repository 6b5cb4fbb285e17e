import { goalOf } from '../runs/capture/names.ts';
import type { RunSeries } from '../runs/runs.ts';
import type { Measurement, MetricSummary } from '../runs/series.ts';
import { type Trend, trendOf, trendValues } from '../runs/trend.ts';

/** A script that logs each layer has hundreds: those are named, and read one by one. */
const maxMetrics = 40;
const maxNamesChars = 2_000;

/** One line per metric, with the numbers exactly as they were measured. */
export async function summarizeMetrics(series: RunSeries): Promise<readonly string[]> {
  const summaries = await series.summaries();
  const lines: string[] = [];
  for (const summary of summaries.slice(0, maxMetrics)) {
    const column = await series.column(summary.metric);
    const { steps, values } = column.read(column.count - trendValues(column.count), column.count);
    lines.push(metricLine(summary, trendOf(steps, values)));
  }
  const names = summaries.slice(maxMetrics).map(({ metric }) => metric);
  if (names.length > 0) lines.push(`and ${names.length} more metrics, for read_metric: ${names.join(', ').slice(0, maxNamesChars)}`);
  return lines;
}

export function metricLine(summary: MetricSummary, trend?: Trend): string {
  const { metric, n, nonFinite, first, last, lowest, highest, firstNonFinite } = summary;
  const best = isLargerBetter(metric) ? highest : lowest;
  const at = (point: Measurement | undefined): string => (point === undefined ? 'none' : `${point.value} (step ${point.step})`);
  const warning = firstNonFinite === undefined ? '' : `, not finite ${nonFinite} (from step ${firstNonFinite.step})`;
  return `metric ${metric}: first ${at(first)}, best ${at(best)}, last ${at(last)}, n ${n}${warning}${trendText(trend)}`;
}

function trendText(trend: Trend | undefined): string {
  if (trend === undefined) return '';
  const { direction, slope, n, fromStep, toStep } = trend;
  return `, trend ${direction} (slope ${Number(slope.toPrecision(3))} per step over the newest ${n}, steps ${fromStep} to ${toStep})`;
}

/** By name: what `runs` knows, else anything that sounds like a score; what is not known falls. */
export function isLargerBetter(metric: string): boolean {
  const goal = goalOf(metric);
  if (goal !== undefined) return goal === 'max';
  return !/loss|err|perplexity/i.test(metric) && /acc|f1|auc|bleu|rouge|reward|precision|recall|score/i.test(metric);
}
