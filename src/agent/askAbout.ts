import type { ApprovalFacts } from '../base/approval.ts';
import type { Mode } from '../base/effects.ts';
import { describeError } from '../base/errors.ts';
import type { CallId } from '../base/ids.ts';
import type { ToolDetail } from '../base/tool.ts';
import type { CallWork } from './callWork.ts';
import type { Decision } from './decision.ts';
import { type EndOfCall, failedWith, holdsSecret, prepareCall, type ReadyCall, secretRefused } from './prepareCall.ts';
import { type Answer, type ApprovalRequest, type Withdrawn, withEditable } from './question.ts';
import type { EarlierCalls } from './schedule.ts';
import { untilAborted } from './untilAborted.ts';

/** What came of asking a person about a call. */
export type Asked =
  /** `ready`: what they agreed to, with their own arguments where they changed them. `wasEarly`: it was shown before its turn had come. */
  | {
      readonly kind: 'agreed';
      readonly ready: ReadyCall;
      readonly shown: ToolDetail | undefined;
      readonly wasEarly: boolean;
      /** The hash of the code that they said yes to; undefined where they said what is to run themselves. */
      readonly code: string | undefined;
    }
  /** The policy does not ask, or no longer: it is to be judged again. `isShown`: the person sees already what the call would do. */
  | { readonly kind: 'needless'; readonly isShown: boolean }
  | { readonly kind: 'ended'; readonly end: EndOfCall };

export type Shown =
  | { readonly kind: 'shown'; readonly detail: ToolDetail | undefined }
  | { readonly kind: 'failed'; readonly end: EndOfCall };

/** Shows what the call would do and waits for the person's answer. */
export async function askAbout(work: CallWork, ready: ReadyCall, earlier: EarlierCalls): Promise<Asked> {
  await earlier.changesOver;
  let wasEarly = !earlier.areOver();
  let shown = await preview(work, ready);
  if (shown.kind === 'failed' && wasEarly) {
    // What is not there yet may be what an earlier call makes.
    await earlier.allOver;
    wasEarly = false;
    shown = await preview(work, ready);
  }
  await propose(work, ready, shown);
  if (shown.kind === 'failed') return { kind: 'ended', end: shown.end };
  // Showing it took a while, in which the person may have switched the mode or sent a message.
  const { decision, mode } = await judge(work, ready);
  if (mode !== work.mode()) return { kind: 'needless', isShown: true };
  if (decision.verdict !== 'ask') return { kind: 'needless', isShown: true };
  work.signal.throwIfAborted();
  const skipped = work.skip();
  const { detail } = shown;
  if (skipped !== undefined) return { kind: 'ended', end: { outcome: 'abandoned', content: skipped, ...withDetail(detail) } };
  const answer = await answerTo(work, ready, decision, detail);
  if (answer === 'needless') return { kind: 'needless', isShown: true };
  if (answer.answer === 'withdrawn') {
    const code = answer.isPostponed === true ? { code: waitsCode } : {};
    return { kind: 'ended', end: { outcome: 'abandoned', content: answer.why, ...code, ...withDetail(detail) } };
  }
  if (answer.answer === 'reject') return { kind: 'ended', end: { ...rejected(answer), ...withDetail(detail) } };
  return await afterYes(work, ready, decision, answer, { shown: detail, wasEarly });
}

/** What cannot be judged is not done. The answer is for this mode: the person may have switched since. */
export async function judge(
  work: CallWork,
  { call: { id: call }, tool, effects }: ReadyCall,
): Promise<{ readonly decision: Decision; readonly mode: Mode }> {
  const mode = work.mode();
  try {
    return {
      decision: await untilAborted(work.judge({ call, tool: tool.name, effects, effectKinds: tool.effectKinds, mode }), work.signal),
      mode,
    };
  } catch (error) {
    if (work.signal.aborted) throw error;
    return { decision: { verdict: 'deny', rule: 'unjudged', reason: `the call could not be judged. ${describeError(error)}` }, mode };
  }
}

/** What the call would do, as its tool shows it. */
export async function preview({ signal }: CallWork, { tool, input }: ReadyCall): Promise<Shown> {
  try {
    return { kind: 'shown', detail: tool.preview === undefined ? undefined : await untilAborted(tool.preview(input, signal), signal) };
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: 'failed', end: failedWith(error) };
  }
}

export async function propose(
  { log, broker, turn, proposed }: CallWork,
  { call: { id: call }, tool, title, effects }: ReadyCall,
  shown?: Shown,
): Promise<void> {
  // After a restart the question is found in the log, and so is what it is about.
  if (broker.wasAsked(call)) return;
  const detail = shown?.kind === 'shown' ? shown.detail : undefined;
  if (detail === undefined && proposed.has(call)) return;
  proposed.add(call);
  await log.append({ type: 'tool.proposed', turn, call, tool: tool.name, title, effects, ...withDetail(detail) });
}

export function withDetail(detail: ToolDetail | undefined): { readonly detail?: ToolDetail } {
  return detail === undefined ? {} : { detail };
}

export function refused({ rule, reason }: Decision): EndOfCall {
  return { outcome: 'failed', code: 'refused', content: `Refused by policy (${rule}): ${reason}` };
}

async function answerTo(
  work: CallWork,
  ready: ReadyCall,
  decision: Decision,
  detail: ToolDetail | undefined,
): Promise<Answer | Withdrawn | 'needless'> {
  const { broker, turn, signal } = work;
  const { call, title } = ready;
  const isNeedless = async (): Promise<boolean> => (await judge(work, ready)).decision.verdict === 'allow';
  work.onPhase(call.id, 'waiting', title);
  const answered = new AbortController();
  const onWaiting = (): void => void postponeInTime(work, call.id, answered.signal);
  try {
    return await broker.ask({ call: call.id, turn, title, detail, ...factsOf(ready, decision) }, signal, isNeedless, onWaiting);
  } finally {
    answered.abort('answered');
    work.onPhase(call.id, 'neither', title);
  }
}

/** How often it is looked whether a question may be left to itself by now: a grant can be signed while it waits. */
const patienceLookMs = 60_000;

/** Lets the work go on without the answer, once the person has had the time that they get while they are away. */
export async function postponeInTime(
  { broker, clock, patienceMs }: Pick<CallWork, 'broker' | 'clock' | 'patienceMs'>,
  call: CallId,
  answered: AbortSignal,
): Promise<void> {
  const askedMs = clock.nowMs();
  try {
    for (;;) {
      const patience = patienceMs();
      const leftMs = patience === undefined ? patienceLookMs : askedMs + patience - clock.nowMs();
      if (leftMs <= 0) return await broker.postpone(call);
      await clock.sleep(Math.min(leftMs, patienceLookMs), answered);
    }
  } catch {
    // Answered, or stopped. What cannot be written down is said by the one who waits.
  }
}

function factsOf(ready: ReadyCall, { reason, forSession, asRule, facts }: Decision): ApprovalFacts & Pick<ApprovalRequest, 'withScript'> {
  const { tool, input, effects } = ready;
  const script = tool.editable?.(input);
  return {
    ...facts,
    reason,
    effects,
    ...(forSession === undefined ? {} : { sessionScope: forSession.covers }),
    ...(asRule === undefined ? {} : { rule: asRule.offer }),
    ...(script === undefined ? {} : { script, withScript: (text) => withEditable(ready, text) }),
  };
}

async function afterYes(
  work: CallWork,
  asked: ReadyCall,
  decision: Decision,
  answer: Answer,
  as: Pick<Extract<Asked, { readonly kind: 'agreed' }>, 'shown' | 'wasEarly'>,
): Promise<Asked> {
  // The person may have stopped the work while their answer was being written down.
  work.signal.throwIfAborted();
  const ready = answer.argumentsJson === undefined ? asked : prepareCall(work.tools, asked.call, answer.argumentsJson);
  if (ready.kind === 'void') return { kind: 'ended', end: ready.end };
  // Their own change, found again in the log after a restart, is redacted as everything there.
  if (holdsSecret(ready)) return { kind: 'ended', end: secretRefused };
  // A yes is to what was asked about: what a link, the mode, the trust or their own change has made of it meanwhile may be forbidden.
  const { decision: now } = await judge(work, ready);
  if (now.verdict === 'deny') return { kind: 'ended', end: refused(now) };
  if (answer.scope !== 'call' && ready === asked) {
    if (answer.scope === 'session') decision.forSession?.remember();
    else await decision.asRule?.save();
    await work.broker.reconsider();
  }
  // What they changed themselves was never shown.
  const code = ready === asked ? decision.facts?.code?.hash : undefined;
  return { kind: 'agreed', ready, shown: as.shown, wasEarly: as.wasEarly && ready === asked, code };
}

/** Of the end of a call whose question goes on waiting. */
export const waitsCode = 'waits';

export function rejected({ feedback }: Answer): EndOfCall {
  const said = feedback === undefined ? '' : ` They said: ${feedback}`;
  const content = `The person rejected this call.${said} Do not try the same again; ask or choose another way.`;
  return { outcome: 'rejected', content };
}
