/** What is measured beside the console in every run, and who reads along. One line for each source. */
import type { Clock } from '../base/clock.ts';
import type { RunAlert } from './alert.ts';
import type { Collector } from './collector.ts';
import { FileCollector, logFolders } from './files/fileCollector.ts';
import type { RunPaths } from './folder.ts';
import { HookCollector, hookLimits } from './hook/hookCollector.ts';
import { hookFolder } from './hook/hookEnvironment.ts';
import { systemCollector } from './machine/systemCollector.ts';
import type { Recorder } from './recorder.ts';
import type { RunSpec } from './run.ts';
import type { Segment } from './segments.ts';
import { artifactsFolder, pastSizes } from './ssh/progress.ts';
import { actionsOf } from './watchdogs/actions.ts';
import { WatchdogSwitches } from './watchdogs/switches.ts';
import { Watchdogs } from './watchdogs/watchdogs.ts';

export interface CollectorOptions {
  /** The process of the script on this machine; what it started counts as it. Undefined where there is none. */
  readonly pid: number | undefined;
  /** 0, and one more each time the run was resumed. Points get it from the recorder. */
  readonly segment: number;
  /** When this segment began: what lay in a file before belongs to somebody else. */
  readonly startedMs: number;
  /** The first epoch that was told of beside files. */
  readonly firstEpoch: () => number | undefined;
}

/** The most precise first: what it says is not written down again from another. */
export function collectorsOf(spec: RunSpec, paths: RunPaths, { pid, startedMs, firstEpoch }: CollectorOptions): readonly Collector[] {
  return [
    ...(spec.hook === true ? [new HookCollector(hookFolder(paths.folder), isElsewhere(spec) ? mirroredHookLimits : hookLimits)] : []),
    isElsewhere(spec) ? mirrorCollector(paths, firstEpoch) : fileCollector(spec, paths, { startedMs, firstEpoch }),
    ...(pid === undefined ? [] : [systemCollector({ pid, env: { ...process.env, ...spec.env } })]),
  ];
}

function isElsewhere({ ssh, job }: RunSpec): boolean {
  return ssh !== undefined || job !== undefined;
}

/** After a line was cut for hours there is much to read at once, and none of it is left out. */
const mirroredHookLimits = { ...hookLimits, maxBytesBehind: 2 ** 30 };

/** What a host sends of the logs there is the run's own, but for what it found there. */
function mirrorCollector(paths: RunPaths, firstEpoch: () => number | undefined): Collector {
  return new FileCollector({ folders: [artifactsFolder(paths)], startedMs: 0, pastSizeOf: pastSizes(paths), firstEpoch });
}

/** A folder that was adopted is watched for all that is in it, every other run for what it writes itself. */
function fileCollector(
  { id, adopted, cwd, env }: RunSpec,
  { folder }: RunPaths,
  { startedMs, firstEpoch }: Pick<CollectorOptions, 'startedMs' | 'firstEpoch'>,
): Collector {
  if (adopted?.kind === 'folder') return new FileCollector({ folders: [adopted.folder], startedMs: 0 });
  const run = { id, folder, cwd, startedMs };
  return new FileCollector({ folders: logFolders(cwd, { ...process.env, ...env }), startedMs, run, firstEpoch });
}

/** What a run costs counts from when it was begun, also where another process follows it now, and with what its former segments took. */
function watchdogsOf({ watchdogs, limits, createdMs, pastMs = 0 }: RunSpec): Watchdogs {
  return new Watchdogs({ actions: actionsOf(watchdogs), limits, pastMs: pastMs + Math.max(0, Date.now() - createdMs) });
}

export interface MeasureOptions {
  readonly pid: number | undefined;
  readonly startedMs: number;
  readonly clock: Clock;
  readonly everyMs: number;
}

/** Polls every collector, a slow one not more often than it answers, and lets the watchers look, until `finish`, which polls once more. */
export function measure(
  { spec, segment }: Segment,
  paths: RunPaths,
  recorder: Recorder,
  { pid, startedMs, clock, everyMs }: MeasureOptions,
  onAlert: (alert: RunAlert) => void,
): { finish(): Promise<void> } {
  const ended = new AbortController();
  const watchdogs = watchdogsOf(spec);
  const switches = new WatchdogSwitches(paths.folder, spec.watchdogs);
  recorder.watch([watchdogs], onAlert);
  const collectors = collectorsOf(spec, paths, { pid, segment, startedMs, firstEpoch: () => recorder.firstEpoch });
  const polls = collectors.map(async (collector) => {
    const poll = async (isLast: boolean): Promise<void> => recorder.collected(await collector.poll(clock.nowMs(), isLast));
    const news = new News();
    const watching = collector.watch?.(() => news.come());
    await again(() => poll(false), everyMs, ended.signal, news);
    watching?.dispose();
    await poll(true);
    await collector.dispose();
  });
  const ticks = again(
    async () => {
      const { actions, notes } = await switches.read();
      watchdogs.switchTo(actions);
      if (notes.length > 0) await recorder.collected({ notes });
      await recorder.tick();
    },
    everyMs,
    ended.signal,
  );
  return {
    async finish() {
      ended.abort();
      // A collector that breaks its promise not to throw ends only itself.
      await Promise.allSettled([...polls, ticks]);
    },
  };
}

/** Something to be read came, or is awaited. */
class News {
  #hasCome = false;
  #onCome: (() => void) | undefined;

  come(): void {
    this.#hasCome = true;
    this.#onCome?.();
  }

  /** What comes from now on is new. */
  forget(): void {
    this.#hasCome = false;
  }

  /** Calls back once it has come, perhaps at once. Undefined: nobody waits any more. */
  await(onCome: (() => void) | undefined): void {
    this.#onCome = onCome;
    if (this.#hasCome) onCome?.();
  }
}

/** So that a script which logs all the time does not keep its supervisor busy all the time. */
const restMs = 4;

async function again(work: () => Promise<void>, everyMs: number, ended: AbortSignal, news = new News()): Promise<void> {
  while (!ended.aborted) {
    news.forget();
    await work();
    await passed(Math.min(restMs, everyMs), ended);
    await passed(everyMs, ended, news);
  }
}

function passed(ms: number, ended: AbortSignal, news?: News): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      ended.removeEventListener('abort', done);
      news?.await(undefined);
      resolve();
    };
    const timer = setTimeout(done, ms);
    ended.addEventListener('abort', done);
    if (ended.aborted) done();
    news?.await(done);
  });
}
