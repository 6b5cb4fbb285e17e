/** What costs money is asked for once, whatever becomes of the answer: each has a mark by which its own is found again. */
import { HubError } from '../../hub/hubErrors.ts';

export interface Creating<R, T> {
  /** Whether it was asked for before, perhaps by a process that is gone. */
  readonly wasAsked: boolean;
  makeRequest(): Promise<R>;
  create(request: R): Promise<T>;
  /** The one that is there already. */
  find(): Promise<T | undefined>;
  /** Before it is asked for: on the disk before this resolves. */
  onAsk(): Promise<void>;
  /** It was refused, and so was all that was asked before: there is none for certain. On the disk before this resolves. */
  onRefused(): Promise<void>;
  /** Nobody knows whether it arrived, or nobody can be reached. */
  onDoubt(error: unknown): Promise<void>;
  /** Whether nobody wants it any more. */
  isStopped(): boolean;
  /** Waits, shorter where it is stopped. */
  wait(ms: number): Promise<void>;
}

export const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
/** A Hub that fails again and again is told of, not asked for ever. */
const mostFailures = 6;

/**
 * Undefined: it was stopped before anybody knew of one. Throws HubError where the Hub refuses. Either way one may come late, unless `onAsk` was
 * never called or `onRefused` was called after it.
 */
export async function createOnce<R, T>(creating: Creating<R, T>): Promise<T | undefined> {
  const { wait } = creating;
  let isInDoubt = creating.wasAsked;
  let failures = 0;
  let request: R | undefined;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      if (isInDoubt) {
        const found = await creating.find();
        if (found !== undefined) return found;
      }
      if (creating.isStopped()) return undefined;
      request ??= await creating.makeRequest();
      if (creating.isStopped()) return undefined;
      await creating.onAsk();
      const wasInDoubt = isInDoubt;
      isInDoubt = true;
      const made = await creating.create(request).catch(async (error: unknown) => {
        if (!wasInDoubt && isRefusal(error)) await creating.onRefused();
        throw error;
      });
      // The one before may have arrived late.
      return wasInDoubt ? ((await creating.find()) ?? made) : made;
    } catch (error) {
      if (!isUncertain(error)) throw error;
      failures = error.status === 0 ? failures : failures + 1;
      if (failures >= mostFailures) throw error;
      await creating.onDoubt(error);
      if (creating.isStopped() && !isInDoubt) return undefined;
    }
    await wait(waitMs);
  }
}

/** Whether it may have been carried out all the same, and can be asked again. */
function isUncertain(error: unknown): error is HubError {
  return error instanceof HubError && (error.status === 0 || error.status >= 500 || error.status === 408 || error.status === 429);
}

/** There is none for certain. An answer that nobody understands is none. */
export function isRefusal(error: unknown): boolean {
  return error instanceof HubError && error.status >= 400 && !isUncertain(error);
}
