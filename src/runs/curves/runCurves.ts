import { defined } from '../../base/defined.ts';
import type { CurveMark, CurveSummary } from '../../protocol/curves.ts';
import type { MetricSummary } from '../series.ts';
import type { MetricSeries } from '../store/metricSeries.ts';
import type { RunSeries } from '../store/pointsStore.ts';
import { Curve } from './curve.ts';
import { type SystemSeries, systemPrefix } from './systemSeries.ts';

export interface CurvedRun {
  readonly id: string;
  /** When it began. */
  readonly startMs: number;
}

/** The curves of one run: each is made when it is first looked at, and let go when nobody looks any more. */
export class RunCurves {
  readonly #run: CurvedRun;
  readonly #series: RunSeries;
  readonly #system: SystemSeries;
  readonly #curves = new Map<string, Curve>();
  #refreshing: { readonly done: Promise<void>; isAskedAgain: boolean } | undefined;

  constructor(run: CurvedRun, series: RunSeries, system: SystemSeries) {
    this.#run = run;
    this.#series = series;
    this.#system = system;
  }

  /** Reads what was added, until nothing was when it was last asked for. */
  refresh(): Promise<void> {
    if (this.#refreshing !== undefined) {
      this.#refreshing.isAskedAgain = true;
      return this.#refreshing.done;
    }
    const refreshing = { done: this.#refreshNow(), isAskedAgain: false };
    this.#refreshing = refreshing;
    return refreshing.done;
  }

  async #refreshNow(): Promise<void> {
    // First the caller gets the promise that others then wait for, too.
    await undefined;
    try {
      do {
        if (this.#refreshing !== undefined) this.#refreshing.isAskedAgain = false;
        await Promise.all([this.#series.refresh(), this.#system.refresh()]);
      } while (this.#refreshing?.isAskedAgain === true);
    } finally {
      this.#refreshing = undefined;
    }
  }

  /** The curve of a metric, and its series as it is now, which the curve is to follow. */
  async curve(metric: string): Promise<{ readonly curve: Curve; readonly series: MetricSeries }> {
    const series = this.#system.series(metric) ?? (await this.#series.column(metric));
    const curve = this.#curves.get(metric) ?? new Curve(series, this.#run.startMs);
    this.#curves.set(metric, curve);
    return { curve, series };
  }

  /** The curve of a metric if somebody has looked at it. */
  known(metric: string): Curve | undefined {
    return this.#curves.get(metric);
  }

  /** Where a step lies on the other axes, as far as a curve tells that is looked at. */
  xAt(step: number): Pick<CurveMark['x'], 'epoch' | 'wall' | 'relative'> {
    for (const [metric, { series }] of this.#curves) {
      if (metric.startsWith(systemPrefix) || !series.isSorted) continue;
      const index = series.firstFrom(step);
      if (index === series.count) continue;
      const [epoch, wall] = [series.numberAt('epochs', index), series.numberAt('wallMs', index)];
      return { wall, relative: (wall - this.#run.startMs) / 1000, ...(Number.isNaN(epoch) ? {} : { epoch }) };
    }
    return {};
  }

  get hasCurves(): boolean {
    return this.#curves.size > 0;
  }

  /** Only the curves of these metrics are looked at. */
  keep(metrics: ReadonlySet<string>): void {
    for (const metric of this.#curves.keys()) if (!metrics.has(metric)) this.#curves.delete(metric);
  }

  /** What every metric comes to, in the order in which they appeared. */
  async summaries(): Promise<readonly CurveSummary[]> {
    const { id } = this.#run;
    const summaries: CurveSummary[] = [];
    for (const summary of await this.#series.summaries()) {
      const hasSuperseded = this.#series.isResumed && (await this.#series.column(summary.metric)).superseded !== undefined;
      summaries.push({ ...told(id, summary), hasSuperseded, kind: 'metric' });
    }
    for (const { metric, unit } of this.#system.metrics) {
      const summary = this.#system.series(metric)?.summary();
      if (summary !== undefined) summaries.push({ ...told(id, summary), hasSuperseded: false, kind: 'system', unit });
    }
    return summaries;
  }
}

function told(run: string, { metric, n, nonFinite, first, last, best }: MetricSummary): Omit<CurveSummary, 'hasSuperseded' | 'kind'> {
  return {
    run,
    metric,
    points: n,
    nonFinite,
    last: last.value,
    lastStep: last.step,
    ...defined({ best: best === undefined ? undefined : { value: best.value, step: best.step, goal: best.goal } }),
    hasEpochs: first.epoch !== undefined || last.epoch !== undefined,
  };
}
