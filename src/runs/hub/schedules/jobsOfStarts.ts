/** What a schedule has started, and a schedule that was asked for, by what the Hub says. */
import type { HubClient } from '../../../hub/client.ts';
import { HubError } from '../../../hub/hubErrors.ts';
import { getJob, type Job, listJobs } from '../../../hub/jobs.ts';
import { deleteScheduledJob, listScheduledJobs, type ScheduledJob } from '../../../hub/scheduledJobs.ts';
import type { PromisedStarts } from './promisedStarts.ts';

/** Clocks differ. */
const skewMs = 10 * 60_000;

/** Undefined: the Hub knows no more of the one that there was. */
export async function jobsOfStarts(
  hub: HubClient,
  { payer, job, scheduled, createdMs, apart = [], id }: PromisedStarts,
): Promise<readonly Job[] | undefined> {
  if (job !== undefined) {
    try {
      return [await getJob(hub, { payer, id: job })];
    } catch (error) {
      if (error instanceof HubError && error.code === 'hub-not-found') return undefined;
      throw error;
    }
  }
  const found: Job[] = [];
  for await (const each of listJobs(hub, payer)) {
    // The newest first.
    if (each.createdMs < createdMs - skewMs) break;
    const isOwn = (scheduled !== undefined && each.scheduled === scheduled) || each.command.includes(id);
    if (isOwn && !apart.includes(each.id)) found.push(each);
  }
  return found;
}

/** Known by what stands in its command. A second one, which nobody should have made, is deleted at once. */
export async function lookForSchedule(hub: HubClient, payer: string, id: string): Promise<ScheduledJob | undefined> {
  const own: ScheduledJob[] = [];
  for await (const each of listScheduledJobs(hub, payer)) if (each.command.includes(id)) own.push(each);
  const [first, ...more] = own;
  for (const each of more) await deleteScheduledJob(hub, payer, each.id);
  return first;
}
