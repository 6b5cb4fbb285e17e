/** A job is asked for once, whatever becomes of the answer: its label says whose it is. */
import type { HubClient } from '../../hub/client.ts';
import { HubError } from '../../hub/hubErrors.ts';
import { cancelJob, createJob, isOver, type Job, type JobRequest, listJobs } from '../../hub/jobs.ts';

export const runLabel = 'practicum-run';

export interface Creating {
  readonly hub: HubClient;
  readonly payer: string;
  readonly run: string;
  /** Whether it was asked for before, perhaps by a process that is gone. */
  readonly wasAsked: boolean;
  makeRequest(): Promise<JobRequest>;
  /** Before it is asked for: on the disk before this resolves. */
  onAsk(): Promise<void>;
  /** Nobody knows whether it arrived, or nobody can be reached. */
  onDoubt(error: unknown): Promise<void>;
  /** Whether nobody wants it any more. */
  isStopped(): boolean;
  /** Waits, shorter where it is stopped. */
  wait(ms: number): Promise<void>;
}

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
/** An answer that is lost may belong to a job that the list does not show yet. */
const looksInDoubt = 3;
/** A Hub that fails again and again is told of, not asked for ever. */
const mostFailures = 6;

/** Undefined: it was stopped before there was one. Throws HubError where the Hub refuses. */
export async function createOnce(creating: Creating): Promise<Job | undefined> {
  const { hub, payer, wait } = creating;
  let isInDoubt = creating.wasAsked;
  let failures = 0;
  let request: JobRequest | undefined;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      if (isInDoubt) {
        const found = await lookForOwn(creating);
        if (found !== undefined) return found;
      }
      if (creating.isStopped()) return undefined;
      request ??= await creating.makeRequest();
      if (creating.isStopped()) return undefined;
      await creating.onAsk();
      const wasInDoubt = isInDoubt;
      isInDoubt = true;
      const job = await createJob(hub, payer, request);
      // The one before may have arrived late.
      return wasInDoubt ? ((await lookForOwn(creating)) ?? job) : job;
    } catch (error) {
      if (!isUncertain(error)) throw error;
      failures = error.status === 0 ? failures : failures + 1;
      if (failures >= mostFailures) throw error;
      await creating.onDoubt(error);
      if (creating.isStopped() && !isInDoubt) return undefined;
    }
    await wait(waitMs);
  }
}

/** Whether it may have been carried out all the same. */
function isUncertain(error: unknown): error is HubError {
  return error instanceof HubError && (error.status === 0 || error.status >= 500 || error.status === 408 || error.status === 429);
}

/** The oldest of this run's own; a second one, which nobody should have made, is ended at once. */
async function lookForOwn({ hub, payer, run, wait }: Creating): Promise<Job | undefined> {
  for (let look = 1; look <= looksInDoubt; look++) {
    const own = await ownJobs(hub, payer, run);
    const [first, ...more] = own;
    for (const job of more) if (!isOver(job)) await cancelJob(hub, { payer, id: job.id });
    if (first !== undefined) return first;
    if (look < looksInDoubt) await wait(firstWaitMs);
  }
  return undefined;
}

/** The oldest first. */
export async function ownJobs(hub: HubClient, payer: string, run: string): Promise<readonly Job[]> {
  const own: Job[] = [];
  for await (const job of listJobs(hub, payer, { labels: { [runLabel]: run } })) if (job.labels[runLabel] === run) own.push(job);
  return own.sort((a, b) => a.createdMs - b.createdMs || (a.id < b.id ? -1 : 1));
}
