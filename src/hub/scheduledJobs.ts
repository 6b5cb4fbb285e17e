/** Jobs that the Hub starts by itself, on a schedule. Each start is paid for. */
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { HubClient } from './client.ts';
import { startAfter } from './cron.ts';
import { type Job, type JobRequest, jobSchema } from './jobs.ts';

export interface ScheduledJob {
  readonly id: string;
  /** `@daily`, or five fields of cron. */
  readonly schedule: string;
  readonly isSuspended: boolean;
  readonly flavor: string;
  readonly command: readonly string[];
  readonly timeoutSeconds?: number;
  /** As the Hub says it. */
  readonly nextRun?: string;
  readonly lastJob?: string;
}

const text = z.string().nullish();
const specSchema = whenUsed(() =>
  z.object({
    flavor: text,
    command: z.array(z.string()).nullish(),
    arguments: z.array(z.string()).nullish(),
    timeoutSeconds: z.number().nullish(),
    timeout: z.number().nullish(),
  }),
);
const scheduledSchema = whenUsed(() =>
  z
    .object({
      id: z.string().min(1),
      schedule: text,
      suspend: z.boolean().nullish(),
      jobSpec: specSchema.nullish(),
      status: z.object({ nextJobRunAt: text, lastJob: z.object({ id: text }).nullish() }).nullish(),
    })
    .transform(
      ({ id, schedule, suspend, jobSpec, status }): ScheduledJob => ({
        id,
        schedule: schedule ?? '',
        isSuspended: suspend ?? false,
        flavor: jobSpec?.flavor ?? '',
        command: [...(jobSpec?.command ?? []), ...(jobSpec?.arguments ?? [])],
        ...defined({
          timeoutSeconds: jobSpec?.timeoutSeconds ?? jobSpec?.timeout ?? undefined,
          nextRun: status?.nextJobRunAt ?? undefined,
          lastJob: status?.lastJob?.id ?? undefined,
        }),
      }),
    ),
);

/** `@hourly`, `@daily`, … or five fields of cron: the Hub takes no other. */
const schedulePattern = /^(?:@(?:annually|yearly|monthly|weekly|daily|hourly)|[\d*/,-]+(?: +[\w*/,-]+){4})$/;

export function isSchedule(words: string): boolean {
  return schedulePattern.test(words) && startAfter(words, Date.now()) !== undefined;
}

/** Never sent twice: each would start jobs of its own. */
export async function createScheduledJob(
  hub: HubClient,
  payer: string,
  { image, ...rest }: JobRequest,
  schedule: string,
  signal?: AbortSignal,
): Promise<ScheduledJob> {
  const jobSpec = { dockerImage: image, arguments: [], ...rest };
  // Two at once would cost twice what was asked about.
  const json = { jobSpec, schedule, concurrency: false };
  return await hub.json({ path: placeOf(payer), method: 'POST', json, isRepeatable: false, signal }, scheduledSchema);
}

export function listScheduledJobs(hub: HubClient, payer: string, signal?: AbortSignal): AsyncIterable<ScheduledJob> {
  return hub.pages({ path: placeOf(payer), signal }, scheduledSchema);
}

export async function getScheduledJob(hub: HubClient, payer: string, id: string, signal?: AbortSignal): Promise<ScheduledJob> {
  return await hub.json({ path: placeOf(payer, id), signal }, scheduledSchema);
}

export async function setSuspended(hub: HubClient, payer: string, id: string, isSuspended: boolean, signal?: AbortSignal): Promise<void> {
  const verb = isSuspended ? 'suspend' : 'resume';
  await hub.done({ path: `${placeOf(payer, id)}/${verb}`, method: 'POST', isRepeatable: true, signal });
}

/** Starts it now, beside its schedule. Never sent twice. */
export async function runScheduledJob(hub: HubClient, payer: string, id: string, signal?: AbortSignal): Promise<Job> {
  return await hub.json({ path: `${placeOf(payer, id)}/run`, method: 'POST', isRepeatable: false, signal }, jobSchema);
}

export async function deleteScheduledJob(hub: HubClient, payer: string, id: string, signal?: AbortSignal): Promise<void> {
  await hub.done({ path: placeOf(payer, id), method: 'DELETE', isRepeatable: true, signal });
}

function placeOf(payer: string, id?: string): string {
  const own = `/api/scheduled-jobs/${encodeURIComponent(payer)}`;
  return id === undefined ? own : `${own}/${encodeURIComponent(id)}`;
}
