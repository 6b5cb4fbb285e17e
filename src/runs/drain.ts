import type { Readable } from 'node:stream';
import type { Recorder } from './recorder.ts';

/** How often it is looked whether output still comes after the script has ended, from a process that it left behind. */
const lookMs = 100;
/** Looks without output, not time: on a machine that stood still, what is in the pipe has not been read yet. */
const quietLooks = 10;
/** Far more than a pipe holds. */
const maxBytesAfterEnd = 8 * 2 ** 20;

/** Reads only as fast as the disk takes it: the pipe fills and the script waits, nothing grows. */
export function drain(streams: readonly Readable[], recorder: Pick<Recorder, 'output'>): { finish(): Promise<void> } {
  let busy = 0;
  let looks = 0;
  let bytesLeft = Number.POSITIVE_INFINITY;
  const readers = streams.map(async (stream) => {
    try {
      for await (const chunk of stream) {
        busy += 1;
        await recorder.output(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
        busy -= 1;
        looks = 0;
        bytesLeft -= chunk.length;
        if (bytesLeft <= 0) break;
      }
    } catch {
      // The pipe was closed under it, by `finish`.
    }
  });
  const done = Promise.all(readers);
  return {
    async finish() {
      // A process left behind may hold the pipe open, or print for ever. What the script itself printed is in the pipe already.
      bytesLeft = maxBytesAfterEnd;
      looks = 0;
      const watchdog = setInterval(() => {
        looks += 1;
        if (busy > 0 || looks < quietLooks) return;
        for (const stream of streams) stream.destroy();
      }, lookMs);
      await done.finally(() => clearInterval(watchdog));
    },
  };
}
