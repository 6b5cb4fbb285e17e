import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SessionId } from '../../../src/base/ids.ts';

/** A process of its own that has a session open. */
export interface Writer {
  readonly child: ChildProcess;
  readonly session: SessionId;
  /** Ids of the events that it said are on the disk, so far. */
  readonly durable: readonly string[];
  /** Resolves when it has said so of that many. */
  untilDurable(count: number): Promise<void>;
  /** SIGKILL; resolves when it is gone and all that it said was heard. */
  kill(): Promise<void>;
}

const script = fileURLToPath(new URL('writerProcess.ts', import.meta.url));

export async function startWriter(home: string, workspace: string, what: 'write' | 'hold', session?: SessionId): Promise<Writer> {
  const child = spawn(process.execPath, [script, home, workspace, what, ...(session === undefined ? [] : [session])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const durable: string[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const { promise: opened, resolve: tellOpened, reject } = Promise.withResolvers<SessionId>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const [word, id = ''] = line.split(' ');
    if (word === 'open') tellOpened(id as SessionId);
    if (word === 'durable') durable.push(id);
    for (const { count, resolve } of waiting) if (durable.length >= count) resolve();
  });
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]);
  child.once('exit', () => reject(new Error('the writer ended before it had opened its session')));
  return {
    child,
    session: await opened,
    durable,
    untilDurable: (count) =>
      new Promise((resolve) => {
        if (durable.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
