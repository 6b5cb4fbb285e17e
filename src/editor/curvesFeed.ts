import { setTimeout as sleep } from 'node:timers/promises';
import type { CurveRun, CurvesDelta, HostToCurves, MediaSeries, WatchedChart } from '../protocol/curves.ts';
import { newestFirst } from '../runs/newestFirst.ts';
import type { RunState } from '../runs/run.ts';
import type { Runs } from '../runs/runs.ts';
import type { CurvesKeeper } from './curvesKeeper.ts';
import { CurvesMedia } from './curvesMedia.ts';
import { CurvesPoints } from './curvesPoints.ts';
import { recordOf } from './curvesRecord.ts';
import type { CurvesStore } from './curvesStore.ts';
import { CurvesTable } from './curvesTable.ts';
import { isLive } from './runText.ts';
import type { ShownRuns } from './shownRuns.ts';

/** Runs that are listed; older ones are in the tree. */
const listedRuns = 2000;
/** What metrics came to is told at most this often. */
const summariesMs = 1000;
/** Where points come, it is told so long behind one, which is on the screen then; that is waited for. */
const [behindPointsMs, pointsWaitMs] = [40, 300];
/** Runs that are not drawn are read once the first charts are. */
const othersMs = 300;
/** What is shown is kept at most this often: when somebody has moved, and when only points came. */
const [movedGapMs, grownGapMs] = [1500, 15_000];

/** What the views of a window share. */
export interface CurvesSources {
  readonly runs: Pick<Runs, 'list'>;
  readonly store: CurvesStore;
  readonly shown: ShownRuns;
  /** Asked when a view is shown, not before: it may take a while. */
  readonly hasTensorBoard: () => Promise<boolean>;
}

/**
 * What one curves view is told: a snapshot, then numbered deltas. It reads only the charts that are on the screen; nothing waits for a clock
 * but the numbers in tables.
 */
export class CurvesFeed {
  readonly #runs: Pick<Runs, 'list'>;
  readonly #store: CurvesStore;
  readonly #shown: ShownRuns;
  readonly #hasTensorBoard: () => Promise<boolean>;
  readonly #media = new CurvesMedia();
  readonly #table: CurvesTable;
  readonly #points: CurvesPoints;
  readonly #post: (message: HostToCurves) => void;
  readonly #onError: (error: unknown) => void;
  readonly #keeper: CurvesKeeper | undefined;
  readonly #states = new Map<string, RunState>();
  #sorted: readonly RunState[] | undefined;
  /** Runs whose numbers are to be told. */
  readonly #toSum = new Set<string>();
  #isSumming = false;
  #olderRuns = 0;
  #seq = 0;
  /** Counts the times that a page began or was hidden. */
  #session = 0;
  /** Ends when the page says what it shows, or is gone. */
  #guess = new AbortController();
  #isLive = false;
  /** All that the page will be told first is read, and kept up to date. */
  #isGathered = false;
  #gatheredMedia: readonly MediaSeries[] = [];
  #work: Promise<void> = Promise.resolve();

  /** `keeper`: keeps what the page shows for the next time. */
  constructor(
    { runs, store, shown, hasTensorBoard }: CurvesSources,
    post: (message: HostToCurves) => void,
    onError: (error: unknown) => void,
    keeper?: CurvesKeeper,
  ) {
    this.#runs = runs;
    this.#store = store;
    this.#shown = shown;
    this.#hasTensorBoard = hasTensorBoard;
    this.#post = post;
    this.#onError = onError;
    this.#keeper = keeper;
    this.#table = new CurvesTable(store);
    this.#points = new CurvesPoints({
      store,
      stateOf: (run) => this.#states.get(run),
      send: (delta) => this.#postDelta(delta),
      onError,
    });
  }

  /** The page is being put together: what it will ask for first is read meanwhile. */
  prepare(): Promise<void> {
    const session = this.#session;
    return this.#then(async () => {
      if (session === this.#session && !this.#isLive && !this.#isGathered) await this.#gather(session);
    });
  }

  async #gather(session: number): Promise<void> {
    this.#forgetView();
    await this.#list();
    const shown = this.#shownNow();
    await Promise.all(shown.map((state) => this.#table.sum(state)));
    this.#gatheredMedia = await this.#addedMedia(shown);
    if (session !== this.#session) return;
    this.#isGathered = true;
    this.#readAhead(shown, this.#table.summariesOf(shown)[0]?.metric);
  }

  #shownNow(): readonly RunState[] {
    return this.#listed().filter((state) => this.#shown.isShown(state, this.#byAge));
  }

  /** The page is there and knows nothing: a snapshot. */
  start(): Promise<void> {
    const session = this.#session;
    return this.#then(async () => {
      if (session !== this.#session) return;
      if (!this.#isGathered) await this.#gather(session);
      const grown = await this.#sumGrown();
      const anew = new Set(grown.map(({ run }) => run));
      const media = [...this.#gatheredMedia.filter(({ run }) => !anew.has(run)), ...grown];
      // Hidden meanwhile.
      if (session !== this.#session) return;
      this.#isGathered = false;
      this.#isLive = true;
      this.#points.start();
      const runs = this.#changedRows(true);
      const summaries = this.#table.summariesOf(this.#listed());
      this.#olderRuns = this.#byAge.length - this.#listed().length;
      const older = this.#olderRuns === 0 ? {} : { olderRuns: this.#olderRuns };
      this.#post({ type: 'snapshot', seq: this.#seq, runs, summaries, media, hasTensorBoard: false, ...older });
      setTimeout(() => this.#sumOthers(session), othersMs);
      void this.#lookForTensorBoard(session);
    });
  }

  /** What runs came to that are not drawn. */
  #sumOthers(session: number): void {
    if (session !== this.#session) return;
    for (const { spec } of this.#listed()) if (!this.#table.hasSummaries(spec.id)) this.#toSum.add(spec.id);
    this.#sumSoon();
  }

  /** What came since the others were gathered. Answers what of it is to be looked at. */
  async #sumGrown(): Promise<readonly MediaSeries[]> {
    const grown = this.#shownNow().filter(({ spec }) => this.#toSum.has(spec.id) || !this.#table.hasSummaries(spec.id));
    for (const { spec } of grown) this.#toSum.delete(spec.id);
    await Promise.all(grown.map((state) => this.#table.sum(state)));
    return await this.#addedMedia(grown);
  }

  /** While the page is being put together, what its first chart most likely needs is read. */
  #readAhead(shown: readonly RunState[], metric: string | undefined): void {
    this.#guess = new AbortController();
    if (metric !== undefined) this.#store.prepare(metric, shown, this.#guess.signal).catch(this.#onError);
  }

  /** The page is gone or hidden: nothing is read or sent until it says `ready` again. */
  pause(): void {
    // Of what it is made is taken before that is forgotten.
    const kept = this.#isLive ? this.#keeper?.flush() : undefined;
    this.#session += 1;
    const session = this.#session;
    this.#isLive = false;
    this.#isGathered = false;
    this.#forgetView();
    if (kept === undefined) this.#store.look(this, []);
    else
      void kept.then(() => {
        if (session === this.#session && !this.#isLive) this.#store.look(this, []);
      });
  }

  /** These runs changed; none are named when one was removed. */
  update(states: readonly RunState[]): Promise<void> {
    return this.#then(async () => {
      if (!this.#isLive && !this.#isGathered) return;
      if (states.length === 0) await this.#list();
      for (const state of states) {
        const { id } = state.spec;
        if (this.#states.get(id)?.pointCount !== state.pointCount || isLive(state)) {
          this.#toSum.add(id);
          this.#points.grow(id);
        }
        if (!this.#states.has(id)) this.#sorted = undefined;
        this.#states.set(id, state);
      }
      this.#sorted = this.#sorted?.map((state) => this.#states.get(state.spec.id) ?? state);
      if (!this.#isLive) return;
      this.#postRows(false);
      this.#sumSoon();
      this.#points.pump();
    });
  }

  /** Points of this run were just written. Until the page is there, that is kept for it. */
  written(run: string): void {
    this.#points.grow(run);
    this.#toSum.add(run);
    this.#points.pump();
    this.#sumSoon(behindPointsMs);
  }

  /** Which runs are shown was changed, here or in another view. */
  showChanged(): Promise<void> {
    return this.#then(async () => {
      if (!this.#isLive) return;
      for (const state of this.#listed())
        if (this.#shown.isShown(state, this.#byAge) && !this.#table.hasSummaries(state.spec.id)) this.#toSum.add(state.spec.id);
      this.#postRows(true);
      this.#sumSoon();
    });
  }

  /** All that is on the screen now. */
  watch(seq: number, charts: readonly WatchedChart[]): void {
    this.#guess.abort();
    this.#store.look(this, charts);
    this.#points.watch(seq, charts);
    this.#keepSoon(movedGapMs);
  }

  drawn(seq: number): void {
    this.#keepSoon(this.#points.drawn(seq) ? movedGapMs : grownGapMs);
  }

  #keepSoon(gapMs: number): void {
    this.#keeper?.soon(async () => {
      if (!this.#isLive) return undefined;
      return await recordOf({
        states: this.#listed(),
        olderRuns: this.#olderRuns,
        choices: this.#shown.choices,
        isShown: (state) => this.#shown.isShown(state, this.#byAge),
        rowOf: (run) => this.#table.rowOf(run),
        summariesOf: (states) => this.#table.summariesOf(states),
        charts: this.#points.drawnCharts,
        store: this.#store,
      });
    }, gapMs);
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
      const color = this.#shown.colors.of(state.spec.id);
      return this.#table.changed(state, { color, isShown: this.#shown.isShown(state, this.#byAge) }, withProgress);
    });
  }

  #postRows(withProgress: boolean, keptGapMs = movedGapMs): void {
    const runs = this.#changedRows(withProgress);
    const listed = this.#listed();
    const removed = this.#table.dropped(new Set(listed.map(({ spec }) => String(spec.id))));
    const olderRuns = this.#byAge.length - listed.length;
    const isOther = olderRuns !== this.#olderRuns;
    this.#olderRuns = olderRuns;
    const delta = {
      ...(runs.length === 0 ? {} : { runs }),
      ...(removed.length === 0 ? {} : { removed }),
      ...(isOther ? { olderRuns } : {}),
    };
    if (runs.length > 0 || removed.length > 0 || isOther) this.#postDelta(delta, keptGapMs);
  }

  /** At once unless it is told when, then not before a second has passed. */
  #sumSoon(afterMs?: number): void {
    if (this.#isSumming || this.#toSum.size === 0 || !this.#isLive) return;
    this.#isSumming = true;
    const summed = afterMs === undefined ? this.#sumNow() : sleep(afterMs).then(() => this.#sumNow());
    void summed.catch(this.#onError).then(() => {
      setTimeout(() => {
        this.#isSumming = false;
        setTimeout(() => this.#sumSoon(), pointsWaitMs);
      }, summariesMs);
    });
  }

  /** A few runs in each message, because there may be thousands. */
  async #sumNow(): Promise<void> {
    const due = [...this.#toSum];
    this.#toSum.clear();
    for (let at = 0; at < due.length && this.#isLive; at += 50) {
      const states = due.slice(at, at + 50).flatMap((run) => this.#states.get(run) ?? []);
      const summaries = (await Promise.all(states.map((state) => this.#table.sum(state)))).flat();
      if (!this.#isLive) return;
      const media = await this.#addedMedia(states);
      if (!this.#isLive) return;
      if (summaries.length + media.length > 0)
        this.#postDelta({ ...(summaries.length === 0 ? {} : { summaries }), ...(media.length === 0 ? {} : { media }) }, grownGapMs);
      this.#postRows(true, grownGapMs);
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

  #postDelta(delta: Omit<CurvesDelta, 'type' | 'seq'>, keptGapMs = movedGapMs): number {
    this.#seq += 1;
    this.#post({ type: 'delta', seq: this.#seq, ...delta });
    if (delta.windows === undefined && delta.tails === undefined) this.#keepSoon(keptGapMs);
    return this.#seq;
  }

  #forgetView(): void {
    this.#guess.abort();
    this.#points.stop();
    this.#toSum.clear();
    this.#table.forget();
    this.#media.forget();
  }

  #then(step: () => Promise<void>): Promise<void> {
    const done = this.#work.then(step);
    this.#work = done.catch(() => undefined);
    return done;
  }
}
