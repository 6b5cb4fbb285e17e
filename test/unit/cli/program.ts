import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const program = resolve('dist/cli.js');

export function mustBeBuilt(): void {
  assert.ok(existsSync(program), 'The command line is not built: run “npm run build” first.');
}

/** The built command line in a folder, without a terminal, to its end. */
export function runProgram(cwd: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, '-C', cwd, ...args], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      err += data.toString();
    });
    child.once('error', fail);
    child.once('close', (code) => done({ code, out, err }));
  });
}
