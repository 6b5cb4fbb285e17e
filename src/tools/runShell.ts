import { z } from 'zod';
import { Cancelled } from '../base/errors.ts';
import { maxModelChars, truncateOutput } from '../workspace/boundedOutput.ts';
import type { ShellOutcome } from '../workspace/shell.ts';
import { defineTool } from './define.ts';
import { firstRoot } from './paths.ts';

const defaultTimeoutS = 120;

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
      onOutput: (text) => call.progress(withoutLastLineEnds(text)),
    });
    if (outcome.endedBy === 'stop') throw new Cancelled();
    const whole = withoutLastLineEnds(outcome.output);
    const whereAllIs = `recall_output ${JSON.stringify({ call: call.id })} reads the rest`;
    const output = truncateOutput(whole, { whereAllIs });
    const end = describeEnd(outcome, timeoutMs);
    return {
      content: [output === '' ? '(no output)' : output, end].join('\n'),
      ...(whole.length > maxModelChars ? { full: `${whole}\n${end}` } : {}),
      detail: { kind: 'shell', command, output, exitCode: outcome.exitCode },
      ...(output === '' ? {} : { origin: { kind: 'command', name: firstLine(command) } }),
    };
  },
});

function describeEnd({ exitCode, signal, endedBy, durationMs }: ShellOutcome, timeoutMs: number): string {
  if (endedBy === 'timeout')
    return `ended after ${timeoutMs / 1000} s, its time limit; give a larger timeout_s (up to 600), or use start_run for what takes long`;
  const took = `after ${(durationMs / 1000).toFixed(1)} s`;
  return exitCode === null ? `ended by ${signal ?? 'a signal'} ${took}` : `exit code ${exitCode} ${took}`;
}

function withoutLastLineEnds(text: string): string {
  return text.replace(/\n+$/, '');
}

function firstLine(command: string): string {
  const [line = ''] = command.trim().split('\n');
  const short = line.length > 80 ? `${line.slice(0, 80)}…` : line;
  return command.trim().includes('\n') && !short.endsWith('…') ? `${short} …` : short;
}
