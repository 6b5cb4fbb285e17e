import { z } from 'zod';
import { Cancelled } from '../base/errors.ts';
import type { ShellOutcome } from '../workspace/shell.ts';
import { defineTool } from './define.ts';
import { firstRoot } from './paths.ts';

const defaultTimeoutS = 120;
const maxOutputBytes = 16_000;

/** One shell command in the workspace folder. */
export const runShell = defineTool({
  name: 'run_shell',
  description: `Run a shell command in the workspace folder, without input or terminal. Its output comes back shortened in the middle. It and what it left in the background end after timeout_s (${defaultTimeoutS}). Train with start_run instead.`,
  input: z.strictObject({ command: z.string().min(1).max(20_000), timeout_s: z.number().positive().max(600).optional() }),
  effectKinds: ['shell'],
  title: ({ command }) => `Run ${firstLine(command)}`,
  effects: ({ command }, { roots }) => [{ kind: 'shell', command, cwd: firstRoot(roots) }],
  async run({ command, timeout_s }, { shell, roots }, call) {
    const timeoutMs = (timeout_s ?? defaultTimeoutS) * 1000;
    const outcome = await shell.run(call.permit, {
      command,
      cwd: firstRoot(roots),
      timeoutMs,
      signal: call.signal,
      onOutput: (text) => call.progress(shorten(text)),
    });
    if (outcome.endedBy === 'stop') throw new Cancelled();
    const output = shorten(outcome.output);
    const content = [output === '' ? '(no output)' : output, describeEnd(outcome, timeoutMs)].join('\n');
    return { content, detail: { kind: 'shell', command, output, exitCode: outcome.exitCode } };
  },
});

function describeEnd({ exitCode, signal, endedBy, durationMs }: ShellOutcome, timeoutMs: number): string {
  if (endedBy === 'timeout')
    return `ended after ${timeoutMs / 1000} s, its time limit; give a larger timeout_s (up to 600), or use start_run for what takes long`;
  const took = `after ${(durationMs / 1000).toFixed(1)} s`;
  return exitCode === null ? `ended by ${signal ?? 'a signal'} ${took}` : `exit code ${exitCode} ${took}`;
}

/** Half from the beginning, half from the end, at line ends where there are some. */
export function shorten(output: string, maxBytes = maxOutputBytes): string {
  const text = output.replace(/\n+$/, '');
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return text;
  const half = Math.floor(maxBytes / 2) - 50;
  const head = bytes.subarray(0, half).toString('utf8').replace(/�+$/, '');
  const tail = bytes
    .subarray(bytes.length - half)
    .toString('utf8')
    .replace(/^�+/, '');
  const headEnd = head.lastIndexOf('\n');
  const tailStart = tail.indexOf('\n') + 1;
  const shownHead = headEnd > half / 2 ? head.slice(0, headEnd) : head;
  const shownTail = tailStart > 0 && tailStart < half / 2 ? tail.slice(tailStart) : tail;
  const left = bytes.length - Buffer.byteLength(shownHead) - Buffer.byteLength(shownTail);
  return `${shownHead}\n… ${left} bytes left out …\n${shownTail}`;
}

function firstLine(command: string): string {
  const [line = ''] = command.trim().split('\n');
  const short = line.length > 80 ? `${line.slice(0, 80)}…` : line;
  return command.trim().includes('\n') && !short.endsWith('…') ? `${short} …` : short;
}
