import type { MetricPoint } from '../run.ts';

/** Ranks do not log at the same instant: this much later the lowest has spoken. */
const waitMs = 1000;

/**
 * Processes that train together report the same training. Of each metric the lowest rank counts; what a higher rank alone measures
 * counts too, once the lower ones had time to say it.
 */
export class RankFilter {
  readonly #owners = new Map<string, number>();
  #waiting: { readonly point: MetricPoint; readonly rank: number; readonly sinceMs: number }[] = [];

  /** What counts at once. */
  take(points: readonly MetricPoint[], rank: number, nowMs: number): readonly MetricPoint[] {
    if (rank === 0) {
      for (const { metric } of points) this.#owners.set(metric, 0);
      return points;
    }
    const now: MetricPoint[] = [];
    for (const point of points) {
      const owner = this.#owners.get(point.metric);
      if (owner === rank) now.push(point);
      else if (owner === undefined || owner > rank) this.#waiting.push({ point, rank, sinceMs: nowMs });
    }
    return now;
  }

  /** What has waited and that no lower rank said. */
  due(nowMs: number): readonly MetricPoint[] {
    if (this.#waiting.length === 0) return [];
    const old = this.#waiting.filter(({ sinceMs }) => nowMs - sinceMs >= waitMs);
    this.#waiting = this.#waiting.filter(({ sinceMs }) => nowMs - sinceMs < waitMs);
    for (const { point, rank } of old) this.#owners.set(point.metric, Math.min(rank, this.#owners.get(point.metric) ?? rank));
    return old.filter(({ point, rank }) => this.#owners.get(point.metric) === rank).map(({ point }) => point);
  }
}
