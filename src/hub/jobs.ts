/** Hugging Face Jobs: a command in an image on hardware, paid by the minute. */
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { HubClient } from './client.ts';
import { HubError } from './hubErrors.ts';

/** Who pays for it, and which one it is. */
export interface JobAddress {
  readonly payer: string;
  readonly id: string;
}

export interface JobVolume {
  readonly type: 'bucket' | 'model' | 'dataset' | 'space';
  /** `ada/practicum-runs`. */
  readonly source: string;
  readonly mountPath: string;
  readonly revision?: string;
  /** A folder of it. */
  readonly path?: string;
  readonly readOnly?: boolean;
}

/** When the Hub ends a job that was given no time limit. */
export const hubTimeLimitSeconds = 30 * 60;

/** What is to run. A time limit is always given. */
export interface JobRequest {
  readonly image: string;
  /** Executed as it stands: the image's own entry point is not used. */
  readonly command: readonly string[];
  /** Seen by everybody who sees the job. */
  readonly environment: Readonly<Record<string, string>>;
  /** Seen by nobody: the Hub tells their names only. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly flavor: string;
  readonly timeoutSeconds: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly volumes?: readonly JobVolume[];
  /** Ports that are reached from outside, by whoever may read what the payer has. They cost a little more. */
  readonly expose?: { readonly ports: readonly number[] };
}

export interface Job {
  readonly id: string;
  readonly payer: string;
  readonly createdMs: number;
  readonly startedMs?: number;
  readonly finishedMs?: number;
  readonly flavor: string;
  /** Of Docker, or a Space. */
  readonly image: string;
  readonly command: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly timeoutSeconds?: number;
  /** How long it was paid for, once the Hub says it. */
  readonly ranMs?: number;
  /** `SCHEDULING`, `RUNNING`, `COMPLETED`, `CANCELED`, `ERROR`, `DELETED`; a later Hub may say more. */
  readonly stage: string;
  readonly message?: string;
  /** `NO_CREDITS`, `SPEND_LIMIT`, …: where nobody asked for it. */
  readonly cancelReason?: string;
  /** The scheduled job that started it. */
  readonly scheduled?: string;
}

const text = z.string().nullish();
const texts = z.array(z.string()).nullish();

export const jobSchema = whenUsed(() =>
  z
    .object({
      id: z.string().min(1),
      createdAt: text,
      startedAt: text,
      finishedAt: text,
      dockerImage: text,
      spaceId: text,
      command: texts,
      arguments: texts,
      flavor: text,
      timeout: z.number().nullish().catch(null),
      labels: z.record(z.string(), z.string()).nullish().catch(null),
      owner: z.object({ name: z.string() }).nullish(),
      initiator: z.object({ type: text, id: text }).nullish().catch(null),
      durations: z
        .object({ runningSecs: z.number().nullish(), totalSecs: z.number().nullish(), schedulingSecs: z.number().nullish() })
        .nullish()
        .catch(null),
      status: z.object({ stage: z.string(), message: text, cancelReason: text }),
    })
    .transform((job): Job => {
      const [createdMs, startedMs, finishedMs] = [job.createdAt, job.startedAt, job.finishedAt].map(timeOf);
      const ranMs = job.durations?.runningSecs == null ? between(startedMs, finishedMs) : job.durations.runningSecs * 1000;
      return {
        id: job.id,
        payer: job.owner?.name ?? '',
        createdMs: createdMs ?? 0,
        flavor: job.flavor ?? '',
        image: job.dockerImage ?? job.spaceId ?? '',
        command: [...(job.command ?? []), ...(job.arguments ?? [])],
        labels: job.labels ?? {},
        stage: job.status.stage,
        ...defined({
          startedMs,
          finishedMs,
          ranMs,
          timeoutSeconds: job.timeout ?? undefined,
          message: job.status.message ?? undefined,
          cancelReason: job.status.cancelReason ?? undefined,
          scheduled: job.initiator?.type === 'scheduled-job' ? (job.initiator.id ?? undefined) : undefined,
        }),
      };
    }),
);

/** The stages that a job does not leave. */
const lastStages: ReadonlySet<string> = new Set(['COMPLETED', 'CANCELED', 'ERROR', 'DELETED']);

export function isOver({ stage }: Pick<Job, 'stage'>): boolean {
  return lastStages.has(stage);
}

/** Where a person looks at it. */
export function jobPage(hubOrigin: string, { payer, id }: JobAddress): string {
  return `${hubOrigin}/jobs/${encodeURIComponent(payer)}/${encodeURIComponent(id)}`;
}

/** Sent once: whether it arrived is found out by its labels, never by sending it again. Throws HubError; status 0 or 5xx: nobody knows. */
export async function createJob(hub: HubClient, payer: string, request: JobRequest, signal?: AbortSignal): Promise<Job> {
  const { image, ...rest } = request;
  const json = { dockerImage: image, arguments: [], ...rest };
  return await hub.json({ path: `${jobsOf(payer)}`, method: 'POST', json, isRepeatable: false, signal }, jobSchema);
}

export async function getJob(hub: HubClient, address: JobAddress, signal?: AbortSignal): Promise<Job> {
  return await hub.json({ path: pathOf(address), signal }, jobSchema);
}

export interface JobFilter {
  readonly stages?: readonly string[];
  /** All of them. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Those of one payer, the newest first as the Hub has them, over all pages. */
export function listJobs(
  hub: HubClient,
  payer: string,
  { stages = [], labels = {} }: JobFilter = {},
  signal?: AbortSignal,
): AsyncIterable<Job> {
  const label = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return hub.pages({ path: jobsOf(payer), query: { stage: stages, label }, signal }, jobSchema);
}

/** One that is over already is left as it is. */
export async function cancelJob(hub: HubClient, address: JobAddress, signal?: AbortSignal): Promise<void> {
  try {
    await hub.done({ path: `${pathOf(address)}/cancel`, method: 'POST', isRepeatable: true, signal });
  } catch (error) {
    const isRefused = error instanceof HubError && (error.status === 400 || error.status === 409);
    if (!isRefused || !isOver(await getJob(hub, address, signal))) throw error;
  }
}

/** In place of all that it had. */
export async function setJobLabels(
  hub: HubClient,
  address: JobAddress,
  labels: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<void> {
  await hub.done({ path: `${pathOf(address)}/labels`, method: 'PUT', json: { labels }, isRepeatable: true, signal });
}

export function jobsOf(payer: string): string {
  return `/api/jobs/${encodeURIComponent(payer)}`;
}

export function pathOf({ payer, id }: JobAddress): string {
  return `${jobsOf(payer)}/${encodeURIComponent(id)}`;
}

function timeOf(said: string | null | undefined): number | undefined {
  const ms = Date.parse(said ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}

function between(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : Math.max(0, to - from);
}
