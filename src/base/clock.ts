/** Time, passed in so that tests own it. */
export interface Clock {
  /** Milliseconds since 1970. May jump. */
  nowMs(): number;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      const onAbort = (): void => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, ms);
      signal?.addEventListener('abort', onAbort, { once: true });
    }),
};

/**
 * The same clock, but it never goes back: where the system's is set back, time goes on from where it was. Forward it follows, because
 * that is also what a machine sees that has slept.
 */
export function steadyClock(clock: Clock, monotonicMs: () => number = () => performance.now()): Clock {
  let aheadMs = 0;
  let last = { nowMs: clock.nowMs(), monotonicMs: monotonicMs() };
  return {
    nowMs() {
      const passedMs = monotonicMs() - last.monotonicMs;
      const seenMs = clock.nowMs() + aheadMs;
      if (seenMs < last.nowMs) aheadMs += last.nowMs + passedMs - seenMs;
      last = { nowMs: clock.nowMs() + aheadMs, monotonicMs: last.monotonicMs + passedMs };
      return last.nowMs;
    },
    sleep: (ms, signal) => clock.sleep(ms, signal),
  };
}
