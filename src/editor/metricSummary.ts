import type { MetricPoint } from '../runs/run.ts';
import { isLargerBetter } from '../tools/metricSummary.ts';

export interface MetricSummary {
  readonly metric: string;
  readonly count: number;
  readonly last: { readonly value: number; readonly step: number };
  /** Undefined while every value is NaN or infinite. */
  readonly best: { readonly value: number; readonly step: number; readonly goal: 'min' | 'max' } | undefined;
}

/** Which way is better, by the metric’s name. The agent is told the same. */
export function goalOf(metric: string): 'min' | 'max' {
  return isLargerBetter(metric) ? 'max' : 'min';
}

/** Adds points to summaries, in the order in which the metrics first appeared. */
export function addPoints(
  summaries: ReadonlyMap<string, MetricSummary>,
  points: readonly MetricPoint[],
): ReadonlyMap<string, MetricSummary> {
  const next = new Map(summaries);
  for (const { metric, step, value } of points) {
    const before = next.get(metric);
    next.set(metric, { metric, count: (before?.count ?? 0) + 1, last: { value, step }, best: betterOf(metric, before?.best, value, step) });
  }
  return next;
}

function betterOf(metric: string, best: MetricSummary['best'], value: number, step: number): MetricSummary['best'] {
  if (!Number.isFinite(value)) return best;
  const goal = best?.goal ?? goalOf(metric);
  const isBetter = best === undefined || (goal === 'min' ? value < best.value : value > best.value);
  return isBetter ? { value, step, goal } : best;
}

const learningMachinery =
  /(^|[^a-z])(lr|learning_?rate|grad_?norm|epoch|step|time|seconds|samples_per_second|steps_per_second|runtime)([^a-z]|$)/i;

/** The metric that says most about a run: what was measured on held-out data, a score before a loss; never a learning rate. */
export function headline(summaries: Iterable<MetricSummary>): MetricSummary | undefined {
  let chosen: MetricSummary | undefined;
  let rank = -1;
  for (const summary of summaries) {
    const name = summary.metric.toLowerCase();
    if (learningMachinery.test(name)) continue;
    const isHeldOut = /test|val|eval|dev/.test(name);
    const its = (isHeldOut ? 4 : 0) + (isLargerBetter(name) ? 2 : name.includes('loss') ? 1 : 0);
    if (its > rank) [chosen, rank] = [summary, its];
  }
  return chosen;
}
