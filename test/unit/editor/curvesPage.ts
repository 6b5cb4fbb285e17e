import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/events.ts';
import type { RunId } from '../../../src/base/ids.ts';
import type { CurvesFeed } from '../../../src/editor/curvesFeed.ts';
import { CurvesHub } from '../../../src/editor/curvesHub.ts';
import type { CurvesDelta, CurvesSnapshot, CurveTail, CurveWindow, HostToCurves, WatchedChart } from '../../../src/protocol/curves.ts';
import { RunsInMemory } from '../../doubles/runsInMemory.ts';

/** A page: keeps what it is told, and draws when the test says so. */
export class Page {
  readonly hub: CurvesHub;
  readonly feed: CurvesFeed;
  readonly told: HostToCurves[] = [];
  readonly #arrived = new Emitter<void>();
  /** Whether each message is drawn as soon as it comes. */
  draws = true;
  #watch = 0;

  constructor(workspace: RunsInMemory, hub = new CurvesHub(workspace, new Kept(), fail, async () => false)) {
    this.hub = hub;
    this.feed = hub.feed((message) => {
      this.told.push(message);
      if (this.draws && message.type === 'delta') queueMicrotask(() => this.feed.drawn(message.seq));
      this.#arrived.fire();
    });
  }

  static async open(workspace: RunsInMemory): Promise<Page> {
    const page = new Page(workspace);
    await page.hub.start(page.feed);
    return page;
  }

  watch(...charts: readonly WatchedChart[]): void {
    this.#watch += 1;
    this.feed.watch(this.#watch, charts);
  }

  /** The first message, now or later, of which this is something. */
  async until<T>(find: (message: HostToCurves) => T | undefined): Promise<T> {
    for (;;) {
      for (const message of this.told) {
        const found = find(message);
        if (found !== undefined) return found;
      }
      await new Promise<void>((resolve) => {
        const waiting = this.#arrived.event(() => {
          waiting.dispose();
          resolve();
        });
      });
    }
  }

  window(run: RunId, chart = 'c'): Promise<CurveWindow> {
    return this.until((message) =>
      message.type === 'delta' ? message.windows?.find((window) => window.run === run && window.chart === chart) : undefined,
    );
  }

  tail(run: RunId, chart = 'c'): Promise<CurveTail> {
    return this.until((message) =>
      message.type === 'delta' ? message.tails?.find((tail) => tail.run === run && tail.chart === chart) : undefined,
    );
  }

  get snapshot(): CurvesSnapshot {
    const found = this.told.findLast((message) => message.type === 'snapshot');
    assert.ok(found !== undefined);
    return found;
  }

  get deltas(): readonly CurvesDelta[] {
    return this.told.filter((message) => message.type === 'delta');
  }
}

export class Kept {
  readonly #values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.#values.get(key);
  }

  async update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, structuredClone(value));
  }
}

export function fail(error: unknown): never {
  throw error;
}

export function doubles(buffer: ArrayBuffer | undefined): readonly number[] {
  return [...new Float64Array(buffer ?? new ArrayBuffer(0))];
}

export function chartOf(runs: readonly RunId[], given: Partial<WatchedChart> = {}): WatchedChart {
  return { chart: 'c', metric: 'loss', axis: 'step', isLogX: false, columns: 100, smoothing: 0, runs, ...given };
}

/** One run that goes on, and ten long ones whose points cannot be read before `release`. */
export function heldUpRuns() {
  const workspace = new RunsInMemory();
  const held = Promise.withResolvers<void>();
  const long = Array.from({ length: 10 }, (_, at) => workspace.add(`r${at + 1}`));
  for (const run of long) {
    workspace.print(run, 'loss', ...Array.from({ length: 5000 }, (_, i) => i));
    workspace.ended.add(run);
    workspace.heldUp.set(run, held.promise);
  }
  const live = workspace.add('r20');
  workspace.print(live, 'loss', 1);
  return { workspace, live, long, release: () => held.resolve() };
}
