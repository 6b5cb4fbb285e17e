import { goalOf } from './capture/names.ts';
import type { MetricSummary } from './series.ts';

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
