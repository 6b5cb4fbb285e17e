/** What somebody asks to run, and what that would do. */
import type { Effect } from '../base/effects.ts';
import { placeOnHost, reachedHost } from '../base/place.ts';
import type { WatchdogActions } from './alert.ts';
import { type JobWish, jobSpend, placeOfJob } from './hub/jobQuote.ts';
import type { AskedNeeds } from './machine/needs.ts';
import type { Resumed, RunLimits, RunOrigin, RunPurpose } from './run.ts';

export interface LaunchRequest extends AskedNeeds {
  /** Absolute path of a Python script, or of a configuration that a runner takes, inside the workspace. */
  readonly script: string;
  readonly args: readonly string[];
  /**
   * What the interpreter is given before the script, where something else starts it: `-m torch.distributed.run …`. `implied`: what the script
   * itself asks for, found out when it starts; see impliedRunner.ts.
   */
  readonly runner?: readonly string[] | 'implied';
  /** What its watchdogs do where that is not what the settings say. */
  readonly watchdogs?: Partial<WatchdogActions>;
  /** What it may cost or how long it may take. */
  readonly limits?: RunLimits;
  /** Absolute; the script's workspace root unless given. */
  readonly cwd?: string;
  readonly name?: string;
  /** Whether the hook tells what its frameworks log; absent: as it is set for all runs. */
  readonly hook?: boolean;
  /** On which host, as ssh names it; absent: here. */
  readonly host?: string;
  /** As a job or a Space of Hugging Face; absent: as none. */
  readonly job?: JobWish;
  /** What it is for; absent: it trains. With the script and arguments of `evaluationLaunch`. */
  readonly purpose?: RunPurpose;
  /** From what it goes on, where another run has begun it; the script hears of it in its environment. */
  readonly resumed?: Resumed;
  readonly origin: RunOrigin;
}

/** What launching would do, for the policy. The interpreter is named `python` here: which one it is, is found out when it starts, as is an implied runner. */
export function launchEffects(
  { script, args, runner = [], cwd, host, job }: Pick<LaunchRequest, 'script' | 'args' | 'cwd' | 'runner' | 'host' | 'job'>,
  root: string,
): readonly Effect[] {
  const argv = ['python', ...(runner === 'implied' ? [] : runner), script, ...args];
  const executes: Effect = { kind: 'execute', argv, cwd: cwd ?? root };
  if (job !== undefined) return [{ ...executes, on: placeOfJob(job) }, { kind: 'reach', host: new URL(job.hub).hostname }, jobSpend(job)];
  if (host === undefined) return [executes];
  // The files of the workspace go there.
  return [
    { ...executes, on: placeOnHost(host) },
    { kind: 'reach', host: reachedHost(host) },
  ];
}
