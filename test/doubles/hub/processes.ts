/** Programs of jobs and Spaces: whole groups, whose lines are read and which leave nothing behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Program {
  readonly pid: number | undefined;
  /** Code, signal, or why it could not start. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null; readonly failure?: string }>;
  kill(signal: NodeJS.Signals): void;
}

export function startProgram(asked: {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly line: (text: string) => void;
}): Program {
  const [file = '', ...rest] = asked.argv;
  const child = spawn(file, rest, { cwd: asked.cwd, env: asked.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const readers = [child.stdout, child.stderr].map((input) => createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }));
  const ends = readers.map(
    (reader) =>
      new Promise<void>((resolve) => {
        reader.on('line', asked.line);
        reader.on('close', resolve);
      }),
  );
  const ended = new Promise<{ code: number | null; signal: string | null; failure?: string }>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, failure: error.message }));
    child.once('exit', (code, signal) => {
      // What it left running in its group would hold its output open for ever.
      killGroup(child, 'SIGKILL');
      void Promise.all(ends).then(() => resolve({ code, signal }));
    });
  });
  return { pid: child.pid, ended, kill: (signal) => killGroup(child, signal) };
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}
