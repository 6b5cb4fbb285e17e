import { type Signal, signal } from '@preact/signals';
import type { CurveSummary } from '../../src/protocol/curves.ts';

/** What metrics come to, run by run. */
export class Summaries {
  /** Those that any run has, in the order in which they were first seen. */
  readonly metrics = signal<readonly string[]>([]);
  readonly #byMetric = new Map<string, Signal<ReadonlyMap<string, CurveSummary>>>();

  /** By run. */
  of(metric: string): Signal<ReadonlyMap<string, CurveSummary>> {
    const known = this.#byMetric.get(metric);
    if (known !== undefined) return known;
    const made = signal<ReadonlyMap<string, CurveSummary>>(new Map());
    this.#byMetric.set(metric, made);
    return made;
  }

  replace(all: readonly CurveSummary[]): void {
    for (const summaries of this.#byMetric.values()) summaries.value = new Map();
    this.metrics.value = [];
    this.change(all);
  }

  change(changed: readonly CurveSummary[]): void {
    const byMetric = new Map<string, Map<string, CurveSummary>>();
    for (const summary of changed) {
      const known = byMetric.get(summary.metric) ?? new Map(this.of(summary.metric).value);
      known.set(summary.run, summary);
      byMetric.set(summary.metric, known);
    }
    for (const [metric, summaries] of byMetric) this.of(metric).value = summaries;
    this.#publish([...this.metrics.value, ...byMetric.keys()]);
  }

  remove(run: string): void {
    for (const summaries of this.#byMetric.values()) {
      if (!summaries.value.has(run)) continue;
      const rest = new Map(summaries.value);
      rest.delete(run);
      summaries.value = rest;
    }
    this.#publish(this.metrics.value);
  }

  #publish(candidates: readonly string[]): void {
    const names = [...new Set(candidates)].filter((metric) => this.of(metric).value.size > 0);
    const known = this.metrics.value;
    if (names.length !== known.length || names.some((name, at) => name !== known[at])) this.metrics.value = names;
  }
}
