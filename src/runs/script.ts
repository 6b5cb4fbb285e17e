/** Starts the script of a run, on a terminal or with a pipe, and says who it is and how it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { access, constants, readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { PracticumError } from '../base/errors.ts';
import { holdOutput } from '../base/heldOutput.ts';
import { signalOfExitCode, signalOfNumber } from '../base/signals.ts';
import { startPlan } from './commandLine.ts';
import type { StartedProgram } from './confinedRun.ts';
import type { RunSpec } from './run.ts';
import { inTerminal, type KeeperSaid, parseKeeperLine, terminalEnvironment } from './terminal/terminal.ts';

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly reason?: string;
  /** Where no exit code tells it. */
  readonly outcome?: 'done' | 'failed' | 'stopped';
}

export interface StartedScript {
  /** What it writes, held until it is read. */
  readonly output: readonly Readable[];
  /** Leads the process group that signals go to. Undefined when it could not be started. */
  readonly pid: Promise<number | undefined>;
  readonly ended: Promise<Ending>;
}

/** What the spec says is executed, with the terminal around it where it gets one. Throws where the keeper's text is not there. */
export async function commandOf(spec: RunSpec, keeperFile: string | undefined): Promise<readonly string[]> {
  const argv = [...(spec.through ?? []), ...spec.argv];
  if (spec.terminal !== true || keeperFile === undefined) return argv;
  return inTerminal(argv, spec.interpreter.path, await readFile(keeperFile, 'utf8'));
}

/** What the script sees: the launcher's environment without the editor's own variables, plus what the spec adds. */
export function scriptEnvironment(base: NodeJS.ProcessEnv, spec: Pick<RunSpec, 'env' | 'id' | 'terminal'>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(base)) if (!isEditorVariable(name)) env[name] = value;
  const seen = spec.terminal === true ? terminalEnvironment(env) : env;
  return { ...seen, PYTHONUNBUFFERED: '1', PYTHONIOENCODING: base['PYTHONIOENCODING'] ?? 'utf-8', ...spec.env, PRACTICUM_RUN: spec.id };
}

/** The editor's variables make a child of a child believe it belongs to the editor; a run's, that it belongs to that run. */
export function isEditorVariable(name: string): boolean {
  return (
    name.startsWith('VSCODE_') ||
    name === 'ELECTRON_RUN_AS_NODE' ||
    name === 'NODE_OPTIONS' ||
    name === 'PRACTICUM_RUN' ||
    name === 'PRACTICUM_HOOK'
  );
}

/** One sentence with the next step, or undefined when nothing is in the way. */
export async function whyItCannotStart(spec: RunSpec): Promise<string | undefined> {
  const program = spec.through?.[0] ?? spec.argv[0] ?? '';
  const checks: readonly (readonly [string, () => Promise<unknown>])[] = [
    [`the folder ${spec.cwd} is not there`, () => access(spec.cwd, constants.X_OK)],
    [
      `the interpreter ${program} cannot be executed any more. Choose another one, or make its environment again, and start the run again`,
      () => access(program, constants.X_OK),
    ],
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

export function startScript(program: StartedProgram, spec: Pick<RunSpec, 'cwd' | 'terminal'>): StartedScript {
  const plan = startPlan(process.platform, program.argv);
  const [file = '', ...args] = plan.argv;
  const child = spawn(file, args, {
    cwd: spec.cwd,
    env: program.env,
    // The fourth is the keeper's: who the script is and how it ended.
    stdio: ['ignore', 'pipe', plan.isJoined ? 'ignore' : 'pipe', spec.terminal === true ? 'pipe' : 'ignore'],
    windowsHide: plan.windowsHide,
    detached: plan.detached,
  });
  holdOutput(child);
  const keeper = spec.terminal === true ? listenTo(child.stdio[3]) : undefined;
  const isHidden = program.confined?.isWaitedFor === true;
  return {
    output: [child.stdout, child.stderr].filter((stream): stream is Readable => stream !== null),
    // Behind walls the keeper tells a number that means nothing outside.
    pid: keeper === undefined || isHidden ? Promise.resolve(child.pid) : keeper.pid,
    ended: endOf(child, isHidden, keeper?.end),
  };
}

/** What the keeper says. Both settle when it says no more. */
function listenTo(stream: unknown): { readonly pid: Promise<number | undefined>; readonly end: Promise<KeeperSaid | undefined> } {
  const pid = Promise.withResolvers<number | undefined>();
  const end = Promise.withResolvers<KeeperSaid | undefined>();
  if (isReadable(stream)) {
    const lines = createInterface({ input: stream });
    lines.on('line', (line) => {
      const said = parseKeeperLine(line);
      if (said === undefined) return;
      if ('pid' in said) pid.resolve(said.pid);
      else end.resolve(said);
    });
    stream.on('error', () => lines.close());
    lines.once('close', () => {
      pid.resolve(undefined);
      end.resolve(undefined);
    });
  }
  return { pid: pid.promise, end: end.promise };
}

function isReadable(stream: unknown): stream is Readable {
  return typeof stream === 'object' && stream !== null && 'read' in stream;
}

function endOf(child: ChildProcess, isHidden: boolean, said: Promise<KeeperSaid | undefined> | undefined): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, reason: `could not start: ${error.message}` }));
    child.once('exit', async (code, signal) => {
      const end = await said;
      if (end !== undefined && 'code' in end) resolve({ code: end.code, signal: null });
      else if (end !== undefined && 'signal' in end) resolve({ code: null, signal: signalOfNumber(end.signal) ?? null });
      else {
        const inside = isHidden ? signalOfExitCode(code) : undefined;
        resolve(inside === undefined ? { code, signal } : { code: null, signal: inside });
      }
    });
  });
}

/** A death that nobody here asked for gets its usual cause named. */
export function withGuess(ending: Ending): Ending {
  if (ending.reason !== undefined || ending.signal === null) return ending;
  const cause = ending.signal === 'SIGKILL' ? ', as the system does when memory runs out' : '';
  return { ...ending, reason: `ended by ${ending.signal} from outside${cause}` };
}
