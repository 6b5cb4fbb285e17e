import type { CurvesDelta, CurveTail, CurveWindow, WatchedChart } from '../protocol/curves.ts';
import type { RunState } from '../runs/run.ts';
import type { CurvesStore, Told } from './curvesStore.ts';
import { isLive } from './runText.ts';

/** Points of one message, about: the first charts are on the screen while the next ones are made. */
const messageBytes = 512 * 1024;
/** What was made in this time goes in one message; more would be waited for. */
const togetherMs = 16;

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
  /** The windows of its runs that go on were made, before those of the others. */
  isBegun: boolean;
  /** The message with its windows is on the screen. */
  isDrawn: boolean;
}

/** Windows that were made and not sent yet. */
interface Made {
  readonly chart: Chart;
  readonly windows: readonly (CurveWindow & { readonly told: Told })[];
  /** Of every run of the chart, not only of those that go on. */
  readonly isWhole: boolean;
}

/** A message that is not drawn by then, two frames later, is late: the page is held up. */
const lateMs = 32;
/** The next points then go ahead, so that they are drawn with those before; all that follow wait, however many they become. */
const mostInFlight = 2;

/** Points that are on their way to the screen. */
interface InFlight {
  readonly seq: number;
  readonly sentMs: number;
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

/**
 * The points of the charts that are on the screen: sent as soon as they are written and the ones before them are drawn, or late. Windows are made beside
 * that, so that a point of a run that goes on waits for no long run that is still being read.
 */
export class CurvesPoints {
  readonly #reach: PointsReach;
  readonly #grown = new Set<string>();
  #charts = new Map<string, Chart>();
  #watch = 0;
  #made: Made[] = [];
  /** Oldest first. */
  #inFlight: readonly InFlight[] = [];
  #late: NodeJS.Timeout | undefined;
  #isLive = false;
  #isPumping = false;
  #isMaking = false;

  constructor(reach: PointsReach) {
    this.#reach = reach;
  }

  /** The page is there; nothing is sent before. */
  start(): void {
    this.#isLive = true;
  }

  /** Charts of which every window is on the screen. */
  get drawnCharts(): readonly WatchedChart[] {
    return [...this.#charts.values()].flatMap(({ chart, isDrawn, isDue }) => (isDrawn && !isDue ? [chart] : []));
  }

  /** The page is gone, hidden, or begins anew: nothing is watched. */
  stop(): void {
    this.#isLive = false;
    this.#charts = new Map();
    this.#made = [];
    this.#inFlight = [];
    clearTimeout(this.#late);
    this.#late = undefined;
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
    this.#make();
    this.pump();
  }

  /** Answers whether all windows of a chart are on the screen since. */
  drawn(seq: number): boolean {
    const drawn = this.#inFlight.filter((message) => message.seq <= seq);
    if (drawn.length === 0) return false;
    this.#inFlight = this.#inFlight.slice(drawn.length);
    const charts = drawn.flatMap((message) => {
      // The view had asked for nothing else when it drew this, so it did not drop it.
      if (message.watch === this.#watch) for (const chart of message.charts) chart.isDrawn = true;
      return message.charts;
    });
    this.pump();
    return charts.length > 0;
  }

  /** Sends what there is to be drawn. */
  pump(): void {
    if (this.#isPumping || !this.#isLive) return;
    if (this.#grown.size === 0 && this.#made.length === 0) return;
    if (!this.#hasRoom()) return;
    this.#isPumping = true;
    this.#untilWell(
      () => this.#sendPoints(),
      () => {
        this.#isPumping = false;
        // There is room for more.
        this.#make();
        return this.#grown.size > 0 || this.#made.length > 0;
      },
      () => this.pump(),
    );
  }

  /** Otherwise it is asked again once the message before is drawn, or late. */
  #hasRoom(): boolean {
    const last = this.#inFlight.at(-1);
    if (last === undefined) return true;
    if (this.#inFlight.length >= mostInFlight) return false;
    const restMs = last.sentMs + lateMs - performance.now();
    if (restMs <= 0) return true;
    this.#late ??= setTimeout(() => {
      this.#late = undefined;
      this.pump();
    }, restMs);
    return false;
  }

  /** Makes windows of charts that are due, as many as a message takes. */
  #make(): void {
    if (this.#isMaking || !this.#isLive || this.#nextDue() === undefined) return;
    this.#isMaking = true;
    this.#untilWell(
      () => this.#makeWindows(),
      () => {
        this.#isMaking = false;
        this.pump();
        return this.#nextDue() !== undefined && bytesOfAll(this.#made) <= messageBytes;
      },
      () => this.#make(),
    );
  }

  /** `end`: whether there is more. After an error something has to happen first. */
  #untilWell(work: () => Promise<void>, end: () => boolean, again: () => void): void {
    void work()
      .then(
        () => true,
        (error: unknown) => {
          this.#reach.onError(error);
          return false;
        },
      )
      .then((isWell) => {
        if (end() && isWell) again();
      });
  }

  async #makeWindows(): Promise<void> {
    let beganMs = performance.now();
    for (let chart = this.#nextDue(); chart !== undefined && bytesOfAll(this.#made) <= messageBytes; chart = this.#nextDue()) {
      const states = this.#statesOf(chart.chart.runs);
      const first = this.#beforeOthers(chart, states);
      const windows = await this.#reach.store.windows(chart.chart, first ?? states);
      if (!this.#isWatched(chart)) continue;
      if (first === undefined) chart.isDue = false;
      else chart.isBegun = true;
      this.#made.push({ chart, windows, isWhole: first === undefined });
      if (first === undefined && performance.now() - beganMs < togetherMs) continue;
      this.pump();
      beganMs = performance.now();
    }
  }

  /** Runs that go on are told by themselves, where others have to be read first. */
  #beforeOthers(chart: Chart, states: readonly RunState[]): readonly RunState[] | undefined {
    if (chart.isBegun) return undefined;
    const live = states.filter((state) => isLive(state) && !chart.lines.has(state.spec.id));
    if (live.length === 0 || live.length === states.length) return undefined;
    return this.#reach.store.isReady(chart.chart, states) ? undefined : live;
  }

  #nextDue(): Chart | undefined {
    for (const chart of this.#charts.values()) if (chart.isDue) return chart;
    return undefined;
  }

  async #sendPoints(): Promise<void> {
    const { store, send } = this.#reach;
    const windows: CurveWindow[] = [];
    const tails: CurveTail[] = [];
    const sent: Chart[] = [];
    const grown = this.#takeGrown();
    await Promise.all(grown.map((state) => store.refresh(state)));
    const behind = new Set(grown);
    for (const { chart, windows: its, isWhole } of this.#takeMade()) {
      if (isWhole) sent.push(chart);
      for (const { told, ...window } of its) {
        // A tail went ahead of it, and is told again behind it.
        if ((chart.lines.get(window.run)?.told?.count ?? 0) > told.count)
          for (const state of this.#statesOf([window.run])) behind.add(state);
        chart.lines.set(window.run, { told, hasTail: false });
        windows.push(window);
      }
    }
    for (const state of behind) await this.#addTo(state, windows, tails);
    if (!this.#isLive || windows.length + tails.length === 0) return;
    const watch = this.#watch;
    const seq = send({ watch, ...(windows.length === 0 ? {} : { windows }), ...(tails.length === 0 ? {} : { tails }) });
    this.#inFlight = [...this.#inFlight, { seq, sentMs: performance.now(), watch, charts: sent }];
  }

  #takeMade(): readonly Made[] {
    const made = this.#made.filter(({ chart }) => this.#isWatched(chart));
    this.#made = [];
    return made;
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
      if (line === undefined) continue;
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
  // Where runs were only added, those that the view has go on meanwhile.
  const lines = known !== undefined && hasMoreRuns(chart, known.chart) ? known.lines : new Map<string, Line>();
  return { chart, lines, isDue: true, isBegun: false, isDrawn: false };
}

function hasMoreRuns({ runs, ...chart }: WatchedChart, { runs: before, ...known }: WatchedChart): boolean {
  const now = new Set(runs);
  return before.length < now.size && before.every((run) => now.has(run)) && JSON.stringify(chart) === JSON.stringify(known);
}

function bytesOfAll(made: readonly Made[]): number {
  return made.reduce((sum, { windows }) => windows.reduce((its, window) => its + bytesOf(window), sum), 0);
}

function bytesOf({ line, smooth, superseded, nonFinite }: CurveWindow): number {
  return line.data.byteLength + (smooth?.data.byteLength ?? 0) + (superseded?.data.byteLength ?? 0) + nonFinite.byteLength;
}
