import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('workerProcess.ts', import.meta.url));

export interface Worker {
  /** All that it has said so far. */
  readonly lines: readonly string[];
  /** Resolves when it has said that many lines, has ended, or has been silent for a while (it waits for a person who never comes). */
  untilSaid(count: number): Promise<void>;
  /** SIGKILL; resolves when it is gone and all that it said was heard. */
  kill(): Promise<void>;
  /** Its exit code or signal; resolves when all that it said was heard. */
  readonly ended: Promise<number | string>;
}

const silenceMs = 150;

export function startWorker(args: readonly string[]): Worker {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    env: { ...process.env, SOAK_SEED: '1' },
  });
  const pipe = child.stdio[3];
  if (pipe === null || pipe === undefined || !('readable' in pipe)) throw new Error('The worker has no pipe to speak on.');
  const lines: string[] = [];
  let hasEnded = false;
  let heard = Promise.withResolvers<void>();
  const reader = createInterface({ input: pipe });
  const tell = (): void => {
    heard.resolve();
    heard = Promise.withResolvers<void>();
  };
  reader.on('line', (line) => {
    lines.push(line);
    tell();
  });
  const ended = Promise.all([once(child, 'exit'), once(reader, 'close')]).then(([[code, signal]]): number | string => {
    hasEnded = true;
    tell();
    return code ?? signal;
  });
  return {
    lines,
    ended,
    async untilSaid(count) {
      while (lines.length < count && !hasEnded) {
        const before = lines.length;
        await Promise.race([heard.promise, ...(before === 0 ? [] : [sleep(silenceMs)])]);
        if (lines.length === before) return;
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
