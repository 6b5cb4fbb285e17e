import { Cancelled } from '../base/errors.ts';

/** What comes of the work, or an end of the wait: by the signal, or with what `late` says when the time is over. */
export async function within<T>(work: Promise<T>, ms: number, signal: AbortSignal, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), ms);
    onAbort = () => reject(new Cancelled());
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}
