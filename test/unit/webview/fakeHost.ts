import type { HostLine } from '../../../webview-ui/shared/line.ts';

/** The other side of the line, in the same process: keeps what was posted and saved, and sends when told. */
export interface FakeHost<In, Out> extends HostLine<In, Out> {
  readonly posted: Out[];
  send(...messages: readonly In[]): void;
}

export function fakeHost<In, Out>(saved?: unknown): FakeHost<In, Out> {
  const listeners: ((message: In) => void)[] = [];
  const posted: Out[] = [];
  let state = saved;
  return {
    posted,
    post: (message) => posted.push(message),
    onMessage: (listener) => listeners.push(listener),
    savedState: () => state,
    saveState(next) {
      state = structuredClone(next);
    },
    send(...messages) {
      for (const message of messages) for (const listener of listeners) listener(message);
    },
  };
}

export const atOnce = (work: () => void): void => work();

/** Work that waits until the test says that a frame has come. */
export function byHand(): { readonly schedule: (work: () => void) => void; frame(): number } {
  let waiting: (() => void)[] = [];
  return {
    schedule: (work) => {
      waiting.push(work);
    },
    frame() {
      const due = waiting;
      waiting = [];
      for (const work of due) work();
      return due.length;
    },
  };
}
