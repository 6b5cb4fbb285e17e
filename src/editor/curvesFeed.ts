import type { RunId } from '../base/ids.ts';
import type { CurveRun, CurveSeries, CurvesDelta, HostToCurves } from '../protocol/curves.ts';
import { newestFirst } from '../runs/newestFirst.ts';
import type { RunState } from '../runs/run.ts';
import type { RunSeries, Runs } from '../runs/runs.ts';
import { runTitle } from '../runs/runTitle.ts';
import { MetricColumn } from './metricColumn.ts';
import { isLive, outcomeText } from './runText.ts';

/** Runs that are listed; older ones are in the tree. */
const listedRuns = 50;
/** Runs that are drawn without being asked for: the newest few, and whatever goes on. */
const drawnRuns = 3;
/** Series of one message, so that it stays under 100 KB (2,000 points of two doubles each are 32 KB). */
const seriesPerMessage = 3;

interface Drawn {
  /** Points of the run when it was last read. */
  readonly read: number;
  readonly columns: Map<string, MetricColumn>;
}

/**
 * What the curves view is told, in order: a snapshot, then numbered deltas. Reads the columns of the runs that are drawn and sends them
 * reduced. Work is done one step after the other, so that no point is counted twice or passed over.
 */
export class CurvesFeed {
  readonly #runs: Pick<Runs, 'list' | 'seriesOf'>;
  readonly #post: (message: HostToCurves) => void;
  readonly #states = new Map<RunId, RunState>();
  #sorted: readonly RunState[] | undefined;
  readonly #drawn = new Map<RunId, Drawn>();
  /** What the person chose to see or not to see. */
  readonly #chosen = new Map<RunId, boolean>();
  #seq = 0;
  #isLive = false;
  #work: Promise<void> = Promise.resolve();

  constructor(runs: Pick<Runs, 'list' | 'seriesOf'>, post: (message: HostToCurves) => void) {
    this.#runs = runs;
    this.#post = post;
  }

  /** The page is there and knows nothing: a snapshot. */
  start(): Promise<void> {
    return this.#then(async () => {
      await this.#list();
      await this.#readDrawn();
      this.#isLive = true;
      const [first = [], ...rest] = inGroups(this.#wholeSeries([...this.#drawn]));
      this.#post({ type: 'snapshot', seq: this.#seq, runs: this.#curveRuns(), series: first });
      for (const series of rest) this.#postDelta({ series });
    });
  }

  /** The page is gone or hidden: nothing is sent until it says `ready` again. */
  pause(): void {
    this.#isLive = false;
  }

  /** These runs changed; none are named when one was removed. */
  update(states: readonly RunState[]): Promise<void> {
    return this.#then(async () => {
      if (states.length === 0) await this.#list();
      for (const state of states) this.#states.set(state.spec.id, state);
      this.#sorted = undefined;
      if (this.#isLive) await this.#sendChanges();
    });
  }

  show(run: RunId, isShown: boolean): Promise<void> {
    return this.#then(async () => {
      this.#chosen.set(run, isShown);
      if (!isShown) this.#drawn.delete(run);
      if (this.#isLive) await this.#sendChanges();
    });
  }

  async #list(): Promise<void> {
    this.#states.clear();
    for (const state of await this.#runs.list()) this.#states.set(state.spec.id, state);
    this.#sorted = undefined;
    for (const id of this.#drawn.keys()) if (!this.#states.has(id)) this.#drawn.delete(id);
  }

  async #sendChanges(): Promise<void> {
    const before = new Set(this.#drawn.keys());
    const fresh = await this.#readDrawn();
    const added = [...this.#drawn].filter(([id]) => !before.has(id));
    const series = this.#wholeSeries(added);
    const appended: CurvesDelta['appended'][number][] = [];
    for (const [id, metrics] of fresh) {
      if (!before.has(id)) continue;
      for (const metric of metrics) {
        const column = this.#drawn.get(id)?.columns.get(metric);
        if (column === undefined) continue;
        const tail = column.takeTail();
        if (tail === undefined) series.push(column.takeWhole(id));
        else appended.push({ run: id, metric, ...tail });
      }
    }
    const [first = [], ...rest] = inGroups(series);
    this.#postDelta({ series: first, appended, runs: this.#curveRuns() });
    for (const group of rest) this.#postDelta({ series: group });
  }

  /** Reads what the drawn runs have got since. Answers which metrics have new points. */
  async #readDrawn(): Promise<ReadonlyMap<RunId, ReadonlySet<string>>> {
    const fresh = new Map<RunId, ReadonlySet<string>>();
    for (const state of this.#listed()) {
      if (!this.#isDrawn(state)) continue;
      const { id } = state.spec;
      const { columns, read } = this.#drawn.get(id) ?? { read: -1, columns: new Map<string, MetricColumn>() };
      if (state.pointCount === read) continue;
      const series = await this.#runs.seriesOf(id);
      fresh.set(id, await updateColumns(columns, series));
      this.#drawn.set(id, { read: series.pointCount, columns });
    }
    return fresh;
  }

  #wholeSeries(drawn: readonly (readonly [RunId, Drawn])[]): CurveSeries[] {
    return drawn.flatMap(([id, { columns }]) => [...columns.values()].map((column) => column.takeWhole(id)));
  }

  /** All runs, newest first. */
  get #byAge(): readonly RunState[] {
    this.#sorted ??= [...this.#states.values()].sort(newestFirst);
    return this.#sorted;
  }

  /** The newest, and older ones that the person chose to see. */
  #listed(): readonly RunState[] {
    return this.#byAge.filter(({ spec }, index) => index < listedRuns || this.#chosen.get(spec.id) === true);
  }

  #isDrawn(state: RunState): boolean {
    return this.#chosen.get(state.spec.id) ?? (isLive(state) || this.#byAge.slice(0, drawnRuns).includes(state));
  }

  #curveRuns(): readonly CurveRun[] {
    // Counted from the first run that there ever was, so that a run keeps its colour when newer ones come.
    const colors = new Map(this.#byAge.map(({ spec }, index) => [spec.id, this.#byAge.length - 1 - index]));
    return this.#listed().map((state) => ({
      id: state.spec.id,
      name: runTitle(state),
      status: state.status,
      color: colors.get(state.spec.id) ?? 0,
      isShown: this.#isDrawn(state),
      points: state.pointCount,
      summary: outcomeText(state) ?? this.#progress(state),
    }));
  }

  #progress({ spec: { id } }: RunState): string {
    const steps = [...(this.#drawn.get(id)?.columns.values() ?? [])].map(({ lastStep }) => lastStep);
    return steps.length === 0 ? '' : `step ${Math.max(...steps).toLocaleString('en')}`;
  }

  #postDelta(delta: Partial<Omit<CurvesDelta, 'type' | 'seq'>>): void {
    this.#seq += 1;
    this.#post({
      type: 'delta',
      seq: this.#seq,
      runs: delta.runs ?? this.#curveRuns(),
      series: delta.series ?? [],
      appended: delta.appended ?? [],
    });
  }

  #then(step: () => Promise<void>): Promise<void> {
    const done = this.#work.then(step);
    this.#work = done.catch(() => undefined);
    return done;
  }
}

/** Answers the metrics that have something new. */
async function updateColumns(columns: Map<string, MetricColumn>, series: RunSeries): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  for (const metric of series.metrics) {
    const read = await series.column(metric);
    const known = columns.get(metric);
    // What another source says better, under another name, is not drawn twice.
    if (known === undefined && read.count === 0) continue;
    const column = known ?? new MetricColumn(read);
    if (column.update(read)) changed.add(metric);
    columns.set(metric, column);
  }
  return changed;
}

function inGroups(series: readonly CurveSeries[]): readonly (readonly CurveSeries[])[] {
  const groups: CurveSeries[][] = [];
  for (let at = 0; at < series.length; at += seriesPerMessage) groups.push(series.slice(at, at + seriesPerMessage));
  return groups;
}
