import type { Clock } from '../base/clock.ts';
import { lookingEffectKinds, type Mode } from '../base/effects.ts';
import type { CallId, TurnId } from '../base/ids.ts';
import type { ModelMessage, StopReason } from '../base/messages.ts';
import type { PermitAuthority } from '../base/permit.ts';
import type { Tool, ToolDetail } from '../base/tool.ts';
import { estimateRequestTokens } from '../models/estimate.ts';
import type { Effort, LanguageModel, ModelError, ModelRequest } from '../models/model.ts';
import type { ModelRole } from '../models/roles.ts';
import type { InstructionFile, WorkLog } from '../sessions/events.ts';
import { postponeInTime } from './askAbout.ts';
import type { ApprovalBroker } from './broker.ts';
import { type Budget, QuestionTakenBack } from './budget.ts';
import type { Calling } from './calling.ts';
import type { CallWork } from './callWork.ts';
import { leastAnswerTokens } from './context/tokens.ts';
import type { Conversation } from './conversation.ts';
import type { Judge } from './decision.ts';
import { declareTool } from './declare.ts';
import type { Fallback } from './fallback.ts';
import type { Guards } from './guards/guards.ts';
import type { FixedPart } from './makeRoom.ts';
import type { MessageQueue } from './messageQueue.ts';
import type { ModelUse } from './modelUse.ts';
import type { Pay, Purchase } from './payment.ts';
import { prepareCall } from './prepareCall.ts';
import { modeNote } from './prompt.ts';
import { maxWaitMs, respond } from './respond.ts';
import type { Room } from './room.ts';
import { runInOrder } from './schedule.ts';
import { settleLate } from './settleLate.ts';
import { runCall } from './toolRunner.ts';
import { type EndOfTurn, failure } from './turnEnd.ts';
import { untilAborted } from './untilAborted.ts';

/** How far one request may go. */
export interface Limits {
  /** Model responses for one request. */
  readonly maxResponses: number;
  /** Runs that the agent starts for one request and that fail. */
  readonly maxAttempts: number;
}

/** What happens now, for the status line. */
export interface Activity {
  readonly state: 'streaming' | 'waiting' | 'running' | 'compacting';
  readonly text: string;
  /** The model's service keeps it waiting longer than usual, and the text says so. */
  readonly isHeldUp?: boolean;
}

export interface TurnParts {
  readonly log: WorkLog;
  readonly broker: ApprovalBroker;
  readonly permits: PermitAuthority;
  readonly judge: Judge;
  readonly clock: Clock;
  tools(): readonly Tool[];
  readonly conversation: Conversation;
  readonly queue: MessageQueue;
  readonly calling: Calling;
  guards(): Guards;
  readonly room: Room;
  mode(): Mode;
  isTrusted(): boolean;
  /** What may be done without asking while the person is away, in words. */
  granted(): string | undefined;
  /** For a role; absent: the conversation. */
  model(role?: ModelRole): Promise<LanguageModel>;
  /** Absent: nothing is told of it, as of a sub-agent’s. */
  readonly modelUse?: ModelUse;
  /** How much reasoning is wanted. */
  effort?(): Effort | undefined;
  readonly fallback?: Fallback;
  system(): string;
  instructions(): Promise<readonly InstructionFile[]>;
  limits(): Limits;
  /** See CallWork. */
  patienceMs(): number | undefined;
  /** The messages with their pictures, or with words in their place where the model does not see. */
  seen(messages: readonly ModelMessage[], model: LanguageModel): Promise<readonly ModelMessage[]>;
  promise: Budget['promise'];
  raiseCaps: Budget['raise'];
  /** How long an answer may be, in tokens; absent: as usual. */
  readonly maxOutputTokens?: number;
  /** Of how things stand, in place of mode and trust, which are the person's. */
  note?(): string;
  onActivity(activity: Activity): void;
  onProgress(call: CallId, text: string): void;
  onShow?(call: CallId, detail: ToolDetail): void;
}

const usualOutputTokens = 16_384;
/** After an answer with neither words nor calls the model is asked once more; then the turn ends as empty, never as done. */
const maxEmptyResponses = 2;

/** How often room is made for one response before its refusal ends the turn. */
const maxRefusals = 3;

const wasCut = 'Not executed: the response was cut at the output limit, so its arguments may be incomplete. Send smaller calls.';
const wasRefused = 'Not executed: the response ended with a refusal.';
const wasSteered = 'Not executed: the person sent a message first. Read it, then decide whether this call is still wanted.';

/**
 * From where the log stands to the turn's end. The turn is driven from the log alone: whatever the log says is still to be done is done
 * next, so going on after a reload and going on after a response are the same code. Rejects on cancellation and when the log cannot be written.
 */
export async function driveTurn(parts: TurnParts, turn: TurnId, signal: AbortSignal): Promise<EndOfTurn> {
  for (;;) {
    signal.throwIfAborted();
    const end = await step(parts, turn, signal);
    if (end !== undefined) return end;
  }
}

/** The next thing to do; answers the turn's end when there is nothing more. */
async function step(parts: TurnParts, turn: TurnId, signal: AbortSignal): Promise<EndOfTurn | undefined> {
  const { conversation, guards, limits } = parts;
  if (conversation.outstandingCalls().length > 0) {
    await runOpenCalls(parts, turn, signal);
    return undefined;
  }
  // Before anything can end the turn: what the person has said yes to is done.
  if (parts.broker.late.answered.length > 0) await settleLate(callWork(parts, turn, signal));
  const advice = guards().due();
  if (advice?.kind === 'stop') return { ...advice.end, ...(advice.account === undefined ? {} : { account: advice.account }) };
  if (advice?.kind === 'hint') await parts.log.append({ type: 'hint.given', turn, hint: advice.hint, text: advice.text });
  const { maxResponses } = limits();
  const isSpent = conversation.responsesInTurn >= maxResponses;
  // A message that nobody could answer any more is a request of its own.
  if (!isSpent) await deliverSteering(parts, turn);
  const end = await endOfAnswer(parts, turn);
  if (end !== undefined) return end;
  if (isSpent) {
    return {
      end: 'limit',
      code: 'responses',
      message: `Stopped after ${maxResponses} model responses.`,
      hint: 'Send “go on” to continue.',
    };
  }
  try {
    return await askModel(parts, turn, signal);
  } catch (error) {
    // The person said or changed something instead of answering about money: that is looked at first, then it is asked again.
    if (error instanceof QuestionTakenBack) return undefined;
    throw error;
  }
}

/** How the turn ends when the newest response was the model's last word; undefined when there is more to do. */
async function endOfAnswer({ conversation, guards, log, mode }: TurnParts, turn: TurnId): Promise<EndOfTurn | undefined> {
  const last = conversation.lastResponse();
  if (last === undefined) return undefined;
  if (last.stop === 'refusal')
    return { end: 'refused', message: 'The model declined to answer.', hint: 'Say it differently, or choose another model.' };
  if (last.calls > 0) return undefined;
  if (last.text.trim() === '') {
    if (conversation.emptyResponses < maxEmptyResponses) return undefined;
    return { end: 'empty', message: 'The model answered with nothing, twice.', hint: 'Send the message again, or choose another model.' };
  }
  if (last.stop === 'limit')
    return { end: 'done', code: 'cut', message: 'The answer was cut at the model’s output limit.', hint: 'Send “go on” to continue.' };
  // In plan mode a turn ends with a plan that is still to be done.
  const reminder = mode() === 'plan' ? undefined : guards().reminder();
  if (reminder === undefined) return { end: 'done' };
  await log.append({ type: 'hint.given', turn, hint: reminder.hint, text: reminder.text });
  return undefined;
}

/** What the person sent meanwhile stands behind the results of the calls before it. */
async function deliverSteering({ log, queue }: TurnParts, turn: TurnId): Promise<void> {
  for (let message = queue.takeSteering(); message !== undefined; message = queue.takeSteering()) {
    const { id, text, mentions } = message;
    await log.append({ type: 'message.steered', turn, message: id, text, mentions }, 'durable');
  }
}

async function askModel(parts: TurnParts, turn: TurnId, signal: AbortSignal): Promise<EndOfTurn | undefined> {
  const { conversation, room, clock, log } = parts;
  parts.onActivity({ state: 'streaming', text: 'Thinking' });
  const main = await mainModel(parts, turn, signal);
  const model = parts.fallback?.in(turn) ?? main;
  await tellWhatIsNew(parts, turn, signal);
  const { fixed, effort } = await fixedPart(parts, model);
  for (let refusals = 0; ; refusals += 1) {
    const full = await room.make({
      log,
      clock,
      conversation,
      model,
      writer: async () => await writerInstead(parts, main, model),
      fixed,
      cacheKey: room.cacheKey,
      turn,
      signal,
      pay: payFor(parts, 'compaction', turn),
      seen: (messages, by) => parts.seen(messages, by),
      onActivity: (now) => parts.onActivity(now),
    });
    if (full !== undefined) return full;
    const request: ModelRequest = {
      ...fixed,
      messages: await parts.seen(conversation.messages(), model),
      // What was refused as too long may have been so by the length of the answer that it allowed.
      maxOutputTokens: room.outputTokens(model, refusals === 0 ? (parts.maxOutputTokens ?? usualOutputTokens) : leastAnswerTokens),
      cacheKey: room.cacheKey,
      ...(effort === undefined ? {} : { effort }),
    };
    const onWait = (text?: string): void =>
      parts.onActivity({ state: 'streaming', text: text ?? 'Thinking', isHeldUp: text !== undefined });
    const pay = payFor(parts, 'main', turn);
    const outcome = await respond({ log, clock, onWait, hasAnswered: conversation.responsesInTurn > 0, pay }, model, request, turn, signal);
    if (outcome.kind === 'ended') {
      if (model === main) await parts.fallback?.forget();
      return undefined;
    }
    // The refusal is in the log, and has taught how much the model takes: room is made, and it is asked again.
    if (outcome.error.kind === 'too-long' && refusals < maxRefusals) continue;
    const onAsk = (title: string): void => parts.onActivity({ state: 'waiting', text: `Waiting for you: ${title}` });
    // Then the next step asks the other model.
    return (await parts.fallback?.takesOver(outcome.error, model, turn, onAsk, signal)) === true
      ? undefined
      : endAfter(outcome.error, clock);
  }
}

/** While another one goes on in its place, that it cannot be had matters to nobody. */
async function mainModel({ model, fallback }: TurnParts, turn: TurnId, signal: AbortSignal): Promise<LanguageModel> {
  try {
    return await untilAborted(model(), signal);
  } catch (error) {
    const instead = fallback?.in(turn);
    if (instead === undefined) throw error;
    return instead;
  }
}

/** The model that was chosen for summaries; where that is the main one, whoever goes on in its place. */
async function writerInstead(parts: TurnParts, main: LanguageModel, model: LanguageModel): Promise<LanguageModel> {
  const chosen = await parts.model('compaction');
  return chosen === main ? model : chosen;
}

/** Of this model's request, once the person was told what it cannot do. */
async function fixedPart(parts: TurnParts, model: LanguageModel): Promise<{ readonly fixed: FixedPart; readonly effort?: Effort }> {
  const { conversation, log, room, modelUse } = parts;
  const fixed = { system: parts.system(), tools: offeredTools(parts).map(declareTool) };
  if (modelUse === undefined) return { fixed };
  const fixedTokens = estimateRequestTokens({ ...fixed, messages: [], maxOutputTokens: 0 });
  const usedTokens = room.usage?.promptTokens;
  const { canCallTools, ...more } = await modelUse.begin(log, model, {
    messages: conversation.messages(),
    fixedTokens,
    usedTokens,
    effort: parts.effort?.(),
  });
  return { fixed: canCallTools ? fixed : { ...fixed, tools: [] }, ...more };
}

/** Says what is waited for while a person is asked about money. */
function payFor(parts: TurnParts, purpose: Purchase['purpose'], turn: TurnId): Pay {
  const goOn: Activity = purpose === 'compaction' ? { state: 'compacting', text: 'Making room' } : { state: 'streaming', text: 'Thinking' };
  return async (model, request, signal) => {
    let wasAsked = false;
    const onAsk = (title: string): void => {
      wasAsked = true;
      parts.onActivity({ state: 'waiting', text: `Waiting for you: ${title}` });
    };
    const payment = await parts.promise(
      { model, request, purpose, turn, onAsk, leaveInTime: (call, answered) => leaveInTime(parts, call, answered) },
      signal,
    );
    if (wasAsked) parts.onActivity(goOn);
    return payment;
  };
}

/** A question about money holds up the work no longer than others do, and not what the person says yes to meanwhile. */
function leaveInTime(parts: TurnParts, call: CallId, answered: AbortSignal): void {
  void postponeInTime(parts, call, answered);
  const { signal } = parts.calling;
  const goOn = (): void => {
    if (parts.broker.late.answered.length > 0) void parts.broker.postpone(call);
  };
  signal.addEventListener('abort', goOn, { signal: answered });
  if (signal.aborted) goOn();
}

/** A wait that is too long to sit out is the person's business: they are told until when. */
function endAfter(error: ModelError, clock: Clock): EndOfTurn {
  const { waitMs } = error;
  if (!error.isTransient || waitMs === undefined || waitMs <= maxWaitMs) return failure(error);
  const until = new Date(clock.nowMs() + waitMs).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const minutes = Math.ceil(waitMs / 60_000);
  const hint = `The service asks to be left alone for ${minutes} min, until ${until}. Send “go on” then, or choose another model.`;
  return { ...failure(error), hint };
}

/** Mode, trust and the workspace's instructions go with the newest message: the fixed part of the request never changes. */
async function tellWhatIsNew(
  { conversation, log, mode, isTrusted, granted, instructions, note: ownNote }: TurnParts,
  turn: TurnId,
  signal: AbortSignal,
): Promise<void> {
  const note = ownNote?.() ?? modeNote(mode(), isTrusted(), granted());
  if (note !== conversation.told.note) await log.append({ type: 'turn.noted', turn, text: note });
  // Read once for a request: a file that the agent itself writes must not come back as news in the middle of the work.
  if (conversation.responsesInTurn > 0 && !conversation.told.isForgotten) return;
  const files = await untilAborted(instructions(), signal);
  const told = conversation.told.instructions;
  if (told === '' ? files.length > 0 : JSON.stringify(files) !== told) await log.append({ type: 'instructions.read', turn, files });
}

async function runOpenCalls(parts: TurnParts, turn: TurnId, signal: AbortSignal): Promise<void> {
  const { conversation, log } = parts;
  const open = conversation.outstandingCalls();
  const broken = brokenOff(conversation.lastCallingStop());
  if (broken !== undefined) {
    for (const call of open) await log.append({ type: 'tool.ended', call: call.id, outcome: 'abandoned', content: broken });
    return;
  }
  const work = callWork(parts, turn, signal);
  await runInOrder(
    open.map((call) => prepareCall(work.tools, call)),
    (prepared, earlier) => runCall(work, prepared, earlier),
  );
}

/** What is the same for all calls that are carried out now. */
function callWork(parts: TurnParts, turn: TurnId, signal: AbortSignal): CallWork {
  const { log, broker, judge, permits, clock, queue } = parts;
  const phases = new Phases(parts);
  return {
    log,
    broker,
    judge,
    permits,
    clock,
    proposed: new Set(),
    patienceMs: () => parts.patienceMs(),
    raiseCaps: (change) => parts.raiseCaps(change),
    tools: offeredTools(parts),
    turn,
    signal,
    called: parts.calling.signal,
    mode: () => parts.mode(),
    skip: () => (queue.steers ? wasSteered : undefined),
    onProgress: (call, text) => parts.onProgress(call, text),
    onShow: (call, detail) => parts.onShow?.(call, detail),
    onPhase: (call, phase, title) => phases.set(call, phase, title),
  };
}

/** Why nothing of a response that stopped like this is executed, if it is not. */
function brokenOff(stop: StopReason | undefined): string | undefined {
  if (stop === 'limit') return wasCut;
  return stop === 'refusal' ? wasRefused : undefined;
}

/** What of several calls is said in the one line that there is: what waits for a person comes first. */
class Phases {
  readonly #parts: TurnParts;
  readonly #titles = new Map<CallId, { readonly phase: 'waiting' | 'running'; readonly title: string }>();

  constructor(parts: TurnParts) {
    this.#parts = parts;
  }

  set(call: CallId, phase: 'waiting' | 'running' | 'neither', title: string): void {
    if (phase === 'neither') this.#titles.delete(call);
    else this.#titles.set(call, { phase, title });
    const all = [...this.#titles.values()];
    const shown = all.find((one) => one.phase === 'waiting') ?? all.at(-1);
    if (shown === undefined) return;
    const text = shown.phase === 'waiting' ? `Waiting for you: ${shown.title}` : shown.title;
    this.#parts.onActivity({ state: shown.phase, text: all.length === 1 ? text : `${text}, and ${all.length - 1} more` });
  }
}

/** In plan mode no tool that could write, execute or spend is even offered. */
function offeredTools(parts: TurnParts): readonly Tool[] {
  const tools = parts.tools().filter((tool) => tool.isOffered?.() ?? true);
  if (parts.mode() !== 'plan') return tools;
  return tools.filter((tool) => tool.effectKinds.every((kind) => lookingEffectKinds.has(kind)));
}
