import { readdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Clock, systemClock } from '../base/clock.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { Effect } from '../base/effects.ts';
import { InvariantBroken, PracticumError, systemErrorCode } from '../base/errors.ts';
import type { Event } from '../base/events.ts';
import type { RunId } from '../base/ids.ts';
import type { Permit, RequirePermit } from '../base/permit.ts';
import { isAlive, thisHost } from '../base/processes.ts';
import { runPaths, runsFolder } from './folder.ts';
import { findInterpreter } from './interpreter.ts';
import { prepareSpec, type SupervisorProgram, startRun } from './launch.ts';
import type { LogPage, LogPageRequest } from './logIndex.ts';
import type { MetricPoint, RunConfinement, RunOrigin, RunState } from './run.ts';
import { RunReader } from './runReader.ts';
import { RunsWatch } from './runsWatch.ts';

/** What somebody asks to run. */
export interface LaunchRequest {
  /** Absolute path of a Python script, or of a configuration that a runner takes, inside the workspace. */
  readonly script: string;
  readonly args: readonly string[];
  /** What the interpreter is given before the script, where something else starts it: `-m torch.distributed.run …`. */
  readonly runner?: readonly string[];
  /** Absolute; the script's workspace root unless given. */
  readonly cwd?: string;
  readonly name?: string;
  readonly origin: RunOrigin;
}

/** What launching would do, for the policy. The interpreter is named `python` here: which one it is, is found out when it starts. */
export function launchEffects(request: Pick<LaunchRequest, 'script' | 'args' | 'cwd' | 'runner'>, root: string): readonly Effect[] {
  return [{ kind: 'execute', argv: ['python', ...(request.runner ?? []), request.script, ...request.args], cwd: request.cwd ?? root }];
}

/** The workspace root that a script lies in: the innermost, when roots are nested. */
export function rootOf(roots: readonly string[], script: string): string | undefined {
  const holding = roots.filter((root) => {
    const inside = path.relative(root, script);
    return inside !== '' && !inside.startsWith('..') && !path.isAbsolute(inside);
  });
  return holding.sort((a, b) => b.length - a.length)[0];
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
  readonly clock?: Clock;
}

/** All runs of a workspace, read from their folders: any window, the command line or another machine sees the same. */
export interface Runs extends Disposable {
  /** Newest first. */
  list(): Promise<readonly RunState[]>;
  get(id: RunId): Promise<RunState>;
  /**
   * Newest states of runs whose folder changed, coalesced to about 5 a second; empty when a folder was removed. Watches only
   * while somebody listens; it begins with the runs that go on. Listen first, then `list`: nothing falls between.
   */
  readonly onDidChange: Event<readonly RunState[]>;
  launch(permit: Permit, request: LaunchRequest): Promise<RunState>;
  /** Asks the supervisor to end the process (SIGINT, then SIGTERM, then SIGKILL). Resolves when asked, not when ended. */
  stop(id: RunId): Promise<void>;
  /** Resolves with the state when the run has ended, or when `signal` aborts (rejects). */
  waitForEnd(id: RunId, signal: AbortSignal): Promise<RunState>;
  /** Every point of the run, in file order. `after`: only points beyond this count. */
  points(id: RunId, after?: number): Promise<readonly MetricPoint[]>;
  /**
   * The last lines, or those from line `from`. `match` keeps lines that hold one of the words separated by `|`, in any case;
   * each is then preceded by its number and a colon.
   */
  logPage(id: RunId, page: LogPageRequest): Promise<LogPage>;
}

export type { LogPage };

export class RunNotFound extends PracticumError {
  constructor(id: string, latest: readonly RunState[]) {
    const known = latest.slice(0, 5).map(({ spec, status }) => `${spec.id} (${spec.name}, ${status})`);
    super('run-not-found', `There is no run ${id} in this workspace.`, {
      hint: known.length === 0 ? 'No run has been started here yet.' : `The latest runs are ${known.join(', ')}.`,
    });
  }
}

export class RunHasEnded extends PracticumError {
  constructor({ spec, status }: RunState) {
    super('run-has-ended', `The run ${spec.id} has already ended (${status}).`, { hint: 'There is nothing to stop.' });
  }
}

export class OutsideWorkspace extends PracticumError {
  constructor(script: string, roots: readonly string[]) {
    super('outside-workspace', `${script} does not lie in the workspace.`, {
      hint: roots.length === 0 ? 'Open a folder first: runs are kept in it.' : `Only scripts below ${roots.join(', ')} can be run.`,
    });
  }
}

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
  readonly #readers = new Map<string, RunReader>();
  readonly #owned = new DisposableList();
  readonly #watch: RunsWatch;
  readonly onDidChange: Event<readonly RunState[]>;

  constructor(options: RunsOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#watch = this.#owned.add(new RunsWatch(options.roots.map(runsFolder), () => this.list()));
    this.onDidChange = this.#watch.event;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async list(): Promise<readonly RunState[]> {
    const folders = (await Promise.all(this.#options.roots.map(runFolders))).flat();
    const known = new Set(folders);
    for (const folder of this.#readers.keys()) if (!known.has(folder)) this.#readers.delete(folder);
    const states: RunState[] = [];
    // A few at a time: a thousand open files at once is more than some systems allow.
    for (let start = 0; start < folders.length; start += 32) {
      const batch = folders.slice(start, start + 32).map((folder) => this.#reader(folder).state());
      for (const state of await Promise.all(batch)) if (state !== undefined) states.push(state);
    }
    return states.sort((a, b) => b.spec.createdMs - a.spec.createdMs || (a.spec.id < b.spec.id ? 1 : -1));
  }

  async get(id: RunId): Promise<RunState> {
    const state = await (await this.#find(id)).state();
    if (state === undefined) throw new RunNotFound(id, await this.list());
    return state;
  }

  async launch(permit: Permit, request: LaunchRequest): Promise<RunState> {
    const { roots, supervisor, home } = this.#options;
    const root = rootOf(roots, request.script);
    if (root === undefined) throw new OutsideWorkspace(request.script, roots);
    for (const effect of launchEffects(request, root)) this.#options.require(permit, effect);
    // A link may lead out of the workspace, to code that the permit does not speak of.
    const real = await realpath(request.script).catch(() => request.script);
    const realRoots = await Promise.all(roots.map((each) => realpath(each).catch(() => each)));
    if (rootOf(realRoots, real) === undefined) throw new OutsideWorkspace(real, roots);
    const chosen = await this.#options.interpreter();
    const search = { chosen, root, env: process.env };
    const interpreter = await findInterpreter(home === undefined ? search : { ...search, home });
    const { script, args, runner = [], cwd = root, name, origin } = request;
    const spec = await prepareSpec(
      { root, script, args, runner, cwd, name, origin, interpreter, confinement: this.#walls(permit, realRoots) },
      this.#clock.nowMs(),
    );
    await startRun(root, spec, supervisor);
    this.#watch.look();
    return this.get(spec.id);
  }

  /** Those that the permit was given for. A run that a person starts has none. */
  #walls({ confinement }: Permit, roots: readonly string[]): RunConfinement | undefined {
    if (confinement === undefined) return undefined;
    const { home } = this.#options;
    if (home === undefined) throw new InvariantBroken('A run can be confined only where the Practicum home is known.');
    return { ...confinement, roots, home };
  }

  async stop(id: RunId): Promise<void> {
    const reader = await this.#find(id);
    const state = await this.get(id);
    if (state.exit !== undefined) throw new RunHasEnded(state);
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
    process.kill(process.platform === 'win32' ? script.pid : -script.pid, 'SIGTERM');
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

  async points(id: RunId, after = 0): Promise<readonly MetricPoint[]> {
    return (await this.#find(id)).points(after);
  }

  async logPage(id: RunId, page: LogPageRequest): Promise<LogPage> {
    return (await this.#find(id)).log.page(page);
  }

  #reader(folder: string): RunReader {
    const known = this.#readers.get(folder);
    if (known !== undefined) return known;
    const reader = new RunReader(folder, () => this.#clock.nowMs());
    this.#readers.set(folder, reader);
    return reader;
  }

  async #find(id: RunId): Promise<RunReader> {
    for (const root of this.#options.roots) {
      const folder = (await runFolders(root)).find((each) => path.basename(each) === id);
      if (folder !== undefined) return this.#reader(folder);
    }
    throw new RunNotFound(id, await this.list());
  }
}

async function runFolders(root: string): Promise<readonly string[]> {
  const runs = runsFolder(root);
  try {
    const entries = await readdir(runs, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map((entry) => path.join(runs, entry.name));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
