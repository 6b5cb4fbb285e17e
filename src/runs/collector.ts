/** What the supervisor measures beside the console while a run goes on: the hook's events, files that the script writes, the machine. */
import type { Disposable } from '../base/disposables.ts';
import type { RunAlert } from './alert.ts';
import type { MediaLine } from './media/media.ts';
import type { MetricPoint } from './run.ts';

/** One line of `system.jsonl`. Memory in bytes; utilisation in percent of one device; of the CPU in percent of one core (400: four cores busy). */
export interface SystemSample {
  readonly atMs: number;
  /** Of the process and what it started. */
  readonly cpuPercent?: number;
  readonly memoryBytes?: number;
  readonly gpus?: readonly {
    readonly index: number;
    readonly utilizationPercent?: number;
    readonly memoryBytes?: number;
    readonly memoryTotalBytes?: number;
    readonly temperatureC?: number;
    readonly powerW?: number;
  }[];
}

export interface Collected {
  readonly points?: readonly MetricPoint[];
  readonly system?: readonly SystemSample[];
  readonly alerts?: readonly RunAlert[];
  readonly media?: readonly MediaLine[];
  /** For people, at most once for each cause: why a source gave up. */
  readonly notes?: readonly string[];
}

/**
 * Polled about twice a second while the run goes on, and once more after it has ended. It never throws: what it cannot read
 * becomes a note, and the run goes on.
 */
export interface Collector {
  poll(nowMs: number, isLast?: boolean): Promise<Collected>;
  /** Calls back when a poll would find something already, where the system tells. */
  watch?(onNews: () => void): Disposable;
  dispose(): Promise<void>;
}

/** Reads along with everything that is recorded. What it finds is written down like any other alert. */
export interface Watcher {
  onPoints(points: readonly MetricPoint[], nowMs: number): readonly RunAlert[];
  /** Raw console bytes, as they come, in any chunks. */
  onOutput(bytes: Buffer, nowMs: number): readonly RunAlert[];
  /** About twice a second. */
  onTick(nowMs: number): readonly RunAlert[];
  /** It has ended, and nobody had asked it to. */
  onEnd?(end: { readonly code: number | null; readonly signal: string | null }, nowMs: number): readonly RunAlert[];
}
