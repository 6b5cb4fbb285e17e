/**
 * How a program is started and ended on each platform, as data: nothing here starts or ends anything. Linux is run in the tests;
 * what stands here for Windows and macOS is checked as data only.
 */
import path from 'node:path';

export type Platform = NodeJS.Platform;

/** The words and options that a script is spawned with. */
export interface StartPlan {
  readonly argv: readonly string[];
  /**
   * POSIX: a session and process group of its own, so that its data loaders can be stopped with it. Windows: Node then passes
   * CREATE_NEW_PROCESS_GROUP, without which CTRL_BREAK would reach the supervisor too, and DETACHED_PROCESS, which would take the
   * console away that CTRL_BREAK needs; so it is not asked for there.
   */
  readonly detached: boolean;
  readonly windowsHide: boolean;
  /** Whether standard error comes in the pipe of standard output. */
  readonly isJoined: boolean;
}

/**
 * stdout and stderr share ONE pipe, so that their order is kept: a progress bar tells the step of the line beside it. Node
 * cannot give a child one pipe for both, so a shell joins them and then becomes the program (`exec`: same process id).
 */
export function startPlan(platform: Platform, argv: readonly string[]): StartPlan {
  if (platform === 'win32') return { argv, detached: false, windowsHide: true, isJoined: false };
  return { argv: ['/bin/sh', '-c', 'exec "$@" 2>&1', 'sh', ...argv], detached: true, windowsHide: true, isJoined: true };
}

export type RunSignal = 'SIGINT' | 'SIGTERM' | 'SIGKILL';

/** What ends a process group: a signal to it, or a program. */
export type EndPlan =
  | { readonly kind: 'signal'; readonly pid: number; readonly signal: RunSignal }
  | { readonly kind: 'program'; readonly argv: readonly string[] };

/** Windows has no signals. taskkill first asks (`/T`: the tree); a console program that does not hear is ended with `/F`. */
export function endPlan(platform: Platform, pid: number, signal: RunSignal): EndPlan {
  if (platform !== 'win32') return { kind: 'signal', pid: -pid, signal };
  return { kind: 'program', argv: ['taskkill', '/PID', String(pid), '/T', ...(signal === 'SIGINT' ? [] : ['/F'])] };
}

/** The environment prefix that an interpreter would have if conda made it: the caller looks whether `conda-meta` lies in it. */
export function condaPrefix(platform: Platform, interpreter: string): string {
  const { dirname } = platform === 'win32' ? path.win32 : path.posix;
  return platform === 'win32' ? dirname(interpreter) : dirname(dirname(interpreter));
}

/**
 * What stands before a command of a conda environment: without its activation CUDA's libraries are not found.
 * `--no-capture-output`: else conda keeps the output until the end (conda's manual, `conda run`).
 */
export function condaRun(conda: string, prefix: string): readonly string[] {
  return [conda, 'run', '--no-capture-output', '--prefix', prefix];
}

/** A command line as a person would type it into the shell of the platform. For showing; nothing is executed through it. */
export function shownCommand(platform: Platform, argv: readonly string[]): string {
  return argv.map(platform === 'win32' ? quotedForWindows : quotedForPosix).join(' ');
}

function quotedForPosix(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** As CommandLineToArgvW reads it: backslashes count only before a quote. */
function quotedForWindows(word: string): string {
  if (/^[^\s"]+$/.test(word)) return word;
  return `"${word.replace(/(\\*)"/g, String.raw`$1$1\"`).replace(/(\\+)$/, '$1$1')}"`;
}
