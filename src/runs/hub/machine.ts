/** What executes a run on Hugging Face, as whoever follows it sees it: a job or a Space. */
import type { FollowLog, LogLine } from '../../hub/followLog.ts';
import type { MachineMetrics } from '../../hub/jobLogs.ts';
import type { RunSignal } from '../commandLine.ts';
import type { Ending } from '../script.ts';
import type { JobExit } from './jobLines.ts';

/** For how long it was paid, as far as that is known. */
export interface Ran {
  readonly startedMs?: number;
  readonly finishedMs?: number;
  readonly ranMs?: number;
  /** Nobody but us says it. */
  readonly isEstimated?: true;
}

/** `S` is what the Hub says of it. */
export interface HubMachine<S> {
  readonly noun: 'job' | 'Space';
  readonly page: string;
  /** What it prints, until it is over. Throws where the Hub lets nobody follow it. */
  lines(follow: FollowLog<S>): AsyncGenerator<LogLine, S>;
  metrics(signal: AbortSignal): AsyncGenerator<MachineMetrics>;
  /** In words; undefined: for nothing any more. */
  waitsFor(status: S): string | undefined;
  isRunning(status: S): boolean;
  /** Undefined `status`: it is not there any more. */
  ending(status: S | undefined, exit: JobExit | undefined): Ending;
  /** Undefined: it never was there. */
  ran(status: S | undefined, exit: JobExit | undefined): Ran | undefined;
  /** Asks it to end. Answers whether it does for certain. Throws where it could not be asked. */
  end(how: RunSignal): Promise<boolean>;
  /** Since when it is paid, where the Hub does not say that itself. */
  readonly startedMs?: number | undefined;
  /** What it said, as it kept it elsewhere; nothing where it did not. */
  keptLines?(): AsyncIterable<string>;
  /** All that it said and made is here. */
  remove?(): Promise<void>;
}
