import { goalOf } from '../runs/capture/names.ts';
import type { MetricSummary } from '../runs/series.ts';

/** Summaries of earlier points and of later ones as one, so that a long run is not read again for every new point. */
export function joinSummaries(earlier: readonly MetricSummary[], later: readonly MetricSummary[]): readonly MetricSummary[] {
  const joined = new Map(earlier.map((row) => [row.metric, row]));
  for (const row of later) {
    const before = joined.get(row.metric);
    joined.set(row.metric, before === undefined ? row : joinRows(before, row));
  }
  return [...joined.values()];
}

function joinRows(before: MetricSummary, after: MetricSummary): MetricSummary {
  return {
    ...after,
    n: before.n + after.n,
    nonFinite: before.nonFinite + after.nonFinite,
    first: before.first,
    best: betterOf(before.best, after.best),
  };
}

function betterOf(a: MetricSummary['best'], b: MetricSummary['best']): MetricSummary['best'] {
  if (a === undefined || b === undefined) return a ?? b;
  const isBetter = b.goal === 'min' ? b.value < a.value : b.value > a.value;
  return isBetter ? b : a;
}

/** How a run was trained, not what came of it. */
const machinery = /(^|[^a-z])(lr|learning_?rate|grad_?norm|epoch|step|time|seconds|samples_per_second|steps_per_second|runtime)([^a-z]|$)/i;

/** The metric that says most about a run: what was measured on held-out data, a score before a loss; never a learning rate. */
export function headline(summaries: readonly MetricSummary[]): MetricSummary | undefined {
  let chosen: MetricSummary | undefined;
  let rank = -1;
  for (const summary of summaries) {
    const { metric } = summary;
    if (machinery.test(metric)) continue;
    const goal = goalOf(metric);
    const its = (/test|val|eval|dev/i.test(metric) ? 4 : 0) + (goal === 'max' ? 2 : goal === 'min' ? 1 : 0);
    if (its > rank) [chosen, rank] = [summary, its];
  }
  return chosen;
}
