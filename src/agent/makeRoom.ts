import type { Clock } from '../base/clock.ts';
import { describeError } from '../base/errors.ts';
import type { CallId, TurnId } from '../base/ids.ts';
import type { ModelMessage, Usage } from '../base/messages.ts';
import { sumOfUsage } from '../base/usage.ts';
import { estimateMessageTokens, estimateTokens } from '../models/estimate.ts';
import { formatModelId, type LanguageModel, type ModelError, type ModelRequest } from '../models/model.ts';
import type { SessionEvent, WorkLog } from '../sessions/events.ts';
import type { CompactionPlan } from './context/compaction.ts';
import { describeState } from './context/describeState.ts';
import type { ContextEntry } from './context/entries.ts';
import { fitForSummary } from './context/fitForSummary.ts';
import { notesRequest, notesTokens, usableNotes } from './context/notes.ts';
import type { PruningPlan } from './context/plan.ts';
import { pointerTokens } from './context/pointer.ts';
import { workState } from './context/state.ts';
import {
  ContextFull,
  describeVerdict,
  judgeSummary,
  type SummaryVerdict,
  shorterSummaryRequest,
  summaryRequest,
} from './context/summary.ts';
import { type ContextUse, stateTokens, summaryAndStateTokens, summaryTokens } from './context/tokens.ts';
import type { Conversation } from './conversation.ts';
import type { Pay } from './payment.ts';
import { type Written, write } from './respond.ts';
import { type EndOfTurn, failure } from './turnEnd.ts';

/** The part of every request that is the same for the whole session. */
export type FixedPart = Pick<ModelRequest, 'system' | 'tools'>;

export interface RoomWork {
  readonly log: WorkLog;
  readonly clock: Clock;
  readonly conversation: Conversation;
  readonly model: LanguageModel;
  /** Writes summaries and notes in its place, where another one was chosen for them. Rejects where it cannot be had. */
  writer?(): Promise<LanguageModel>;
  readonly fixed: FixedPart;
  readonly cacheKey: string;
  readonly turn: TurnId;
  readonly signal: AbortSignal;
  /** For the requests that making room takes. */
  readonly pay: Pay;
  /** See TurnParts. */
  seen(messages: readonly ModelMessage[], model: LanguageModel): Promise<readonly ModelMessage[]>;
  onActivity(activity: { readonly state: 'compacting'; readonly text: string; readonly isHeldUp?: boolean }): void;
  /** A request of about so many tokens, its answer included, was refused as too long with these words; no event tells of it. */
  onRefused(tokens: number, said: string): void;
}

const noUsage: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
/** Less of a history than this says nothing. */
const leastHistoryTokens = 1_000;

/** The planned results are pointers from here on. The model is asked first what is to be kept of them; that it has no answer stops nothing. */
export async function leaveOut(work: RoomWork, { calls, tokensAfter }: PruningPlan, use: ContextUse): Promise<void> {
  const { windowTokens, usedTokens: tokensBefore } = use;
  work.onActivity({ state: 'compacting', text: 'Leaving out old results' });
  const records = calls.flatMap((id) => work.conversation.call(id) ?? []);
  const leftOut = new Set(calls);
  const { entries } = work.conversation;
  const last = entries.findLastIndex((entry) => entry.kind === 'response' && entry.response.calls.some((id) => leftOut.has(id)));
  const written = await ask(work, use, notesRequest(windowTokens, records), notesTokens(windowTokens) * 2, last + 1);
  const notes = written.kind === 'failed' ? '' : usableNotes(written.text, windowTokens);
  const usage = written.kind === 'failed' ? noUsage : written.usage;
  await appendPruned(work, calls, { notes, usage, tokensBefore, tokensAfter });
}

async function appendPruned(
  { log, conversation, turn }: RoomWork,
  calls: readonly CallId[],
  rest: { readonly notes: string; readonly usage: Usage; readonly tokensBefore: number; readonly tokensAfter: number },
): Promise<void> {
  const chars = calls.map((id) => conversation.call(id)?.result?.content.length ?? 0);
  await log.append({ type: 'context.pruned', turn, calls, chars, ...rest }, 'durable');
}

/** The planned part gives way to a summary, which is checked before it is believed. Answers the turn's end when none could be had. */
export async function summarise(
  work: RoomWork,
  branch: readonly SessionEvent[],
  entries: readonly ContextEntry[],
  plan: CompactionPlan,
  use: ContextUse,
): Promise<EndOfTurn | undefined> {
  const { log, turn } = work;
  const { windowTokens, usedTokens: tokensBefore } = use;
  work.onActivity({ state: 'compacting', text: 'Summarising the conversation' });
  const state = describeState(workState(branch), stateTokens(windowTokens));
  const replacedTokens = entries.slice(plan.from, plan.to).reduce((sum, entry) => sum + sizeOf(entry), 0);
  const written = plan.from === plan.to ? nothingToSay(plan, tokensBefore) : await summaryOf(work, plan, use, { state, replacedTokens });
  if ('end' in written) return written.end;
  const { tokensAfter } = written;
  if (plan.calls.length > 0) {
    // The program may die before the summary is in the log, too: what is counted here is true without it.
    const tokensWithout = Math.max(tokensAfter, tokensBefore - freedBy(entries, plan.calls));
    await appendPruned(work, plan.calls, { notes: '', usage: noUsage, tokensBefore, tokensAfter: tokensWithout });
  }
  if (plan.from === plan.to && plan.shortened.length === 0) return undefined;
  await log.append(
    {
      type: 'context.compacted',
      turn,
      summary: written.summary,
      state: written.summary === '' ? '' : state,
      ...(plan.keepFrom === undefined ? {} : { keepFrom: plan.keepFrom }),
      ...(plan.shortened.length === 0 ? {} : { shortened: plan.shortened }),
      model: formatModelId((written.by ?? work.model).id),
      usage: written.usage,
      tokensBefore,
      tokensAfter,
    },
    'durable',
  );
  return undefined;
}

interface Summary {
  readonly summary: string;
  readonly usage: Usage;
  readonly tokensAfter: number;
  /** Absent: nobody had to write it. */
  readonly by?: LanguageModel;
}

function nothingToSay(plan: CompactionPlan, tokensBefore: number): Summary {
  return { summary: '', usage: noUsage, tokensAfter: Math.min(plan.tokensAfter, tokensBefore) };
}

async function summaryOf(
  work: RoomWork,
  plan: CompactionPlan,
  use: ContextUse,
  { state, replacedTokens }: { readonly state: string; readonly replacedTokens: number },
): Promise<Summary | { readonly end: EndOfTurn }> {
  const { windowTokens, usedTokens: tokensBefore } = use;
  const withoutBoth = plan.tokensAfter - summaryAndStateTokens(windowTokens);
  let usage = noUsage;
  let flaw: Exclude<SummaryVerdict, 'good'> = 'empty';
  const most = summaryTokens(windowTokens) * 2;
  const tries = [
    { request: summaryRequest(windowTokens), maxOutputTokens: most, isLast: false },
    // A model that thinks before it answers may have had no room left for the answer.
    { request: shorterSummaryRequest(windowTokens), maxOutputTokens: Math.max(most, Math.min(most * 4, windowTokens / 4)), isLast: true },
  ];
  for (const { request, maxOutputTokens, isLast } of tries) {
    const written = await ask(work, use, request, Math.floor(maxOutputTokens), plan.to);
    if (written.kind === 'failed') return { end: failure(written.error) };
    usage = sumOfUsage(usage, written.usage);
    const summary = written.text;
    const tokensAfter = withoutBoth + estimateTokens(summary) + estimateTokens(state);
    const verdict = judgeSummary({ summary, windowTokens, replacedTokens, tokensBefore, tokensAfter });
    // Of what was cut off the last words are missing, which say what to do next: worth another try, and no failure.
    if (verdict === 'good' && (!written.isCut || isLast)) return { summary, usage, tokensAfter, by: written.by };
    if (verdict !== 'good') flaw = verdict;
  }
  return { end: failure(new ContextFull(describeVerdict(flaw))) };
}

/** Behind the same prefix as ever, so that the provider reads it from its cache, where all of it fits. From the entry `keptFrom` on everything stays as it is. */
async function ask(
  work: RoomWork,
  use: ContextUse,
  request: string,
  maxOutputTokens: number,
  keptFrom: number,
): Promise<WrittenBy | { readonly kind: 'failed'; readonly error: ModelError }> {
  const writer = await writerOf(work);
  if (writer !== work.model) {
    const outcome = await askOf(writer, work, use, request, maxOutputTokens, keptFrom);
    if (outcome.kind === 'ended' && outcome.text !== '') return outcome;
    const why = outcome.kind === 'ended' ? 'It answered with nothing.' : outcome.error.message;
    await sayInstead(work, `${writer.label} could not make room in the conversation. ${why}`);
  }
  return await askOf(work.model, work, use, request, maxOutputTokens, keptFrom);
}

async function writerOf(work: RoomWork): Promise<LanguageModel> {
  try {
    return (await work.writer?.()) ?? work.model;
  } catch (error) {
    await sayInstead(work, `The model for summaries cannot be used. ${describeError(error)}`);
    return work.model;
  }
}

async function sayInstead({ log, model }: RoomWork, text: string): Promise<void> {
  await log.append({ type: 'notice', level: 'warning', text: `${text} ${model.label} does it instead.` });
}

type WrittenBy = Written & { readonly by: LanguageModel };

async function askOf(
  model: LanguageModel,
  work: RoomWork,
  use: ContextUse,
  request: string,
  maxOutputTokens: number,
  keptFrom: number,
): Promise<WrittenBy | { readonly kind: 'failed'; readonly error: ModelError }> {
  const { fixed, conversation, clock, log, signal, cacheKey, pay } = work;
  const isMain = model === work.model;
  const windowTokens = isMain ? use.windowTokens : (model.contextTokens ?? use.windowTokens);
  const asked: ModelMessage = { role: 'user', parts: [{ type: 'text', text: request }] };
  const beside = use.fixedTokens + estimateTokens(request) + maxOutputTokens;
  const onWait = (text?: string): void =>
    work.onActivity({
      state: 'compacting',
      text: text === undefined ? 'Making room' : `Making room: ${text}`,
      isHeldUp: text !== undefined,
    });
  const kept = conversation.entries.slice(keptFrom).flatMap((entry) => conversation.messagesOf(entry)).length;
  const whole = conversation.messages();
  const scale = realPerEstimated(whole, use);
  // A window that is smaller than it is taken for refuses the request for its own summary, too: each time less is sent.
  for (let budget = (windowTokens - beside) / scale, factor = 0.7; ; budget *= factor, factor = 0.5) {
    const history = fitForSummary(whole, Math.floor(budget), kept);
    const messages = [...(await work.seen(history, model)), asked];
    const outcome = await write(
      { log, clock, onWait, hasAnswered: isMain, pay },
      model,
      { ...fixed, messages, maxOutputTokens, cacheKey },
      signal,
    );
    if (outcome.kind === 'ended') return { ...outcome, by: model };
    if (outcome.error.kind !== 'too-long') return outcome;
    if (isMain) work.onRefused(Math.ceil(beside + scale * estimated(history)), outcome.error.message);
    if (budget < leastHistoryTokens) return outcome;
  }
}

/** Tokenisers differ from the estimate: what is sent must fit by what the provider counts, which may be more. */
function realPerEstimated(messages: readonly ModelMessage[], { usedTokens, fixedTokens }: ContextUse): number {
  return Math.max(1, (usedTokens - fixedTokens) / Math.max(1, estimated(messages)));
}

function estimated(messages: readonly ModelMessage[]): number {
  return messages.reduce((sum, message) => sum + estimateMessageTokens(message), 0);
}

function freedBy(entries: readonly ContextEntry[], calls: readonly CallId[]): number {
  const left = new Set(calls);
  const results = entries.flatMap((entry) => (entry.kind === 'response' ? entry.results.filter(({ call }) => left.has(call)) : []));
  return results.reduce((sum, { tokens }) => sum + Math.max(0, tokens - pointerTokens), 0);
}

function sizeOf(entry: ContextEntry): number {
  if (entry.kind !== 'response') return entry.tokens;
  return entry.tokens + entry.callTokens + entry.results.reduce((sum, { tokens }) => sum + tokens, 0);
}
