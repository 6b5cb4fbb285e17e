import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { untilAborted, untilAbortedFor } from '../../../src/agent/untilAborted.ts';
import type { Clock } from '../../../src/base/clock.ts';

const stopped = new Error('stopped');
const forEver = new Promise<never>(() => undefined);

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock whose waits end when the test says so. */
function heldClock() {
  const waits: { readonly ms: number; readonly signal: AbortSignal | undefined; readonly end: () => void }[] = [];
  const clock: Clock = {
    nowMs: () => 0,
    sleep: (ms, signal) => new Promise((end) => waits.push({ ms, signal, end })),
  };
  return { clock, waits };
}

describe('A wait that a stop ends', () => {
  it('answers what the work comes to, good or bad, and leaves nothing behind at the signal', async () => {
    const { signal } = new AbortController();
    const { clock, waits } = heldClock();
    assert.equal(await untilAborted(Promise.resolve(1), signal), 1);
    assert.equal(await untilAbortedFor(Promise.resolve(2), signal, clock, 10), 2);
    await assert.rejects(untilAborted(Promise.reject(stopped), signal), stopped);
    await assert.rejects(untilAbortedFor(Promise.reject(stopped), signal, clock, 10), stopped);
    await settled();
    assert.deepEqual([getEventListeners(signal, 'abort').length, waits.length], [0, 0]);
  });

  it('fails with the reason of the stop at once, also when that came first', async () => {
    const stop = new AbortController();
    const waiting = untilAborted(forEver, stop.signal);
    stop.abort(stopped);
    await assert.rejects(waiting, stopped);
    await assert.rejects(untilAborted(forEver, stop.signal), stopped);
  });

  for (const [when, isBefore] of [
    ['after the stop', false],
    ['once stopped before it began', true],
  ] as const) {
    it(`lets the work end in good order for a moment ${when}, and no longer`, async () => {
      for (const isInTime of [true, false]) {
        const stop = new AbortController();
        const { clock, waits } = heldClock();
        const work = Promise.withResolvers<string>();
        if (isBefore) stop.abort(stopped);
        const waiting = untilAbortedFor(work.promise, stop.signal, clock, 10);
        stop.abort(stopped);
        assert.deepEqual(
          waits.map(({ ms }) => ms),
          [10],
        );
        if (isInTime) work.resolve('ended well');
        else waits[0]?.end();
        if (isInTime) assert.equal(await waiting, 'ended well');
        else await assert.rejects(waiting, stopped);
        await settled();
        assert.equal(waits[0]?.signal?.aborted, isInTime);
      }
    });
  }
});
