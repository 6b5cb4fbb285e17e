import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter } from 'node:path';
import { createInterface } from 'node:readline';
import { RuleBook } from '../app/rules.ts';
import { systemClock } from '../base/clock.ts';
import { describeError } from '../base/errors.ts';
import type { CommonOptions, PolicyQuestion } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';
import { type Check, checkSchema, createCheck } from './policyCheck.ts';

/** Says what a session here would answer, and starts nothing. */
export async function checkPolicy(
  options: CommonOptions,
  question: PolicyQuestion,
  output: Output,
  input: NodeJS.ReadableStream,
): Promise<ExitCode> {
  const { home, roots } = createCliHost(options, output);
  const book = new RuleBook({
    home,
    roots,
    isTrusted: () => true,
    clock: systemClock,
    onProblem: (text) => output.err(`practicum: ${text}\n`),
  });
  const check = createCheck({
    root: roots[0] ?? realpathSync('.'),
    homedir: homedir(),
    home,
    platform: process.platform,
    searchPath: (process.env['PATH'] ?? '').split(delimiter),
    rules: await book.current(),
    mode: options.mode,
  });
  if (question.kind === 'batch') return await checkLines(check, input, output);
  const { verdict, reason, rule } = await check(question.call);
  output.out(options.json ? `${JSON.stringify({ verdict, reason, rule })}\n` : `${verdict}: ${reason} (${rule})\n`);
  return { allow: exitCode.done, ask: exitCode.needsApproval, deny: exitCode.failed }[verdict];
}

/** Lines that are judged side by side: most of the time goes to waiting for the disk. */
const sideBySide = 64;

/** One answer a line, in order. A line that is no question is answered with its error, and the end says so. */
async function checkLines(check: Check, input: NodeJS.ReadableStream, output: Output): Promise<ExitCode> {
  const begun: Promise<object>[] = [];
  let hasError = false;
  const writeFirst = async (): Promise<void> => {
    const answer = (await begun.shift()) ?? {};
    hasError ||= 'error' in answer;
    output.out(`${JSON.stringify(answer)}\n`);
  };
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (output.closed.aborted) break;
    if (line.trim() === '') continue;
    begun.push(answerTo(check, line));
    if (begun.length >= sideBySide) await writeFirst();
  }
  while (begun.length > 0) await writeFirst();
  return hasError ? exitCode.usage : exitCode.done;
}

async function answerTo(check: Check, line: string): Promise<object> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    return { error: `This line is no JSON: ${describeError(error)}` };
  }
  const call = checkSchema.safeParse(parsed);
  if (call.success) return await check(call.data).catch((error: unknown) => ({ error: describeError(error) }));
  const [issue] = call.error.issues;
  const where = issue?.path.join('.') ?? '';
  return { error: `This line asks nothing that can be judged: ${where === '' ? '' : `${where}: `}${issue?.message ?? 'unknown'}.` };
}
