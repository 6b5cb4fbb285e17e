import { brokenStream, cancelledFailure, type ModelFailure } from './errors.ts';
import type { ModelEvent } from './model.ts';

export interface Containment {
  readonly service: string;
  /** Reads the response; may throw. Its signal ends with the caller's, and when the caller stops listening. */
  read(signal: AbortSignal): AsyncGenerator<ModelEvent>;
  /** What an exception means. */
  failureOf(error: unknown, signal: AbortSignal): ModelFailure | Promise<ModelFailure>;
}

/**
 * Holds an adapter to the stream contract: never throws, exactly one `end` or `failed`, nothing after it, and an abort answers
 * at once even when the adapter below does not listen to its signal.
 */
export async function* contain(signal: AbortSignal, { service, read, failureOf }: Containment): AsyncGenerator<ModelEvent> {
  if (signal.aborted) {
    yield { type: 'failed', error: cancelledFailure() };
    return;
  }
  const inner = new AbortController();
  const aborted = Promise.withResolvers<'aborted'>();
  const onAbort = (): void => {
    inner.abort(signal.reason);
    aborted.resolve('aborted');
  };
  signal.addEventListener('abort', onAbort, { once: true });
  const events = read(inner.signal);
  try {
    for (;;) {
      const next = await Promise.race([settle(events.next()), aborted.promise]);
      if (next === 'aborted' || signal.aborted) {
        yield { type: 'failed', error: cancelledFailure() };
        return;
      }
      if ('error' in next) {
        const failure = await Promise.race([failureOf(next.error, inner.signal), aborted.promise]);
        yield { type: 'failed', error: failure === 'aborted' ? cancelledFailure() : failure };
        return;
      }
      if (next.done === true) {
        yield { type: 'failed', error: brokenStream(service, 'it ended without an end') };
        return;
      }
      yield next.value;
      if (next.value.type === 'end' || next.value.type === 'failed') return;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    inner.abort();
    // Not awaited: a reader that hangs must not hold up the one who stopped listening.
    settle(events.return(undefined));
  }
}

async function settle<T>(promise: Promise<T>): Promise<T | { readonly error: unknown }> {
  try {
    return await promise;
  } catch (error) {
    return { error };
  }
}
