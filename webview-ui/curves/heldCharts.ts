import { type Signal, signal } from '@preact/signals';
import type { CurveAxis, CurvesKept, CurveTail, CurveWindow, WatchedChart } from '../../src/protocol/curves.ts';
import { HeldWindow } from './chart/held.ts';

/** What one chart holds. `version` rises with every change. */
export interface ChartData {
  readonly windows: Map<string, HeldWindow>;
  /** Runs whose window is the one that was shown last, until the host tells it. */
  readonly kept: Set<string>;
  readonly version: Signal<number>;
}

/** What the charts on the screen hold, and what the host was told about them. Nothing is held of a chart that is not watched. */
export class HeldCharts {
  readonly #charts = new Map<string, ChartData>();
  readonly #wanted = new Map<string, WatchedChart>();
  /** What was shown last, until it is known what is watched now. */
  #kept = new Map<string, CurvesKept['charts'][number]>();
  /** What the host was told to watch: nothing, before it is told. */
  #told = '[]';

  of(chart: string): ChartData {
    const known = this.#charts.get(chart);
    if (known !== undefined) return known;
    const made: ChartData = { windows: new Map(), kept: new Set(), version: signal(0) };
    this.#charts.set(chart, made);
    return made;
  }

  windows(): readonly HeldWindow[] {
    return [...this.#charts.values()].flatMap(({ windows }) => [...windows.values()]);
  }

  on(axis: CurveAxis, isLogX: boolean): readonly { readonly window: HeldWindow }[] {
    return this.windows()
      .filter((window) => window.axis === axis && window.isLogX === isLogX)
      .map((window) => ({ window }));
  }

  /** Whether it is another part of what was wanted before, or something else. */
  want(chart: WatchedChart): 'moved' | 'other' {
    const before = this.#wanted.get(chart.chart);
    this.#wanted.set(chart.chart, chart);
    this.#fill(chart);
    return before !== undefined && isMoved(before, chart) ? 'moved' : 'other';
  }

  /** Charts that are wanted begin with what was shown of them last. */
  keep(charts: CurvesKept['charts']): void {
    this.#kept = new Map(charts.map((one) => [one.chart.chart, one]));
  }

  #fill(wanted: WatchedChart): void {
    const known = this.#kept.get(wanted.chart);
    if (known === undefined || !isOfSame(known.chart, wanted)) return;
    this.#kept.delete(wanted.chart);
    const runs = new Set(wanted.runs);
    const { windows, kept, version } = this.of(wanted.chart);
    for (const window of known.windows) {
      if (!runs.has(window.run)) continue;
      windows.set(window.run, new HeldWindow(window));
      kept.add(window.run);
    }
    version.value++;
  }

  drop(chart: string): void {
    this.#wanted.delete(chart);
  }

  /** What the host is to be told, when that is something else than what it was told last; lets go of everything else. */
  toTell(): readonly WatchedChart[] | undefined {
    const wanted = [...this.#wanted.values()];
    const text = JSON.stringify(wanted);
    if (text === this.#told) return undefined;
    this.#told = text;
    for (const [chart, { windows, kept }] of this.#charts) {
      const runs = new Set(this.#wanted.get(chart)?.runs);
      if (!this.#wanted.has(chart)) this.#charts.delete(chart);
      else for (const run of windows.keys()) if (!runs.has(run)) windows.delete(run);
      for (const run of kept) if (!runs.has(run)) kept.delete(run);
    }
    return wanted;
  }

  /** The host is told again, though nothing else is watched. */
  tellAgain(): void {
    this.#told = '';
  }

  /** The host has forgotten what it was told. Until it answers anew, what is drawn stays, but for runs that are gone. */
  start(runs: ReadonlySet<string>): void {
    this.#kept.clear();
    for (const { windows, kept, version } of this.#charts.values()) {
      for (const run of windows.keys()) if (!runs.has(run)) windows.delete(run);
      for (const run of kept) if (!runs.has(run)) kept.delete(run);
      version.value++;
    }
    this.#told = '[]';
  }

  put(window: CurveWindow): void {
    if (!this.#wanted.has(window.chart)) return;
    const { windows, kept, version } = this.of(window.chart);
    windows.set(window.run, new HeldWindow(window));
    kept.delete(window.run);
    version.value++;
  }

  fold(tail: CurveTail): void {
    if (!this.#wanted.has(tail.chart)) return;
    const { windows, version } = this.of(tail.chart);
    const window = windows.get(tail.run);
    if (window === undefined) return;
    if (window.fold(tail) === 'stale') this.tellAgain();
    version.value++;
  }

  remove(run: string): void {
    for (const { windows, kept, version } of this.#charts.values()) {
      kept.delete(run);
      if (windows.delete(run)) version.value++;
    }
  }
}

/** Whether a window of one is a window of the other; how many columns it has and of which runs it is may differ. */
function isOfSame(known: WatchedChart, wanted: WatchedChart): boolean {
  const { columns: _columns, runs: _runs, ...one } = known;
  const { columns: _wanted, runs: _others, ...other } = wanted;
  const words = (chart: object): string => JSON.stringify(Object.entries(chart).sort(([a], [b]) => (a < b ? -1 : 1)));
  return words(one) === words(other);
}

/** Whether nothing but the range is another one. Asked in every frame of a gesture. */
function isMoved({ runs, ...one }: WatchedChart, { runs: wantedRuns, ...other }: WatchedChart): boolean {
  if (runs.length !== wantedRuns.length || !runs.every((run, at) => run === wantedRuns[at])) return false;
  return JSON.stringify({ ...one, from: 0, to: 0 }) === JSON.stringify({ ...other, from: 0, to: 0 });
}
