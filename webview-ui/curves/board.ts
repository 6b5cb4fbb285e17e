import { batch, effect, type Signal, signal } from '@preact/signals';
import type { CurveRun, CurveSeries, CurvesDelta, CurvesToHost, CurvesViewState, HostToCurves } from '../../src/protocol/curves.ts';
import type { HostLine, Schedule } from '../shared/line.ts';
import { Sequence } from '../shared/sequence.ts';
import { GrowingSeries } from './growingSeries.ts';
import { inPrefixOrder } from './metrics.ts';
import { readCurvesState } from './viewState.ts';

/** One metric: what each run measured of it. `version` rises with every change. */
export interface Metric {
  readonly name: string;
  readonly byRun: Map<string, MetricOfRun>;
  readonly version: Signal<number>;
}

export interface MetricOfRun {
  readonly points: GrowingSeries;
  best: CurveSeries['best'];
  exactPoints: number;
}

/** The curves view without its page. What arrives within one frame is applied together. */
export class Board {
  readonly runs = signal<readonly CurveRun[]>([]);
  readonly metrics = signal<readonly Metric[]>([]);
  readonly isReady = signal(false);
  readonly view: Signal<CurvesViewState>;
  readonly revealed = signal<{ readonly run: string } | undefined>(undefined);
  readonly #line: HostLine<HostToCurves, CurvesToHost>;
  readonly #schedule: Schedule;
  readonly #sequence = new Sequence();
  readonly #byName = new Map<string, Metric>();
  #arrived: HostToCurves[] = [];

  constructor(line: HostLine<HostToCurves, CurvesToHost>, schedule: Schedule) {
    this.#line = line;
    this.#schedule = schedule;
    this.view = signal(readCurvesState(line.savedState()));
    effect(() => line.saveState(this.view.value));
    line.onMessage((message) => {
      this.#arrived.push(message);
      if (this.#arrived.length === 1) this.#schedule(() => this.#flush());
    });
    line.post({ type: 'ready' });
  }

  post(message: CurvesToHost): void {
    this.#line.post(message);
  }

  /** Shown at once; the host's answer says the same. */
  show(run: string, isShown: boolean): void {
    this.runs.value = this.runs.value.map((known) => (known.id === run ? { ...known, isShown } : known));
    this.post({ type: 'showRun', run, isShown });
  }

  resume(): void {
    if (this.#sequence.isWaiting) this.post({ type: 'ready' });
  }

  #flush(): void {
    const arrived = this.#arrived;
    this.#arrived = [];
    batch(() => {
      for (const message of arrived) this.#apply(message);
    });
  }

  #apply(message: HostToCurves): void {
    switch (message.type) {
      case 'snapshot':
        this.#sequence.snapshot(message.seq);
        this.#byName.clear();
        this.runs.value = message.runs;
        for (const series of message.series) this.#replace(series);
        this.#publish();
        this.isReady.value = true;
        return;
      case 'delta': {
        const verdict = this.#sequence.delta(message.seq);
        if (verdict === 'apply') this.#change(message);
        else if (verdict === 'resync') this.post({ type: 'ready' });
        return;
      }
      case 'reveal':
        if (this.runs.value.some((run) => run.id === message.run && !run.isShown)) this.show(message.run, true);
        this.revealed.value = { run: message.run };
    }
  }

  #change(delta: CurvesDelta): void {
    if (delta.runs.length > 0) this.runs.value = withRuns(this.runs.value, delta.runs);
    for (const series of delta.series) this.#replace(series);
    for (const { run, metric, xs, ys } of delta.appended) {
      const target = this.#seriesOf(metric, run);
      const values = new Float64Array(ys);
      target.points.append(new Float64Array(xs), values);
      target.exactPoints += values.length;
    }
    this.#publish();
  }

  #replace(series: CurveSeries): void {
    const target = this.#seriesOf(series.metric, series.run);
    target.points.replace(new Float64Array(series.xs), new Float64Array(series.ys));
    target.best = series.best;
    target.exactPoints = series.exactPoints;
  }

  /** Finds or makes it, and marks the metric as changed. */
  #seriesOf(name: string, run: string): MetricOfRun {
    const metric: Metric = this.#byName.get(name) ?? { name, byRun: new Map(), version: signal(0) };
    this.#byName.set(name, metric);
    const known: MetricOfRun = metric.byRun.get(run) ?? { points: new GrowingSeries(), best: undefined, exactPoints: 0 };
    metric.byRun.set(run, known);
    metric.version.value++;
    return known;
  }

  #publish(): void {
    const names = inPrefixOrder([...this.#byName.keys()]);
    const known = this.metrics.value;
    if (names.length === known.length && names.every((name, at) => known[at] === this.#byName.get(name))) return;
    this.metrics.value = names.flatMap((name) => this.#byName.get(name) ?? []);
  }
}

/** Newest first, as the host lists them: a run that was not known is younger than all that were. */
function withRuns(known: readonly CurveRun[], changed: readonly CurveRun[]): readonly CurveRun[] {
  const byId = new Map(changed.map((run) => [run.id, run]));
  const kept = known.map((run) => byId.get(run.id) ?? run);
  const ids = new Set(known.map((run) => run.id));
  return [...changed.filter((run) => !ids.has(run.id)), ...kept];
}
