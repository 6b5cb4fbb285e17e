import { writeFile } from 'node:fs/promises';
import { type Clock, systemClock } from '../base/clock.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { Event } from '../base/events.ts';
import type { RunId } from '../base/ids.ts';
import type { Permit } from '../base/permit.ts';
import { isAlive, thisHost } from '../base/processes.ts';
import type { AdoptRequest } from './adopt.ts';
import { runPaths, runsFoldersOf } from './folder.ts';
import type { LaunchRequest } from './launchRequest.ts';
import type { LogPage, LogPageRequest } from './logIndex.ts';
import { planResume, type ResumePlan } from './resume.ts';
import type { MetricPoint, RunOrigin, RunState } from './run.ts';
import { AdoptedRun, RunHasEnded, RunNotFound } from './runErrors.ts';
import type { RunReader } from './runReader.ts';
import { type AdoptJobRequest, RunStarts } from './runStarts.ts';
import type { RunsOptions } from './runsOptions.ts';
import { RunsWatch } from './runsWatch.ts';
import { endTree } from './stopLadder.ts';
import type { RunSeries } from './store/pointsStore.ts';
import { RunFolders } from './store/runFolders.ts';

/** All runs of a workspace, read from their folders: any window, the command line or another machine sees the same. */
export interface Runs extends Disposable {
  /** Newest first. */
  list(): Promise<readonly RunState[]>;
  get(id: RunId): Promise<RunState>;
  /**
   * Newest states of runs whose folder changed, coalesced to at most about 5 a second, between points where those come steadily; empty when
   * a folder was removed. Watches only while somebody listens; it begins with the runs that go on. Listen first, then `list`: nothing falls
   * between.
   */
  readonly onDidChange: Event<readonly RunState[]>;
  /**
   * The same for who asks for no progress. While nobody listens to `onDidChange`, points and what was printed are not read for it: states that
   * are told then have both as they were read last.
   */
  readonly onDidTurn: Event<readonly RunState[]>;
  /** Points of this run, or samples of its machine, were just written: told at once and each time where the system tells, while somebody listens to `onDidChange`. */
  readonly onDidWrite: Event<RunId>;
  launch(permit: Permit, request: LaunchRequest): Promise<RunState>;
  /**
   * Asks the supervisor to end the process (SIGINT, then SIGTERM, then SIGKILL). Resolves when asked, not when ended. A process that
   * somebody else started is ended only when that is said: throws AdoptedRun otherwise.
   */
  stop(id: RunId, also?: { readonly adopted: boolean }): Promise<void>;
  /** What `resume` would do: from which checkpoint (the newest unless chosen, by path or step), and how the script is told. Throws CannotResume. */
  planResume(id: RunId, checkpoint?: string): Promise<ResumePlan>;
  /** Goes on with a run that has ended, in its own folder, as its next segment. The permit is for `resumeEffects` of its plan. */
  resume(permit: Permit, id: RunId, checkpoint?: string, origin?: RunOrigin): Promise<RunState>;
  /** Watches what was started elsewhere as a run of this workspace. The permit is for `adoptEffects`. */
  adopt(permit: Permit, request: AdoptRequest): Promise<RunState>;
  /** The same for a job of Hugging Face; one that is watched already is answered. The permit is for a look-up at the Hub. */
  adoptJob(permit: Permit, request: AdoptJobRequest): Promise<RunState>;
  /** Follows runs on hosts and jobs again that nobody follows since a process here ended. Answers which. */
  followAgain(): Promise<readonly RunId[]>;
  /** Resolves with the state when the run has ended, or when `signal` aborts (rejects). */
  waitForEnd(id: RunId, signal: AbortSignal): Promise<RunState>;
  /** Every series of the run, up to date: exact columns, however many points there are. */
  seriesOf(id: RunId): Promise<RunSeries>;
  /** Every point of the run as an object, in file order; for a few of them. `after`: only points beyond this count. */
  points(id: RunId, after?: number): Promise<readonly MetricPoint[]>;
  /**
   * The last lines, or those from line `from`. `match` keeps lines that hold one of the words separated by `|`, in any case;
   * each is then preceded by its number and a colon.
   */
  logPage(id: RunId, page: LogPageRequest): Promise<LogPage>;
}

export type { LogPage, RunSeries };

export function hasEnded(state: RunState): boolean {
  return state.exit !== undefined || state.status === 'lost';
}

/** How often the end is looked for when nothing is told. */
const waitPollMs = 1000;

export function createRuns(options: RunsOptions): Runs {
  return new FolderRuns(options);
}

class FolderRuns implements Runs {
  readonly #starts: RunStarts;
  readonly #clock: Clock;
  readonly #folders: RunFolders;
  readonly #owned = new DisposableList();
  readonly #watch: RunsWatch;
  readonly onDidChange: Event<readonly RunState[]>;
  readonly onDidTurn: Event<readonly RunState[]>;
  readonly onDidWrite: Event<RunId>;

  constructor(options: RunsOptions) {
    this.#clock = options.clock ?? systemClock;
    this.#starts = new RunStarts(options, this.#clock);
    const { folder } = this.#starts.settings;
    const folders = [...new Set(options.roots.flatMap((root) => runsFoldersOf(root, folder)))];
    this.#folders = new RunFolders(folders, () => this.#clock.nowMs(), options.home);
    this.#watch = this.#owned.add(new RunsWatch(folders, (isGlance) => this.#folders.list(isGlance)));
    this.onDidChange = this.#watch.event;
    this.onDidTurn = this.#watch.onDidTurn;
    this.onDidWrite = this.#watch.onDidWrite;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  list(): Promise<readonly RunState[]> {
    return this.#folders.list();
  }

  async get(id: RunId): Promise<RunState> {
    const state = await this.#folders.state(id);
    if (state === undefined) throw new RunNotFound(id, await this.list());
    return state;
  }

  async launch(permit: Permit, request: LaunchRequest): Promise<RunState> {
    return await this.#begun(await this.#starts.launch(permit, request));
  }

  async adopt(permit: Permit, request: AdoptRequest): Promise<RunState> {
    return await this.#begun(await this.#starts.adopt(permit, request));
  }

  async adoptJob(permit: Permit, request: AdoptJobRequest): Promise<RunState> {
    return await this.#begun(await this.#starts.adoptJob(permit, request, await this.list()));
  }

  async #begun(id: RunId): Promise<RunState> {
    this.#watch.look();
    return await this.get(id);
  }

  async planResume(id: RunId, checkpoint?: string): Promise<ResumePlan> {
    return await planResume(await this.get(id), checkpoint);
  }

  async resume(permit: Permit, id: RunId, checkpoint?: string, origin: RunOrigin = { by: 'person' }): Promise<RunState> {
    const plan = await this.planResume(id, checkpoint);
    const { script } = await (await this.#find(id)).processes();
    await this.#starts.resume(permit, plan, origin, script);
    return await this.#begun(id);
  }

  async followAgain(): Promise<readonly RunId[]> {
    const followed = await this.#starts.followAgain(await this.list());
    if (followed.length > 0) this.#watch.look();
    return followed;
  }

  async stop(id: RunId, also: { readonly adopted: boolean } = { adopted: false }): Promise<void> {
    const reader = await this.#find(id);
    const state = await this.get(id);
    if (state.exit !== undefined) throw new RunHasEnded(state);
    if ((state.spec.adopted?.kind === 'process' || state.spec.adopted?.kind === 'job') && !also.adopted) throw new AdoptedRun(state);
    if (state.status === 'lost') {
      await this.#stopOrphan(reader, state);
      return;
    }
    await writeFile(runPaths(state.folder).stop, `${JSON.stringify({ atMs: this.#clock.nowMs() })}\n`);
    this.#watch.look();
  }

  /** The supervisor is gone. If the script still runs, nobody else can end it. */
  async #stopOrphan(reader: RunReader, state: RunState): Promise<void> {
    const { host, script } = await reader.processes();
    if (script === undefined || host !== thisHost() || !(await isAlive(script))) throw new RunHasEnded(state);
    // An adopted one may share its group with a shell.
    if (state.spec.adopted !== undefined) process.kill(script.pid, 'SIGTERM');
    else void endTree(script.pid, state.spec.id, this.#starts.settings.terminateSeconds * 1000).catch(() => undefined);
  }

  async waitForEnd(id: RunId, signal: AbortSignal): Promise<RunState> {
    const subscriptions = new DisposableList();
    try {
      return await new Promise<RunState>((resolve, reject) => {
        const look = (): void => {
          this.get(id).then((state) => {
            if (hasEnded(state)) resolve(state);
          }, reject);
        };
        const onAbort = (): void => reject(signal.reason);
        if (signal.aborted) onAbort();
        signal.addEventListener('abort', onAbort, { once: true });
        subscriptions.add({ dispose: () => signal.removeEventListener('abort', onAbort) });
        subscriptions.add(this.onDidChange(look));
        // A supervisor that dies changes no file.
        const timer = setInterval(look, waitPollMs);
        subscriptions.add({ dispose: () => clearInterval(timer) });
        look();
      });
    } finally {
      subscriptions.dispose();
    }
  }

  async seriesOf(id: RunId): Promise<RunSeries> {
    return await (await this.#find(id)).series();
  }

  async points(id: RunId, after = 0): Promise<readonly MetricPoint[]> {
    return (await this.#find(id)).points(after);
  }

  async logPage(id: RunId, page: LogPageRequest): Promise<LogPage> {
    return (await this.#find(id)).log.page(page);
  }

  async #find(id: RunId): Promise<RunReader> {
    const reader = await this.#folders.reader(id);
    if (reader === undefined) throw new RunNotFound(id, await this.list());
    return reader;
  }
}
