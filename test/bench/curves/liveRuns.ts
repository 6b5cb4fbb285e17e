/** Runs that go on, held in memory: what the host reads of them is what was added. */
import { Emitter } from '../../../src/base/events.ts';
import type { RunId } from '../../../src/base/ids.ts';
import type { RunState } from '../../../src/runs/run.ts';
import type { RunSeries } from '../../../src/runs/runs.ts';
import { Column } from '../../../src/runs/store/column.ts';
import { resolve } from '../../../src/runs/store/resolve.ts';
import type { HostedRuns } from './bridge.ts';

const startMs = 1_790_000_000_000;

export class LiveRuns implements HostedRuns {
  readonly #columns: ReadonlyMap<RunId, readonly Column[]>;
  readonly #changed = new Emitter<readonly RunState[]>();
  readonly #written = new Emitter<RunId>();
  readonly onDidChange = this.#changed.event;
  readonly onDidWrite = this.#written.event;
  #step = 0;

  constructor(runs: number, metrics: number) {
    this.#columns = new Map(
      Array.from({ length: runs }, (_run, run) => [
        `run_${run}` as RunId,
        Array.from({ length: metrics }, (_metric, at) => new Column({ metric: `group${at % 4}/metric_${at}`, segment: 0, source: 'hook' })),
      ]),
    );
  }

  /** One point of every metric of every run. */
  measure(): void {
    this.#step += 1;
    let seed = this.#step;
    for (const [run, columns] of this.#columns) {
      for (const column of columns) {
        seed = (seed * 16_807) % 2_147_483_647;
        const value = 2 * Math.exp(-this.#step / 300) + seed / 2_147_483_647;
        column.add({ metric: column.metric, step: this.#step, value, wallMs: startMs + this.#step * 100, source: 'hook' });
      }
      this.#written.fire(run);
    }
  }

  async list(): Promise<readonly RunState[]> {
    return [...this.#columns].map(([id, columns], index) => ({
      spec: {
        v: 1,
        id,
        name: `live-${index + 1}`,
        createdMs: startMs + index,
        origin: { by: 'person' },
        target: 'local',
        argv: ['python', 'train.py'],
        cwd: '/w',
        script: '/w/train.py',
        interpreter: { path: '/usr/bin/python3', version: '3.11.2', origin: 'path' },
        env: {},
        code: { commit: undefined, isDirty: false, scriptSha256: '' },
      },
      folder: `/nowhere/.practicum/runs/${id}`,
      status: 'running',
      startedMs: startMs,
      exit: undefined,
      pid: 1,
      pointCount: columns.reduce((sum, { count }) => sum + count, 0),
      metrics: columns.map(({ metric }) => metric),
      logBytes: 0,
    }));
  }

  async seriesOf(id: RunId): Promise<RunSeries> {
    const columns = this.#columns.get(id) ?? [];
    const names = columns.map(({ metric }) => metric);
    return {
      get pointCount() {
        return columns.reduce((sum, { count }) => sum + count, 0);
      },
      metrics: names,
      isResumed: false,
      note: undefined,
      refresh: async () => undefined,
      summaries: async () => names.flatMap((metric, at) => resolve(metric, columns.slice(at, at + 1)).summary() ?? []),
      column: async (metric) =>
        resolve(
          metric,
          columns.filter((column) => column.metric === metric),
        ),
    };
  }
}
