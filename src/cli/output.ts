/** Where the command line writes: handed in, so that tests read it. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
  /** Aborted when nobody reads on (`| head`) or nothing can be written: its reason is the error. */
  readonly closed: AbortSignal;
}

/** The process's own streams. A reader that goes away is no failure of ours: what would be written to it is dropped. */
export function createProcessOutput(): Output {
  const closed = new AbortController();
  process.stdout.on('error', (error: Error) => closed.abort(error));
  process.stderr.on('error', () => undefined);
  return {
    out(text) {
      if (!closed.signal.aborted) process.stdout.write(text);
    },
    err: (text) => void process.stderr.write(text),
    closed: closed.signal,
  };
}
