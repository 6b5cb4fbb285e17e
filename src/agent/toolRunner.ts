import type { Clock } from '../base/clock.ts';
import { type Effect, lookingEffectKinds, type Mode } from '../base/effects.ts';
import { describeError, PracticumError } from '../base/errors.ts';
import type { CallId, TurnId } from '../base/ids.ts';
import type { PermitAuthority } from '../base/permit.ts';
import type { Tool, ToolDetail, ToolResult } from '../base/tool.ts';
import { parseToolInput } from '../base/toolInput.ts';
import type { ToolOutcome, WorkLog } from '../sessions/events.ts';
import type { ApprovalBroker } from './broker.ts';
import type { CallRecord } from './conversation.ts';
import type { Decision, Judge } from './decision.ts';
import { untilAborted, untilAbortedFor } from './untilAborted.ts';

/** How long a tool that was told to stop may take to end in good order. */
const stopGraceMs = 5_000;

export interface ToolRunnerOptions {
  readonly log: WorkLog;
  readonly broker: ApprovalBroker;
  readonly judge: Judge;
  readonly permits: PermitAuthority;
  readonly clock: Clock;
  onProgress(call: CallId, text: string): void;
  /** The call now waits for a person, or runs, under this title. */
  onPhase(phase: 'waiting' | 'running', title: string): void;
}

/** One call to be taken to its result, and the turn it belongs to. */
export interface CallWork {
  readonly tools: readonly Tool[];
  /** As it is now: the person may switch while the call waits. */
  mode(): Mode;
  readonly turn: TurnId;
  readonly call: CallRecord;
  readonly signal: AbortSignal;
}

interface Ended {
  readonly outcome: ToolOutcome;
  readonly content: string;
  readonly detail?: ToolDetail;
}

/**
 * Takes one call from the model's words to its logged result: arguments, effects, decision, approval, permit, run.
 * Whatever goes wrong becomes the call's result, so the history stays whole; only cancellation and a log that cannot be written get out.
 */
export async function runCall(options: ToolRunnerOptions, work: CallWork): Promise<void> {
  const ended = await attempt(options, work);
  await options.broker.withdraw(work.call.id, 'Its call is over.');
  await options.log.append({ type: 'tool.ended', call: work.call.id, ...ended });
}

async function attempt(options: ToolRunnerOptions, work: CallWork): Promise<Ended> {
  const { tools, call } = work;
  const tool = tools.find((candidate) => candidate.name === call.name);
  if (tool === undefined) {
    const names = tools.map((candidate) => candidate.name).join(', ');
    return { outcome: 'failed', content: `There is no tool “${call.name}” here. Available: ${names}.` };
  }
  const parsed = parseToolInput(tool, call.argumentsJson);
  if (!parsed.ok) return { outcome: 'failed', content: describeForModel(parsed.error) };
  return await prepare(options, work, tool, parsed.input);
}

async function prepare(options: ToolRunnerOptions, work: CallWork, tool: Tool, input: unknown): Promise<Ended> {
  const { log, broker } = options;
  const { turn, call, signal } = work;
  let effects: readonly Effect[];
  let title: string;
  try {
    effects = tool.effects(input);
    title = tool.title(input);
  } catch (error) {
    return failed(error);
  }
  // The log holds the arguments redacted, and what the log holds is what runs: a stand-in must never reach a file or a command.
  if (call.argumentsJson.includes('[redacted:') && effects.some((effect) => !lookingEffectKinds.has(effect.kind))) {
    const content = 'Refused: the arguments contain a secret, which Practicum replaces by “[redacted:…]” before anything else sees it.';
    return {
      outcome: 'failed',
      content: `${content} Leave it out: let the code read it from the environment or from a file that the person keeps.`,
    };
  }
  const decision = await judge(options, work, tool, effects);
  if (decision.verdict !== 'ask') await broker.withdraw(call.id, 'It needs no answer any more.');
  const propose = async (detail?: ToolDetail): Promise<void> => {
    // After a restart the question is found in the log, and so is what it is about.
    if (broker.isAsked(call.id)) return;
    await log.append({ type: 'tool.proposed', turn, call: call.id, tool: tool.name, title, effects, ...withDetail(detail) });
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
    return failed(error);
  }
  await propose(detail);
  signal.throwIfAborted();
  if (decision.verdict === 'ask') {
    options.onPhase('waiting', title);
    const covers = decision.forSession?.covers;
    const scope = covers === undefined ? {} : { sessionScope: covers };
    const answer = await broker.ask({ call: call.id, turn, title, reason: decision.reason, effects, detail, ...scope }, signal);
    if (answer.answer === 'withdrawn') return { outcome: 'abandoned', content: answer.why, ...withDetail(detail) };
    if (answer.answer === 'reject') {
      const said = answer.feedback === undefined ? '' : ` They said: ${answer.feedback}`;
      const content = `The person rejected this call.${said} Do not try the same again; ask or choose another way.`;
      return { outcome: 'rejected', content, ...withDetail(detail) };
    }
    // The person may have stopped the work while their answer was being written down.
    signal.throwIfAborted();
    // A yes is to what was asked about: what a link, the mode or the trust has made of it meanwhile may be forbidden.
    const now = await judge(options, work, tool, effects);
    if (now.verdict === 'deny') return refused(now);
    if (answer.scope === 'session') decision.forSession?.remember();
  }
  options.onPhase('running', title);
  return await execute(options, work, tool, input, effects);
}

/** What cannot be judged is not done. */
async function judge(options: ToolRunnerOptions, { mode, signal }: CallWork, tool: Tool, effects: readonly Effect[]): Promise<Decision> {
  try {
    return await untilAborted(options.judge({ effects, effectKinds: tool.effectKinds, mode: mode() }), signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return { verdict: 'deny', rule: 'unjudged', reason: `the call could not be judged. ${describeError(error)}` };
  }
}

function refused({ rule, reason }: Decision): Ended {
  return { outcome: 'failed', content: `Refused by policy (${rule}): ${reason}` };
}

async function execute(options: ToolRunnerOptions, work: CallWork, tool: Tool, input: unknown, effects: readonly Effect[]): Promise<Ended> {
  const { log, permits, clock } = options;
  const { turn, signal } = work;
  const call = work.call.id;
  const looksOnly = effects.every((effect) => lookingEffectKinds.has(effect.kind));
  // After a crash the log must say that this call may have acted.
  await log.append({ type: 'tool.started', call }, looksOnly ? 'buffered' : 'durable');
  signal.throwIfAborted();
  const permit = permits.mint(call, effects);
  try {
    const running = tool.run(input, { id: call, turn, permit, signal, progress: (text) => options.onProgress(call, text) });
    const result: ToolResult = await untilAbortedFor(running, signal, clock, stopGraceMs);
    return { outcome: 'done', content: result.content, ...withDetail(result.detail) };
  } catch (error) {
    if (signal.aborted) return { outcome: 'abandoned', content: 'Stopped by the person while it ran; it may have had part of its effect.' };
    return failed(error);
  } finally {
    permits.revoke(permit);
  }
}

function withDetail(detail: ToolDetail | undefined): { readonly detail?: ToolDetail } {
  return detail === undefined ? {} : { detail };
}

function failed(error: unknown): Ended {
  return { outcome: 'failed', content: describeForModel(error) };
}

/** The text of a failure, for the model: what happened, then what to do next. Never a stack. */
function describeForModel(error: unknown): string {
  if (error instanceof PracticumError) return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
  return error instanceof Error ? `The tool failed: ${error.message}` : `The tool failed: ${String(error)}`;
}
