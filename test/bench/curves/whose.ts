/** Whose the script of a window's main thread is: the workbench and its webviews share one. */
import type { CDPSession } from 'playwright-core';
import { z } from 'zod';

const profileSchema = z.object({
  profile: z.object({
    nodes: z.array(z.object({ id: z.number(), callFrame: z.object({ functionName: z.string(), url: z.string() }) })),
    samples: z.array(z.number()),
    /** Microseconds. */
    timeDeltas: z.array(z.number()),
  }),
});

export type Owner = 'view' | 'workbench' | 'garbage collection' | 'benchmark and browser';

/** Samples the thread while `work` goes on. Answers the milliseconds of each owner, by the clock. */
export async function timesByOwner(cdp: CDPSession, work: () => Promise<unknown>): Promise<ReadonlyMap<Owner, number>> {
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: 200 });
  await cdp.send('Profiler.start');
  await work();
  const { nodes, samples, timeDeltas } = profileSchema.parse(await cdp.send('Profiler.stop')).profile;
  await cdp.send('Profiler.disable');
  const owners = new Map(nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
  const times = new Map<Owner, number>();
  for (const [at, id] of samples.entries()) {
    const owner = owners.get(id);
    if (owner !== undefined) times.set(owner, (times.get(owner) ?? 0) + (timeDeltas[at] ?? 0) / 1000);
  }
  return times;
}

/** A webview's document is `fake.html`; the frame around it, which carries its messages, belongs to the workbench. */
function ownerOf({ functionName, url }: { readonly functionName: string; readonly url: string }): Owner | undefined {
  if (functionName === '(idle)' || functionName === '(root)') return undefined;
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (/\/fake\.html|\/curves\.js/.test(url)) return 'view';
  return /^https?:|^vscode/.test(url) ? 'workbench' : 'benchmark and browser';
}
