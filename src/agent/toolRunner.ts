import type { Clock } from '../base/clock.ts';
import { type Effect, lookingEffectKinds, type Mode } from '../base/effects.ts';
import { describeError } from '../base/errors.ts';
import type { CallId, TurnId } from '../base/ids.ts';
import type { PermitAuthority } from '../base/permit.ts';
import type { Tool, ToolDetail } from '../base/tool.ts';
import type { WorkLog } from '../sessions/events.ts';
import type { Answer, ApprovalBroker } from './broker.ts';
import type { Decision, Judge } from './decision.ts';
import { type EndOfCall, failedWith, type PreparedCall, prepareCall, type ReadyCall } from './prepareCall.ts';
import { untilAborted, untilAbortedFor } from './untilAborted.ts';

/** How long a tool that was told to stop may take to end in good order: a shell's processes are killed before that. */
const stopGraceMs = 2_000;

export interface ToolRunnerOptions {
  readonly log: WorkLog;
  readonly broker: ApprovalBroker;
  readonly judge: Judge;
  readonly permits: PermitAuthority;
  readonly clock: Clock;
  onProgress(call: CallId, text: string): void;
  /** The call now waits for a person, runs under this title, or is over. */
  onPhase(call: CallId, phase: 'waiting' | 'running' | 'over', title: string): void;
}

/** What is the same for all calls of one response. */
export interface CallWork {
  readonly tools: readonly Tool[];
  /** As it is now: the person may switch while the call waits. */
  mode(): Mode;
  /** Why a call that has not begun is not to begin any more, if it is not. */
  skip(): string | undefined;
  readonly turn: TurnId;
  readonly signal: AbortSignal;
}

/**
 * Takes one call from its effects to its logged result: decision, approval, permit, run.
 * Whatever goes wrong becomes the call's result, so the history stays whole; only cancellation and a log that cannot be written get out.
 */
export async function runCall(options: ToolRunnerOptions, work: CallWork, prepared: PreparedCall): Promise<void> {
  const call = prepared.call.id;
  try {
    const ended = prepared.kind === 'void' ? prepared.end : await attempt(options, work, prepared);
    await options.broker.withdraw(call, 'Its call is over.');
    await options.log.append({ type: 'tool.ended', call, ...ended });
  } finally {
    options.onPhase(call, 'over', '');
  }
}

async function attempt(options: ToolRunnerOptions, work: CallWork, ready: ReadyCall): Promise<EndOfCall> {
  const { log, broker } = options;
  const { turn, signal } = work;
  const { tool, input, effects, title } = ready;
  const call = ready.call.id;
  signal.throwIfAborted();
  const skipped = work.skip();
  if (skipped !== undefined) return { outcome: 'abandoned', content: skipped };
  if (holdsSecret(ready)) return { outcome: 'failed', content: secretRefused };
  const decision = await judge(options, work, ready);
  if (decision.verdict !== 'ask') await broker.withdraw(call, 'It needs no answer any more.');
  const propose = async (detail?: ToolDetail): Promise<void> => {
    // After a restart the question is found in the log, and so is what it is about.
    if (broker.isAsked(call)) return;
    await log.append({ type: 'tool.proposed', turn, call, tool: tool.name, title, effects, ...withDetail(detail) });
  };
  if (decision.verdict === 'deny') {
    await propose();
    return refused(decision);
  }
  let detail: ToolDetail | undefined;
  try {
    detail = tool.preview === undefined ? undefined : await untilAborted(tool.preview(input, signal), signal);
  } catch (error) {
    if (signal.aborted) throw error;
    await propose();
    return failedWith(error);
  }
  await propose(detail);
  signal.throwIfAborted();
  if (decision.verdict === 'allow') {
    options.onPhase(call, 'running', title);
    return await execute(options, work, ready);
  }
  options.onPhase(call, 'waiting', title);
  const covers = decision.forSession?.covers;
  const scope = covers === undefined ? {} : { sessionScope: covers };
  const answer = await broker.ask({ call, turn, title, reason: decision.reason, effects, detail, ...scope }, signal);
  if (answer.answer === 'withdrawn') return { outcome: 'abandoned', content: answer.why, ...withDetail(detail) };
  return await afterAnswer(options, work, ready, decision, answer, detail);
}

async function afterAnswer(
  options: ToolRunnerOptions,
  work: CallWork,
  asked: ReadyCall,
  decision: Decision,
  answer: Answer,
  detail: ToolDetail | undefined,
): Promise<EndOfCall> {
  if (answer.answer === 'reject') {
    const said = answer.feedback === undefined ? '' : ` They said: ${answer.feedback}`;
    const content = `The person rejected this call.${said} Do not try the same again; ask or choose another way.`;
    return { outcome: 'rejected', content, ...withDetail(detail) };
  }
  // The person may have stopped the work while their answer was being written down.
  work.signal.throwIfAborted();
  const changed = answer.argumentsJson === undefined ? asked : prepareCall(work.tools, asked.call, answer.argumentsJson);
  if (changed.kind === 'void') return changed.end;
  // A yes is to what was asked about: what a link, the mode, the trust or their own change has made of it meanwhile may be forbidden.
  const now = await judge(options, work, changed);
  if (now.verdict === 'deny') return refused(now);
  if (answer.scope === 'session' && changed === asked) decision.forSession?.remember();
  options.onPhase(asked.call.id, 'running', changed.title);
  const ended = await execute(options, work, changed);
  if (changed === asked) return ended;
  const note = `The person changed the arguments before approving. What ran: ${changed.argumentsJson}`;
  return { ...ended, content: `${note}\n\n${ended.content}` };
}

/** The log holds the arguments redacted, and what the log holds is what runs: a stand-in must never reach a file or a command. */
function holdsSecret({ argumentsJson, effects }: ReadyCall): boolean {
  return argumentsJson.includes('[redacted:') && !isLooking(effects);
}

const secretRefused =
  'Refused: the arguments contain a secret, which Practicum replaces by “[redacted:…]” before anything else sees it. Leave it out: let the code read it from the environment or from a file that the person keeps.';

/** What cannot be judged is not done. */
async function judge(options: ToolRunnerOptions, { mode, signal }: CallWork, { tool, effects }: ReadyCall): Promise<Decision> {
  try {
    return await untilAborted(options.judge({ effects, effectKinds: tool.effectKinds, mode: mode() }), signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return { verdict: 'deny', rule: 'unjudged', reason: `the call could not be judged. ${describeError(error)}` };
  }
}

function refused({ rule, reason }: Decision): EndOfCall {
  return { outcome: 'failed', code: 'refused', content: `Refused by policy (${rule}): ${reason}` };
}

async function execute(
  options: ToolRunnerOptions,
  work: CallWork,
  { call: { id: call }, tool, input, effects }: ReadyCall,
): Promise<EndOfCall> {
  const { log, permits, clock } = options;
  const { turn, signal } = work;
  // After a crash the log must say that this call may have acted.
  await log.append({ type: 'tool.started', call }, isLooking(effects) ? 'buffered' : 'durable');
  signal.throwIfAborted();
  const permit = permits.mint(call, effects);
  try {
    const running = tool.run(input, { id: call, turn, permit, signal, progress: (text) => options.onProgress(call, text) });
    const { content, full, detail } = await untilAbortedFor(running, signal, clock, stopGraceMs);
    return { outcome: 'done', content, ...(full === undefined ? {} : { full }), ...withDetail(detail) };
  } catch (error) {
    if (signal.aborted) return { outcome: 'abandoned', content: 'Stopped by the person while it ran; it may have had part of its effect.' };
    return failedWith(error);
  } finally {
    permits.revoke(permit);
  }
}

function isLooking(effects: readonly Effect[]): boolean {
  return effects.every((effect) => lookingEffectKinds.has(effect.kind));
}

function withDetail(detail: ToolDetail | undefined): { readonly detail?: ToolDetail } {
  return detail === undefined ? {} : { detail };
}
