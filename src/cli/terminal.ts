import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** A person at a terminal. Absent when there is none: then nothing is ever asked, it waits in the log. */
export interface Terminal {
  /** One line, or undefined when the terminal was closed (^D) or the signal aborted. */
  ask(question: string, signal: AbortSignal): Promise<string | undefined>;
  /** The same, but what is typed is not shown: for a secret. */
  askSecret(question: string, signal: AbortSignal): Promise<string | undefined>;
}

export function createTerminal(): Terminal | undefined {
  const { stdin, stderr } = process;
  if (stdin.isTTY !== true || stderr.isTTY !== true) return undefined;
  return {
    ask: (question, signal) => line(question, signal, stderr),
    async askSecret(question, signal) {
      stderr.write(question);
      const answer = await line('', signal, unseen());
      stderr.write('\n');
      return answer;
    },
  };
}

/** Takes what a terminal echoes, and shows nothing of it. */
function unseen(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

function line(question: string, signal: AbortSignal, output: Writable): Promise<string | undefined> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin, output, terminal: true });
    const close = (): void => lines.close();
    signal.addEventListener('abort', close, { once: true });
    // The terminal is in raw mode while a line is read, so ^C comes as a key and not as a signal.
    lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    lines.once('close', () => {
      signal.removeEventListener('abort', close);
      resolve(undefined);
    });
    lines.question(question, (text) => {
      resolve(text.trim());
      close();
    });
    if (signal.aborted) close();
  });
}
