import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { Cancelled, PracticumError } from '../base/errors.ts';
import type { Permit, RequirePermit } from '../base/permit.ts';
import { BoundedOutput } from './boundedOutput.ts';
import { FolderNotFound } from './fileErrors.ts';
import { endProcessTree, signalGroup, treeMarkVariable } from './processTree.ts';
import { cleanEnvironment, type Environment, withoutGitDrivers } from './shellEnvironment.ts';

export interface ShellRequest {
  readonly command: string;
  /** Absolute. */
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
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
}

/** Runs one command line, without a terminal and without input. When it ends, everything that it started in its group ends too; when it is ended, also what left the group. */
export interface ShellPort {
  /** Throws NotPermitted, FolderNotFound, ShellMissing. A command that fails, is stopped or takes too long has an outcome like any other. */
  run(permit: Permit, request: ShellRequest): Promise<ShellOutcome>;
}

export class ShellMissing extends PracticumError {
  constructor(cause?: unknown) {
    super('no-shell', 'There is no POSIX shell (/bin/bash or /bin/sh) on this machine.', {
      hint: 'Use the other tools; on Windows, open the folder in WSL to have a shell.',
      cause,
    });
  }
}

export interface ShellOptions {
  readonly require: RequirePermit;
  /** The environment to start from; keys and the editor's own variables are taken out. */
  readonly env: Environment;
}

const headBytes = 500_000;
const tailBytes = 1_500_000;
/** What is shown while it runs. */
const shownBytes = 16_000;
/** After the shell itself has ended, for what is still in the pipe. A process left in the background may hold it open for ever. */
const drainMs = 200;
const reportEveryMs = 100;

export function createShell({ require, env }: ShellOptions): ShellPort {
  const clean = cleanEnvironment(env);
  return {
    async run(permit, request) {
      const { command, cwd, signal } = request;
      require(permit, { kind: 'shell', command, cwd });
      if (signal.aborted) throw new Cancelled();
      const shell = ['/bin/bash', '/bin/sh'].find((path) => existsSync(path));
      if (shell === undefined) throw new ShellMissing();
      if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true) throw new FolderNotFound(cwd);
      const commandEnv = await withoutGitDrivers(clean, command, cwd);
      // One pipe for both streams keeps their order. `exec` leaves a single process: the one that is waited for.
      const mark = randomUUID();
      const child = spawn('/bin/sh', ['-c', 'exec "$0" -c "$1" 2>&1', shell, command], {
        cwd,
        env: { ...commandEnv, [treeMarkVariable]: mark },
        stdio: ['ignore', 'pipe', 'ignore'],
        detached: true,
      });
      return await follow(child, mark, request);
    },
  };
}

function follow(child: ChildProcess, mark: string, { timeoutMs, signal, onOutput }: ShellRequest): Promise<ShellOutcome> {
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
    ending = endProcessTree({ root: child.pid, mark });
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
    child.once('close', async (exitCode, endSignal) => {
      finish();
      // What left the group may need longer than the shell.
      await ending;
      killGroup(child);
      const durationMs = performance.now() - startedMs;
      resolve({ exitCode, signal: endSignal, endedBy, output: output.text(), totalBytes: output.totalBytes, durationMs });
    });
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
}
