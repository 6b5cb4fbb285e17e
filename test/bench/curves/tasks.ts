/** The tasks of a page's main thread, by the clock and by what they took of a processor: on a machine with other work the clock counts that as well. */
import type { CDPSession } from 'playwright-core';
import { z } from 'zod';

export interface Task {
  readonly wallMs: number;
  readonly cpuMs: number;
}

const traceSchema = z.object({
  value: z.array(
    z.looseObject({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      /** Microseconds. */
      dur: z.number().optional(),
      tdur: z.number().optional(),
      args: z.looseObject({ name: z.string().optional() }).optional(),
    }),
  ),
});

/** Starts to watch; what it answers ends that, and gives the tasks of every main thread of a page, the longest of a processor first. */
export async function watchTasks(cdp: CDPSession): Promise<() => Promise<readonly Task[]>> {
  const events: z.infer<typeof traceSchema>['value'] = [];
  const collect = (data: unknown): void => void events.push(...traceSchema.parse(data).value);
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', '__metadata'], excludedCategories: ['*'] },
  });
  return async () => {
    const whole = new Promise<void>((done) => cdp.once('Tracing.tracingComplete', () => done()));
    await cdp.send('Tracing.end');
    await whole;
    cdp.off('Tracing.dataCollected', collect);
    const threads = new Set(
      events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`),
    );
    return events
      .filter(({ name, pid, tid, tdur }) => name.endsWith('RunTask') && tdur !== undefined && threads.has(`${pid} ${tid}`))
      .map(({ dur = 0, tdur = 0 }) => ({ wallMs: dur / 1000, cpuMs: tdur / 1000 }))
      .sort((a, b) => b.cpuMs - a.cpuMs);
  };
}
