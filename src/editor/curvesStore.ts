import type { RunId } from '../base/ids.ts';
import type { CurveSummary, CurveWindow, WatchedChart } from '../protocol/curves.ts';
import type { Curve } from '../runs/curves/curve.ts';
import { RunCurves } from '../runs/curves/runCurves.ts';
import { SystemSeries } from '../runs/curves/systemSeries.ts';
import { extentOf, windowOf } from '../runs/curves/window.ts';
import { type Work, WorkQueue } from '../runs/curves/work.ts';
import { runPaths } from '../runs/folder.ts';
import type { RunState } from '../runs/run.ts';
import type { Runs } from '../runs/runs.ts';
import type { MetricSeries } from '../runs/store/metricSeries.ts';
import { startOf } from './runRows.ts';
import { isLive } from './runText.ts';

/** Where a line stood when it was told: what comes behind it can be told as a tail. */
export interface Told {
  readonly revision: number;
  readonly count: number;
}

/** What was asked of one line of a chart. */
export type Answer =
  | { readonly kind: 'window'; readonly window: CurveWindow; readonly told: Told }
  | {
      readonly kind: 'tail';
      readonly xs: Float64Array<ArrayBuffer>;
      readonly ys: Float64Array<ArrayBuffer>;
      readonly smooth?: Float64Array<ArrayBuffer>;
      readonly told: Told;
    }
  | { readonly kind: 'nothing' };

interface Followed {
  readonly run: string;
  readonly curve: Curve;
  readonly series: MetricSeries;
}

interface Opened {
  /** A run that waited for its turn begins later than was thought. */
  readonly startMs: number;
  readonly curves: Promise<RunCurves>;
  /** Once they are there. */
  ready: RunCurves | undefined;
}

/** Runs of which a metric is read before anybody asked for it. */
const mostPrepared = 20;

/** The curves that some view shows. All views share them, so that a series is read and put together once. */
export class CurvesStore {
  readonly #runs: Pick<Runs, 'seriesOf'>;
  readonly #opened = new Map<string, Opened>();
  readonly #work = new WorkQueue();
  /** What each view looks at: metrics by run. */
  readonly #looked = new Map<object, ReadonlyMap<string, ReadonlySet<string>>>();

  readonly #onError: (error: unknown) => void;

  /** `onError`: a run that cannot be read is left out, the others are shown. */
  constructor(runs: Pick<Runs, 'seriesOf'>, onError: (error: unknown) => void) {
    this.#runs = runs;
    this.#onError = onError;
  }

  /** Up to date with what is written. */
  async refresh(state: RunState): Promise<void> {
    try {
      await (await this.#open(state)).refresh();
    } catch (error) {
      this.#onError(error);
    }
  }

  async summaries(state: RunState): Promise<readonly CurveSummary[]> {
    try {
      const curves = await this.#open(state);
      await curves.refresh();
      return await curves.summaries();
    } catch (error) {
      this.#onError(error);
      return [];
    } finally {
      // Of thousands of runs in the table only those stay open that grow or are drawn.
      if (!isLive(state) && !this.#isLooked(state.spec.id)) this.#opened.delete(state.spec.id);
    }
  }

  #isLooked(run: string): boolean {
    return [...this.#looked.values()].some((runs) => runs.has(run));
  }

  /** The runs are there no more. */
  forget(isThere: (run: string) => boolean): void {
    for (const run of this.#opened.keys()) if (!isThere(run)) this.#opened.delete(run);
  }

  /** These are the charts that a view has on the screen; what nobody looks at any more is let go. */
  look(view: object, charts: readonly WatchedChart[]): void {
    const looked = new Map<string, Set<string>>();
    for (const { metric, runs } of charts) for (const run of runs) looked.set(run, (looked.get(run) ?? new Set()).add(metric));
    if (charts.length === 0) this.#looked.delete(view);
    else this.#looked.set(view, looked);
    for (const [run, opened] of this.#opened) {
      const metrics = new Set([...this.#looked.values()].flatMap((its) => [...(its.get(run) ?? [])]));
      void opened.curves.then((curves) => curves.keep(metrics)).catch(() => undefined);
    }
  }

  /** Reads a metric of these runs, as far as nothing else is asked for: what is ready then is not waited for when it is looked at. */
  async prepare(metric: string, states: readonly RunState[], signal: AbortSignal): Promise<void> {
    await Promise.all(
      states.slice(0, mostPrepared).map(async (state) => {
        const followed = await this.#followed(state, metric);
        if (followed !== undefined && !signal.aborted) await this.#work.do(preparedOf(followed, signal));
      }),
    );
  }

  /** Whether nothing has to be read or put in order first for a chart of these runs. */
  isReady({ metric, axis, smoothing }: WatchedChart, states: readonly RunState[]): boolean {
    return states.every(({ spec }) => this.#opened.get(spec.id)?.ready?.known(metric)?.isFollowed(axis, smoothing) === true);
  }

  /** What a chart shows of these runs, all over one stretch of x. Between the runs what is more urgent has its turn. */
  async windows(chart: WatchedChart, states: readonly RunState[]): Promise<readonly (CurveWindow & { readonly told: Told })[]> {
    const { metric, axis, smoothing } = chart;
    const followed = await Promise.all(states.map((state) => this.#followed(state, metric)));
    if (this.isReady(chart, states)) return await this.#work.do(windowsOf(chart, followed.filter(isThere)));
    for (const state of states) {
      const one = await this.#followed(state, metric);
      if (one !== undefined) await this.#work.do(one.curve.follow(one.series, axis, smoothing));
    }
    // As they are now: more may have come.
    const now = await Promise.all(states.map((state) => this.#followed(state, metric)));
    return await this.#work.do(windowsOf(chart, now.filter(isThere)));
  }

  /** What was added to a line since it was told: at most `most` points as a tail, else the window anew. Somebody waits to see it. */
  async added(chart: WatchedChart, state: RunState, told: Told, most: number): Promise<Answer> {
    const followed = await this.#followed(state, chart.metric);
    return followed === undefined ? { kind: 'nothing' } : await this.#work.do(addedTo(chart, followed, told, most), { isUrgent: true });
  }

  async #followed(state: RunState, metric: string): Promise<Followed | undefined> {
    try {
      return { run: state.spec.id, ...(await (await this.#open(state)).curve(metric)) };
    } catch (error) {
      this.#onError(error);
      return undefined;
    }
  }

  /** Where steps of a run lie on other axes; undefined while none of its curves is there. */
  placesOf(run: string): RunCurves['xAt'] | undefined {
    const ready = this.#opened.get(run)?.ready;
    return ready?.hasCurves === true ? (step) => ready.xAt(step) : undefined;
  }

  #open(state: RunState): Promise<RunCurves> {
    const { id } = state.spec;
    const startMs = startOf(state);
    const known = this.#opened.get(id);
    if (known?.startMs === startMs) return known.curves;
    const opened: Opened = { startMs, curves: this.#read(state), ready: undefined };
    this.#opened.set(id, opened);
    opened.curves.then(
      (curves) => {
        opened.ready = curves;
      },
      () => {
        if (this.#opened.get(id) === opened) this.#opened.delete(id);
      },
    );
    return opened.curves;
  }

  async #read(state: RunState): Promise<RunCurves> {
    const { id } = state.spec;
    const startMs = startOf(state);
    const system = new SystemSeries(runPaths(state.folder).system, startMs);
    const series = await this.#runs.seriesOf(id as RunId);
    await system.refresh();
    return new RunCurves({ id, startMs }, series, system);
  }
}

function isThere(followed: Followed | undefined): followed is Followed {
  return followed !== undefined;
}

function* preparedOf({ curve, series }: Followed, signal: AbortSignal): Work {
  // Whole or not at all: what is left off in the middle of being put in order is in none.
  if (!signal.aborted) yield* curve.follow(series, 'step', 0);
}

function* windowsOf(chart: WatchedChart, followed: readonly Followed[]): Work<readonly (CurveWindow & { readonly told: Told })[]> {
  for (const { curve, series } of followed) yield* curve.follow(series, chart.axis, chart.smoothing);
  const view = viewOf(chart, followed);
  const windows: (CurveWindow & { readonly told: Told })[] = [];
  for (const { curve, run } of followed) {
    windows.push({ ...windowOf(curve, run, chart, view), told: placeOf(curve, chart) });
    yield;
  }
  return windows;
}

function* addedTo(chart: WatchedChart, followed: Followed, told: Told, most: number): Work<Answer> {
  const { curve, series, run } = followed;
  yield* curve.follow(series, chart.axis, chart.smoothing);
  const track = curve.track(chart.axis, chart.smoothing);
  if (track === undefined) return { kind: 'nothing' };
  const { xs, ys, smooth, revision } = track;
  const now = { revision, count: xs.count };
  if (revision === told.revision && xs.count === told.count) return { kind: 'nothing' };
  const isContinued = revision === told.revision && told.count > 0;
  const last = isContinued ? xs.at(told.count - 1) : Number.NaN;
  // Of a window that ends further left nothing changes, not even the next point behind it.
  if (isContinued && chart.to !== undefined && last > chart.to) return { kind: 'nothing' };
  const isTail = isContinued && chart.to === undefined && last >= (chart.from ?? last) && (!chart.isLogX || last > 0);
  if (!isTail || xs.count - told.count > most)
    return { kind: 'window', window: windowOf(curve, run, chart, viewOf(chart, [followed])), told: now };
  const tail = { xs: xs.read(told.count, xs.count), ys: ys.read(told.count, xs.count) };
  return { kind: 'tail', ...tail, ...(smooth === undefined ? {} : { smooth: smooth.read(told.count, xs.count) }), told: now };
}

function placeOf(curve: Curve, { axis, smoothing }: WatchedChart): Told {
  const track = curve.track(axis, smoothing);
  return { revision: track?.revision ?? 0, count: track?.xs.count ?? 0 };
}

/** An open side reaches as far as there are points of any of the runs. */
function viewOf(chart: WatchedChart, followed: readonly Followed[]): { readonly from: number; readonly to: number } {
  const extents = followed.flatMap(({ curve }) => extentOf(curve, chart) ?? []);
  const from = chart.from ?? (extents.length === 0 ? 1 : Math.min(...extents.map(({ x0 }) => x0)));
  const to = chart.to ?? (extents.length === 0 ? from : Math.max(...extents.map(({ x1 }) => x1)));
  return { from, to: Math.max(from, to) };
}
