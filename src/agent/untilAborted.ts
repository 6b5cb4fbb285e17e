import type { Clock } from '../base/clock.ts';

/** What `work` comes to, or the signal's reason as soon as it is aborted: no wait outlasts a stop, whoever is waited for. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return raced(work, signal, (stop) => stop());
}

/** The same, with time to end in good order: what `work` still comes to within `graceMs` of the abort counts. */
export function untilAbortedFor<T>(work: Promise<T>, signal: AbortSignal, clock: Clock, graceMs: number): Promise<T> {
  return raced(work, signal, (stop, settled) => void clock.sleep(graceMs, settled).then(stop, () => undefined));
}

/** `onAbort` calls `stop` when no more is to be waited for. Only then is there a `settled` to abort: most work is never stopped. */
function raced<T>(work: Promise<T>, signal: AbortSignal, onAbort: (stop: () => void, settled: AbortSignal) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    let settled: AbortController | undefined;
    const aborted = (): void => {
      settled = new AbortController();
      onAbort(() => reject(signal.reason), settled.signal);
    };
    const over = (): void => {
      signal.removeEventListener('abort', aborted);
      settled?.abort('settled');
    };
    if (signal.aborted) aborted();
    else signal.addEventListener('abort', aborted, { once: true });
    work.then(resolve, reject).finally(over);
  });
}
