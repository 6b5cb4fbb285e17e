import type { Clock } from '../base/clock.ts';
import type { CallId, MessageId, TurnId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import type { PermitAuthority } from '../base/permit.ts';
import type { Tool } from '../base/tool.ts';
import type { LanguageModel } from '../models/model.ts';
import type { SessionEvent, SessionLog } from '../sessions/events.ts';
import { ApprovalBroker } from './broker.ts';
import type { Budget } from './budget.ts';
import { Calling } from './calling.ts';
import { Conversation } from './conversation.ts';
import type { Judge } from './decision.ts';
import { Guards } from './guards/guards.ts';
import { HostGone } from './hostGone.ts';
import { MessageQueue } from './messageQueue.ts';
import { PurseEmpty } from './purse.ts';
import { reportRequest, researchNote } from './researchPrompt.ts';
import { respond } from './respond.ts';
import { Room } from './room.ts';
import { SeenPictures } from './seenPictures.ts';
import type { SubPurse } from './subPurse.ts';
import { lookingJudge, lookingPermits, lookingTools } from './subReadOnly.ts';
import { askWithoutTools } from './subReport.ts';
import { driveTurn, type TurnParts } from './turn.ts';
import { type EndOfTurn, failure } from './turnEnd.ts';

export interface SubAgentParts {
  /** Its own, with nothing in it but its first event. */
  readonly log: SessionLog;
  readonly permits: PermitAuthority;
  readonly judge: Judge;
  readonly clock: Clock;
  /** All there are now: what only looks is chosen from them. */
  tools(): readonly Tool[];
  model(): Promise<LanguageModel>;
  readonly budget: Pick<Budget, 'promise'>;
  readonly purse: SubPurse;
  readonly system: string;
  isTrusted(): boolean;
  readonly limits: SubAgentLimits;
  /** Whether these words hold a report. */
  isReport(words: string): boolean;
  /** What it does now, for a line. */
  onStep(text: string, isReporting: boolean): void;
}

export interface SubAgentLimits {
  /** Responses before the report. */
  readonly responses: number;
  readonly timeMs: number;
  /** Of the last call. */
  readonly reportMs: number;
}

export interface SubAgentEnd {
  /** The words that hold the report; undefined: it could not be had. */
  readonly report: string | undefined;
  /** Why it did not come to its end by itself, a sentence; undefined: it did. */
  readonly why: string | undefined;
}

/** Longer than a report needs to be, for a model that thinks first. */
const answerTokens = 4_096;

/** What kept a sub-agent from going on, when its time was over. */
class TimeIsOver extends Error {}

/**
 * One sub-agent from its task to its report: the same loop as a turn, with a context, a log and a budget of its own, only with what looks. However
 * that ends, it is asked once more without tools for its report, unless it has given it. Rejects when the work is stopped or the log fails.
 */
export async function runSubAgent(parts: SubAgentParts, request: string, signal: AbortSignal): Promise<SubAgentEnd> {
  const { log } = parts;
  const conversation = Conversation.of(log.branch);
  const room = new Room(log);
  const guards = new Guards(() => 1);
  const listening = log.onDidAppend((event) => {
    conversation.apply(event);
    room.apply(event);
    guards.apply(event);
  });
  let turn = newId<TurnId>('tu');
  try {
    const end = await inTime(parts.clock, parts.limits.timeMs, signal, async (within) => {
      await log.append({ type: 'turn.started', turn, message: newId<MessageId>('me'), text: request, mentions: [] }, 'durable');
      return await driveTurn(turnParts(parts, { conversation, room, guards }), turn, within);
    });
    await closeTurn(log, conversation, turn, end);
    const said = lastWords(log.branch);
    if (end.end === 'done' && end.code !== 'cut' && parts.isReport(said)) return { report: said, why: undefined };
    const why = whyEnded(end);
    parts.onStep('Writing its report', true);
    turn = newId<TurnId>('tu');
    const report = await lastCall(parts, conversation, { request, why, turn }, signal);
    return { report, why: end.end === 'done' ? undefined : why };
  } catch (error) {
    // What the person stopped is told so; a host that goes away writes nothing any more.
    if (signal.aborted && !(signal.reason instanceof HostGone)) await closeTurn(log, conversation, turn, { end: 'stopped' });
    throw error;
  } finally {
    listening.dispose();
  }
}

type Folds = { readonly conversation: Conversation; readonly room: Room; readonly guards: Guards };

function turnParts(parts: SubAgentParts, { conversation, room, guards }: Folds): TurnParts {
  const { log, clock, budget, limits } = parts;
  const pictures = new SeenPictures({ log });
  return {
    log,
    clock,
    conversation,
    room,
    broker: new ApprovalBroker(log),
    permits: lookingPermits(parts.permits),
    judge: lookingJudge(parts.judge),
    queue: new MessageQueue([]),
    calling: new Calling(() => false),
    guards: () => guards,
    tools: () => lookingTools(parts.tools()),
    mode: () => 'plan',
    isTrusted: () => parts.isTrusted(),
    granted: () => undefined,
    model: () => parts.model(),
    system: () => parts.system,
    instructions: async () => [],
    limits: () => ({ maxResponses: limits.responses, maxAttempts: 1 }),
    patienceMs: () => undefined,
    seen: (messages, model) => pictures.in(messages, model),
    promise: (purchase, signal) => budget.promise({ ...purchase, purpose: 'research' }, signal),
    raiseCaps: async () => undefined,
    maxOutputTokens: answerTokens,
    note: () => researchNote,
    onActivity: ({ text }) => parts.onStep(text, false),
    onProgress: () => undefined,
  };
}

/** However it ends, that is a value: only a stop of the whole work and the host's end get out. */
async function inTime(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  work: (within: AbortSignal) => Promise<EndOfTurn>,
): Promise<EndOfTurn> {
  const own = new AbortController();
  const over = new AbortController();
  clock.sleep(ms, over.signal).then(
    () => own.abort(new TimeIsOver()),
    () => undefined, // it ended in time
  );
  try {
    return await work(AbortSignal.any([signal, own.signal]));
  } catch (error) {
    signal.throwIfAborted();
    if (own.signal.aborted) return { end: 'limit', code: 'time', message: `The time for it was over (${Math.round(ms / 60_000)} min).` };
    return failure(error);
  } finally {
    over.abort();
  }
}

async function closeTurn(log: SessionLog, conversation: Conversation, turn: TurnId, end: EndOfTurn): Promise<void> {
  for (const { id } of conversation.outstandingCalls()) await abandon(log, id);
  await log.append({ type: 'turn.ended', turn, ...end });
}

async function abandon(log: SessionLog, call: CallId): Promise<void> {
  await log.append({ type: 'tool.ended', call, outcome: 'abandoned', content: 'Not executed: the sub-agent had to end.' });
}

function whyEnded({ end, code, message }: EndOfTurn): string {
  if (code === 'time' || code === 'research-budget') return message ?? 'Its budget was used up.';
  switch (end) {
    case 'done':
      return 'Your last words hold no report that can be read.';
    case 'limit':
      return code === 'responses' ? 'It had as many responses as it may have.' : (message ?? 'A limit was reached.');
    case 'stuck':
      return 'It went round in circles.';
    case 'empty':
      return 'It answered with nothing.';
    default:
      return message ?? 'It could not go on.';
  }
}

/** The words of the report; undefined where none could be had. */
async function lastCall(
  parts: SubAgentParts,
  conversation: Conversation,
  { request, why, turn }: { readonly request: string; readonly why: string; readonly turn: TurnId },
  signal: AbortSignal,
): Promise<string | undefined> {
  const { log, clock, purse, budget, limits } = parts;
  purse.beginReport();
  const before = conversation.messages();
  const asked = reportRequest(why);
  const end = await inTime(clock, limits.reportMs, signal, async (within): Promise<EndOfTurn> => {
    await log.append({ type: 'turn.started', turn, message: newId<MessageId>('me'), text: asked, mentions: [] });
    const model = await parts.model();
    const pay: Parameters<typeof respond>[0]['pay'] = (by, wanted, until) =>
      budget.promise(
        { model: by, request: wanted, purpose: 'research', turn, onAsk: () => undefined, leaveInTime: () => undefined },
        until,
      );
    // What is known of a model's counting is an estimate: what does not fit the budget is said again with less of what was read.
    for (let promptTokens = purse.report.promptTokens / 1.5; ; promptTokens /= 2) {
      const last = askWithoutTools(
        { system: parts.system, request, asked, messages: before },
        { promptTokens, outputTokens: purse.report.outputTokens },
      );
      try {
        const outcome = await respond({ log, clock, onWait: () => undefined, hasAnswered: false, pay }, model, last, turn, within);
        return outcome.kind === 'ended' ? { end: 'done' } : failure(outcome.error);
      } catch (error) {
        if (!(error instanceof PurseEmpty) || promptTokens < leastPromptTokens) throw error;
      }
    }
  });
  await closeTurn(log, conversation, turn, end);
  const said = lastWords(log.branch);
  return end.end === 'done' && said.trim() !== '' ? said : undefined;
}

/** Less says nothing. */
const leastPromptTokens = 1_000;

/** Of the newest response that was not taken back. */
function lastWords(branch: readonly SessionEvent[]): string {
  const started = branch.findLast((event) => event.type === 'response.started');
  if (started?.type !== 'response.started') return '';
  return branch.map((event) => (event.type === 'response.text' && event.response === started.response ? event.text : '')).join('');
}
