/** How a run is asked to end: SIGINT, so that the script can save; SIGTERM; SIGKILL. Then whatever it left behind ends too. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Clock } from '../base/clock.ts';
import { endProcessTree } from '../workspace/processTree.ts';
import { endPlan, type RunSignal } from './commandLine.ts';

export interface LadderTimes {
  /** Time to save a checkpoint after SIGINT, then after SIGTERM, before SIGKILL. */
  readonly interruptGraceMs: number;
  readonly terminateGraceMs: number;
  readonly stopPollMs: number;
}

/** What the ladder ends. */
export interface Stoppable {
  signal(name: RunSignal): Promise<void>;
  /** Ends what the script left behind, also what left its process group. Nobody else's. */
  endRest(): Promise<void>;
}

const killGraceMs = 60_000;

/** Resolves when it is asked for, with true, or with false when `ended` came first. */
export async function isAskedToStop(
  stopFile: string,
  stopSignal: AbortSignal,
  ended: AbortSignal,
  clock: Clock,
  pollMs: number,
): Promise<boolean> {
  const isAsked = (): boolean => stopSignal.aborted || existsSync(stopFile);
  const either = AbortSignal.any([ended, stopSignal]);
  while (!isAsked() && !ended.aborted) await passes(clock, pollMs, either);
  return !ended.aborted;
}

/** Answers the last signal that was sent. `say` is told of each before it is sent. */
export async function climb(
  target: Stoppable,
  times: LadderTimes,
  say: (signal: RunSignal) => Promise<void>,
  ended: AbortSignal,
  clock: Clock,
): Promise<RunSignal> {
  const rungs = [
    { signal: 'SIGINT', graceMs: times.interruptGraceMs },
    { signal: 'SIGTERM', graceMs: times.terminateGraceMs },
    { signal: 'SIGKILL', graceMs: killGraceMs },
  ] as const;
  for (const { signal, graceMs } of rungs) {
    await say(signal);
    if (ended.aborted) return signal;
    await target.signal(signal);
    if (!(await passes(clock, graceMs, ended))) {
      await target.endRest();
      return signal;
    }
  }
  await target.endRest();
  return 'SIGKILL';
}

/** To a whole process group. */
export function signalGroup(pid: number, signal: RunSignal): void {
  const plan = endPlan(process.platform, pid, signal);
  try {
    if (plan.kind === 'signal') process.kill(plan.pid, plan.signal);
    else spawn(plan.argv[0] ?? '', plan.argv.slice(1), { stdio: 'ignore', windowsHide: true }).on('error', () => undefined);
  } catch {
    // ESRCH: nobody is left in the group.
  }
}

/** Every process of the run `id`: its group, what was started by it, and what carries its mark in the environment. */
export async function endTree(pid: number, id: string, graceMs: number): Promise<void> {
  if (process.platform === 'win32') {
    signalGroup(pid, 'SIGKILL');
    return;
  }
  await endProcessTree({ root: pid, mark: id, variable: 'PRACTICUM_RUN', termMs: graceMs, supervisor: process.pid });
}

/** Whether the time passed before `signal` came. */
export async function passes(clock: Clock, ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await clock.sleep(ms, signal);
    return true;
  } catch {
    return false;
  }
}
