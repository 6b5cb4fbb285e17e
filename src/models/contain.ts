import type { Batches } from './answer.ts';
import { brokenStream, cancelledFailure, type ModelFailure, silentFailure } from './errors.ts';
import type { ModelEvent } from './model.ts';
import type { SilenceLimits } from './stall.ts';

export interface Containment {
  readonly service: string;
  readonly limits: SilenceLimits;
  /** Reads the response; may throw. Its signal ends with the caller's, and when the caller stops listening before the end. */
  read(signal: AbortSignal): Batches;
  /** What an exception means. */
  failureOf(error: unknown, signal: AbortSignal): ModelFailure | Promise<ModelFailure>;
}

/** One for all: an abort without a reason would make one, with its stack. */
const noLongerWanted = new DOMException('The answer is not wanted any more.', 'AbortError');

type Next = IteratorResult<readonly ModelEvent[], void> | { readonly error: unknown } | 'aborted' | 'silent';

/**
 * Holds an adapter to the stream contract: never throws, exactly one `end` or `failed`, nothing after it; an abort answers at once even
 * when the adapter below does not listen to its signal, and silence is not waited for without end.
 */
export async function* contain(signal: AbortSignal, { service, limits, read, failureOf }: Containment): AsyncGenerator<ModelEvent> {
  if (signal.aborted) {
    yield { type: 'failed', error: cancelledFailure() };
    return;
  }
  const inner = new AbortController();
  let settle: (next: Next) => void = () => undefined;
  const onAbort = (): void => {
    inner.abort(signal.reason);
    settle('aborted');
  };
  signal.addEventListener('abort', onAbort, { once: true });
  const batches = read(inner.signal);
  let hasEnded = false;
  let limitMs = limits.headersMs;
  // One promise for each batch rather than a race against one that outlives them all and would keep every batch alive.
  const nextBatch = (): Promise<Next> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => settle('silent'), limitMs);
      settle = (next) => {
        clearTimeout(timer);
        resolve(next);
      };
      batches.next().then(settle, (error: unknown) => settle({ error }));
    });
  const meaningOf = (error: unknown): Promise<ModelFailure> =>
    new Promise((resolve) => {
      settle = () => resolve(cancelledFailure());
      Promise.resolve(failureOf(error, inner.signal)).then(resolve, (second: unknown) =>
        resolve(brokenStream(service, 'it failed', second)),
      );
    });
  try {
    for (;;) {
      const next = await nextBatch();
      if (next === 'aborted' || signal.aborted) {
        yield { type: 'failed', error: cancelledFailure() };
        return;
      }
      if (next === 'silent') {
        yield { type: 'failed', error: silentFailure(service, limitMs) };
        return;
      }
      if ('error' in next) {
        yield { type: 'failed', error: await meaningOf(next.error) };
        return;
      }
      if (next.done === true) {
        yield { type: 'failed', error: brokenStream(service, 'it ended without an end') };
        return;
      }
      limitMs = limits.bytesMs;
      if (next.value.length === 0) yield { type: 'alive' };
      for (const event of next.value) {
        hasEnded = event.type === 'end';
        yield event;
        if (hasEnded || event.type === 'failed') return;
        if (signal.aborted) {
          yield { type: 'failed', error: cancelledFailure() };
          return;
        }
      }
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    settle('aborted');
    // A response that came to its end has nothing left to be stopped, and every stop costs all who listen for one.
    if (!hasEnded) inner.abort(noLongerWanted);
    // Not awaited: a reader that hangs must not hold up the one who stopped listening.
    batches.return().catch(() => undefined);
  }
}
