import { createInterface } from 'node:readline/promises';
import type { PendingApproval } from '../app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../app/workbench.ts';
import { describeEffect, type Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import type { SessionEvent } from '../sessions/events.ts';
import type { CommonOptions } from './args.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { createCliHost } from './host.ts';
import { type Output, SessionPrinter } from './output.ts';

export interface SessionWork {
  /** A new request, or undefined to go on with what is open. */
  readonly text: string | undefined;
  readonly session: 'new' | 'latest';
  /** An answer given on the command line to something that waits. */
  readonly answer?: { readonly id: string; readonly answer: 'approve' | 'reject'; readonly feedback: string | undefined };
}

/** Works on a session until it is idle or waits for somebody who is not there. */
export async function workOnSession(
  options: CommonOptions,
  work: SessionWork,
  output: Output,
  terminal: Terminal | undefined,
): Promise<ExitCode> {
  const workbench = await createWorkbench(createCliHost(options, output), work.session);
  const stopListening = interruptStops(workbench);
  try {
    return await drive(workbench, options, work, output, terminal);
  } finally {
    stopListening();
    await workbench.close();
  }
}

/** A person at a terminal. Absent when there is none: then nothing is ever asked, it waits in the log. */
export interface Terminal {
  ask(question: string): Promise<string>;
}

export function createTerminal(): Terminal | undefined {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return undefined;
  return {
    async ask(question) {
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return (await lines.question(question)).trim();
      } finally {
        lines.close();
      }
    },
  };
}

/** What waits for an answer in this folder's newest session. Looks, and answers nothing. */
export async function listApprovals(options: CommonOptions, output: Output): Promise<ExitCode> {
  const workbench = await createWorkbench(createCliHost(options, output), 'latest');
  try {
    const pending = workbench.currentSession().broker.unanswered;
    if (options.json)
      for (const { approval, title, reason, effects } of pending)
        output.out(`${JSON.stringify({ id: approval, title, reason, effects })}\n`);
    else if (pending.length === 0) output.err('Nothing waits for an answer here.\n');
    else for (const { approval, title, reason, effects } of pending) output.out(waitingText(approval, title, reason, effects));
    return exitCode.done;
  } finally {
    await workbench.close();
  }
}

async function drive(
  workbench: OpenWorkbench,
  options: CommonOptions,
  work: SessionWork,
  output: Output,
  terminal: Terminal | undefined,
): Promise<ExitCode> {
  const printer = new SessionPrinter(output, options.json);
  const { log, agent } = workbench.currentSession();
  let lastTurn: Extract<SessionEvent, { readonly type: 'turn.ended' }> | undefined;
  log.onDidAppend((event) => {
    printer.print(event);
    if (event.type === 'turn.ended') lastTurn = event;
  });
  agent.resume();
  if (work.answer !== undefined) await answerFirst(workbench, work.answer);
  if (work.text !== undefined) await agent.send(work.text, []);
  for (;;) {
    await Promise.race([agent.whenIdle(), untilPending(workbench)]);
    const pending = workbench.approvals.pending[0];
    if (pending === undefined) {
      if (agent.isWorking) continue;
      return exitCodeOf(lastTurn);
    }
    if (terminal === undefined) {
      output.err(waitingText(pending.id, pending.title, pending.reason, pending.effects));
      return exitCode.needsApproval;
    }
    await askOnTerminal(workbench, pending, terminal, output);
  }
}

async function answerFirst(workbench: OpenWorkbench, answer: NonNullable<SessionWork['answer']>): Promise<void> {
  await untilPending(workbench);
  const pending = workbench.approvals.pending.find((approval) => approval.id === answer.id);
  if (pending === undefined) {
    const waiting = workbench.approvals.pending.map((approval) => approval.id).join(', ');
    throw new PracticumError('no-such-approval', `Nothing waits under “${answer.id}”.`, {
      hint: waiting === '' ? 'Nothing waits in this folder.' : `Waiting: ${waiting}.`,
    });
  }
  await workbench.approvals.answer(pending.id, answer.answer, 'call', 'command line', answer.feedback);
}

/** Resolves when something waits for an answer, or when nothing is being done any more. */
function untilPending(workbench: OpenWorkbench): Promise<void> {
  const { agent } = workbench.currentSession();
  return new Promise((resolve) => {
    if (workbench.approvals.pending.length > 0) {
      resolve();
      return;
    }
    const listener = workbench.approvals.onDidChange(() => {
      if (workbench.approvals.pending.length === 0) return;
      listener.dispose();
      resolve();
    });
    void agent.whenIdle().then(() => {
      listener.dispose();
      resolve();
    });
  });
}

function waitingText(id: string, title: string, reason: string, effects: readonly Effect[]): string {
  const lines = [`Needs approval (${id}): ${title}`, ...effects.map((effect) => `  ${describeEffect(effect)}`), `  ${reason}`];
  return `${lines.join('\n')}\nAnswer with: practicum approve ${id}   or: practicum reject ${id} --feedback "…"\n`;
}

async function askOnTerminal(workbench: OpenWorkbench, pending: PendingApproval, terminal: Terminal, output: Output): Promise<void> {
  output.err(`? ${pending.title}\n${pending.effectLines.map((line) => `    ${line}\n`).join('')}  ${pending.reason}\n`);
  const said = await terminal.ask('  [y] once  [s] for this session  [n] no, or say why: ');
  const word = said.toLowerCase();
  if (word === 'y' || word === 'yes') await workbench.approvals.answer(pending.id, 'approve', 'call', 'command line');
  else if (word === 's') await workbench.approvals.answer(pending.id, 'approve', 'session', 'command line');
  else
    await workbench.approvals.answer(
      pending.id,
      'reject',
      'call',
      'command line',
      word === '' || word === 'n' || word === 'no' ? undefined : said,
    );
}

function exitCodeOf(turn: Extract<SessionEvent, { readonly type: 'turn.ended' }> | undefined): ExitCode {
  if (turn === undefined || turn.end === 'done') return exitCode.done;
  return turn.end === 'stopped' ? exitCode.interrupted : exitCode.failed;
}

/** The first ^C stops the work and leaves a whole log; a second one ends the program at once. */
function interruptStops(workbench: OpenWorkbench): () => void {
  const onInterrupt = (): void => {
    process.once('SIGINT', () => process.exit(exitCode.interrupted));
    workbench.chat.stop();
  };
  process.once('SIGINT', onInterrupt);
  return () => process.removeListener('SIGINT', onInterrupt);
}
