import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { compiledBefore, programFile } from '../../programs.ts';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export const program = resolve('dist/cli.js');

const { PATH = '' } = process.env;

export function mustBeBuilt(): void {
  assert.ok(existsSync(program), 'The command line is not built: run “npm run build” first.');
}

/** The built command line in a folder, without a terminal, to its end. */
export function runProgram(cwd: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  return endOf(spawn(process.execPath, [program, '-C', cwd, ...args], { env: { PATH, ...compiledBefore, ...env } }));
}

/** The same, from its source where nothing was built, for commands that no other file of the package is needed for; `input` comes from a pipe. */
export function runSource(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input: string | Buffer,
): Promise<Ended> {
  return endOf(spawnSource(cwd, args, env), input);
}

export function spawnSource(cwd: string, args: readonly string[], env: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams {
  const argv = [programFile('cli'), '--cwd', cwd, ...args];
  return spawn(process.execPath, argv, { env: { PATH: '/usr/bin:/bin', ...compiledBefore, ...env } });
}

function endOf(child: ChildProcessWithoutNullStreams, input: string | Buffer = ''): Promise<Ended> {
  return new Promise((done, fail) => {
    let [out, err] = ['', ''];
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      err += data.toString();
    });
    child.once('error', fail);
    child.once('close', (code) => done({ code, out, err }));
    // It may have ended without reading.
    child.stdin.on('error', () => undefined).end(input);
  });
}
