import { type Disposable, DisposableList, toDisposable } from '../base/disposables.ts';
import type { Mode } from '../base/effects.ts';
import { describeError, PracticumError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import type { CallId, TurnId } from '../base/ids.ts';
import type { ToolDetail } from '../base/tool.ts';
import type { ChatDelta, ChatOp, ChatSnapshot, MentionChip } from '../protocol/chat.ts';
import type { ApprovalAnswer, ApprovalScope, Mention } from '../sessions/events.ts';
import type { Approvals, Chat, PendingApproval } from './api.ts';
import type { ChatSession } from './chatSession.ts';
import type { MentionReader } from './mentions.ts';

/** About thirty messages a second to the view, however fast the model talks. */
const flushEveryMs = 33;

export interface ChatControllerOptions {
  readonly mentions: MentionReader;
  /** Refuses while nothing can be done for a message (no folder, no trust): throws with the next step. */
  openNewSession(): Promise<ChatSession>;
  log(level: 'info' | 'warn' | 'error', text: string): void;
}

/** The open conversation as the views know it. Another session can take its place: the views then take a new snapshot. */
export class ChatController implements Chat, Disposable {
  readonly approvals: Approvals;
  readonly #options: ChatControllerOptions;
  readonly #deltas = new Emitter<ChatDelta>();
  readonly #resets = new Emitter<void>();
  readonly #approvalsChanged = new Emitter<void>();
  readonly onDidChange = this.#deltas.event;
  readonly onDidReset = this.#resets.event;
  #current: ChatSession;
  #listening = new DisposableList();
  #ops: ChatOp[] = [];
  #timer: NodeJS.Timeout | undefined;
  #seq = 0;

  constructor(options: ChatControllerOptions, session: ChatSession) {
    this.#options = options;
    this.#current = session;
    this.approvals = this.#makeApprovals();
    this.#listen();
  }

  get session(): ChatSession['log']['session'] {
    return this.#current.log.session;
  }

  get current(): ChatSession {
    return this.#current;
  }

  snapshot(): ChatSnapshot {
    // Other views follow the same deltas: what is waiting goes out to them first, and the snapshot stands behind it.
    this.#flush();
    return this.#current.snapshot(this.#seq);
  }

  resume(): void {
    this.#current.agent.resume();
  }

  async send(text: string, chips: readonly MentionChip[]): Promise<void> {
    if (text.trim() === '' && chips.length === 0) return;
    const mentions = await Promise.all(chips.map((chip) => this.#read(chip)));
    await this.#current.agent.send(text, mentions);
  }

  /** What cannot be read any more is attached by its place: the person's message is not lost over it. */
  async #read(chip: MentionChip): Promise<Mention> {
    try {
      return await this.#options.mentions(chip);
    } catch (error) {
      this.#options.log('warn', `${chip.label} could not be attached. ${describeError(error)}`);
      const { label: _, ...place } = chip;
      return place;
    }
  }

  stop(): void {
    this.#current.agent.stop().catch((error: unknown) => this.#options.log('error', describeError(error)));
  }

  async unqueue(id: string): Promise<void> {
    const message = this.#current.agent.queue.find((queued) => queued.id === id);
    if (message !== undefined) await this.#current.agent.unqueue(message.id);
  }

  async setMode(mode: Mode): Promise<void> {
    await this.#current.agent.setMode(mode);
  }

  async newSession(): Promise<void> {
    const next = await this.#options.openNewSession();
    const previous = this.#current;
    this.#listening.dispose();
    this.#dropOps();
    this.#current = next;
    this.#listen();
    this.#resets.fire();
    this.#approvalsChanged.fire();
    await previous.agent.stop();
    await previous.close();
  }

  async revertTurn(turn: string): Promise<void> {
    if (this.#current.agent.isWorking) {
      throw new PracticumError('busy', 'Changes can be taken back once the agent has finished.', { hint: 'Stop it first, or wait.' });
    }
    const known = this.#current.log.events.find((event) => event.type === 'turn.started' && event.turn === turn);
    if (known?.type === 'turn.started') await this.#current.changes.revert(known.turn satisfies TurnId);
  }

  async retry(): Promise<void> {
    const last = this.#current.lastMessage();
    if (last !== undefined && !this.#current.agent.isWorking) await this.#current.agent.send(last.text, last.mentions);
  }

  earlierItems(): ReturnType<Chat['earlierItems']> {
    return this.#current.earlierItems();
  }

  changedFile(turn: string, path: string): ReturnType<Chat['changedFile']> {
    return this.#current.changes.fileOf(turn, path);
  }

  callDetail(call: string): ToolDetail | undefined {
    const item = this.#current.transcript.item(call);
    return item?.kind === 'tool' ? item.detail : undefined;
  }

  /** The host goes away in good order: what is in memory is written down, and another window may have the session. */
  async close(): Promise<void> {
    this.#listening.dispose();
    this.#dropOps();
    await this.#current.close();
    this.dispose();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#dropOps();
    this.#current.dispose();
    this.#deltas.dispose();
    this.#resets.dispose();
    this.#approvalsChanged.dispose();
  }

  #listen(): void {
    this.#listening = new DisposableList();
    this.#listening.add(this.#current.onDidChange((ops) => this.#queueOps(ops)));
    this.#listening.add(this.#current.broker.onDidChange(() => this.#approvalsChanged.fire()));
    this.#listening.add(toDisposable(() => clearTimeout(this.#timer)));
  }

  #queueOps(ops: readonly ChatOp[]): void {
    for (const op of ops) this.#mergeOp(op);
    this.#timer ??= setTimeout(() => this.#flush(), flushEveryMs);
  }

  /** Text for the same item is joined, and only the newest head and the newest state of an item travel. */
  #mergeOp(op: ChatOp): void {
    const last = this.#ops.at(-1);
    if (op.op === 'text' && last?.op === 'text' && last.id === op.id) {
      this.#ops[this.#ops.length - 1] = { ...op, text: last.text + op.text };
      return;
    }
    if (op.op === 'head' && last?.op === 'head') this.#ops.pop();
    if (op.op === 'replace' && last?.op === 'replace' && last.item.id === op.item.id) this.#ops.pop();
    this.#ops.push(op);
  }

  #flush(): void {
    const ops = this.#ops;
    this.#dropOps();
    if (ops.length === 0) return;
    this.#seq += 1;
    this.#deltas.fire({ type: 'delta', seq: this.#seq, ops });
  }

  #dropOps(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#ops = [];
  }

  #makeApprovals(): Approvals {
    const pending = (): readonly PendingApproval[] => {
      const { broker, transcript, log } = this.#current;
      return broker.pending.map((approval): PendingApproval => {
        const item = transcript.item(approval.call satisfies CallId);
        const effectLines = item?.kind === 'tool' ? (item.approval?.effectLines ?? []) : [];
        const { title, reason, sessionScope } = approval;
        const scope = sessionScope === undefined ? {} : { sessionScope: transcript.shorten(sessionScope) };
        return {
          ...approval,
          session: log.session,
          title: transcript.shorten(title),
          reason: transcript.shorten(reason),
          effectLines,
          ...scope,
        };
      });
    };
    const answer = async (
      id: PendingApproval['id'],
      said: ApprovalAnswer,
      scope: ApprovalScope,
      by: string,
      feedback?: string,
    ): Promise<boolean> => await this.#current.broker.answer(id, said, scope, by, feedback);
    return {
      get pending() {
        return pending();
      },
      onDidChange: this.#approvalsChanged.event,
      answer,
    };
  }
}
