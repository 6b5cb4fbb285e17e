import { hideSecrets } from '../base/redact.ts';

/** Where the command line writes: handed in, so that tests read it. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
  /** Aborted when nobody reads on (`| head`) or nothing can be written: its reason is the error. */
  readonly closed: AbortSignal;
}

/** The process's own streams, which others log and keep: nothing passes that looks like a secret, or that this process knows for one. A reader that goes away is no failure of ours: what would be written to it is dropped. */
export function createProcessOutput(): Output {
  const closed = new AbortController();
  process.stdout.on('error', (error: Error) => closed.abort(error));
  process.stderr.on('error', () => undefined);
  // A model's words come in thousands of pieces; what comes at the same moment is one write.
  let waiting = '';
  const flush = (): void => {
    const text = waiting;
    waiting = '';
    if (text !== '' && !closed.signal.aborted) process.stdout.write(text);
  };
  process.once('exit', flush);
  return {
    out(text) {
      if (waiting === '') setImmediate(flush);
      waiting += hideSecrets(text);
    },
    err(text) {
      flush();
      process.stderr.write(hideSecrets(text));
    },
    closed: closed.signal,
  };
}
