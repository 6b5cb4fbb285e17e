/** Jobs are known by a label as those of a run. */
import type { HubClient } from '../../hub/client.ts';
import { cancelJob, isOver, type Job, listJobs } from '../../hub/jobs.ts';
import { firstWaitMs } from './createOnce.ts';

export const runLabel = 'practicum-run';
/** So long after it was asked for, what cannot be found will not come any more. */
export const lateMs = 5 * 60_000;

/** An answer that is lost may belong to a job that the list does not show yet. */
const looksInDoubt = 3;

/** The oldest of the run's own; a second one, which nobody should have made, is ended at once. */
export async function lookForOwn(
  hub: HubClient,
  payer: string,
  run: string,
  wait: (ms: number) => Promise<void>,
): Promise<Job | undefined> {
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
