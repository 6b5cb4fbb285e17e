import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { Mode } from '../base/effects.ts';
import { Cancelled, isCancellation, PracticumError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import type { CallId, MessageId, TurnId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import type { ToolDetail } from '../base/tool.ts';
import type { ContextUsage } from '../base/usage.ts';
import type { Delivery, Mention, SessionEvent, WorkLog } from '../sessions/events.ts';
import type { AgentOptions } from './agentOptions.ts';
import { Calling } from './calling.ts';
import { Conversation } from './conversation.ts';
import { Fallback } from './fallback.ts';
import { Guards } from './guards/guards.ts';
import { HostGone } from './hostGone.ts';
import { MessageQueue, type QueuedMessage } from './messageQueue.ts';
import { ModelUse } from './modelUse.ts';
import { Room } from './room.ts';
import { SeenPictures } from './seenPictures.ts';
import { driveTurn, type TurnParts } from './turn.ts';
import { type EndOfTurn, failure } from './turnEnd.ts';

export type AgentState = 'idle' | 'streaming' | 'waiting' | 'running' | 'compacting' | 'stopping';

export interface AgentStatus {
  readonly state: AgentState;
  /** In words, for the status line: `Thinking`, `Waiting for you: Edit train.py`. */
  readonly activity: string;
  /** The model's service keeps it waiting longer than usual. */
  readonly isHeldUp?: true;
}

const idle: AgentStatus = { state: 'idle', activity: '' };
/** How long the work may take to end when the host goes away: an editor waits for a few seconds at most. */
const closeGraceMs = 1_000;
const messageCame = 'Not executed: the person sent a message instead of answering. Read it, then decide whether this call is still wanted.';
const planModeCame = 'Not executed: the person switched to plan mode instead of answering. Look, and end with a plan.';

/** One conversation at work: which message is taken up next, when it is stopped, and what is said about it. A turn itself is `turn.ts`. */
export class Agent implements Disposable {
  readonly #options: AgentOptions;
  readonly #conversation: Conversation;
  readonly #room: Room;
  readonly #queue: MessageQueue;
  readonly #calling: Calling;
  readonly #parts: TurnParts;
  readonly #disposables = new DisposableList();
  readonly #statusChanged = new Emitter<AgentStatus>();
  readonly #progress = new Emitter<{ readonly call: CallId; readonly text: string }>();
  readonly #shown = new Emitter<{ readonly call: CallId; readonly detail: ToolDetail }>();
  readonly #failed = new Emitter<unknown>();
  readonly onDidChangeStatus = this.#statusChanged.event;
  readonly onDidProgress = this.#progress.event;
  /** How a call that still runs stands, where its tool says more than words. */
  readonly onDidShow = this.#shown.event;
  /** The log could not be written: the work stops, and nothing else can say so. */
  readonly onDidFail = this.#failed.event;
  readonly #log: WorkLog;
  #guards: Guards;
  #status: AgentStatus = idle;
  #mode: Mode;
  #work: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;
  /** Going back behind a summary reads the log's file first: until it is done nothing is begun. */
  #goingBack: Promise<void> | undefined;
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
    for (const event of options.log.events) if (event.type === 'mode.changed') this.#mode = event.mode;
    this.#conversation = Conversation.of(options.log.branch);
    this.#room = new Room(options.log);
    this.#guards = this.#guardsOver(options.log.branch);
    this.#queue = new MessageQueue(options.log.events);
    this.#disposables.add(options.log.onDidAppend((event) => this.#note(event)));
    this.#calling = new Calling(() => this.#queue.steers || options.broker.late.answered.length > 0);
    this.#disposables.add(
      options.broker.onDidAnswerLate(() => {
        this.#calling.look();
        this.resume();
      }),
    );
    this.#parts = this.#turnParts();
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

  /** What the model was sent so far, in tokens; undefined before its first response. */
  get usage(): ContextUsage | undefined {
    return this.#room.usage;
  }

  /** Resolves when nothing is being done any more: all queued messages answered, or stopped. */
  async whenIdle(): Promise<void> {
    while (this.#work !== undefined) await this.#work.done;
  }

  /**
   * Starts a turn. While one is worked on, the message is delivered at its next safe point (`steer`) or waits behind what is to be done
   * before it (`queue`). A message that steers takes back what waits for an answer. Resolves when it is written down.
   */
  async send(text: string, mentions: readonly Mention[], delivery: Delivery = 'queue'): Promise<void> {
    if (this.#goingBack !== undefined) await this.#untilBack();
    if (this.#isGone) throw new HostGone();
    const message: QueuedMessage = { id: newId<MessageId>('me'), text, mentions, delivery };
    const isNext = this.#work === undefined && this.#queue.isEmpty && this.#conversation.openTurn === undefined;
    this.#queue.push(message);
    if (this.#status.state === 'stopping') this.#wasSentWhileStopping = true;
    // That it waits is in the log before it is taken up.
    const written = isNext ? undefined : this.#log.append({ type: 'message.queued', message: message.id, text, mentions, delivery });
    if (this.#work === undefined) this.#begin();
    if (written === undefined) return;
    await written;
    await this.#makeWay();
    this.#setStatus(this.#status);
  }

  /** A queued message is delivered at the next safe point after all: at once, where nothing is worked on. */
  async hurry(id: MessageId): Promise<void> {
    if (this.#goingBack !== undefined) await this.#untilBack();
    if (!this.#queue.hurry(id)) return;
    const written = this.#log.append({ type: 'message.hurried', message: id });
    if (this.#work === undefined) this.#begin();
    await written;
    await this.#makeWay();
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
    if (mode === 'plan') await this.#options.broker.withdrawAll(planModeCame);
    this.#setStatus(this.#status);
  }

  /** The conversation goes on from before this turn. Throws `busy` while something is worked on, `no-such-turn` when it is not in it. */
  async rewind(turn: TurnId): Promise<void> {
    if (this.#goingBack !== undefined) await this.#untilBack();
    if (this.#work !== undefined || this.#conversation.openTurn !== undefined)
      throw new PracticumError('busy', 'The conversation can go back once the agent has finished.', { hint: 'Stop it first, or wait.' });
    const { branch } = this.#options.log;
    const index = branch.findIndex((event) => event.type === 'turn.started' && event.turn === turn);
    const before = branch[index - 1];
    if (before === undefined) throw new PracticumError('no-such-turn', 'That message is not part of this conversation any more.');
    const rewound = this.#log.append({ type: 'session.rewound', turn, to: before.id }, 'durable');
    const over = (): void => {
      this.#goingBack = undefined;
    };
    this.#goingBack = rewound.then(over, over);
    await rewound;
    const calls = new Set(this.#options.log.branch.flatMap((event) => (event.type === 'response.call' ? [event.call] : [])));
    await this.#options.broker.withdrawLate((call) => !calls.has(call), 'The conversation went back to before it.');
  }

  /** Goes on with what the log says is open: a pending approval of a turn that a reload interrupted, or queued messages. */
  resume(): void {
    if (this.#work !== undefined || this.#goingBack !== undefined || this.#isGone) return;
    const { late } = this.#options.broker;
    if (this.#conversation.openTurn !== undefined || (!this.#queue.isEmpty && !this.#queue.isHeld) || late.answered.length > 0)
      this.#begin();
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

  #note(event: SessionEvent): void {
    if (event.type === 'session.rewound') {
      const { branch } = this.#options.log;
      this.#conversation.reset(branch);
      this.#room.reset();
      this.#guards = this.#guardsOver(branch);
      return;
    }
    this.#conversation.apply(event);
    this.#room.apply(event);
    this.#guards.apply(event);
    this.#queue.noteEnd(event);
  }

  #guardsOver(events: Iterable<SessionEvent>): Guards {
    const guards = new Guards(() => this.#options.limits().maxAttempts);
    for (const event of events) guards.apply(event);
    return guards;
  }

  async #untilBack(): Promise<void> {
    while (this.#goingBack !== undefined) await this.#goingBack;
  }

  /** A message that steers goes before what waits for an answer. */
  async #makeWay(): Promise<void> {
    this.#calling.look();
    if (this.#queue.steers) await this.#options.broker.withdrawAll(messageCame);
  }

  #begin(): void {
    const abort = new AbortController();
    const done = Promise.withResolvers<void>();
    // Known before it begins: who hears its first event and sends a message must not begin a second one.
    this.#work = { abort, done: done.promise };
    // Nobody sees a message that is written down and yet nothing at work on it.
    this.#setStatus({ state: 'streaming', activity: 'Thinking' });
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
    return signal.aborted ? undefined : (this.#queue.take() ?? this.#lateAnswers());
  }

  /** An answer to what waited while nothing was worked on is the person’s word, and begins a turn. */
  #lateAnswers(): QueuedMessage | undefined {
    const { answered } = this.#options.broker.late;
    if (answered.length === 0) return undefined;
    const said = answered.map(({ approval: { title }, answer: { answer, feedback } }) => {
      const word = answer === 'approve' ? 'Approved, after it waited' : 'Rejected, after it waited';
      return `${word}: ${title}.${feedback === undefined ? '' : ` ${feedback}`}`;
    });
    return { id: newId<MessageId>('me'), text: said.join('\n'), mentions: [], delivery: 'queue' };
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
      return await driveTurn(this.#parts, turn, signal);
    } catch (error) {
      if (this.#isGone) throw error;
      const stopped = signal.aborted || isCancellation(error);
      await this.#abandonOpenCalls(stopped ? 'Stopped by the person before it ran.' : 'Not executed: the turn failed.');
      return stopped ? { end: 'stopped' } : failure(error);
    }
  }

  async #abandonOpenCalls(content: string): Promise<void> {
    for (const call of this.#conversation.outstandingCalls())
      await this.#log.append({ type: 'tool.ended', call: call.id, outcome: 'abandoned', content });
  }

  #turnParts(): TurnParts {
    const { broker, permits, judge, clock, tools } = this.#options;
    const pictures = new SeenPictures(this.#options);
    return {
      log: this.#log,
      broker,
      permits,
      judge,
      clock,
      tools,
      conversation: this.#conversation,
      queue: this.#queue,
      calling: this.#calling,
      room: this.#room,
      guards: () => this.#guards,
      mode: () => this.#mode,
      isTrusted: () => this.#options.isTrusted(),
      model: (role) => this.#options.model(role),
      modelUse: new ModelUse(this.#options.log),
      effort: () => this.#options.effort?.(),
      fallback: new Fallback(this.#options, this.#log),
      system: () => this.#options.system(),
      instructions: () => this.#options.instructions(),
      limits: () => this.#options.limits(),
      patienceMs: () => this.#options.patienceMs?.(),
      granted: () => this.#options.granted?.(),
      seen: (messages, model) => pictures.in(messages, model),
      promise: async (purchase, signal) => await this.#options.budget?.promise(purchase, signal),
      raiseCaps: async (change) => await this.#options.budget?.raise(change),
      onActivity: ({ state, text, isHeldUp }) => this.#setStatus({ state, activity: text, ...(isHeldUp === true ? { isHeldUp } : {}) }),
      onProgress: (call, text) => this.#progress.fire({ call, text }),
      onShow: (call, detail) => this.#shown.fire({ call, detail }),
    };
  }

  #setStatus(status: AgentStatus): void {
    // What a stop still waits for does not count as work.
    if (this.#status.state === 'stopping' && status.state !== 'stopping' && status.state !== 'idle') return;
    this.#status = status;
    this.#statusChanged.fire(status);
  }
}
