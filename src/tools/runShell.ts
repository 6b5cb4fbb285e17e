import { basename } from 'node:path';
import * as z from 'zod';
import { writesIn } from '../base/effects.ts';
import { Cancelled } from '../base/errors.ts';
import { isHostPattern } from '../base/hostPatterns.ts';
import { explainFailure } from '../sandbox/explainFailure.ts';
import { maxModelChars, truncateOutput } from '../workspace/boundedOutput.ts';
import type { ShellOutcome } from '../workspace/shell.ts';
import { defineTool } from './define.ts';
import { absolutePath, displayPath, firstRoot, pathField } from './paths.ts';
import { folderThere, onField, onWords, sandboxFor } from './there.ts';

const defaultTimeoutS = 120;
const maxListed = 10;

const hostField = z
  .string()
  .refine(
    (host) => isHostPattern(host) && !host.startsWith('*'),
    'Name each host in full and in lower case, without scheme, port or path: pypi.org',
  );

/** One shell command in the workspace folder. */
export const runShell = defineTool({
  name: 'run_shell',
  description: `Run a shell command in the workspace folder, without input or terminal. Its output comes back shortened in the middle. It and what it left in the background end after timeout_s (${defaultTimeoutS}). It usually runs in a sandbox: no network, writes only in the workspace but not in .git; name in hosts and writes what it needs besides. Train with start_run instead. ${onWords}`,
  input: z.strictObject({
    command: z.string().min(1).max(20_000),
    timeout_s: z.number().positive().max(600).optional(),
    hosts: z.array(hostField).max(20).optional().describe('Hosts that it must reach: pypi.org'),
    writes: z.array(pathField).max(20).optional().describe('Folders that it must write outside the workspace, or protected in it: .git'),
    on: onField,
  }),
  effectKinds: ['shell', 'reach', 'write', 'operate'],
  title: ({ command, on }) => `Run ${firstLine(command)}${on === undefined ? '' : ' in the sandbox'}`,
  effects: ({ command, hosts = [], writes = [], on }, context) =>
    on === undefined
      ? [
          { kind: 'shell', command, cwd: firstRoot(context.roots) },
          ...hosts.map((host) => ({ kind: 'reach', host }) as const),
          ...writes.map((path) => writesIn(absolutePath(path, context.roots))),
        ]
      : [{ kind: 'operate', on: sandboxFor(context).place, does: 'shell', what: command }],
  editable: { text: ({ command }) => ({ text: command, language: 'shellscript' }), put: (input, command) => ({ ...input, command }) },
  async run({ command, timeout_s, hosts = [], writes = [], on }, services, call) {
    const { shell, roots, sandbox } = services;
    const timeoutMs = (timeout_s ?? defaultTimeoutS) * 1000;
    const onOutput = (text: string): void => call.progress(withoutLastLineEnds(text));
    const common = { command, timeoutMs, signal: call.signal, onOutput };
    const outcome: ShellOutcome =
      on === undefined
        ? await shell.run(call.permit, { ...common, cwd: firstRoot(roots), hosts, writes: writes.map((path) => absolutePath(path, roots)) })
        : await sandbox.run(call.permit, sandboxFor(services).place, { ...common, cwd: folderThere });
    if (outcome.endedBy === 'stop') throw new Cancelled();
    const whole = withoutLastLineEnds(outcome.output);
    const whereAllIs = `recall_output ${JSON.stringify({ call: call.id })} reads the rest`;
    const output = truncateOutput(whole, { whereAllIs });
    const made = (outcome.confined?.made ?? []).map((path) => displayPath(path, roots));
    const end = [describeEnd(outcome, timeoutMs), ...whyConfined(outcome), ...namedStandIns(outcome, roots), ...describeMade(made)].join(
      '\n',
    );
    return {
      content: [output === '' ? '(no output)' : output, end].join('\n'),
      ...(whole.length > maxModelChars ? { full: `${whole}\n${end}` } : {}),
      detail: { kind: 'shell', command, output, exitCode: outcome.exitCode, ...(made.length === 0 ? {} : { made }) },
      ...(output === '' ? {} : { origin: { kind: 'command', name: firstLine(command) } }),
    };
  },
});

/** A listing shows what stands in for missing names; the model must not take it for the person's. */
function namedStandIns({ output, confined }: ShellOutcome, roots: readonly string[]): readonly string[] {
  const named = (confined?.standIns ?? []).filter((path) => output.includes(basename(path))).map((path) => displayPath(path, roots));
  if (named.length === 0) return [];
  return [
    `sandbox: ${listed(named)} ${named.length === 1 ? 'is' : 'are'} not really there: empty while a command runs, so that none can be made`,
  ];
}

/** Nobody was asked about these, so they are said. */
function describeMade(made: readonly string[]): readonly string[] {
  if (made.length === 0) return [];
  return [
    `sandbox: it made ${listed(made)}, which may run or steer something later and which nobody was asked about; the person is shown it. Remove what is not needed`,
  ];
}

function listed(paths: readonly string[]): string {
  const more = paths.length - maxListed;
  return `${paths.slice(0, maxListed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** In the sandbox, and probably failed because of it. */
function whyConfined({ exitCode, endedBy, output, confined }: ShellOutcome): readonly string[] {
  if (confined === undefined || (exitCode === 0 && confined.refusedHosts.length === 0) || endedBy === 'stop') return [];
  return explainFailure({ output, ...confined });
}

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
