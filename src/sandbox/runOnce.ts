import { execFile } from 'node:child_process';

export interface Ran {
  readonly code: number | undefined;
  readonly output: string;
  readonly errors: string;
}

/** A short program, to find something out. Never throws: what could not be started has no exit code. */
export function runOnce(argv: readonly string[], env: Readonly<Record<string, string | undefined>>, timeoutMs = 10_000): Promise<Ran> {
  const [program = '', ...args] = argv;
  return new Promise((resolve) => {
    execFile(program, args, { env, timeout: timeoutMs, cwd: '/' }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
      resolve({ code, output: stdout.trim(), errors: stderr.trim() === '' && error !== null ? error.message : stderr.trim() });
    });
  });
}
