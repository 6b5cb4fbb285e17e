/** What a job prints, and what its machine measures, as streams of server-sent events. */
import * as z from 'zod';
import { type Clock, systemClock } from '../base/clock.ts';
import type { HubClient } from './client.ts';
import { type FollowLog, followLog, type LogLine } from './followLog.ts';
import { getJob, isOver, type Job, type JobAddress, pathOf } from './jobs.ts';
import { serverEvents } from './sse.ts';

/** Begins the first line of every log of a job, which nobody's script printed. */
export const hubsOwnLine = '===== Job started';

/** Every line once, in order, until the job is over; then the job as it ended. Throws HubError where the Hub refuses (sign-in, gone), or the signal's reason. */
export function followJobLog(hub: HubClient, address: JobAddress, follow: FollowLog<Job> = {}): AsyncGenerator<LogLine, Job> {
  const source = {
    path: `${pathOf(address)}/logs`,
    hubsOwnLine,
    status: (signal: AbortSignal | undefined) => getJob(hub, address, signal),
    isOver,
  };
  return followLog(hub, source, follow);
}

/** Of the machine, about once a second. */
export interface MachineMetrics {
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
export function followJobMetrics(hub: HubClient, address: JobAddress, signal: AbortSignal, clock?: Clock): AsyncGenerator<MachineMetrics> {
  return followMetrics(hub, `${pathOf(address)}/metrics`, signal, clock);
}

/** The same of a stream at `path`. */
export async function* followMetrics(
  hub: HubClient,
  path: string,
  signal: AbortSignal,
  clock: Clock = systemClock,
): AsyncGenerator<MachineMetrics> {
  for (let waitMs = 2_000; !signal.aborted; waitMs = Math.min(waitMs * 2, 30_000)) {
    try {
      const response = await hub.open({
        path,
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

function metricsOf(data: string): MachineMetrics | undefined {
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
