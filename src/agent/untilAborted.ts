import type { Clock } from '../base/clock.ts';

/** What `work` comes to, or the signal's reason as soon as it is aborted: no wait outlasts a stop, whoever is waited for. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** The same, with time to end in good order: what `work` still comes to within `graceMs` of the abort counts. */
export async function untilAbortedFor<T>(work: Promise<T>, signal: AbortSignal, clock: Clock, graceMs: number): Promise<T> {
  const settled = new AbortController();
  const late = untilAborted(work, signal).catch(async (error: unknown) => {
    if (!signal.aborted) throw error;
    return await Promise.race([work, clock.sleep(graceMs, settled.signal).then(() => Promise.reject(signal.reason))]);
  });
  try {
    return await late;
  } finally {
    settled.abort();
  }
}
