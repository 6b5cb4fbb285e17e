/**
 * What a job prints, and what its machine measures, as streams of server-sent events. The log's history comes from its beginning on every
 * connection and cannot be asked for from a place, so what was seen is passed over by its index, as the official Python client does.
 */
import * as z from 'zod';
import { type Clock, systemClock } from '../base/clock.ts';
import { isCancellation } from '../base/errors.ts';
import type { HubClient } from './client.ts';
import { HubError } from './hubErrors.ts';
import { getJob, isOver, type Job, type JobAddress, pathOf } from './jobs.ts';
import { serverEvents } from './sse.ts';

export interface JobLogLine {
  /** From 0; the Hub's own first line is 0 too, and is not told. */
  readonly index: number;
  /** One line without its end. */
  readonly text: string;
}

export interface LogTimes {
  /** How often the status is asked for, which alone says whether the job goes on. */
  readonly statusEveryMs: number;
  /** A line that is silent for longer, even without a word to keep it, is broken. */
  readonly deadAfterMs: number;
  /** After the job's end: so long nothing may come before the line is put up once more, for the last of it. */
  readonly tailQuietMs: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

export const usualLogTimes: LogTimes = {
  statusEveryMs: 5_000,
  deadAfterMs: 120_000,
  tailQuietMs: 5_000,
  firstWaitMs: 1_000,
  longestWaitMs: 10_000,
};

/** Begins the first line of every log, which nobody's script printed. */
export const hubsOwnLine = '===== Job started';

/** How often the log of a job that is over is opened for what is missing of it; never again after it brought nothing. */
const tailAttempts = 6;

export interface FollowLog {
  /** Lines that were seen before this call. */
  readonly seen?: number;
  /** Whether the last of it was seen; absent: when nothing new comes of it. */
  readonly isWhole?: () => boolean;
  readonly onStatus?: (job: Job) => Promise<void> | void;
  /** The line is cut, and is put up again; then: it is up. */
  readonly onTrouble?: (error: unknown) => Promise<void> | void;
  readonly onLine?: () => Promise<void> | void;
  readonly clock?: Clock;
  readonly times?: LogTimes;
  readonly signal?: AbortSignal;
}

/** Every line once, in order, until the job is over; then the job as it ended. Throws HubError where the Hub refuses (sign-in, gone), or the signal's reason. */
export async function* followJobLog(hub: HubClient, address: JobAddress, given: FollowLog = {}): AsyncGenerator<JobLogLine, Job> {
  const follow = { clock: systemClock, times: usualLogTimes, isWhole: () => false, ...given };
  const { clock, times, signal, isWhole } = follow;
  let seen = follow.seen ?? 0;
  let waitMs = times.firstWaitMs;
  let ended: Job | undefined;
  for (let tails = 0; ; ) {
    const before = seen;
    const line = new Connection(hub, address, follow, ended);
    let index = 0;
    try {
      for await (const text of line.lines()) {
        if (index++ < seen) continue;
        seen = index;
        if (index > 1 || !text.startsWith(hubsOwnLine)) yield { index: index - 1, text };
        if (isWhole()) break;
      }
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      if (!isCancellation(error) && !isFinal(error)) await follow.onTrouble?.(error);
    } finally {
      line.close();
    }
    if (isWhole()) return line.ended ?? (await endOf(hub, address, follow));
    waitMs = seen > before ? times.firstWaitMs : Math.min(waitMs * 2, times.longestWaitMs);
    if (ended === undefined) {
      ended = line.ended ?? (await statusOf(hub, address, follow));
      // What was printed last may be cut off on the connection that saw the end; the next one has it.
      await clock.sleep(ended === undefined ? waitMs : times.firstWaitMs, signal);
      continue;
    }
    tails += 1;
    if (seen === before || tails >= tailAttempts) return ended;
    await clock.sleep(times.firstWaitMs, signal);
  }
}

/** All was printed: only the Hub's own word is missing. */
async function endOf(hub: HubClient, address: JobAddress, follow: Following): Promise<Job> {
  for (let waitMs = follow.times.firstWaitMs / 10; ; waitMs = Math.min(waitMs * 2, follow.times.longestWaitMs)) {
    const ended = await statusOf(hub, address, follow);
    if (ended !== undefined) return ended;
    await follow.clock.sleep(waitMs, follow.signal);
  }
}

type Following = FollowLog & { readonly clock: Clock; readonly times: LogTimes };

/** One connection to the log, with an eye on the status meanwhile: an image that cannot be fetched gives a stream that is empty and never ends. */
class Connection {
  readonly #hub: HubClient;
  readonly #address: JobAddress;
  readonly #follow: Following;
  readonly #over = new AbortController();
  readonly #isAfterEnd: boolean;
  #lastLifeMs = performance.now();
  #lastLineMs = performance.now();
  /** As the Hub says it, once it is. */
  ended: Job | undefined;

  constructor(hub: HubClient, address: JobAddress, follow: Following, ended: Job | undefined) {
    this.#hub = hub;
    this.#address = address;
    this.#follow = follow;
    this.ended = ended;
    this.#isAfterEnd = ended !== undefined;
  }

  async *lines(): AsyncGenerator<string> {
    const signal = this.#signal;
    const watching = this.#watch(signal).catch(() => undefined);
    try {
      const response = await this.#hub.open({
        path: `${pathOf(this.#address)}/logs`,
        headers: { accept: 'text/event-stream' },
        isRepeatable: false,
        signal,
      });
      if (response.body === null) return;
      await this.#follow.onLine?.();
      this.#lastLineMs = performance.now();
      for await (const { data } of serverEvents(response.body, () => {
        this.#lastLifeMs = performance.now();
      })) {
        const text = logText(data);
        if (text === undefined) continue;
        this.#lastLineMs = performance.now();
        yield text;
      }
    } finally {
      this.close();
      await watching;
    }
  }

  close(): void {
    this.#over.abort();
  }

  get #signal(): AbortSignal {
    const { signal } = this.#follow;
    return signal === undefined ? this.#over.signal : AbortSignal.any([signal, this.#over.signal]);
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { clock, times, onStatus } = this.#follow;
    const everyMs = (): number => (this.ended === undefined ? times.statusEveryMs : Math.min(times.statusEveryMs, times.tailQuietMs));
    while (!signal.aborted) {
      await clock.sleep(everyMs(), signal);
      if (this.ended === undefined) {
        const job = await getJob(this.#hub, this.#address, signal).catch((error: unknown) => {
          // A stream that is open stays so: whoever reads it has to hear of it.
          if (isFinal(error)) this.close();
          return undefined;
        });
        if (job !== undefined) await onStatus?.(job);
        if (job !== undefined && isOver(job)) this.ended = job;
      }
      const nowMs = performance.now();
      const isQuiet = this.ended !== undefined && nowMs - this.#lastLineMs >= times.tailQuietMs;
      if (isQuiet || (!this.#isAfterEnd && nowMs - this.#lastLifeMs >= times.deadAfterMs)) this.close();
    }
  }
}

/** Asked until there is an answer. Undefined: it goes on. */
async function statusOf(
  hub: HubClient,
  address: JobAddress,
  { clock, times, signal, onStatus, onTrouble, onLine }: Following,
): Promise<Job | undefined> {
  for (let waitMs = times.firstWaitMs; ; waitMs = Math.min(waitMs * 2, times.longestWaitMs)) {
    try {
      const job = await getJob(hub, address, signal);
      await onLine?.();
      await onStatus?.(job);
      return isOver(job) ? job : undefined;
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      if (isFinal(error)) throw error;
      await onTrouble?.(error);
      await clock.sleep(waitMs, signal);
    }
  }
}

/** Asking again changes nothing. The log of a job that has not begun may be missing, the job itself not. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof HubError)) return false;
  return error.code === 'hub-sign-in' || error.code === 'hub-scope' || error.code === 'hub-not-found';
}

const logSchema = z.object({ data: z.string() });

/** Undefined for what is no line of the log. */
export function logText(data: string): string | undefined {
  if (!data.startsWith('{')) return undefined;
  try {
    const read = logSchema.safeParse(JSON.parse(data));
    return read.success ? read.data.data.replace(/\n$/, '') : undefined;
  } catch {
    return undefined;
  }
}

/** Of the machine, about once a second. */
export interface JobMetrics {
  readonly cpuPercent?: number;
  readonly memoryBytes?: number;
  readonly gpus: readonly { readonly utilizationPercent?: number; readonly memoryBytes?: number; readonly memoryTotalBytes?: number }[];
}

const number = z.number().nullish();
const metricsSchema = z.object({
  cpu_usage_pct: number,
  memory_used_bytes: number,
  gpus: z
    .record(z.string(), z.object({ utilization: number, memory_used_bytes: number, memory_total_bytes: number }))
    .nullish()
    .catch(null),
});

/** Until `signal`. Nothing here ends it: the stream does not end with the job, and after that it is refused with 500. */
export async function* followJobMetrics(
  hub: HubClient,
  address: JobAddress,
  signal: AbortSignal,
  clock: Clock = systemClock,
): AsyncGenerator<JobMetrics> {
  for (let waitMs = 2_000; !signal.aborted; waitMs = Math.min(waitMs * 2, 30_000)) {
    try {
      const response = await hub.open({
        path: `${pathOf(address)}/metrics`,
        headers: { accept: 'text/event-stream' },
        isRepeatable: false,
        signal,
      });
      if (response.body !== null)
        for await (const { data } of serverEvents(response.body)) {
          const metrics = metricsOf(data);
          if (metrics === undefined) continue;
          waitMs = 1_000;
          yield metrics;
        }
    } catch {
      // The status is the authority; samples of a machine are a comfort.
    }
    await clock.sleep(waitMs, signal).catch(() => undefined);
  }
}

function metricsOf(data: string): JobMetrics | undefined {
  let read: ReturnType<typeof metricsSchema.safeParse>;
  try {
    read = metricsSchema.safeParse(JSON.parse(data));
  } catch {
    return undefined;
  }
  if (!read.success) return undefined;
  const { cpu_usage_pct: cpu, memory_used_bytes: memory, gpus } = read.data;
  return {
    ...(cpu == null ? {} : { cpuPercent: cpu }),
    ...(memory == null ? {} : { memoryBytes: memory }),
    // By their ids, so that each keeps its place.
    gpus: Object.entries(gpus ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { utilization, memory_used_bytes: used, memory_total_bytes: total }]) => ({
        ...(utilization == null ? {} : { utilizationPercent: utilization }),
        ...(used == null ? {} : { memoryBytes: used }),
        ...(total == null ? {} : { memoryTotalBytes: total }),
      })),
  };
}
