import type {
  CurveRun,
  CurveSummary,
  CurvesDelta,
  CurveTail,
  CurveWindow,
  HostToCurves,
  MediaSeries,
  WatchedChart,
} from '../protocol/curves.ts';
import { newestFirst } from '../runs/newestFirst.ts';
import type { RunState } from '../runs/run.ts';
import type { Runs } from '../runs/runs.ts';
import { CurvesMedia } from './curvesMedia.ts';
import type { CurvesStore, Told } from './curvesStore.ts';
import { type RowContext, runRow } from './runRows.ts';
import { isLive } from './runText.ts';
import type { ShownRuns } from './shownRuns.ts';

/** Runs that are listed; older ones are in the tree. */
const listedRuns = 2000;
/** What metrics came to is told at most this often. */
const summariesMs = 1000;
/** Points of one message, about: the first charts are on the screen while the next ones are made. */
const messageBytes = 512 * 1024;

/** What the views of a window share. */
export interface CurvesSources {
  readonly runs: Pick<Runs, 'list'>;
  readonly store: CurvesStore;
  readonly shown: ShownRuns;
  /** Asked when a view is shown, not before: it may take a while. */
  readonly hasTensorBoard: () => Promise<boolean>;
}

/** What the view has, or waits for, of one run in a chart. */
interface Line {
  told: Told | undefined;
  /** Points came since its window was told, so that the view may want it anew. */
  hasTail: boolean;
}

interface TableRow extends RowContext {
  readonly state: RunState;
  readonly row: CurveRun;
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

/**
 * What one curves view is told: a snapshot, then numbered deltas. It reads only the charts that are on the screen. Points are sent as soon
 * as they are written and the ones before them are drawn; nothing waits for a clock but the numbers in tables.
 */
export class CurvesFeed {
  readonly #runs: Pick<Runs, 'list'>;
  readonly #store: CurvesStore;
  readonly #shown: ShownRuns;
  readonly #hasTensorBoard: () => Promise<boolean>;
  readonly #media = new CurvesMedia();
  readonly #post: (message: HostToCurves) => void;
  readonly #onError: (error: unknown) => void;
  readonly #states = new Map<string, RunState>();
  #sorted: readonly RunState[] | undefined;
  /** As they were told, by run, and what they were made of. */
  readonly #rows = new Map<string, TableRow>();
  /** As they were told, by run and metric. */
  readonly #summaries = new Map<string, Map<string, CurveSummary>>();
  readonly #lastSteps = new Map<string, number>();
  #charts = new Map<string, Chart>();
  #watch = 0;
  #inFlight: InFlight | undefined;
  readonly #grown = new Set<string>();
  /** Runs whose numbers are to be told. */
  readonly #toSum = new Set<string>();
  #isSumming = false;
  #seq = 0;
  /** Counts the times that a page began or was hidden. */
  #session = 0;
  #isLive = false;
  #isPumping = false;
  #work: Promise<void> = Promise.resolve();

  constructor(
    { runs, store, shown, hasTensorBoard }: CurvesSources,
    post: (message: HostToCurves) => void,
    onError: (error: unknown) => void,
  ) {
    this.#runs = runs;
    this.#store = store;
    this.#shown = shown;
    this.#hasTensorBoard = hasTensorBoard;
    this.#post = post;
    this.#onError = onError;
  }

  /** The page is there and knows nothing: a snapshot. */
  start(): Promise<void> {
    this.#session += 1;
    const session = this.#session;
    return this.#then(async () => {
      this.#forgetView();
      await this.#list();
      const shown = this.#listed().filter((state) => this.#shown.isShown(state, this.#byAge));
      await Promise.all(shown.map((state) => this.#sum(state)));
      const media = await this.#addedMedia(shown);
      // Hidden meanwhile, or it began anew.
      if (session !== this.#session) return;
      this.#isLive = true;
      const runs = this.#changedRows(true);
      const summaries = [...this.#summaries.values()].flatMap((metrics) => [...metrics.values()]);
      this.#post({ type: 'snapshot', seq: this.#seq, runs, summaries, media, hasTensorBoard: false });
      for (const { spec } of this.#listed()) if (!this.#summaries.has(spec.id)) this.#toSum.add(spec.id);
      this.#sumSoon();
      void this.#lookForTensorBoard(session);
    });
  }

  /** The page is gone or hidden: nothing is read or sent until it says `ready` again. */
  pause(): void {
    this.#session += 1;
    this.#isLive = false;
    this.#forgetView();
    this.#store.look(this, []);
  }

  /** These runs changed; none are named when one was removed. */
  update(states: readonly RunState[]): Promise<void> {
    return this.#then(async () => {
      if (!this.#isLive) return;
      if (states.length === 0) await this.#list();
      for (const state of states) {
        const { id } = state.spec;
        if (this.#states.get(id)?.pointCount !== state.pointCount || isLive(state)) {
          this.#toSum.add(id);
          this.#grown.add(id);
        }
        if (!this.#states.has(id)) this.#sorted = undefined;
        this.#states.set(id, state);
      }
      this.#sorted = this.#sorted?.map((state) => this.#states.get(state.spec.id) ?? state);
      this.#postRows(false);
      this.#sumSoon();
      this.#pump();
    });
  }

  /** Points of this run were just written. */
  written(run: string): void {
    if (!this.#isLive) return;
    this.#grown.add(run);
    this.#toSum.add(run);
    this.#sumSoon();
    this.#pump();
  }

  /** Which runs are shown was changed, here or in another view. */
  showChanged(): Promise<void> {
    return this.#then(async () => {
      if (!this.#isLive) return;
      for (const state of this.#listed())
        if (this.#shown.isShown(state, this.#byAge) && !this.#summaries.has(state.spec.id)) this.#toSum.add(state.spec.id);
      this.#postRows(true);
      this.#sumSoon();
    });
  }

  /** All that is on the screen now. Charts that the view has already are not told again unless points came since. */
  watch(seq: number, charts: readonly WatchedChart[]): void {
    this.#watch = seq;
    const before = this.#charts;
    this.#charts = new Map(charts.map((chart) => [chart.chart, this.#watched(chart, before.get(chart.chart))]));
    this.#store.look(this, charts);
    this.#pump();
  }

  #watched(chart: WatchedChart, known: Chart | undefined): Chart {
    const isSame = known !== undefined && JSON.stringify(known.chart) === JSON.stringify(chart);
    if (isSame && known.isDrawn && [...known.lines.values()].every(({ hasTail }) => !hasTail)) return known;
    return { chart, lines: new Map(), isDue: true, isDrawn: false };
  }

  drawn(seq: number): void {
    if (this.#inFlight === undefined || seq < this.#inFlight.seq) return;
    // The view had asked for nothing else when it drew this, so it did not drop it.
    if (this.#inFlight.watch === this.#watch) for (const chart of this.#inFlight.charts) chart.isDrawn = true;
    this.#inFlight = undefined;
    this.#pump();
  }

  /** Sends what there is to be drawn, one message after the other is drawn. */
  #pump(): void {
    if (this.#isPumping || !this.#isLive || this.#inFlight !== undefined) return;
    this.#isPumping = true;
    void this.#sendPoints()
      .then(
        () => true,
        (error: unknown) => {
          this.#onError(error);
          return false;
        },
      )
      .then((isWell) => {
        this.#isPumping = false;
        const hasMore = this.#grown.size > 0 || [...this.#charts.values()].some(({ isDue }) => isDue);
        // After an error something has to happen first.
        if (isWell && hasMore) this.#pump();
      });
  }

  async #sendPoints(): Promise<void> {
    const windows: CurveWindow[] = [];
    const tails: CurveTail[] = [];
    const sent: Chart[] = [];
    const grown = this.#takeGrown();
    await Promise.all(grown.map((state) => this.#store.refresh(state)));
    let bytes = 0;
    for (const chart of [...this.#charts.values()]) {
      if (bytes > messageBytes) break;
      if (!chart.isDue) continue;
      const its = await this.#store.windows(chart.chart, this.#statesOf(chart.chart));
      if (this.#charts.get(chart.chart.chart) !== chart) continue;
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
    this.#inFlight = { seq: this.#seq + 1, watch: this.#watch, charts: sent };
    this.#postDelta({ watch: this.#watch, ...(windows.length === 0 ? {} : { windows }), ...(tails.length === 0 ? {} : { tails }) });
  }

  #takeGrown(): readonly RunState[] {
    const looked = new Set([...this.#charts.values()].flatMap(({ chart }) => chart.runs));
    const grown = [...this.#grown].filter((run) => looked.has(run)).flatMap((run) => this.#states.get(run) ?? []);
    this.#grown.clear();
    return grown;
  }

  async #addTo(state: RunState, windows: CurveWindow[], tails: CurveTail[]): Promise<void> {
    const run = state.spec.id;
    for (const chart of [...this.#charts.values()]) {
      const line = chart.lines.get(run);
      if (chart.isDue || line === undefined) continue;
      const answer = await this.#store.added(chart.chart, state, line.told ?? { revision: -1, count: 0 }, chart.chart.columns);
      if (this.#charts.get(chart.chart.chart) !== chart || answer.kind === 'nothing') continue;
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

  #statesOf({ runs }: WatchedChart): readonly RunState[] {
    return runs.flatMap((run) => this.#states.get(run) ?? []);
  }

  async #list(): Promise<void> {
    this.#states.clear();
    for (const state of await this.#runs.list()) this.#states.set(state.spec.id, state);
    this.#sorted = undefined;
    this.#store.forget((run) => this.#states.has(run));
  }

  /** All runs, newest first. */
  get #byAge(): readonly RunState[] {
    if (this.#sorted === undefined) {
      this.#sorted = [...this.#states.values()].sort(newestFirst);
      this.#shown.colors.assign(this.#sorted.map(({ spec }) => spec.id).toReversed());
    }
    return this.#sorted;
  }

  /** The newest, and older ones that the person chose to see. */
  #listed(): readonly RunState[] {
    return this.#byAge.filter(({ spec }, index) => index < listedRuns || this.#shown.isChosen(spec.id));
  }

  /** Rows that are other than they were told. `withProgress`: also those of which only the progress is another. */
  #changedRows(withProgress: boolean): readonly CurveRun[] {
    return this.#listed().flatMap((state) => {
      const { id } = state.spec;
      const color = this.#shown.colors.of(id);
      const isShown = this.#shown.isShown(state, this.#byAge);
      const lastStep = this.#lastSteps.get(id);
      const placesOf = this.#store.placesOf(id);
      const known = this.#rows.get(id);
      const knowsPlaces = (known?.placesOf === undefined) === (placesOf === undefined);
      // Of thousands of runs nearly all are the very same as before.
      if (known?.state === state && known.color === color && known.isShown === isShown && known.lastStep === lastStep && knowsPlaces)
        return [];
      const row = runRow(state, { color, isShown, lastStep, placesOf });
      if (known !== undefined && isSameRow(known.row, row, withProgress)) return [];
      this.#rows.set(id, { state, color, isShown, lastStep, placesOf, row });
      return [row];
    });
  }

  #postRows(withProgress: boolean): void {
    const runs = this.#changedRows(withProgress);
    const listed = new Set(this.#listed().map(({ spec }) => String(spec.id)));
    const removed = [...this.#rows.keys()].filter((run) => !listed.has(run));
    for (const run of removed) {
      this.#rows.delete(run);
      this.#summaries.delete(run);
      this.#lastSteps.delete(run);
    }
    if (runs.length > 0 || removed.length > 0)
      this.#postDelta({ ...(runs.length === 0 ? {} : { runs }), ...(removed.length === 0 ? {} : { removed }) });
  }

  /** At once, then not before a second has passed. */
  #sumSoon(): void {
    if (this.#isSumming || this.#toSum.size === 0 || !this.#isLive) return;
    this.#isSumming = true;
    void this.#sumNow()
      .catch(this.#onError)
      .then(() => {
        setTimeout(() => {
          this.#isSumming = false;
          this.#sumSoon();
        }, summariesMs);
      });
  }

  /** A few runs in each message, because there may be thousands. */
  async #sumNow(): Promise<void> {
    const due = [...this.#toSum];
    this.#toSum.clear();
    for (let at = 0; at < due.length && this.#isLive; at += 50) {
      const states = due.slice(at, at + 50).flatMap((run) => this.#states.get(run) ?? []);
      const summaries = (await Promise.all(states.map((state) => this.#sum(state)))).flat();
      if (!this.#isLive) return;
      const media = await this.#addedMedia(states);
      if (!this.#isLive) return;
      if (summaries.length + media.length > 0)
        this.#postDelta({ ...(summaries.length === 0 ? {} : { summaries }), ...(media.length === 0 ? {} : { media }) });
      this.#postRows(true);
    }
  }

  /** A run whose record of them cannot be read has none. */
  async #addedMedia(states: readonly RunState[]): Promise<readonly MediaSeries[]> {
    const added = await Promise.allSettled(states.map((state) => this.#media.added(state)));
    return added.flatMap((one) => (one.status === 'fulfilled' ? (one.value ?? []) : []));
  }

  /** What a run logged at a step, for a viewer of the page. */
  async sendMedia(run: string, tag: string, step: number): Promise<void> {
    const item = await this.#media.load(run, tag, step);
    if (this.#isLive) this.#post(item === undefined ? { type: 'media', run, tag, step } : { type: 'media', run, tag, step, item });
  }

  async #lookForTensorBoard(session: number): Promise<void> {
    const hasTensorBoard = await this.#hasTensorBoard().catch(() => false);
    if (hasTensorBoard && session === this.#session) this.#postDelta({ hasTensorBoard });
  }

  /** What its metrics come to where that is another than was told. */
  async #sum(state: RunState): Promise<readonly CurveSummary[]> {
    const { id } = state.spec;
    const read = await this.#store.summaries(state);
    const known = this.#summaries.get(id) ?? new Map<string, CurveSummary>();
    this.#summaries.set(id, known);
    const changed = read.filter((summary) => !isSameSummary(known.get(summary.metric), summary));
    for (const summary of changed) known.set(summary.metric, summary);
    const steps = read.filter(({ kind }) => kind === 'metric').map(({ lastStep }) => lastStep);
    if (steps.length > 0)
      this.#lastSteps.set(
        id,
        steps.reduce((a, b) => Math.max(a, b)),
      );
    return changed;
  }

  #postDelta(delta: Omit<CurvesDelta, 'type' | 'seq'>): void {
    this.#seq += 1;
    this.#post({ type: 'delta', seq: this.#seq, ...delta });
  }

  #forgetView(): void {
    this.#charts = new Map();
    this.#inFlight = undefined;
    this.#grown.clear();
    this.#toSum.clear();
    this.#rows.clear();
    this.#summaries.clear();
    this.#media.forget();
  }

  #then(step: () => Promise<void>): Promise<void> {
    const done = this.#work.then(step);
    this.#work = done.catch(() => undefined);
    return done;
  }
}

function bytesOf({ line, smooth, superseded, nonFinite }: CurveWindow): number {
  return line.data.byteLength + (smooth?.data.byteLength ?? 0) + (superseded?.data.byteLength ?? 0) + nonFinite.byteLength;
}

function isSameRow(a: CurveRun, b: CurveRun, withProgress: boolean): boolean {
  return JSON.stringify(a) === JSON.stringify(withProgress ? b : { ...b, points: a.points, summary: a.summary });
}

function isSameSummary(a: CurveSummary | undefined, b: CurveSummary): boolean {
  // NaN is the same as NaN here.
  return (
    a !== undefined &&
    a.points === b.points &&
    Object.is(a.last, b.last) &&
    a.lastStep === b.lastStep &&
    a.hasSuperseded === b.hasSuperseded
  );
}
