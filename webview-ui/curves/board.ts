import { batch, computed, effect, type Signal, signal } from '@preact/signals';
import type {
  CurveAxis,
  CurveRun,
  CurveSummary,
  CurvesDelta,
  CurvesKept,
  CurvesToHost,
  CurvesViewState,
  HostToCurves,
  MediaSeries,
  WatchedChart,
} from '../../src/protocol/curves.ts';
import type { HostLine, Schedule } from '../shared/line.ts';
import { Sequence } from '../shared/sequence.ts';
import type { HeldWindow } from './chart/held.ts';
import { type FrameClock, Frames } from './frames.ts';
import { groupRuns } from './groups.ts';
import { type ChartData, HeldCharts } from './heldCharts.ts';
import { Summaries } from './summaries.ts';
import { readCurvesState } from './viewState.ts';

/** What is set in the view, without what changes in every frame of a gesture: the zoom, and whether it moves along. */
export type ViewSettings = Omit<CurvesViewState, 'zoom' | 'isFollowing'>;
export type Zoom = NonNullable<CurvesViewState['zoom']>;

/** Where the crosshair of all charts stands. */
export interface Cursor {
  /** The chart under the pointer or the keyboard. */
  readonly chart: string;
  readonly axis: CurveAxis;
  readonly x: number;
}

/** An answer of the host to `wantMedia`. */
export type MediaAnswer = Extract<HostToCurves, { readonly type: 'media' }>;

/** More than any burst: a hidden page gets no frames, and what is lost ends in a snapshot. */
const mostArrived = 5000;

/** An answer that is not there by then is waited for no longer: there may be nothing to answer. */
const patienceMs = 100;

/** The curves view without its page. What arrives within one frame is applied together. */
export class Board {
  /** Newest first. */
  readonly runs = signal<readonly CurveRun[]>([]);
  /** In the order in which they were first seen. */
  readonly metrics: Signal<readonly string[]>;
  readonly media = signal<readonly MediaSeries[]>([]);
  readonly hasTensorBoard = signal(false);
  /** Runs that there are beside those that are listed. */
  readonly olderRuns = signal(0);
  readonly isReady = signal(false);
  /** From when runs and numbers are that may be others now: what was shown last, until the host tells them. */
  readonly asOf = signal<number | undefined>(undefined);
  readonly view: Signal<ViewSettings>;
  /** Shared by all charts; undefined: everything is seen. */
  readonly zoom: Signal<Zoom | undefined>;
  /** Whether a zoomed view moves along with the newest point. */
  readonly isFollowing: Signal<boolean>;
  /** While what is seen is dragged along, a little more than that is watched. */
  readonly isPanning = signal(false);
  readonly cursor = signal<Cursor | undefined>(undefined);
  readonly revealed = signal<{ readonly run: string } | undefined>(undefined);
  /** A chart that gets the keyboard as soon as it stands in its new place. */
  readonly toFocus = signal<string | undefined>(undefined);
  /** What the host said that went wrong, until it is put away. */
  readonly said = signal<string | undefined>(undefined);
  /** Runs that are drawn. */
  readonly shown = computed<readonly CurveRun[]>(() => {
    const hasArchived = this.#hasArchived.value;
    return this.runs.value.filter((run) => run.isShown && (hasArchived || !run.isArchived));
  });
  /** Runs that are drawn as one line, when they are grouped. */
  readonly groups = computed(() => groupRuns(this.shown.value, this.#groupBy.value));
  /** What a screen reader says next: a value under the crosshair, what was copied. */
  readonly spoken = signal('');
  readonly frames: Frames;
  readonly pinned = computed(() => this.view.value.pinned);
  readonly #groupBy = computed(() => this.view.value.table.groupBy);
  readonly #hasArchived = computed(() => this.view.value.table.hasArchived);
  readonly #line: HostLine<HostToCurves, CurvesToHost>;
  readonly #soon: Schedule;
  readonly #patience: Schedule;
  readonly #sequence = new Sequence();
  readonly #summaries = new Summaries();
  readonly #charts = new HeldCharts();
  readonly #onMedia = new Set<(answer: MediaAnswer) => void>();
  #watchSeq = 0;
  /** From when the lines are of charts that were shown last; undefined where nothing changed since. */
  #keptOf: number | undefined;
  #hasSnapshot = false;
  #hasAsked = false;
  /** The host was told what is watched, and has not answered. */
  #isAsking = false;
  /** Something else is watched, not only another part of it. */
  #isOther = false;
  #arrived: HostToCurves[] = [];
  #drawnSeq: number | undefined;

  /**
   * `soon`: what the host is asked first is asked then, with all that is on the screen. `patience`: when an answer is no longer waited for.
   */
  constructor(
    line: HostLine<HostToCurves, CurvesToHost>,
    schedule: Schedule,
    saveLater: Schedule = (save) => save(),
    clock?: FrameClock,
    soon: Schedule = schedule,
    patience: Schedule = (end) => void setTimeout(end, patienceMs),
  ) {
    this.#line = line;
    this.#soon = soon;
    this.#patience = patience;
    this.metrics = this.#summaries.metrics;
    this.frames = new Frames(schedule, clock);
    const { zoom, isFollowing, ...view } = readCurvesState(line.savedState());
    this.view = signal(view);
    this.zoom = signal(zoom);
    this.isFollowing = signal(isFollowing);
    let isSaving = false;
    effect(() => {
      this.#track();
      if (isSaving) return;
      isSaving = true;
      saveLater(() => {
        isSaving = false;
        line.saveState(this.state());
      });
    });
    line.onMessage((message) => this.#receive(message));
    line.post({ type: 'ready' });
  }

  post(message: CurvesToHost): void {
    this.#line.post(message);
  }

  change(part: Partial<ViewSettings>): void {
    batch(() => {
      const { axis, isLogX } = this.view.peek();
      this.view.value = { ...this.view.peek(), ...part };
      // A range of steps means nothing on another axis.
      if ((part.axis ?? axis) !== axis || (part.isLogX ?? isLogX) !== isLogX) this.zoomTo(undefined);
    });
  }

  /** Everything that is kept across reloads. */
  state(): CurvesViewState {
    const zoom = this.zoom.peek();
    return { ...this.view.peek(), isFollowing: this.isFollowing.peek(), ...(zoom === undefined ? {} : { zoom }) };
  }

  zoomTo(range: { readonly from: number; readonly to: number } | undefined): void {
    this.zoom.value = range === undefined || !(range.from < range.to) ? undefined : { axis: this.view.peek().axis, ...range };
    if (range === undefined) this.isFollowing.value = false;
  }

  togglePin(metric: string): void {
    this.change({ pinned: toggled(this.view.peek().pinned, metric) });
  }

  toggleWide(metric: string): void {
    this.change({ wide: toggled(this.view.peek().wide, metric) });
  }

  /** From the newest point back, as wide as what is seen now. */
  follow(isFollowing: boolean): void {
    const zoom = this.zoom.peek();
    if (zoom === undefined) return;
    this.isFollowing.value = isFollowing;
    if (!isFollowing) return;
    this.#moveAlong();
  }

  /** What is seen ends at the newest point again. */
  #moveAlong(): void {
    const zoom = this.zoom.peek();
    if (!this.isFollowing.peek() || zoom === undefined) return;
    const { isLogX } = this.view.peek();
    const newest = this.#charts.on(zoom.axis, isLogX).reduce((x, { window }) => Math.max(x, window.extent?.x1 ?? x), zoom.to);
    if (newest > zoom.to) this.zoom.value = { ...zoom, from: zoom.from + newest - zoom.to, to: newest };
  }

  /** What each run came to in one metric. */
  summariesOf(metric: string): Signal<ReadonlyMap<string, CurveSummary>> {
    return this.#summaries.of(metric);
  }

  /** What the chart of a metric holds, while it is watched. */
  dataOf(chart: string): ChartData {
    return this.#charts.of(chart);
  }

  /** All that is held on this axis. */
  windowsOn(axis: CurveAxis, isLogX: boolean): readonly { readonly window: HeldWindow }[] {
    return this.#charts.on(axis, isLogX);
  }

  /** Soon the host sends this, and no longer what it sent for this chart before: from the next frame on, but where only the range moves. */
  watch(wanted: WatchedChart): void {
    if (this.#charts.want(wanted) === 'other') this.#isOther = true;
    this.#tellSoon();
  }

  unwatch(chart: string): void {
    this.#charts.drop(chart);
    this.#tellSoon();
  }

  /** Shown at once; the host's answer says the same. */
  show(runs: readonly string[], isShown: boolean): void {
    const ids = new Set(runs);
    this.runs.value = this.runs.peek().map((run) => (ids.has(run.id) ? { ...run, isShown } : run));
    this.post({ type: 'showRuns', runs, isShown });
  }

  solo(runs: readonly string[]): void {
    const ids = new Set(runs);
    this.runs.value = this.runs.peek().map((run) => ({ ...run, isShown: ids.has(run.id) }));
    this.post({ type: 'solo', runs });
  }

  /** Called with every answer to `wantMedia`. */
  onMedia(listener: (answer: MediaAnswer) => void): () => void {
    this.#onMedia.add(listener);
    return () => this.#onMedia.delete(listener);
  }

  /** The page is seen again: what was lost while it was hidden is asked for. */
  resume(): void {
    if (this.#sequence.isWaiting) this.post({ type: 'ready' });
  }

  #track(): void {
    this.view.value;
    this.zoom.value;
    this.isFollowing.value;
  }

  #receive(message: HostToCurves): void {
    if (this.#arrived.length >= mostArrived) this.#arrived = [];
    this.#arrived.push(message);
    this.frames.once('apply', this, () => this.#flush());
  }

  #flush(): void {
    const arrived = this.#arrived;
    this.#arrived = [];
    batch(() => {
      for (const message of arrived) this.#apply(message);
    });
    if (this.#drawnSeq === undefined) return;
    this.frames.once('after', this, () => {
      if (this.#drawnSeq !== undefined) this.post({ type: 'drawn', seq: this.#drawnSeq });
      this.#drawnSeq = undefined;
    });
  }

  #apply(message: HostToCurves): void {
    switch (message.type) {
      case 'kept':
        if (!this.#hasSnapshot) this.#begin(message);
        return;
      case 'snapshot':
        this.#hasSnapshot = true;
        this.asOf.value = undefined;
        this.#sequence.snapshot(message.seq);
        // It replaces everything, and the host is told anew what is watched.
        this.#charts.start(new Set(message.runs.map(({ id }) => id)));
        this.#isAsking = false;
        this.#tellSoon();
        this.runs.value = message.runs;
        this.media.value = message.media;
        this.hasTensorBoard.value = message.hasTensorBoard;
        this.olderRuns.value = message.olderRuns ?? 0;
        this.#summaries.replace(message.summaries);
        this.isReady.value = true;
        return;
      case 'delta': {
        const verdict = this.#sequence.delta(message.seq);
        if (verdict === 'apply') this.#change(message);
        else if (verdict === 'resync') this.post({ type: 'ready' });
        return;
      }
      case 'reveal':
        if (this.runs.value.some((run) => run.id === message.run && !run.isShown)) this.show([message.run], true);
        this.revealed.value = { run: message.run };
        return;
      case 'media':
        for (const listener of this.#onMedia) listener(message);
        return;
      case 'said':
        this.said.value = message.text;
    }
  }

  /** What was shown last stands there until it is told anew. */
  #begin({ atMs, isSame, runs, summaries, olderRuns = 0, charts }: CurvesKept): void {
    this.#keptOf = isSame ? undefined : atMs;
    this.asOf.value = this.#keptOf;
    this.#charts.keep(charts);
    this.runs.value = runs;
    this.olderRuns.value = olderRuns;
    this.#summaries.replace(summaries);
    this.isReady.value = true;
  }

  /** From when some line of a chart is that may be another now. */
  oldOf(chart: string): number | undefined {
    return this.asOf.peek() ?? (this.#charts.of(chart).kept.size > 0 ? this.#keptOf : undefined);
  }

  #change(delta: CurvesDelta): void {
    if (delta.runs !== undefined || delta.removed !== undefined) {
      this.runs.value = withRuns(this.runs.value, delta.runs ?? [], new Set(delta.removed));
    }
    for (const run of delta.removed ?? []) this.#remove(run);
    if (delta.summaries !== undefined) this.#summaries.change(delta.summaries);
    if (delta.hasTensorBoard !== undefined) this.hasTensorBoard.value = delta.hasTensorBoard;
    if (delta.olderRuns !== undefined) this.olderRuns.value = delta.olderRuns;
    if (delta.media !== undefined) this.media.value = withMedia(this.media.value, delta.media);
    for (const window of delta.windows ?? []) this.#charts.put(window);
    for (const tail of delta.tails ?? []) this.#charts.fold(tail);
    this.#moveAlong();
    if (delta.watch === this.#watchSeq) this.#isAsking = false;
    this.#tellSoon();
    this.#drawnSeq = delta.seq;
  }

  #remove(run: string): void {
    this.#summaries.remove(run);
    this.#charts.remove(run);
    this.media.value = this.media.value.filter((series) => series.run !== run);
  }

  /** Once in a frame; what is asked for first waits for none. */
  #tellSoon(): void {
    if (!this.#hasAsked) this.#soon(() => this.#tell());
    else this.frames.once('tell', this, () => this.#tell());
  }

  /** While a range moves, the next is asked for when the one before was answered: each message costs the editor around the page of its frame. */
  #tell(): void {
    if (!this.#hasSnapshot || (this.#isAsking && !this.#isOther)) return;
    const charts = this.#charts.toTell();
    if (charts === undefined) return;
    this.#hasAsked = true;
    this.#isAsking = true;
    this.#isOther = false;
    const seq = ++this.#watchSeq;
    this.post({ type: 'watch', seq, charts });
    this.#patience(() => {
      if (seq !== this.#watchSeq || !this.#isAsking) return;
      this.#isAsking = false;
      this.#tellSoon();
    });
  }
}

function toggled(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
}

/** Newest first, as the host lists them: a run that was not known is younger than all that were. */
function withRuns(known: readonly CurveRun[], changed: readonly CurveRun[], removed: ReadonlySet<string>): readonly CurveRun[] {
  const byId = new Map(changed.map((run) => [run.id, run]));
  const ids = new Set(known.map((run) => run.id));
  const kept = known.flatMap((run) => (removed.has(run.id) ? [] : [byId.get(run.id) ?? run]));
  return [...changed.filter((run) => !ids.has(run.id)), ...kept];
}

function withMedia(known: readonly MediaSeries[], changed: readonly MediaSeries[]): readonly MediaSeries[] {
  const key = ({ run, tag }: MediaSeries) => `${run}\n${tag}`;
  const byKey = new Map(changed.map((series) => [key(series), series]));
  const kept = known.map((series) => byKey.get(key(series)) ?? series);
  const keys = new Set(known.map(key));
  return [...kept, ...changed.filter((series) => !keys.has(key(series)))];
}
