import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { defined } from '../base/defined.ts';
import { type Effect, writesIn } from '../base/effects.ts';
import { Cancelled, PracticumError } from '../base/errors.ts';
import { ownBytecode } from '../base/ownBytecode.ts';
import type { Permit, RequirePermit } from '../base/permit.ts';
import type { ConfinedProgram, Confinement } from '../base/sandbox.ts';
import { signalOfExitCode } from '../base/signals.ts';
import { untilWallsStand } from '../base/untilWallsStand.ts';
import { BoundedOutput } from './boundedOutput.ts';
import { FolderNotFound } from './fileErrors.ts';
import { endProcessTree, signalGroup, treeMarkVariable } from './processTree.ts';
import { cleanEnvironment, type Environment, withoutGitPrograms } from './shellEnvironment.ts';

export interface ShellRequest {
  readonly command: string;
  /** Absolute. */
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Hosts that it reaches, and places outside the workspace, or protected in it, that it writes: each an effect of the permit. */
  readonly hosts?: readonly string[];
  readonly writes?: readonly string[];
  /** The output so far, bounded; at most about ten times a second. */
  onOutput?(text: string): void;
}

export interface ShellOutcome {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly endedBy: 'itself' | 'timeout' | 'stop';
  /** Standard output and error as they came, at most about 2 MB: beginning and end. */
  readonly output: string;
  readonly totalBytes: number;
  readonly durationMs: number;
  /** Where it ran behind walls: what they let through, and what they did not. */
  readonly confined?: ConfinedOutcome;
}

export interface ConfinedOutcome {
  readonly network: Confinement['network'];
  readonly refusedHosts: readonly string[];
  /** Empty things that stood, while it ran, where protected names are missing. */
  readonly standIns: readonly string[];
  /** Protected names that it made. */
  readonly made: readonly string[];
}

/** A program that Practicum starts itself, behind the same walls as a command. */
export interface ProgramRequest {
  /** What the permit names; it says `isWalled`. */
  readonly effect: Effect & { readonly kind: 'execute' };
  /** As it is started: the effect names `python`, not where it lies. */
  readonly argv: readonly string[];
  /** What it reads as standard input; nothing unless given. */
  readonly input?: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Runs one command line, without a terminal and without input. When it ends, everything that it started in its group ends too; when it is ended, also what left the group. */
export interface ShellPort {
  /** Throws NotPermitted, FolderNotFound, ShellMissing. A command that fails, is stopped or takes too long has an outcome like any other. */
  run(permit: Permit, request: ShellRequest): Promise<ShellOutcome>;
  /** Throws what `run` throws. */
  execute(permit: Permit, request: ProgramRequest): Promise<ShellOutcome>;
}

export class ShellMissing extends PracticumError {
  constructor(cause?: unknown) {
    super('no-shell', 'There is no POSIX shell (/bin/bash or /bin/sh) on this machine.', {
      hint: 'Use the other tools; on Windows, open the folder in WSL to have a shell.',
      cause,
    });
  }
}

/** What one command needs besides what every command may do. `walls`: those that its permit was given for. */
export interface CommandNeeds {
  readonly walls: Confinement | undefined;
  readonly hosts: readonly string[];
  readonly writes: readonly string[];
}

/** Puts a command behind walls; undefined where none are wanted or there are none. Throws PracticumError (`sandbox`) where it must have them. */
export type ConfineCommand = (
  program: { readonly argv: readonly string[]; readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  needs: CommandNeeds,
) => Promise<{ readonly program: ConfinedProgram; readonly network: Confinement['network'] } | undefined>;

/** The permit was given for a command behind walls, and none can be put up. */
export class NoWalls extends PracticumError {
  constructor() {
    super('sandbox', 'This command was allowed only in a sandbox, and there is none here.', {
      hint: 'Nothing was executed. Ask the person, or let them see what practicum doctor says.',
    });
  }
}

export interface ShellOptions {
  readonly require: RequirePermit;
  /** Absent: commands run without walls. A permit that was given for walls is refused then. */
  readonly confine?: ConfineCommand;
  /** The environment to start from; keys and the editor's own variables are taken out. */
  readonly env: Environment;
  /** `$PRACTICUM_HOME`. */
  readonly home?: string;
  /** Time to end between being asked and being ended. */
  readonly termMs?: number;
  /** A line that only looks, as it is to be started instead of the words that were written; undefined for every other line. */
  asHarmless?(command: string): HarmlessLine | undefined;
}

export interface HarmlessLine {
  /** Started without a shell that reads it. */
  readonly argv: readonly string[] | undefined;
  readonly line: string;
}

const headBytes = 500_000;
const tailBytes = 1_500_000;
/** What is shown while it runs. */
const shownBytes = 16_000;
/** After the shell itself has ended, for what is still in the pipe. A process left in the background may hold it open for ever. */
const drainMs = 200;
const reportEveryMs = 100;

export function createShell({ require, env, home, termMs, asHarmless, confine }: ShellOptions): ShellPort {
  const clean = cleanEnvironment(env);
  return {
    async run(permit, request) {
      const { command, cwd, signal, hosts = [], writes = [] } = request;
      require(permit, { kind: 'shell', command, cwd });
      for (const host of hosts) require(permit, { kind: 'reach', host });
      for (const folder of writes) require(permit, writesIn(folder));
      if (signal.aborted) throw new Cancelled();
      const shell = ['/bin/bash', '/bin/sh'].find((path) => existsSync(path));
      if (shell === undefined) throw new ShellMissing();
      if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true) throw new FolderNotFound(cwd);
      const harmless = asHarmless?.(command);
      const commandEnv = await withoutGitPrograms(clean, { command, cwd, isOnlyLooking: harmless !== undefined });
      // The words are handed on as they are, no shell reads them again.
      const argv = harmless?.argv ?? [shell, '-c', harmless?.line ?? command];
      return await behindWalls({ argv, cwd, env: commandEnv }, permit, { hosts, writes }, request);
    },
    async execute(permit, request) {
      const { effect, argv, signal } = request;
      require(permit, effect);
      if (signal.aborted) throw new Cancelled();
      if (statSync(effect.cwd, { throwIfNoEntry: false })?.isDirectory() !== true) throw new FolderNotFound(effect.cwd);
      return await behindWalls({ argv, cwd: effect.cwd, env: clean }, permit, { hosts: [], writes: [] }, request);
    },
  };

  async function behindWalls(
    { argv, cwd, env }: { readonly argv: readonly string[]; readonly cwd: string; readonly env: Readonly<Record<string, string>> },
    permit: Permit,
    { hosts, writes }: Omit<CommandNeeds, 'walls'>,
    request: Execution,
  ): Promise<ShellOutcome> {
    const mark = randomUUID();
    const plain = { argv, cwd, env: { ...env, [treeMarkVariable]: mark } };
    const unconfined = home === undefined ? plain : { ...plain, env: { ...plain.env, ...ownBytecode(home) } };
    const { outcome, confined } = await untilWallsStand(async () => {
      const confined = await confine?.(plain, { walls: permit.confinement, hosts, writes });
      if (confined === undefined && permit.confinement !== undefined) throw new NoWalls();
      try {
        const outcome = await execute(
          confined?.program ?? unconfined,
          cwd,
          { mark, isWaitedFor: confined?.program.isWaitedFor ?? false, ...defined({ termMs }) },
          request,
        );
        const wrote = outcome.endedBy === 'itself' ? outcome.output : undefined;
        return { result: { outcome, confined }, confined: confined?.program, wrote };
      } catch (error) {
        await confined?.program.dispose();
        throw error;
      }
    });
    if (confined === undefined) return outcome;
    const { program, network } = confined;
    try {
      const made = await program.madeProtected().catch((): readonly string[] => []);
      return { ...outcome, confined: { network, refusedHosts: program.refusedHosts(), standIns: program.standIns, made } };
    } finally {
      await program.dispose();
    }
  }
}

/** What the two kinds of request share. */
type Execution = Pick<ShellRequest, 'timeoutMs' | 'signal' | 'onOutput'> & Pick<ProgramRequest, 'input'>;

/** What is started, behind walls or as it is. */
type Program = Pick<ConfinedProgram, 'argv' | 'env'>;

function execute({ argv, env }: Program, cwd: string, started: Started, request: Execution): Promise<ShellOutcome> {
  // One pipe for both streams keeps their order. `exec` leaves a single process: the one that is waited for.
  const child = spawn('/bin/sh', ['-c', 'exec "$@" 2>&1', 'sh', ...argv], {
    cwd,
    env,
    stdio: [request.input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
    detached: true,
  });
  // It may end before it has read all.
  child.stdin?.on('error', () => undefined).end(request.input);
  return follow(child, started, request);
}

interface Started {
  readonly mark: string;
  readonly isWaitedFor: boolean;
  readonly termMs?: number;
}

function follow(child: ChildProcess, started: Started, { timeoutMs, signal, onOutput }: Execution): Promise<ShellOutcome> {
  const startedMs = performance.now();
  const output = new BoundedOutput(headBytes, tailBytes);
  let endedBy: ShellOutcome['endedBy'] = 'itself';
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, act: () => void): NodeJS.Timeout => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
    return timer;
  };

  let ending: Promise<void> | undefined;
  const end = (why: 'timeout' | 'stop'): void => {
    if (endedBy !== 'itself' || child.pid === undefined) return;
    endedBy = why;
    ending = endProcessTree({ root: child.pid, ...started });
  };
  const onAbort = (): void => end('stop');
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  later(timeoutMs, () => end('timeout'));

  let report: NodeJS.Timeout | undefined;
  child.stdout?.on('data', (chunk: Buffer) => {
    output.push(chunk);
    if (onOutput === undefined || report !== undefined) return;
    report = later(reportEveryMs, () => {
      report = undefined;
      onOutput(output.latest(shownBytes));
    });
  });

  return new Promise<ShellOutcome>((resolve, reject) => {
    const finish = (): void => {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    child.once('error', (error) => {
      finish();
      reject(new ShellMissing(error));
    });
    child.once('exit', () => {
      later(drainMs, () => {
        killGroup(child);
        child.stdout?.destroy();
      });
    });
    child.once('close', async (code, by) => {
      finish();
      // What left the group may need longer than the shell.
      await ending;
      killGroup(child);
      const durationMs = performance.now() - startedMs;
      const inside = started.isWaitedFor ? signalOfExitCode(code) : undefined;
      const [exitCode, endSignal] = inside === undefined ? [code, by] : [null, inside];
      resolve({ exitCode, signal: endSignal, endedBy, output: output.text(), totalBytes: output.totalBytes, durationMs });
    });
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
}
