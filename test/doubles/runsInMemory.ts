/** Runs of a workspace, held in memory: what a host reads of them is exactly what was added. */
import { Emitter } from '../../src/base/events.ts';
import type { RunId } from '../../src/base/ids.ts';
import type { RunState } from '../../src/runs/run.ts';
import type { RunSeries } from '../../src/runs/runs.ts';
import { Column } from '../../src/runs/store/column.ts';
import { resolve } from '../../src/runs/store/resolve.ts';

/** When the first of them began; each next one a millisecond later, so that they have an order. */
const startMs = 1_790_000_000_000;
const betweenPointsMs = 100;

export class RunsInMemory {
  /** In the order in which they were added; of each its columns by segment and metric. */
  readonly #runs = new Map<RunId, Map<string, Column>>();
  readonly #changed = new Emitter<readonly RunState[]>();
  readonly #written = new Emitter<RunId>();
  readonly onDidChange = this.#changed.event;
  readonly onDidWrite = this.#written.event;
  /** The metrics whose points were asked for. */
  readonly read = new Set<string>();
  status: RunState['status'] = 'running';
  readonly archived = new Set<RunId>();
  readonly ended = new Set<RunId>();
  /** Runs whose points are not to be had before this. */
  readonly heldUp = new Map<RunId, Promise<void>>();

  add(name: string): RunId {
    const id = name as RunId;
    this.#runs.set(id, new Map());
    return id;
  }

  /** Goes away, as if somebody had removed its folder. */
  remove(id: RunId): void {
    this.#runs.delete(id);
    this.#changed.fire([]);
  }

  changed(id: RunId): void {
    this.#changed.fire([this.state(id)]);
  }

  print(id: RunId, metric: string, ...values: readonly number[]): void {
    for (const value of values) this.#add(id, metric, value);
    this.#written.fire(id);
  }

  /** One point of each of these metrics at once. */
  measure(id: RunId, values: Iterable<readonly [metric: string, value: number]>): void {
    for (const [metric, value] of values) this.#add(id, metric, value);
    this.#written.fire(id);
  }

  /** The run is resumed and measures again from this step on. */
  resume(id: RunId, metric: string, step: number, value: number): void {
    this.#column(id, metric, 1).add({ metric, step, value, wallMs: startMs + 1, segment: 1 });
    this.#written.fire(id);
  }

  #add(id: RunId, metric: string, value: number): void {
    const column = this.#column(id, metric, 0);
    const step = column.count + 1;
    column.add({ metric, step, value, wallMs: startMs + step * betweenPointsMs });
  }

  #column(id: RunId, metric: string, segment: number): Column {
    const columns = this.#runs.get(id) ?? new Map<string, Column>();
    const key = `${segment} ${metric}`;
    const column = columns.get(key) ?? new Column({ metric, segment, source: 'console' });
    columns.set(key, column);
    return column;
  }

  #columns(id: RunId): readonly Column[] {
    return [...(this.#runs.get(id)?.values() ?? [])];
  }

  state(id: RunId): RunState {
    const columns = this.#columns(id);
    return {
      spec: {
        v: 1,
        id,
        name: id,
        createdMs: startMs + Number(id.replace(/\D/g, '')),
        origin: { by: 'person' },
        target: 'local',
        argv: ['python', 'train.py'],
        cwd: '/w',
        script: '/w/train.py',
        interpreter: { path: '/usr/bin/python3', version: '3.11.2', origin: 'path' },
        env: {},
        code: { commit: undefined, isDirty: false, scriptSha256: '' },
      },
      folder: `/w/.practicum/runs/${id}`,
      status: this.ended.has(id) ? 'done' : this.status,
      startedMs: startMs,
      exit: undefined,
      pid: 1,
      pointCount: columns.reduce((sum, { count }) => sum + count, 0),
      metrics: [...new Set(columns.map(({ metric }) => metric))],
      logBytes: 0,
      ...(this.archived.has(id) ? { marks: { tags: [], notes: [], isArchived: true } } : {}),
    };
  }

  async list(): Promise<readonly RunState[]> {
    return [...this.#runs.keys()].map((id) => this.state(id));
  }

  async seriesOf(id: RunId): Promise<RunSeries> {
    const all = (): readonly Column[] => this.#columns(id);
    const of = (metric: string): readonly Column[] => all().filter((column) => column.metric === metric);
    const metrics = (): readonly string[] => this.state(id).metrics;
    return {
      get pointCount() {
        return all().reduce((sum, { count }) => sum + count, 0);
      },
      get metrics() {
        return metrics();
      },
      get isResumed() {
        return all().some(({ segment }) => segment > 0);
      },
      note: undefined,
      refresh: async () => undefined,
      summaries: async () => metrics().flatMap((metric) => resolve(metric, of(metric)).summary() ?? []),
      column: async (metric) => {
        this.read.add(metric);
        await this.heldUp.get(id);
        return resolve(metric, of(metric));
      },
    };
  }
}
