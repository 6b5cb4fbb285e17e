import type { PendingApproval } from '../app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../app/workbench.ts';
import type { ApprovalFacts } from '../base/approval.ts';
import type { Disposable } from '../base/disposables.ts';
import { PracticumError } from '../base/errors.ts';
import type { CallId } from '../base/ids.ts';
import type { GrantDraft } from '../protocol/chat.ts';
import type { Mention, SessionLog } from '../sessions/events.ts';
import { answerKeys, approvalLines } from './approvalText.ts';
import { placeOf, sessionFor, sessionOfApproval } from './chooseSession.ts';
import type { CommonOptions, PromptTarget } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { readGrantFile } from './grantFile.ts';
import { createCliHost } from './host.ts';
import { sayLeftOutServers } from './mcpLeftOut.ts';
import type { Output } from './output.ts';
import { waitingApprovals } from './pendingApprovals.ts';
import { type PrintedTurn, SessionPrinter } from './sessionPrinter.ts';
import type { Surroundings } from './surroundings.ts';
import type { Terminal } from './terminal.ts';
import { untilOthersEnded } from './untilOthersEnded.ts';

export type SessionWork =
  /** A request, or (without text) to go on with what is open. */
  | {
      readonly kind: 'prompt';
      readonly text: string | undefined;
      readonly target: PromptTarget;
      /** A file that says what may happen unattended. */
      readonly grant?: string;
      /** Files of pictures that go with it. */
      readonly images?: readonly string[];
    }
  /** An answer to something that waits. */
  | {
      readonly kind: 'answer';
      readonly approval: string;
      readonly answer: 'approve' | 'reject';
      readonly feedback: string | undefined;
    };

/** Works on a session until it is idle or waits for somebody who is not there. */
export async function workOnSession(options: CommonOptions, work: SessionWork, surroundings: Surroundings): Promise<ExitCode> {
  const { output, afterFirstAnswer } = surroundings;
  const terminal = surroundings.terminal();
  // Where nobody can be asked, nobody is waited for.
  const host = { ...createCliHost(options, output), ...(terminal === undefined ? { patienceMs: 0 } : {}) };
  const place = placeOf(host);
  if (work.kind === 'answer') {
    const { answerOutside, waitingOf } = await import('./outsideAnswer.ts');
    const asked = (await waitingOf(place)).find(({ matter }) => matter.approval === work.approval);
    if (asked !== undefined) return await answerOutside(place, asked, work, output, terminal);
  }
  // A mistake in it is said before anything is opened.
  const draft = work.kind === 'prompt' && work.grant !== undefined ? await readGrantFile(work.grant, Date.now()) : undefined;
  const choice =
    work.kind === 'answer' ? await sessionOfApproval(work.approval, place) : await sessionFor(work.target, place, output, terminal);
  const workbench = await createWorkbench(host, choice);
  const interrupt = interruptStops(workbench, output);
  const leftOut = sayLeftOutServers(workbench.mcp, output);
  try {
    if (draft !== undefined) await signGrant(workbench, draft, output);
    return await drive(workbench, options, work, { output, terminal, afterFirstAnswer }, interrupt.signal);
  } finally {
    await workbench.mcp.known();
    leftOut.dispose();
    interrupt.dispose();
    await workbench.close();
  }
}

/** The file is the person’s signature; what it comes to here is said before anything happens. */
async function signGrant({ grants }: OpenWorkbench, draft: GrantDraft, output: Output): Promise<void> {
  await grants.sign(draft, 'command line');
  for (const { grant } of grants.inForce)
    output.err(`Allowed unattended:\n${[...grant.lines, grant.protection].map((line) => `  ${line}\n`).join('')}`);
}

/** What waits for an answer in this folder. Looks, and opens nothing: a session that is open in an editor is listed, too. */
export async function listApprovals(options: CommonOptions, output: Output): Promise<ExitCode> {
  const place = placeOf(createCliHost(options, output));
  const waiting = await waitingApprovals(place);
  const { waitingOf, waitingOutsideText } = await import('./outsideAnswer.ts');
  const outside = await waitingOf(place);
  if (waiting.length + outside.length === 0 && !options.json) output.err('Nothing waits for an answer here.\n');
  for (const { session, asked } of waiting) {
    const { approval: id, call: _call, turn: _turn, ...facts } = asked;
    if (options.json) output.out(`${JSON.stringify({ ...facts, id, session })}\n`);
    else output.out(waitingText({ ...facts, id }, session));
  }
  for (const one of outside) {
    const { approval: id, call: _call, turn: _turn, ...facts } = one.matter.asked;
    if (options.json) output.out(`${JSON.stringify({ ...facts, id, from: one.matter.from })}\n`);
    else output.out(waitingOutsideText(one));
  }
  return exitCode.done;
}

interface SessionSurroundings extends Pick<Surroundings, 'output' | 'afterFirstAnswer'> {
  readonly terminal: Terminal | undefined;
}

async function drive(
  workbench: OpenWorkbench,
  options: CommonOptions,
  work: SessionWork,
  { output, terminal, afterFirstAnswer }: SessionSurroundings,
  interrupt: AbortSignal,
): Promise<ExitCode> {
  const { log, agent } = workbench.currentSession();
  const printer = new SessionPrinter(output, options.json, () => agent.usage);
  log.onDidAppend((event) => printer.print(event));
  agent.onDidChangeStatus(({ activity, isHeldUp }) => printer.wait(isHeldUp === true ? activity : undefined));
  agent.onDidShow(({ detail }) => printer.show(detail));
  const firstAnswer = log.onDidAppend(({ type }) => {
    if (type !== 'response.ended') return;
    firstAnswer.dispose();
    afterFirstAnswer();
  });
  if (options.mode !== undefined) await agent.setMode(options.mode);
  agent.resume();
  if (work.kind === 'answer') await answerFirst(workbench, work, interrupt);
  else if (work.text !== undefined) await agent.send(work.text, await mentionsOf(work, options, log));
  else if (!agent.isWorking)
    throw new PracticumError('nothing-open', 'Nothing is open in this session.', { hint: 'Say what is to be done: add a prompt.' });
  for (;;) {
    await Promise.race([agent.whenIdle(), untilPending(workbench)]);
    const pending = blockingOf(workbench);
    if (pending === undefined) {
      if (agent.isWorking) continue;
      if (interrupt.aborted) return exitCode.interrupted;
      const [late] = workbench.approvals.pending;
      if (late !== undefined && terminal !== undefined && (await askOnTerminal(workbench, late, terminal, output, interrupt))) continue;
      for (const waiting of workbench.approvals.pending) output.err(waitingText(waiting, waiting.session));
      const code = exitCodeOf(printer.lastTurn, output);
      const isHeldUp = code === exitCode.done || printer.lastTurn?.isWaiting === true;
      return late !== undefined && isHeldUp ? exitCode.needsApproval : code;
    }
    const isAnswered = terminal !== undefined && (await askOnTerminal(workbench, pending, terminal, output, interrupt));
    if (isAnswered || interrupt.aborted) continue;
    await untilOthersEnded(agent, log, interrupt);
    if (interrupt.aborted || blockingOf(workbench)?.id !== pending.id) continue;
    for (const waiting of workbench.approvals.pending) output.err(waitingText(waiting, waiting.session));
    return exitCode.needsApproval;
  }
}

async function mentionsOf(
  { images = [] }: Extract<SessionWork, { readonly kind: 'prompt' }>,
  { cwd }: CommonOptions,
  log: Pick<SessionLog, 'putBlob'>,
): Promise<readonly Mention[]> {
  if (images.length === 0) return [];
  const { readImages } = await import('./givenImages.ts');
  return await readImages(images, cwd ?? process.cwd(), (bytes) => log.putBlob(bytes));
}

/** The first request that the work cannot go on without. */
function blockingOf({ approvals }: OpenWorkbench): PendingApproval | undefined {
  return approvals.pending.find(({ isLate }) => !isLate);
}

async function answerFirst(
  workbench: OpenWorkbench,
  work: SessionWork & { readonly kind: 'answer' },
  interrupt: AbortSignal,
): Promise<void> {
  const { agent, broker, log } = workbench.currentSession();
  const isUnanswered = (): boolean => broker.unanswered.some(({ approval }) => approval === work.approval);
  // Others of the same response may be asked again before it, and this one may need no answer any more.
  await untilPending(workbench, () => workbench.approvals.pending.some(({ id }) => id === work.approval) || !isUnanswered());
  const pending = workbench.approvals.pending.find((approval) => approval.id === work.approval);
  if (pending === undefined) throw new PracticumError('no-such-approval', `“${work.approval}” needs no answer any more.`);
  const ended = untilEnded(workbench, pending.call);
  await workbench.approvals.answer(pending.id, work.answer, 'call', 'command line', { feedback: work.feedback });
  // What was agreed to is done, also where the program then ends because others wait for an answer: unless it has to wait for one of those.
  await Promise.race([ended, untilOthersEnded(agent, log, interrupt)]);
}

/** Resolves when this call has its result, or when nothing is being done any more. */
function untilEnded(workbench: OpenWorkbench, call: CallId): Promise<void> {
  const { agent, log } = workbench.currentSession();
  return new Promise((resolve) => {
    const listener = log.onDidAppend((event) => {
      if ((event.type !== 'tool.ended' && event.type !== 'call.settled') || event.call !== call) return;
      listener.dispose();
      resolve();
    });
    void agent.whenIdle().then(() => {
      listener.dispose();
      resolve();
    });
  });
}

/** Resolves when what is awaited is so (something waits for an answer, where nothing else is said), or when nothing is being done any more. */
function untilPending(workbench: OpenWorkbench, isAwaited: () => boolean = () => blockingOf(workbench) !== undefined): Promise<void> {
  const { agent } = workbench.currentSession();
  return new Promise((resolve) => {
    if (isAwaited()) {
      resolve();
      return;
    }
    const listener = workbench.approvals.onDidChange(() => {
      if (!isAwaited()) return;
      listener.dispose();
      resolve();
    });
    void agent.whenIdle().then(() => {
      listener.dispose();
      resolve();
    });
  });
}

function waitingText(asked: ApprovalFacts & { readonly id: string; readonly title: string }, session: string): string {
  const { id, title } = asked;
  const lines = [`Needs approval (${id}): ${title}`, ...approvalLines(asked).map((line) => `  ${line}`), `  session ${session}`];
  return `${lines.join('\n')}\nAnswer with: practicum approve ${id}   or: practicum reject ${id} --feedback "…"\n`;
}

/** False when nobody answered: the terminal was closed, or the work interrupted. */
async function askOnTerminal(
  workbench: OpenWorkbench,
  pending: PendingApproval,
  terminal: Terminal,
  output: Output,
  interrupt: AbortSignal,
): Promise<boolean> {
  const facts = approvalLines(pending, pending.effectLines).map((line) => `    ${line}\n`);
  output.err(`? ${pending.title}\n${facts.join('')}`);
  const said = await terminal.ask(`  ${answerKeys(pending).join('  ')}: `, interrupt);
  if (said === undefined) return false;
  const { approvals } = workbench;
  const word = said.toLowerCase();
  if (word === 'y' || word === 'yes') await approvals.answer(pending.id, 'approve', 'call', 'command line');
  else if (word === 's' && pending.sessionScope !== undefined) await approvals.answer(pending.id, 'approve', 'session', 'command line');
  else if (word === 'a' && pending.rule !== undefined) await approvals.answer(pending.id, 'approve', 'rule', 'command line');
  else await approvals.answer(pending.id, 'reject', 'call', 'command line', ['', 'n', 'no'].includes(word) ? {} : { feedback: said });
  return true;
}

/** Never `done` where nothing was answered, whatever the reason. */
function exitCodeOf(turn: PrintedTurn | undefined, output: Output): ExitCode {
  switch (turn?.end) {
    case 'done':
      if (turn.isAnswered) return exitCode.done;
      output.err('practicum: The turn ended without an answer.\n');
      return exitCode.failed;
    case 'stopped':
      return exitCode.interrupted;
    case 'stuck':
    case 'limit':
      return exitCode.limit;
    case 'failed':
    case 'refused':
    case 'empty':
    case undefined:
      return exitCode.failed;
  }
}

/** The first ^C stops the work and leaves a whole log, and so does a reader that went away; a second ^C ends the program at once. */
function interruptStops(workbench: OpenWorkbench, output: Output): { readonly signal: AbortSignal } & Disposable {
  const interrupt = new AbortController();
  const end = (): void => process.exit(exitCode.interrupted);
  const stop = (): void => {
    process.once('SIGINT', end);
    interrupt.abort();
    workbench.chat.stop();
  };
  process.once('SIGINT', stop);
  output.closed.addEventListener('abort', stop, { once: true });
  return {
    signal: interrupt.signal,
    dispose() {
      process.off('SIGINT', stop);
      process.off('SIGINT', end);
      output.closed.removeEventListener('abort', stop);
    },
  };
}
