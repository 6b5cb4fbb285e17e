import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const program = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

export interface Command {
  /** Exit code or signal, and all that was said on stderr. */
  readonly ended: Promise<{ readonly how: number | string; readonly err: string }>;
  kill(): void;
}

/** The command line as somebody types it, in a home of its own. */
export function startCommand(args: readonly string[], workspace: string, home: string, env: Readonly<Record<string, string>>): Command {
  const child = spawn(process.execPath, [program, '-C', workspace, ...args], {
    env: { PATH: process.env['PATH'], HOME: path.dirname(home), PRACTICUM_HOME: home, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return {
    ended: once(child, 'close').then(([code, signal]) => ({ how: code ?? signal, err })),
    kill: () => void child.kill('SIGKILL'),
  };
}
