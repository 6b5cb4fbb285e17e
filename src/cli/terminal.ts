import { createInterface } from 'node:readline';

/** A person at a terminal. Absent when there is none: then nothing is ever asked, it waits in the log. */
export interface Terminal {
  /** One line, or undefined when the terminal was closed (^D) or the signal aborted. */
  ask(question: string, signal: AbortSignal): Promise<string | undefined>;
}

export function createTerminal(): Terminal | undefined {
  const { stdin, stderr } = process;
  if (stdin.isTTY !== true || stderr.isTTY !== true) return undefined;
  return {
    ask: (question, signal) =>
      new Promise((resolve) => {
        const lines = createInterface({ input: stdin, output: stderr });
        const close = (): void => lines.close();
        signal.addEventListener('abort', close, { once: true });
        // The terminal is in raw mode while a line is read, so ^C comes as a key and not as a signal.
        lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
        lines.once('close', () => {
          signal.removeEventListener('abort', close);
          resolve(undefined);
        });
        lines.question(question, (line) => {
          resolve(line.trim());
          close();
        });
        if (signal.aborted) close();
      }),
  };
}
