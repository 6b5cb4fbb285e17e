/** What is measured beside the console in every run, and who reads along. One line for each source. */
import type { Collected, Collector, Watcher } from './collector.ts';
import type { RunPaths } from './folder.ts';
import type { RunSpec } from './run.ts';
import { actionsOf } from './watchdogs/actions.ts';
import { Watchdogs } from './watchdogs/watchdogs.ts';

export interface CollectorOptions {
  /** The process of the script on this machine; what it started counts as it. */
  readonly pid: number;
  /** 0, and one more each time the run was resumed. Points get it from the recorder. */
  readonly segment: number;
  /** When this segment began: what lay in a file before belongs to somebody else. */
  readonly startedMs: number;
}

export function collectorsOf(_spec: RunSpec, _paths: RunPaths, _options: CollectorOptions): readonly Collector[] {
  return [];
}

export function watchersOf(spec: RunSpec, _paths: RunPaths): readonly Watcher[] {
  return [new Watchdogs({ actions: actionsOf(spec.watchdogs), limits: spec.limits })];
}

/** Polls every collector, the slow ones not more often than they answer, until `finish`, which polls once more. */
export function poll(
  collectors: readonly Collector[],
  record: (collected: Collected) => Promise<void>,
  nowMs: () => number,
  everyMs = 500,
): { finish(): Promise<void> } {
  const ended = new AbortController();
  const loops = collectors.map(async (collector) => {
    while (!ended.signal.aborted) {
      await record(await collector.poll(nowMs()));
      await passed(everyMs, ended.signal);
    }
    await record(await collector.poll(nowMs()));
    await collector.dispose();
  });
  return {
    async finish() {
      ended.abort();
      // A collector that breaks its promise not to throw ends only itself.
      await Promise.allSettled(loops);
    },
  };
}

function passed(ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ended.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      ended.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    ended.addEventListener('abort', done);
  });
}
