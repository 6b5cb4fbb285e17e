import { maxBytesPerWindow, maxUnaskedPerWindow, windowMs } from './bounds.ts';
import { ServerFloods } from './mcpErrors.ts';

/** Counts what a server sends, and refuses when it is too much for the time. */
export interface Gate {
  /** So many bytes arrived. Throws ServerFloods. */
  bytes(count: number): void;
  /** Something arrived that was not asked for: a notification, a request of its own, or what is no message. Throws ServerFloods. */
  unasked(): void;
}

export function createGate(nowMs: () => number = () => performance.now()): Gate {
  let sinceMs = nowMs();
  let bytes = 0;
  let unasked = 0;
  const turn = (): void => {
    if (nowMs() - sinceMs < windowMs) return;
    sinceMs = nowMs();
    bytes = 0;
    unasked = 0;
  };
  return {
    bytes(count) {
      turn();
      bytes += count;
      if (bytes > maxBytesPerWindow) throw new ServerFloods(`more than ${maxBytesPerWindow / 1024 / 1024} MB within ${windowMs / 1000} s`);
    },
    unasked() {
      turn();
      unasked += 1;
      if (unasked > maxUnaskedPerWindow)
        throw new ServerFloods(`more than ${maxUnaskedPerWindow} messages within ${windowMs / 1000} s that nobody asked for`);
    },
  };
}
