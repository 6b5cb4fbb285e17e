import type { Disposable } from '../base/disposables.ts';
import type { Effect } from '../base/effects.ts';
import type { Event } from '../base/events.ts';
import type { RunId } from '../base/ids.ts';
import type { Permit, RequirePermit } from '../base/permit.ts';
import type { MetricPoint, RunOrigin, RunState } from './run.ts';

/** What somebody asks to run. */
export interface LaunchRequest {
  /** Absolute path of a Python script inside the workspace. */
  readonly script: string;
  readonly args: readonly string[];
  /** Absolute; the script's workspace root unless given. */
  readonly cwd?: string;
  readonly name?: string;
  readonly origin: RunOrigin;
}

/** What launching would do, for the policy. The interpreter is named `python` here: which one it is, is found out when it starts. */
export declare function launchEffects(request: Pick<LaunchRequest, 'script' | 'args' | 'cwd'>, root: string): readonly Effect[];

export interface LogPage {
  /** Lines count from 1. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  readonly totalLines: number;
}

export interface RunsOptions {
  /** Workspace roots; runs live in `<root>/.practicum/runs/`. */
  readonly roots: readonly string[];
  /** The built supervisor and the node that runs it (`process.execPath` with ELECTRON_RUN_AS_NODE=1 in the editor). */
  readonly supervisor: { readonly node: string; readonly script: string };
  readonly require: RequirePermit;
  interpreter(): Promise<string | undefined>;
}

/** All runs of a workspace, read from their folders: any window, the command line or another machine sees the same. */
export interface Runs extends Disposable {
  list(): Promise<readonly RunState[]>;
  get(id: RunId): Promise<RunState>;
  /** Newest states of runs whose folder changed, coalesced to about 5 a second. Watches only while somebody listens. */
  readonly onDidChange: Event<readonly RunState[]>;
  launch(permit: Permit, request: LaunchRequest): Promise<RunState>;
  /** Asks the supervisor to end the process (SIGINT, then SIGTERM, then SIGKILL). Resolves when asked, not when ended. */
  stop(id: RunId): Promise<void>;
  /** Resolves with the state when the run has ended, or when `signal` aborts (rejects). */
  waitForEnd(id: RunId, signal: AbortSignal): Promise<RunState>;
  /** Every point of the run, in file order. `after`: only points beyond this count. */
  points(id: RunId, after?: number): Promise<readonly MetricPoint[]>;
  logPage(id: RunId, page: { readonly from?: number; readonly lines: number; readonly match?: string }): Promise<LogPage>;
}
