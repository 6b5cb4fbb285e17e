/**
 * Runs one script and writes its folder. It outlives whoever launched it and needs nothing from them: everything it knows is
 * in `spec.json`, everything it learns goes to the folder, and requests to stop come as a file there or as SIGTERM.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { access, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type Clock, systemClock } from '../base/clock.ts';
import { describeError, PracticumError } from '../base/errors.ts';
import { identify, type ProcessIdentity, thisHost } from '../base/processes.ts';
import { signalOfExitCode } from '../base/signals.ts';
import { type OpenAppend, openAppend } from './appendFile.ts';
import type { Collected, Watcher } from './collector.ts';
import { collectorsOf, poll, watchersOf } from './collectors.ts';
import { behindWalls, groupsOf, type StartedProgram } from './confinedRun.ts';
import { type RunPaths, runPaths } from './folder.ts';
import { specSchema } from './folderSchema.ts';
import { Recorder } from './recorder.ts';
import { type RunSpec, runFolderVersion } from './run.ts';

export interface SuperviseOptions {
  /** Time to save a checkpoint after SIGINT, then after SIGTERM, before SIGKILL. */
  readonly interruptGraceMs: number;
  readonly terminateGraceMs: number;
  /** After this many bytes `console.log` is not continued. */
  readonly logLimitBytes: number;
  readonly heartbeatMs: number;
  readonly stopPollMs: number;
  /** For a confined run that may reach hosts: the relay program. */
  readonly relay?: string;
  readonly openAppend: OpenAppend;
  readonly clock: Clock;
}

export const superviseDefaults: SuperviseOptions = {
  interruptGraceMs: 10_000,
  terminateGraceMs: 5_000,
  logLimitBytes: 2 ** 30,
  heartbeatMs: 2_000,
  stopPollMs: 250,
  openAppend,
  clock: systemClock,
};

/** How long output may still come after the script has ended, from a process that it left behind. */
const quietAfterEndMs = 1_000;
/** Far more than a pipe holds. */
const maxBytesAfterEnd = 8 * 2 ** 20;

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly reason?: string;
}

/** Resolves when the run has ended and its exit is written. `stopSignal` asks it to stop, as the `stop` file does. */
export async function supervise(folder: string, stopSignal: AbortSignal, options: SuperviseOptions = superviseDefaults): Promise<void> {
  const paths = runPaths(folder);
  const spec = specSchema.parse(JSON.parse(await readFile(paths.spec, 'utf8')));
  if (spec.v !== runFolderVersion) {
    throw new PracticumError('run-version', `This run folder has version ${spec.v}; this supervisor writes version ${runFolderVersion}.`);
  }
  const { clock } = options;
  const own = await identify(process.pid);
  await claim(paths.heartbeat, own, options.heartbeatMs);
  const recorder = await Recorder.open(paths, clock, options.openAppend, options.logLimitBytes);
  const beat = setInterval(() => {
    void utimes(paths.heartbeat, new Date(), new Date()).catch(() => undefined);
    void recorder.retry();
  }, options.heartbeatMs);
  try {
    await recorder.state({ atMs: clock.nowMs(), status: 'starting', host: thisHost(), supervisor: own });
    const { ending, isStopped } = await runScript(spec, paths, recorder, stopSignal, options);
    const status = isStopped ? 'stopped' : ending.code === 0 ? 'done' : 'failed';
    clearInterval(beat);
    const { code, signal, reason } = ending;
    const end = { v: runFolderVersion, code, signal, endedMs: clock.nowMs() };
    await recorder.exit(reason === undefined ? end : { ...end, reason }, status);
  } finally {
    clearInterval(beat);
  }
}

/** The heartbeat is the file's time, so that beating needs no room on the disk. Making it claims the folder: one writer. */
async function claim(heartbeat: string, supervisor: ProcessIdentity, intervalMs: number): Promise<void> {
  try {
    await writeFile(heartbeat, `${JSON.stringify({ host: thisHost(), supervisor, intervalMs })}\n`, { flag: 'wx' });
  } catch (error) {
    throw new PracticumError('run-claimed', 'This run folder cannot be claimed: it may have a supervisor already.', { cause: error });
  }
}

async function runScript(
  spec: RunSpec,
  paths: RunPaths,
  recorder: Recorder,
  stopSignal: AbortSignal,
  options: SuperviseOptions,
): Promise<{ readonly ending: Ending; readonly isStopped: boolean }> {
  const cannot = await whyItCannotStart(spec);
  if (cannot !== undefined) return { ending: { code: null, signal: null, reason: `could not start: ${cannot}` }, isStopped: false };
  let program: StartedProgram;
  try {
    program = await behindWalls(spec, scriptEnvironment(process.env, spec), options.relay);
  } catch (error) {
    return { ending: { code: null, signal: null, reason: `could not start: ${describeError(error)}` }, isStopped: false };
  }
  try {
    return await follow(program, spec, paths, recorder, stopSignal, options);
  } finally {
    await program.confined?.dispose();
  }
}

async function follow(
  program: StartedProgram,
  spec: RunSpec,
  paths: RunPaths,
  recorder: Recorder,
  stopSignal: AbortSignal,
  options: SuperviseOptions,
): Promise<{ readonly ending: Ending; readonly isStopped: boolean }> {
  const child = start(program, spec.cwd);
  const ended = endOf(child, program);
  const output = drain(child, recorder);
  if (child.pid !== undefined) await recorder.state({ atMs: options.clock.nowMs(), status: 'running', process: await identify(child.pid) });
  const measuring = measure(spec, paths, recorder, child.pid, options.clock);
  const stopped = new AbortController();
  const ladder = stopWhenAsked(child, program, paths.stop, recorder, stopSignal, stopped.signal, options);
  const ending = await ended;
  stopped.abort();
  const lastSignal = await ladder;
  await output.finish();
  await recorder.endOfOutput();
  await measuring.finish();
  if (lastSignal === undefined) return { ending: withGuess(ending), isStopped: false };
  return { ending: { ...ending, reason: `stopped on request (${lastSignal})` }, isStopped: true };
}

/** What is measured beside the console, and who reads along. */
function measure(spec: RunSpec, paths: RunPaths, recorder: Recorder, pid: number | undefined, clock: Clock): { finish(): Promise<void> } {
  if (pid === undefined) return { finish: async () => undefined };
  recorderAdapter.watch(recorder, watchersOf(spec, paths));
  const collectors = collectorsOf(spec, paths, { pid, segment: 0, startedMs: clock.nowMs() });
  return poll(collectors, (collected) => recorderAdapter.collected(recorder, collected), clock.nowMs);
}

/** Both lists are empty until the recorder has `watch` and `collected`; then these lines call it directly. */
const recorderAdapter = {
  watch(_recorder: Recorder, _watchers: readonly Watcher[]): void {},
  async collected(_recorder: Recorder, _collected: Collected): Promise<void> {},
};

async function whyItCannotStart(spec: RunSpec): Promise<string | undefined> {
  const program = spec.argv[0] ?? '';
  const checks: readonly (readonly [string, () => Promise<unknown>])[] = [
    [`the folder ${spec.cwd} is not there`, () => access(spec.cwd, constants.X_OK)],
    [`the interpreter ${program} cannot be executed`, () => access(program, constants.X_OK)],
    [`the script ${spec.script} cannot be read`, () => readableFile(spec.script)],
  ];
  for (const [why, check] of checks) {
    try {
      await check();
    } catch {
      return why;
    }
  }
  return undefined;
}

async function readableFile(file: string): Promise<void> {
  await access(file, constants.R_OK);
  if (!(await stat(file)).isFile()) throw new PracticumError('not-a-file', `${file} is not a file.`);
}

/**
 * stdout and stderr share ONE pipe, so that their order is kept: a progress bar tells the step of the line beside it. Node
 * cannot give a child one pipe for both, so a shell joins them and then becomes the interpreter (`exec`: same process id).
 */
function start({ argv: words, env }: StartedProgram, cwd: string): ChildProcess {
  const [program = '', ...args] = words;
  if (process.platform === 'win32') {
    return spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  }
  // `detached` gives it a process group of its own, so that its data loaders can be stopped with it.
  const argv = ['-c', 'exec "$@" 2>&1', 'sh', program, ...args];
  return spawn('/bin/sh', argv, { cwd, env, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
}

/** What the script sees: the launcher's environment without the editor's own variables, plus what the spec adds. */
export function scriptEnvironment(base: NodeJS.ProcessEnv, spec: Pick<RunSpec, 'env' | 'id'>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(base)) if (!isEditorVariable(name)) env[name] = value;
  return { ...env, PYTHONUNBUFFERED: '1', PYTHONIOENCODING: base['PYTHONIOENCODING'] ?? 'utf-8', PRACTICUM_RUN: spec.id, ...spec.env };
}

/** The editor's variables make a child of a child believe it belongs to the editor. */
export function isEditorVariable(name: string): boolean {
  return name.startsWith('VSCODE_') || name === 'ELECTRON_RUN_AS_NODE' || name === 'NODE_OPTIONS';
}

function endOf(child: ChildProcess, { confined }: StartedProgram): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, reason: `could not start: ${error.message}` }));
    child.once('exit', (code, signal) => {
      const inside = confined?.isWaitedFor === true ? signalOfExitCode(code) : undefined;
      resolve(inside === undefined ? { code, signal } : { code: null, signal: inside });
    });
  });
}

/** A death that nobody here asked for gets its usual cause named. */
function withGuess(ending: Ending): Ending {
  if (ending.reason !== undefined || ending.signal === null) return ending;
  const cause = ending.signal === 'SIGKILL' ? ', as the system does when memory runs out' : '';
  return { ...ending, reason: `ended by ${ending.signal} from outside${cause}` };
}

/** Reads only as fast as the disk takes it: the pipe fills and the script waits, nothing grows. */
function drain(child: ChildProcess, recorder: Recorder): { finish(): Promise<void> } {
  const streams = [child.stdout, child.stderr].filter((stream): stream is Readable => stream !== null);
  let busy = 0;
  let idleSinceMs = performance.now();
  let bytesLeft = Number.POSITIVE_INFINITY;
  const readers = streams.map(async (stream) => {
    try {
      for await (const chunk of stream) {
        busy += 1;
        await recorder.output(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
        busy -= 1;
        idleSinceMs = performance.now();
        bytesLeft -= chunk.length;
        if (bytesLeft <= 0) break;
      }
    } catch {
      // The pipe was closed under it, by `finish`.
    }
  });
  const done = Promise.all(readers);
  return {
    async finish() {
      // A process left behind may hold the pipe open, or print for ever. What the script itself printed is in the pipe already.
      bytesLeft = maxBytesAfterEnd;
      idleSinceMs = performance.now();
      const watchdog = setInterval(() => {
        if (busy > 0 || performance.now() - idleSinceMs < quietAfterEndMs) return;
        for (const stream of streams) stream.destroy();
      }, 100);
      await done.finally(() => clearInterval(watchdog));
    },
  };
}

/** The ladder: SIGINT, so that the script can save; SIGTERM; SIGKILL. Answers the last signal sent, undefined when none was. */
async function stopWhenAsked(
  child: ChildProcess,
  program: StartedProgram,
  stopFile: string,
  recorder: Recorder,
  stopSignal: AbortSignal,
  ended: AbortSignal,
  options: SuperviseOptions,
): Promise<NodeJS.Signals | undefined> {
  const { clock } = options;
  const isAsked = (): boolean => stopSignal.aborted || existsSync(stopFile);
  const either = AbortSignal.any([ended, stopSignal]);
  while (!isAsked() && !ended.aborted) await passes(clock, options.stopPollMs, either);
  if (ended.aborted) return undefined;
  const steps = [
    { signal: 'SIGINT', graceMs: options.interruptGraceMs },
    { signal: 'SIGTERM', graceMs: options.terminateGraceMs },
    { signal: 'SIGKILL', graceMs: 60_000 },
  ] as const;
  for (const { signal, graceMs } of steps) {
    await recorder.state({ atMs: clock.nowMs(), status: 'stopping', signal });
    if (ended.aborted) return signal;
    await signalRun(child, program, signal);
    if (!(await passes(clock, graceMs, ended))) {
      // The script has ended; what it started must end too.
      if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
      return signal;
    }
  }
  return 'SIGKILL';
}

async function signalRun(child: ChildProcess, program: StartedProgram, signal: NodeJS.Signals): Promise<void> {
  if (child.pid !== undefined) for (const group of await groupsOf(child.pid, program)) signalGroup(group, signal);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    if (process.platform === 'win32') {
      // Windows has no signals: the tree is ended at once.
      spawn('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => undefined);
    } else process.kill(-pid, signal);
  } catch {
    // ESRCH: nobody is left in the group.
  }
}

/** Whether the time passed before `signal` came. */
async function passes(clock: Clock, ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await clock.sleep(ms, signal);
    return true;
  } catch {
    return false;
  }
}
