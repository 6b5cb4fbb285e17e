import { realpath, writeFile } from 'node:fs/promises';
import { type Clock, systemClock } from '../base/clock.ts';
import { defined } from '../base/defined.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { InvariantBroken, PracticumError } from '../base/errors.ts';
import type { Event } from '../base/events.ts';
import type { RunId } from '../base/ids.ts';
import type { Permit, RequirePermit } from '../base/permit.ts';
import { isAlive, thisHost } from '../base/processes.ts';
import type { Job } from '../hub/jobs.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type AdoptRequest, adoptEffects, adoptRun } from './adopt.ts';
import { impliedRunner } from './entries/impliedRunner.ts';
import { prepareEvaluation } from './evaluate/beforeEvaluation.ts';
import { runPaths, runsFoldersOf } from './folder.ts';
import { adoptedJobSpec } from './hub/adoptJob.ts';
import { jobSecrets } from './hub/jobAccess.ts';
import type { JobWish } from './hub/jobQuote.ts';
import { launchJob } from './hub/launchJob.ts';
import { findInterpreter, type Interpreter } from './interpreter.ts';
import { patternsOf, prepareSpec, type SupervisorProgram, startRun } from './launch.ts';
import { type LaunchRequest, launchEffects } from './launchRequest.ts';
import { limitsUnder } from './limits.ts';
import type { LogPage, LogPageRequest } from './logIndex.ts';
import { needsIn, needsOf } from './machine/needs.ts';
import { planResume, type ResumePlan, resumeEffects, resumeRun } from './resume.ts';
import { rootOf } from './rootOf.ts';
import type { MetricPoint, RunConfinement, RunOrigin, RunState } from './run.ts';
import { AdoptedRun, CannotConfineThere, OutsideWorkspace, RunHasEnded, RunNotFound } from './runErrors.ts';
import type { RunReader } from './runReader.ts';
import { type RunSettings, supervisorOptions, usualRunSettings } from './runSettings.ts';
import { RunsWatch } from './runsWatch.ts';
import { RunGoesOn } from './segments.ts';
import { placeOn } from './ssh/hosts.ts';
import { isUnfollowed, reattachRun } from './ssh/reattach.ts';
import { hostQueue } from './ssh/sshHost.ts';
import { endTree } from './stopLadder.ts';
import type { RunSeries } from './store/pointsStore.ts';
import { RunFolders } from './store/runFolders.ts';

/** `hub`: the Hub’s address. */
export interface AdoptJobRequest {
  readonly payer: string;
  readonly hub: string;
  readonly job: Job;
}

export interface RunsOptions {
  /** Workspace roots; runs live in `<root>/.practicum/runs/`. */
  readonly roots: readonly string[];
  /** The built supervisor and the node that runs it (`process.execPath` with ELECTRON_RUN_AS_NODE=1 in the editor). */
  readonly supervisor: SupervisorProgram;
  readonly require: RequirePermit;
  /** `$PRACTICUM_HOME`, so that an environment made there for this workspace is found. */
  readonly home?: string;
  interpreter(): Promise<string | undefined>;
  /** What the person set about runs. The place of runs is read once. */
  settings?(): RunSettings;
  /** What jobs of Hugging Face need; absent: none is started or followed. */
  readonly jobs?: JobsPort;
  /** What one run may cost; undefined: no cap. */
  capUsd?(): number | undefined;
  readonly clock?: Clock;
}

export interface JobsPort {
  /** The Hub’s address as it is set now. The token goes there and nowhere else, whatever a run’s folder says. */
  hub(): string;
  /** The domain of Spaces as it is set now; absent: the usual one. */
  spaces?(): string;
  /** Undefined: nobody is signed in. */
  token(): Promise<string | undefined>;
  ledger(): Promise<Ledger>;
}

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
  readonly #options: RunsOptions;
  readonly #clock: Clock;
  readonly #folders: RunFolders;
  readonly #owned = new DisposableList();
  readonly #watch: RunsWatch;
  /** As they were at the start: runs do not move. */
  readonly #settings: RunSettings;
  readonly onDidChange: Event<readonly RunState[]>;
  readonly onDidTurn: Event<readonly RunState[]>;
  readonly onDidWrite: Event<RunId>;

  constructor(options: RunsOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#settings = options.settings?.() ?? usualRunSettings;
    const folders = [...new Set(options.roots.flatMap((root) => runsFoldersOf(root, this.#settings.folder)))];
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
    const { roots, home } = this.#options;
    const root = rootOf(roots, request.script);
    if (root === undefined) throw new OutsideWorkspace(request.script, roots);
    for (const effect of launchEffects(request, root)) this.#options.require(permit, effect);
    if (request.purpose !== undefined) {
      const isHere = request.host === undefined && request.job === undefined;
      const interpreter = isHere ? await this.#interpreter(root) : undefined;
      await prepareEvaluation(request.purpose, { root, script: request.script, interpreter });
    }
    // A link may lead out of the workspace, to code that the permit does not speak of.
    const real = await realpath(request.script).catch(() => request.script);
    const realRoots = await Promise.all(roots.map((each) => realpath(each).catch(() => each)));
    if (rootOf(realRoots, real) === undefined) throw new OutsideWorkspace(real, roots);
    const { script, args, cwd = root, name, origin, watchdogs, limits, purpose } = request;
    const set = this.#currentSettings;
    const settings = { ...set, hook: request.hook ?? set.hook };
    const ssh = request.host === undefined ? undefined : placeOn(request.host, settings.hosts, root);
    const elsewhere = request.job === undefined ? ssh?.host : 'Hugging Face';
    if (elsewhere !== undefined && permit.confinement !== undefined) throw new CannotConfineThere(elsewhere);
    if (request.job !== undefined) return await this.#launchJob(permit, request, request.job, { root, cwd, settings });
    const interpreter = ssh === undefined ? await this.#interpreter(root) : { path: ssh.python, version: '', origin: `on ${ssh.host}` };
    const needs = ssh === undefined ? needsOf(request, settings, home) : needsIn(request, settings, hostQueue);
    const runner = await this.#runnerOf(request);
    const spec = await prepareSpec(
      {
        root,
        script,
        args,
        runner,
        cwd,
        name,
        origin,
        interpreter,
        confinement: this.#walls(permit, realRoots),
        settings,
        needs,
        watchdogs,
        limits: limitsUnder(limits, this.#options.capUsd?.()),
        ssh,
        purpose,
        home,
      },
      this.#clock.nowMs(),
    );
    await startRun(root, spec, this.#supervisor(settings), runsFoldersOf(root, settings.folder)[0]);
    this.#watch.look();
    return this.get(spec.id);
  }

  async #launchJob(
    permit: Permit,
    { script, args, name, origin, watchdogs, limits, purpose, resumed, ...request }: LaunchRequest,
    wish: JobWish,
    { root, cwd, settings }: { readonly root: string; readonly cwd: string; readonly settings: RunSettings },
  ): Promise<RunState> {
    const { jobs, token } = await this.#jobs(wish.hub);
    const { id } = await launchJob(permit, wish, await jobs.ledger(), {
      root,
      script,
      args,
      runner: await this.#runnerOf({ script, args, origin, ...request }),
      cwd,
      name,
      origin,
      settings,
      watchdogs,
      // Its own time limit is what its reservation bought; waiting for hardware costs nothing.
      limits,
      purpose,
      resumed,
      home: this.#options.home,
      runs: runsFoldersOf(root, settings.folder)[0],
      supervisor: this.#jobSupervisor(settings, token),
      nowMs: this.#clock.nowMs(),
    });
    this.#watch.look();
    return this.get(id);
  }

  /** Throws where the Hub is another one than is set, or nobody is signed in. */
  async #jobs(hub: string): Promise<{ readonly jobs: JobsPort; readonly token: string }> {
    const { jobs } = this.#options;
    if (jobs !== undefined && jobs.hub() !== hub)
      throw new PracticumError('hub-endpoint', `${hub} is another Hub than the one that is set (${jobs.hub()}).`, {
        hint: 'Choose it in the settings first.',
      });
    const token = await jobs?.token();
    if (jobs !== undefined && token !== undefined) return { jobs, token };
    throw new PracticumError('hub-sign-in', 'Nobody is signed in to Hugging Face.', { hint: 'Sign in to Hugging Face first.' });
  }

  #jobSupervisor(settings: RunSettings, token: string): SupervisorProgram {
    return {
      ...this.#supervisor(settings),
      ...defined({ home: this.#options.home }),
      secrets: jobSecrets(token, this.#options.jobs?.spaces?.()),
    };
  }

  async adoptJob(permit: Permit, { payer, hub, job }: AdoptJobRequest): Promise<RunState> {
    this.#options.require(permit, { kind: 'lookup', host: new URL(hub).hostname });
    const [root] = this.#options.roots;
    if (root === undefined) throw new OutsideWorkspace(`the job ${job.id}`, []);
    const { token } = await this.#jobs(hub);
    const settings = this.#currentSettings;
    const followed = (await this.list()).find(({ spec }) => spec.job?.id === job.id && spec.job.payer === payer);
    if (followed !== undefined) return followed;
    const spec = { ...adoptedJobSpec(job, payer, hub, root, this.#clock.nowMs()), ...patternsOf(settings) };
    await startRun(root, spec, this.#jobSupervisor(settings, token), runsFoldersOf(root, settings.folder)[0]);
    this.#watch.look();
    return this.get(spec.id);
  }

  async #runnerOf({ script, host, job, gpu, runner = [] }: LaunchRequest): Promise<readonly string[]> {
    const isElsewhere = host !== undefined || job !== undefined;
    return runner === 'implied' ? await impliedRunner(script, { isElsewhere, gpu, env: process.env }) : runner;
  }

  async #interpreter(root: string): Promise<Interpreter> {
    const { home } = this.#options;
    const search = { chosen: await this.#options.interpreter(), root, env: process.env };
    return await findInterpreter(home === undefined ? search : { ...search, home });
  }

  /** Those that the permit was given for. A run that a person starts has none. */
  #walls({ confinement }: Permit, roots: readonly string[]): RunConfinement | undefined {
    if (confinement === undefined) return undefined;
    const { home } = this.#options;
    if (home === undefined) throw new InvariantBroken('A run can be confined only where the Practicum home is known.');
    return { ...confinement, roots, home };
  }

  get #currentSettings(): RunSettings {
    return { ...(this.#options.settings?.() ?? usualRunSettings), folder: this.#settings.folder };
  }

  /** What was given with the program counts before what is set. */
  #supervisor(settings: RunSettings): SupervisorProgram {
    const { supervisor } = this.#options;
    return { ...supervisor, options: [...(supervisor.options ?? []), ...supervisorOptions(settings)] };
  }

  async planResume(id: RunId, checkpoint?: string): Promise<ResumePlan> {
    return await planResume(await this.get(id), checkpoint);
  }

  async resume(permit: Permit, id: RunId, checkpoint?: string, origin: RunOrigin = { by: 'person' }): Promise<RunState> {
    const plan = await this.planResume(id, checkpoint);
    for (const effect of resumeEffects(plan)) this.#options.require(permit, effect);
    const { ssh } = plan.run.spec;
    if (ssh !== undefined && permit.confinement !== undefined) throw new CannotConfineThere(ssh.host);
    const { roots } = this.#options;
    const realRoots = await Promise.all(roots.map((each) => realpath(each).catch(() => each)));
    const settings = this.#currentSettings;
    await resumeRun({
      plan,
      origin,
      confinement: this.#walls(permit, realRoots),
      settings,
      capUsd: this.#options.capUsd?.(),
      supervisor: this.#supervisor(settings),
      script: (await (await this.#find(id)).processes()).script,
      nowMs: this.#clock.nowMs(),
    });
    this.#watch.look();
    return this.get(id);
  }

  async followAgain(): Promise<readonly RunId[]> {
    const lost = (await this.list()).filter(isUnfollowed);
    const settings = this.#currentSettings;
    const token = lost.some(({ spec }) => spec.job !== undefined) ? await this.#options.jobs?.token() : undefined;
    const followed: RunId[] = [];
    for (const run of lost) {
      try {
        // Without a token for that very Hub nobody can; it goes on there all the same.
        if (run.spec.job !== undefined && (token === undefined || run.spec.job.hub !== this.#options.jobs?.hub())) continue;
        await reattachRun(
          run,
          token === undefined || run.spec.job === undefined ? this.#supervisor(settings) : this.#jobSupervisor(settings, token),
        );
        followed.push(run.spec.id);
      } catch (error) {
        // Another window was faster.
        if (!(error instanceof RunGoesOn)) throw error;
      }
    }
    if (followed.length > 0) this.#watch.look();
    return followed;
  }

  async adopt(permit: Permit, request: AdoptRequest): Promise<RunState> {
    for (const effect of adoptEffects(request)) this.#options.require(permit, effect);
    const settings = this.#currentSettings;
    const { spec: made, root } = await adoptRun(request, this.#options.roots, this.#clock.nowMs());
    const spec = { ...made, ...patternsOf(settings) };
    await startRun(root, spec, this.#supervisor(settings), runsFoldersOf(root, settings.folder)[0]);
    this.#watch.look();
    return this.get(spec.id);
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
    else void endTree(script.pid, state.spec.id, this.#currentSettings.terminateSeconds * 1000).catch(() => undefined);
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
