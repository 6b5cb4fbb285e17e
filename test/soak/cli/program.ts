import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../../dist', import.meta.url));
const manifest = fileURLToPath(new URL('../../../package.json', import.meta.url));

/** The built command line, as a copy: another build may replace it while this test goes on. */
export function copyProgram(folder: string): string {
  const program = path.join(folder, 'dist', 'cli.js');
  assert.ok(existsSync(path.join(built, 'cli.js')), 'The command line is not built: run “npm run build” first.');
  cpSync(built, path.dirname(program), { recursive: true });
  cpSync(manifest, path.join(folder, 'package.json'));
  return program;
}

export interface Command {
  /** Exit code or signal, and all that was said. */
  readonly ended: Promise<{ readonly how: number | string; readonly out: string; readonly err: string }>;
  /** What it has printed so far. */
  out(): string;
  kill(): void;
}

/** Where a command line is typed: its program, folder, home and variables. */
export interface Desk {
  readonly program: string;
  readonly workspace: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
}

export function startCommand(args: readonly string[], { program, workspace, home, env }: Desk): Command {
  const child = spawn(process.execPath, [program, '-C', workspace, ...args], {
    env: { PATH: process.env['PATH'], HOME: path.dirname(home), PRACTICUM_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return {
    ended: once(child, 'close').then(([code, signal]) => ({ how: code ?? signal, out, err })),
    out: () => out,
    kill: () => void child.kill('SIGKILL'),
  };
}
