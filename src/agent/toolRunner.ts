import { type Effect, lookingEffectKinds } from '../base/effects.ts';
import { findHiddenText } from '../base/hiddenText.ts';
import type { ImagePart } from '../base/messages.ts';
import type { HiddenText } from '../base/origin.ts';
import { type Asked, askAbout, judge, preview, propose, refused, waitsCode, withDetail } from './askAbout.ts';
import type { CallWork } from './callWork.ts';
import type { Decision } from './decision.ts';
import { type EndOfCall, failedWith, holdsSecret, type PreparedCall, type ReadyCall, secretRefused } from './prepareCall.ts';
import type { EarlierCalls } from './schedule.ts';
import { untilAbortedFor } from './untilAborted.ts';

/** How long a tool that was told to stop may take to end in good order: a shell's processes are killed before that. */
const stopGraceMs = 2_000;

/**
 * Takes one call from its effects to its logged result: decision, approval, permit, run. Whatever goes wrong becomes the call's result, so
 * the history stays whole; only cancellation and a log that cannot be written get out.
 */
export async function runCall(work: CallWork, prepared: PreparedCall, earlier: EarlierCalls): Promise<{ readonly isPostponed: boolean }> {
  const call = prepared.call.id;
  try {
    const ended = prepared.kind === 'void' ? prepared.end : await attempt(work, prepared, earlier);
    await work.broker.withdraw(call, 'Its call is over.');
    await work.log.append({ type: 'tool.ended', call, ...ended });
    return { isPostponed: ended.code === waitsCode };
  } finally {
    work.onPhase(call, 'neither', '');
  }
}

/** A question is asked at once, beside those about the other calls; what was agreed to then waits for its turn, as everything does. */
async function attempt(work: CallWork, ready: ReadyCall, earlier: EarlierCalls): Promise<EndOfCall> {
  work.signal.throwIfAborted();
  const skipped = work.skip();
  if (skipped !== undefined) return { outcome: 'abandoned', content: skipped };
  if (holdsSecret(ready)) return secretRefused;
  const isAskedEarly = !earlier.areOver() && (await judge(work, ready)).decision.verdict === 'ask';
  const asked: Asked = isAskedEarly ? await askAbout(work, ready, earlier) : { kind: 'needless', isShown: false };
  if (asked.kind === 'ended') return asked.end;
  await earlier.allOver;
  if (earlier.hasPostponed() && !isLooking(ready.effects)) return { outcome: 'abandoned', code: waitsCode, content: waitsBehind };
  return await takeTurn(work, ready, earlier, asked);
}

const waitsBehind =
  'Not executed: a call before it, which it may depend on, waits for the person. Call it again if it does not depend on that one.';

/** Judges once more, right before the call runs: nothing is waited for between the judgement and the word in the log that it begins. */
async function takeTurn(work: CallWork, ready: ReadyCall, earlier: EarlierCalls, before: Asked): Promise<EndOfCall> {
  for (let asked = await showPlain(work, ready, before); ; ) {
    if (asked.kind === 'ended') return asked.end;
    work.signal.throwIfAborted();
    if (asked.kind === 'agreed' && !(await isAsShown(work, asked))) {
      asked = await askAbout(work, ready, earlier);
      continue;
    }
    const { decision, mode } = await judge(work, asked.kind === 'agreed' ? asked.ready : ready);
    if (mode !== work.mode()) continue;
    const skipped = work.skip();
    if (skipped !== undefined) return { outcome: 'abandoned', content: skipped };
    if (decision.verdict === 'deny') {
      if (asked.kind === 'needless' && !asked.isShown) await propose(work, ready);
      return refused(decision);
    }
    if (asked.kind === 'agreed') {
      if (!isOtherCode(asked, decision)) return await executeAgreed(work, ready, asked.ready);
      asked = await askAbout(work, ready, earlier);
      continue;
    }
    if (decision.verdict === 'ask') asked = await askAbout(work, ready, earlier);
    else if (asked.isShown) return await execute(work, ready, decision);
    else asked = await show(work, ready);
  }
}

/** What has nothing to show but its effects is shown before it is judged: then it is judged once. */
async function showPlain(work: CallWork, ready: ReadyCall, before: Asked): Promise<Asked> {
  const isPlain = ready.tool.preview === undefined && !work.broker.wasAsked(ready.call.id);
  if (before.kind !== 'needless' || before.isShown || !isPlain) return before;
  await propose(work, ready);
  return { kind: 'needless', isShown: true };
}

/** For the card of a call that nobody is asked about. */
async function show(work: CallWork, ready: ReadyCall): Promise<Asked> {
  await work.broker.withdraw(ready.call.id, 'It needs no answer any more.');
  const shown = await preview(work, ready);
  await propose(work, ready, shown);
  return shown.kind === 'failed' ? { kind: 'ended', end: shown.end } : { kind: 'needless', isShown: true };
}

/** What ran before it may have changed what the person was shown: then they are asked again. */
async function isAsShown(work: CallWork, { ready, shown, wasEarly }: Extract<Asked, { readonly kind: 'agreed' }>): Promise<boolean> {
  if (!wasEarly || ready.tool.preview === undefined) return true;
  const now = await preview(work, ready);
  return now.kind === 'shown' && JSON.stringify(now.detail) === JSON.stringify(shown);
}

/** A yes to a script is one to what it was: while it waited, or before its turn came, somebody may have changed what it runs. */
export function isOtherCode({ code }: { readonly code: string | undefined }, { verdict, facts }: Decision): boolean {
  return code !== undefined && verdict === 'ask' && facts?.code?.hash !== code;
}

/** `asked`: as the model made it. */
export async function executeAgreed(work: CallWork, asked: PreparedCall, agreed: ReadyCall): Promise<EndOfCall> {
  const ended = await execute(work, agreed);
  if (agreed === asked) return ended;
  const note = `The person changed the arguments before approving. What ran: ${agreed.argumentsJson}`;
  return { ...ended, content: `${note}\n\n${ended.content}` };
}

/** `unasked`: the decision that let it pass without a person. */
export async function execute(
  work: CallWork,
  { call: { id: call }, tool, input, effects, title }: ReadyCall,
  unasked?: Decision,
): Promise<EndOfCall> {
  const { log, permits, clock, turn, signal, called } = work;
  work.onPhase(call, 'running', title);
  // After a crash the log must say that this call may have acted.
  const isHarmless = isLooking(effects);
  const allowed = unasked === undefined || isHarmless ? {} : { allowed: { rule: unasked.rule, reason: unasked.reason } };
  await log.append({ type: 'tool.started', call, ...allowed }, isHarmless ? 'buffered' : 'durable');
  signal.throwIfAborted();
  const permit = permits.mint(call, effects, unasked?.confinement);
  try {
    const running = tool.run(input, {
      id: call,
      turn,
      permit,
      signal,
      called,
      progress: (text) => work.onProgress(call, text),
      show: (shown) => work.onShow?.(call, shown),
    });
    const result = await untilAbortedFor(running, signal, clock, stopGraceMs);
    const { full, detail, origin, hidden } = result;
    const { content, images } = result.images === undefined ? result : await admitted(result.content, result.images);
    return {
      outcome: 'done',
      content,
      ...(images === undefined ? {} : { images }),
      ...(full === undefined ? {} : { full }),
      ...withDetail(detail),
      ...(origin === undefined ? {} : { origin, ...hiddenIn(content, hidden) }),
    };
  } catch (error) {
    if (signal.aborted) return { outcome: 'abandoned', content: 'Stopped by the person while it ran; it may have had part of its effect.' };
    return failedWith(error);
  } finally {
    permits.revoke(permit);
  }
}

/** Pictures may come from anywhere: what they are is looked up in them. */
async function admitted(content: string, images: readonly ImagePart[]): Promise<Pick<EndOfCall, 'content' | 'images'>> {
  const { admitImages } = await import('./admitImages.ts');
  return admitImages(content, images);
}

/** The person is told what they would not have seen in the original. */
function hiddenIn(content: string, leftOut: readonly HiddenText[] = []): Pick<EndOfCall, 'hidden'> {
  const hidden = [...leftOut, ...findHiddenText(content)];
  return hidden.length === 0 ? {} : { hidden };
}

function isLooking(effects: readonly Effect[]): boolean {
  return effects.every((effect) => lookingEffectKinds.has(effect.kind));
}
