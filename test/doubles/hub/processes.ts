/** Programs of jobs and Spaces: whole groups, whose lines are read and which leave nothing behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

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
  const ends = [child.stdout, child.stderr].map((output) => readLines(output, asked.line));
  // After that its number may be somebody else's.
  let isOver = false;
  const ended = new Promise<{ code: number | null; signal: string | null; failure?: string }>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, failure: error.message }));
    child.once('exit', (code, signal) => {
      // What it left running in its group would hold its output open for ever.
      killGroup(child, 'SIGKILL');
      isOver = true;
      void Promise.all(ends).then(() => resolve({ code, signal }));
    });
  });
  return {
    pid: child.pid,
    ended,
    kill: (signal) => {
      if (!isOver) killGroup(child, signal);
    },
  };
}

/** A line ends with a line feed and nothing else: what a progress bar overwrites stays within one line, as in a container’s log. */
function readLines(output: Readable, line: (text: string) => void): Promise<void> {
  const decoder = new StringDecoder();
  let begun = '';
  const take = (text: string): void => {
    const lines = (begun + text).split('\n');
    begun = lines.pop() ?? '';
    for (const each of lines) line(each.replace(/\r$/, ''));
  };
  return new Promise((resolve) => {
    output.on('data', (chunk: Buffer) => take(decoder.write(chunk)));
    output.on('error', () => {});
    output.on('close', () => {
      take(decoder.end());
      if (begun !== '') line(begun);
      resolve();
    });
  });
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}
