import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { lookingEffectKinds, type Mode } from '../base/effects.ts';
import { Cancelled, isCancellation, PracticumError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import type { CallId, MessageId, TurnId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import type { PermitAuthority } from '../base/permit.ts';
import type { Tool } from '../base/tool.ts';
import type { LanguageModel, ModelRequest } from '../models/model.ts';
import type { Mention, SessionLog, TurnEnd } from '../sessions/events.ts';
import type { ApprovalBroker } from './broker.ts';
import { Conversation } from './conversation.ts';
import type { Judge } from './decision.ts';
import { declareTool } from './declare.ts';
import { respond } from './respond.ts';
import { runCall } from './toolRunner.ts';
import { untilAborted } from './untilAborted.ts';

export type AgentState = 'idle' | 'streaming' | 'waiting' | 'running' | 'stopping';

export interface AgentStatus {
  readonly state: AgentState;
  /** In words, for the status line: `Thinking`, `Waiting for you: Edit train.py`. */
  readonly activity: string;
}

export interface QueuedMessage {
  readonly id: MessageId;
  readonly text: string;
  readonly mentions: readonly Mention[];
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
/** After an answer with neither words nor calls the model is asked once more; then the turn ends as empty, never as done. */
const maxEmptyResponses = 2;

/**
 * The loop. A turn is driven from the log alone: whatever the log says is still to be done is done next, so going on after a reload
 * and going on after a response are the same code.
 */
export class Agent implements Disposable {
  readonly #options: AgentOptions;
  readonly #conversation: Conversation;
  readonly #queue: QueuedMessage[] = [];
  readonly #disposables = new DisposableList();
  readonly #statusChanged = new Emitter<AgentStatus>();
  readonly #progress = new Emitter<{ readonly call: CallId; readonly text: string }>();
  readonly #failed = new Emitter<unknown>();
  readonly onDidChangeStatus = this.#statusChanged.event;
  readonly onDidProgress = this.#progress.event;
  /** The log could not be written: the work stops, and nothing else can say so. */
  readonly onDidFail = this.#failed.event;
  #status: AgentStatus = idle;
  #mode: Mode;
  #work: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  constructor(options: AgentOptions) {
    this.#options = options;
    this.#mode = options.mode;
    this.#conversation = Conversation.of(options.log.events);
    for (const event of options.log.events) {
      if (event.type === 'mode.changed') this.#mode = event.mode;
      if (event.type === 'message.queued') this.#queue.push({ id: event.message, text: event.text, mentions: event.mentions });
      if (event.type === 'message.unqueued') this.#removeQueued(event.message);
      if (event.type === 'turn.started') this.#removeQueued(event.message);
    }
    this.#disposables.add(options.log.onDidAppend((event) => this.#conversation.apply(event)));
  }

  get status(): AgentStatus {
    return this.#status;
  }

  get mode(): Mode {
    return this.#mode;
  }

  get queue(): readonly QueuedMessage[] {
    return this.#queue;
  }

  get isWorking(): boolean {
    return this.#work !== undefined;
  }

  /** Resolves when nothing is being done any more: all queued messages answered, or stopped. */
  async whenIdle(): Promise<void> {
    while (this.#work !== undefined) await this.#work.done;
  }

  /** Starts a turn, or queues the message behind the one being worked on. Resolves when it is written down. */
  async send(text: string, mentions: readonly Mention[]): Promise<void> {
    const message: QueuedMessage = { id: newId<MessageId>('me'), text, mentions };
    this.#queue.push(message);
    if (this.#work !== undefined) {
      await this.#options.log.append({ type: 'message.queued', message: message.id, text, mentions });
      this.#setStatus(this.#status);
      return;
    }
    this.#begin();
  }

  async unqueue(id: MessageId): Promise<void> {
    if (!this.#removeQueued(id)) return;
    await this.#options.log.append({ type: 'message.unqueued', message: id });
    this.#setStatus(this.#status);
  }

  async setMode(mode: Mode): Promise<void> {
    if (mode === this.#mode) return;
    this.#mode = mode;
    await this.#options.log.append({ type: 'mode.changed', mode });
    this.#setStatus(this.#status);
  }

  /** Goes on with what the log says is open: a pending approval of a turn that a reload interrupted, or queued messages. */
  resume(): void {
    if (this.#work === undefined && (this.#conversation.openTurn !== undefined || this.#queue.length > 0)) this.#begin();
  }

  /** Ends the model's stream, the running tools and the turn. Training runs go on. Queued messages stay queued until the next one is sent. */
  async stop(): Promise<void> {
    const work = this.#work;
    if (work === undefined) return;
    this.#setStatus({ state: 'stopping', activity: 'Stopping' });
    work.abort.abort(new Cancelled());
    await work.done;
  }

  /** The host goes away. What waits for a person keeps waiting in the log; nothing is answered or withdrawn. */
  dispose(): void {
    this.#disposables.dispose();
  }

  #begin(): void {
    const abort = new AbortController();
    // Said before the first line is on the disk: whoever sees the message also sees that it is being worked on.
    this.#setStatus({ state: 'streaming', activity: 'Thinking' });
    const done = this.#workUntilIdle(abort.signal)
      .catch((error: unknown) => this.#failed.fire(error))
      .finally(() => {
        this.#work = undefined;
        this.#setStatus(idle);
      });
    this.#work = { abort, done };
  }

  async #workUntilIdle(signal: AbortSignal): Promise<void> {
    if (this.#conversation.openTurn !== undefined) await this.#driveTurn(this.#conversation.openTurn, signal);
    while (!signal.aborted) {
      const message = this.#queue.shift();
      if (message === undefined) return;
      const turn = newId<TurnId>('tu');
      await this.#options.log.append(
        { type: 'turn.started', turn, message: message.id, text: message.text, mentions: message.mentions },
        'durable',
      );
      await this.#driveTurn(turn, signal);
    }
  }

  async #driveTurn(turn: TurnId, signal: AbortSignal): Promise<void> {
    try {
      const end = await this.#stepUntilEnd(turn, signal);
      await this.#endTurn(turn, end);
    } catch (error) {
      const stopped = signal.aborted || isCancellation(error);
      await this.#abandonOpenCalls(stopped ? 'Stopped by the person before it ran.' : 'Not executed: the turn failed.');
      await this.#endTurn(turn, stopped ? { end: 'stopped' } : failure(error));
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
    const { log, clock } = this.#options;
    const model = await untilAborted(this.#options.model(), signal);
    const request: ModelRequest = {
      system: this.#options.system(this.#mode),
      messages: this.#conversation.messages(),
      tools: this.#offeredTools().map(declareTool),
      maxOutputTokens,
    };
    const outcome = await respond(
      { log, clock, onWait: (text) => this.#setStatus({ state: 'streaming', activity: text }) },
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
    const { log, broker, judge, permits, clock } = this.#options;
    for (const call of this.#conversation.outstandingCalls()) {
      signal.throwIfAborted();
      this.#setStatus({ state: 'running', activity: `Preparing ${call.name}` });
      await runCall(
        {
          log,
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
        { tools: this.#offeredTools(), mode: this.#mode, turn, call, signal },
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
      await this.#options.log.append({ type: 'tool.ended', call: call.id, outcome: 'abandoned', content });
  }

  async #endTurn(turn: TurnId, end: EndOfTurn): Promise<void> {
    await this.#options.log.append({ type: 'turn.ended', turn, ...end });
    await this.#options.log.flush();
  }

  #removeQueued(id: MessageId): boolean {
    const index = this.#queue.findIndex((message) => message.id === id);
    if (index < 0) return false;
    this.#queue.splice(index, 1);
    return true;
  }

  #setStatus(status: AgentStatus): void {
    // What a stop still waits for does not count as work.
    if (this.#status.state === 'stopping' && status.state !== 'stopping' && status.state !== 'idle') return;
    this.#status = status;
    this.#statusChanged.fire(status);
  }
}

interface EndOfTurn {
  readonly end: TurnEnd;
  readonly code?: string;
  readonly message?: string;
  readonly hint?: string;
}

function failure(error: unknown): EndOfTurn {
  if (error instanceof PracticumError) {
    return { end: 'failed', code: error.code, message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
  }
  return { end: 'failed', code: 'unexpected', message: error instanceof Error ? error.message : String(error) };
}
