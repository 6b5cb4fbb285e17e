import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { lookingEffectKinds, type Mode } from '../base/effects.ts';
import { Cancelled, isCancellation } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import type { CallId, MessageId, TurnId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import type { PermitAuthority } from '../base/permit.ts';
import type { Tool } from '../base/tool.ts';
import type { LanguageModel, ModelRequest } from '../models/model.ts';
import type { Mention, SessionLog, WorkLog } from '../sessions/events.ts';
import type { ApprovalBroker } from './broker.ts';
import { Conversation } from './conversation.ts';
import type { Judge } from './decision.ts';
import { declareTool } from './declare.ts';
import { HostGone } from './hostGone.ts';
import { MessageQueue, type QueuedMessage } from './messageQueue.ts';
import { respond } from './respond.ts';
import { runCall } from './toolRunner.ts';
import { type EndOfTurn, failure } from './turnEnd.ts';
import { untilAborted } from './untilAborted.ts';

export type AgentState = 'idle' | 'streaming' | 'waiting' | 'running' | 'stopping';

export interface AgentStatus {
  readonly state: AgentState;
  /** In words, for the status line: `Thinking`, `Waiting for you: Edit train.py`. */
  readonly activity: string;
}

export interface AgentOptions {
  readonly log: SessionLog;
  readonly broker: ApprovalBroker;
  readonly permits: PermitAuthority;
  readonly judge: Judge;
  readonly tools: readonly Tool[];
  readonly clock: Clock;
  readonly mode: Mode;
  model(): Promise<LanguageModel>;
  system(mode: Mode): string;
  /** Model responses per request of the person. */
  readonly maxResponses: number;
}

const idle: AgentStatus = { state: 'idle', activity: '' };
const maxOutputTokens = 16_384;
/** How long the work may take to end when the host goes away: an editor waits for a few seconds at most. */
const closeGraceMs = 1_000;
/** After an answer with neither words nor calls the model is asked once more; then the turn ends as empty, never as done. */
const maxEmptyResponses = 2;

/**
 * The loop. A turn is driven from the log alone: whatever the log says is still to be done is done next, so going on after a reload
 * and going on after a response are the same code.
 */
export class Agent implements Disposable {
  readonly #options: AgentOptions;
  readonly #conversation: Conversation;
  readonly #queue: MessageQueue;
  readonly #disposables = new DisposableList();
  readonly #statusChanged = new Emitter<AgentStatus>();
  readonly #progress = new Emitter<{ readonly call: CallId; readonly text: string }>();
  readonly #failed = new Emitter<unknown>();
  readonly onDidChangeStatus = this.#statusChanged.event;
  readonly onDidProgress = this.#progress.event;
  /** The log could not be written: the work stops, and nothing else can say so. */
  readonly onDidFail = this.#failed.event;
  readonly #log: WorkLog;
  #status: AgentStatus = idle;
  #mode: Mode;
  #work: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;
  /** A message that came after the stop is meant to be answered once the stop is done. */
  #wasSentWhileStopping = false;
  #isGone = false;

  constructor(options: AgentOptions) {
    this.#options = options;
    this.#log = {
      append: async (body, durability) => {
        if (this.#isGone) throw new HostGone();
        return await options.log.append(body, durability);
      },
    };
    this.#mode = options.mode;
    this.#conversation = Conversation.of(options.log.events);
    this.#queue = new MessageQueue(options.log.events);
    for (const event of options.log.events) if (event.type === 'mode.changed') this.#mode = event.mode;
    this.#disposables.add(
      options.log.onDidAppend((event) => {
        this.#conversation.apply(event);
        this.#queue.noteEnd(event);
      }),
    );
  }

  get status(): AgentStatus {
    return this.#status;
  }

  get mode(): Mode {
    return this.#mode;
  }

  get queue(): readonly QueuedMessage[] {
    return this.#queue.messages;
  }

  get isWorking(): boolean {
    return this.#work !== undefined;
  }

  /** Resolves when nothing is being done any more: all queued messages answered, or stopped. */
  async whenIdle(): Promise<void> {
    while (this.#work !== undefined) await this.#work.done;
  }

  /** Starts a turn, or queues the message behind what is to be done before it. Resolves when it is written down. */
  async send(text: string, mentions: readonly Mention[]): Promise<void> {
    if (this.#isGone) throw new HostGone();
    const message: QueuedMessage = { id: newId<MessageId>('me'), text, mentions };
    const isNext = this.#work === undefined && this.#queue.isEmpty && this.#conversation.openTurn === undefined;
    this.#queue.push(message);
    if (this.#status.state === 'stopping') this.#wasSentWhileStopping = true;
    if (this.#work === undefined) this.#begin();
    if (isNext) return;
    await this.#log.append({ type: 'message.queued', message: message.id, text, mentions });
    this.#setStatus(this.#status);
  }

  async unqueue(id: MessageId): Promise<void> {
    if (!this.#queue.remove(id)) return;
    await this.#log.append({ type: 'message.unqueued', message: id });
    this.#setStatus(this.#status);
  }

  async setMode(mode: Mode): Promise<void> {
    if (mode === this.#mode) return;
    this.#mode = mode;
    await this.#log.append({ type: 'mode.changed', mode });
    if (mode === 'plan')
      await this.#options.broker.withdrawAll(
        'Not executed: the person switched to plan mode instead of answering. Look, and end with a plan.',
      );
    this.#setStatus(this.#status);
  }

  /** Goes on with what the log says is open: a pending approval of a turn that a reload interrupted, or queued messages. */
  resume(): void {
    if (this.#work !== undefined || this.#isGone) return;
    if (this.#conversation.openTurn !== undefined || (!this.#queue.isEmpty && !this.#queue.isHeld)) this.#begin();
  }

  /** Ends the model's stream, the running tools and the turn. Training runs go on. Queued messages stay queued until the next one is sent. */
  async stop(): Promise<void> {
    const work = this.#work;
    if (work === undefined) return;
    this.#setStatus({ state: 'stopping', activity: 'Stopping' });
    work.abort.abort(new Cancelled());
    await work.done;
  }

  /**
   * The host goes away: streams and tools are told to end, and nothing more is logged, since nobody stopped anything. What waits for a
   * person keeps waiting in the log; whoever opens it next finds what was interrupted.
   */
  dispose(): void {
    this.#isGone = true;
    this.#work?.abort.abort(new HostGone());
    this.#disposables.dispose();
  }

  /** The same, and resolves when nothing runs any more, or after a moment in which it had the chance to end. */
  async close(): Promise<void> {
    const done = this.#work?.done;
    this.dispose();
    if (done === undefined) return;
    const ended = new AbortController();
    const moment = this.#options.clock.sleep(closeGraceMs, ended.signal).catch(() => undefined);
    await Promise.race([done, moment]);
    ended.abort();
  }

  #begin(): void {
    const abort = new AbortController();
    const done = Promise.withResolvers<void>();
    // Known before it begins: who hears its first event and sends a message must not begin a second one.
    this.#work = { abort, done: done.promise };
    void this.#workUntilIdle(abort.signal).then(done.resolve);
  }

  async #workUntilIdle(signal: AbortSignal): Promise<void> {
    try {
      if (this.#conversation.openTurn !== undefined) await this.#driveTurn(this.#conversation.openTurn, signal);
      for (let message = this.#takeQueued(signal); message !== undefined; message = this.#takeQueued(signal))
        await this.#driveTurn(newId<TurnId>('tu'), signal, message);
    } catch (error) {
      if (!this.#isGone) this.#failed.fire(error);
    }
    // Nothing is waited for between the last look at the queue and this, so no message falls in between.
    this.#work = undefined;
    this.#setStatus(idle);
    if (this.#wasSentWhileStopping) this.#goOn();
  }

  #goOn(): void {
    this.#wasSentWhileStopping = false;
    if (this.#work === undefined && !this.#isGone && !this.#queue.isEmpty) this.#begin();
  }

  #takeQueued(signal: AbortSignal): QueuedMessage | undefined {
    return signal.aborted ? undefined : this.#queue.take();
  }

  /** From where the log stands to the turn's end. Rejects when the log cannot be written, or when the host goes away. */
  async #driveTurn(turn: TurnId, signal: AbortSignal, message?: QueuedMessage): Promise<void> {
    const end = await this.#howTurnEnds(turn, signal, message);
    await this.#log.append({ type: 'turn.ended', turn, ...end });
    await this.#options.log.flush();
  }

  async #howTurnEnds(turn: TurnId, signal: AbortSignal, message: QueuedMessage | undefined): Promise<EndOfTurn> {
    try {
      if (message !== undefined) {
        const { id, text, mentions } = message;
        await this.#log.append({ type: 'turn.started', turn, message: id, text, mentions }, 'durable');
      }
      return await this.#stepUntilEnd(turn, signal);
    } catch (error) {
      if (this.#isGone) throw error;
      const stopped = signal.aborted || isCancellation(error);
      await this.#abandonOpenCalls(stopped ? 'Stopped by the person before it ran.' : 'Not executed: the turn failed.');
      return stopped ? { end: 'stopped' } : failure(error);
    }
  }

  async #stepUntilEnd(turn: TurnId, signal: AbortSignal): Promise<EndOfTurn> {
    let emptyResponses = 0;
    for (;;) {
      signal.throwIfAborted();
      const open = this.#conversation.outstandingCalls();
      if (open.length > 0) {
        await this.#runOpenCalls(turn, signal);
        continue;
      }
      const last = this.#conversation.lastResponse();
      if (last?.stop === 'refusal')
        return { end: 'refused', message: 'The model declined to answer.', hint: 'Say it differently, or choose another model.' };
      if (last !== undefined && last.calls === 0) {
        if (last.text.trim() !== '') {
          return last.stop === 'limit'
            ? { end: 'done', code: 'cut', message: 'The answer was cut at the model’s output limit.', hint: 'Send “go on” to continue.' }
            : { end: 'done' };
        }
        emptyResponses += 1;
        if (emptyResponses >= maxEmptyResponses)
          return {
            end: 'empty',
            message: 'The model answered with nothing, twice.',
            hint: 'Send the message again, or choose another model.',
          };
      }
      if (this.#conversation.responsesInTurn >= this.#options.maxResponses) {
        return { end: 'limit', message: `Stopped after ${this.#options.maxResponses} model responses.`, hint: 'Send “go on” to continue.' };
      }
      const failed = await this.#respond(turn, signal);
      if (failed !== undefined) return failed;
    }
  }

  async #respond(turn: TurnId, signal: AbortSignal): Promise<EndOfTurn | undefined> {
    this.#setStatus({ state: 'streaming', activity: 'Thinking' });
    const { clock } = this.#options;
    const model = await untilAborted(this.#options.model(), signal);
    const request: ModelRequest = {
      system: this.#options.system(this.#mode),
      messages: this.#conversation.messages(),
      tools: this.#offeredTools().map(declareTool),
      maxOutputTokens,
    };
    const outcome = await respond(
      { log: this.#log, clock, onWait: (text) => this.#setStatus({ state: 'streaming', activity: text }) },
      model,
      request,
      turn,
      signal,
    );
    return outcome.kind === 'failed' ? failure(outcome.error) : undefined;
  }

  async #runOpenCalls(turn: TurnId, signal: AbortSignal): Promise<void> {
    const wasCut = this.#conversation.lastResponse()?.stop === 'limit';
    if (wasCut) {
      await this.#abandonOpenCalls(
        'Not executed: the response was cut at the output limit, so its arguments may be incomplete. Send smaller calls.',
      );
      return;
    }
    const { broker, judge, permits, clock } = this.#options;
    for (const call of this.#conversation.outstandingCalls()) {
      signal.throwIfAborted();
      this.#setStatus({ state: 'running', activity: `Preparing ${call.name}` });
      await runCall(
        {
          log: this.#log,
          broker,
          judge,
          permits,
          clock,
          onProgress: (id, text) => this.#progress.fire({ call: id, text }),
          onPhase: (phase, title) =>
            this.#setStatus(
              phase === 'waiting' ? { state: 'waiting', activity: `Waiting for you: ${title}` } : { state: 'running', activity: title },
            ),
        },
        { tools: this.#offeredTools(), mode: () => this.#mode, turn, call, signal },
      );
    }
  }

  /** In plan mode no tool that could write, execute or spend is even offered. */
  #offeredTools(): readonly Tool[] {
    if (this.#mode !== 'plan') return this.#options.tools;
    return this.#options.tools.filter((tool) => tool.effectKinds.every((kind) => lookingEffectKinds.has(kind)));
  }

  async #abandonOpenCalls(content: string): Promise<void> {
    for (const call of this.#conversation.outstandingCalls())
      await this.#log.append({ type: 'tool.ended', call: call.id, outcome: 'abandoned', content });
  }

  #setStatus(status: AgentStatus): void {
    // What a stop still waits for does not count as work.
    if (this.#status.state === 'stopping' && status.state !== 'stopping' && status.state !== 'idle') return;
    this.#status = status;
    this.#statusChanged.fire(status);
  }
}
