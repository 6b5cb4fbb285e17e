import type { CurvesDelta, CurveTail, CurveWindow, WatchedChart } from '../protocol/curves.ts';
import type { RunState } from '../runs/run.ts';
import type { CurvesStore, Told } from './curvesStore.ts';

/** Points of one message, about: the first charts are on the screen while the next ones are made. */
const messageBytes = 512 * 1024;

/** What the view has, or waits for, of one run in a chart. */
interface Line {
  told: Told | undefined;
  /** Points came since its window was told, so that the view may want it anew. */
  hasTail: boolean;
}

interface Chart {
  readonly chart: WatchedChart;
  readonly lines: Map<string, Line>;
  /** It has to be told whole. */
  isDue: boolean;
  /** The message with its windows is on the screen. */
  isDrawn: boolean;
}

/** Points are on their way to the screen; the next ones wait for that, however many they become. */
interface InFlight {
  readonly seq: number;
  readonly watch: number;
  readonly charts: readonly Chart[];
}

export interface PointsReach {
  readonly store: CurvesStore;
  readonly stateOf: (run: string) => RunState | undefined;
  /** Answers the number of the message. */
  readonly send: (delta: Pick<CurvesDelta, 'watch' | 'windows' | 'tails'>) => number;
  readonly onError: (error: unknown) => void;
}

/** The points of the charts that are on the screen: sent as soon as they are written and the ones before them are drawn. */
export class CurvesPoints {
  readonly #reach: PointsReach;
  readonly #grown = new Set<string>();
  #charts = new Map<string, Chart>();
  #watch = 0;
  #inFlight: InFlight | undefined;
  #isLive = false;
  #isPumping = false;

  constructor(reach: PointsReach) {
    this.#reach = reach;
  }

  /** The page is there; nothing is sent before. */
  start(): void {
    this.#isLive = true;
  }

  /** The page is gone, hidden, or begins anew: nothing is watched. */
  stop(): void {
    this.#isLive = false;
    this.#charts = new Map();
    this.#inFlight = undefined;
    this.#grown.clear();
  }

  /** Points of this run were written. They are sent with the next `pump`. */
  grow(run: string): void {
    this.#grown.add(run);
  }

  /** All that is on the screen now. Charts that the view has already are not told again unless points came since. */
  watch(seq: number, charts: readonly WatchedChart[]): void {
    this.#watch = seq;
    const before = this.#charts;
    this.#charts = new Map(charts.map((chart) => [chart.chart, watched(chart, before.get(chart.chart))]));
    this.pump();
  }

  drawn(seq: number): void {
    if (this.#inFlight === undefined || seq < this.#inFlight.seq) return;
    // The view had asked for nothing else when it drew this, so it did not drop it.
    if (this.#inFlight.watch === this.#watch) for (const chart of this.#inFlight.charts) chart.isDrawn = true;
    this.#inFlight = undefined;
    this.pump();
  }

  /** Sends what there is to be drawn, one message after the other is drawn. */
  pump(): void {
    if (this.#isPumping || !this.#isLive || this.#inFlight !== undefined) return;
    this.#isPumping = true;
    void this.#sendPoints()
      .then(
        () => true,
        (error: unknown) => {
          this.#reach.onError(error);
          return false;
        },
      )
      .then((isWell) => {
        this.#isPumping = false;
        const hasMore = this.#grown.size > 0 || [...this.#charts.values()].some(({ isDue }) => isDue);
        // After an error something has to happen first.
        if (isWell && hasMore) this.pump();
      });
  }

  async #sendPoints(): Promise<void> {
    const { store, send } = this.#reach;
    const windows: CurveWindow[] = [];
    const tails: CurveTail[] = [];
    const sent: Chart[] = [];
    const grown = this.#takeGrown();
    await Promise.all(grown.map((state) => store.refresh(state)));
    let bytes = 0;
    for (const chart of [...this.#charts.values()]) {
      if (bytes > messageBytes) break;
      if (!chart.isDue) continue;
      const its = await store.windows(chart.chart, this.#statesOf(chart.chart.runs));
      if (!this.#isWatched(chart)) continue;
      chart.isDue = false;
      sent.push(chart);
      for (const { told, ...window } of its) {
        chart.lines.set(window.run, { told, hasTail: false });
        windows.push(window);
        bytes += bytesOf(window);
      }
    }
    for (const state of grown) await this.#addTo(state, windows, tails);
    if (!this.#isLive || windows.length + tails.length === 0) return;
    const watch = this.#watch;
    const seq = send({ watch, ...(windows.length === 0 ? {} : { windows }), ...(tails.length === 0 ? {} : { tails }) });
    this.#inFlight = { seq, watch, charts: sent };
  }

  #takeGrown(): readonly RunState[] {
    const looked = new Set([...this.#charts.values()].flatMap(({ chart }) => chart.runs));
    const grown = this.#statesOf([...this.#grown].filter((run) => looked.has(run)));
    this.#grown.clear();
    return grown;
  }

  async #addTo(state: RunState, windows: CurveWindow[], tails: CurveTail[]): Promise<void> {
    const run = state.spec.id;
    for (const chart of [...this.#charts.values()]) {
      const line = chart.lines.get(run);
      if (chart.isDue || line === undefined) continue;
      const answer = await this.#reach.store.added(chart.chart, state, line.told ?? { revision: -1, count: 0 }, chart.chart.columns);
      if (!this.#isWatched(chart) || answer.kind === 'nothing') continue;
      line.told = answer.told;
      line.hasTail = answer.kind === 'tail';
      if (answer.kind === 'window') windows.push(answer.window);
      else {
        const { xs, ys, smooth } = answer;
        const tail = { chart: chart.chart.chart, run, xs: xs.buffer, ys: ys.buffer };
        tails.push(smooth === undefined ? tail : { ...tail, smooth: smooth.buffer });
      }
    }
  }

  #isWatched(chart: Chart): boolean {
    return this.#charts.get(chart.chart.chart) === chart;
  }

  #statesOf(runs: readonly string[]): readonly RunState[] {
    return runs.flatMap((run) => this.#reach.stateOf(run) ?? []);
  }
}

function watched(chart: WatchedChart, known: Chart | undefined): Chart {
  const isSame = known !== undefined && JSON.stringify(known.chart) === JSON.stringify(chart);
  if (isSame && known.isDrawn && [...known.lines.values()].every(({ hasTail }) => !hasTail)) return known;
  return { chart, lines: new Map(), isDue: true, isDrawn: false };
}

function bytesOf({ line, smooth, superseded, nonFinite }: CurveWindow): number {
  return line.data.byteLength + (smooth?.data.byteLength ?? 0) + (superseded?.data.byteLength ?? 0) + nonFinite.byteLength;
}
