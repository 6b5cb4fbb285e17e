import { type Disposable, DisposableList } from '../base/disposables.ts';
import { describeError, PracticumError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import type { SessionId } from '../base/ids.ts';
import type { ChatHead } from '../protocol/chat.ts';
import type { FileSessionLog } from '../sessions/log.ts';
import { ChatSession, type ChatSessionParts } from './chatSession.ts';

export interface ConversationsOptions {
  readonly parts: Omit<ChatSessionParts, 'log' | 'elsewhere'>;
  /** Opens a log for writing. Throws SessionNotFound, SessionBusy or NewerLog. */
  openLog(session: SessionId): Promise<FileSessionLog>;
  newLog(): Promise<FileSessionLog>;
}

/**
 * The conversations that are open in this window. One is shown; the others go on as long as they work or wait for an answer, and are
 * closed, so that others may have them, once there is nothing more to do for them.
 */
export class Conversations implements Disposable {
  readonly #options: ConversationsOptions;
  readonly #open = new Map<SessionId, { readonly session: ChatSession; readonly listening: DisposableList }>();
  readonly #closing = new Map<SessionId, Promise<void>>();
  readonly #shownChanged = new Emitter<void>();
  readonly #changed = new Emitter<void>();
  readonly #approvalsChanged = new Emitter<void>();
  /** Another one is shown. */
  readonly onDidShow = this.#shownChanged.event;
  /** One of them works, waits or ended, was opened, closed or given another title. */
  readonly onDidChange = this.#changed.event;
  /** Something waits for an answer in one of them, or no longer does. */
  readonly onDidChangeApprovals = this.#approvalsChanged.event;
  #shown: ChatSession;
  #switching: Promise<unknown> = Promise.resolve();

  constructor(options: ConversationsOptions, log: FileSessionLog) {
    this.#options = options;
    this.#shown = this.#adopt(log);
  }

  get shown(): ChatSession {
    return this.#shown;
  }

  get all(): readonly ChatSession[] {
    return [...this.#open.values()].map(({ session }) => session);
  }

  find(session: SessionId): ChatSession | undefined {
    return this.#open.get(session)?.session;
  }

  async showNew(): Promise<void> {
    await this.showLog(() => this.#options.newLog());
  }

  /** A log that somebody made and that nobody has open yet. */
  async showLog(make: () => Promise<FileSessionLog>): Promise<void> {
    await this.#oneAfterTheOther(async () => this.#show(this.#adopt(await make())));
  }

  /** Opens it if need be, and takes up what a crash interrupted in it. */
  async show(session: SessionId): Promise<void> {
    await this.#oneAfterTheOther(async () => {
      await this.#closing.get(session);
      const open = this.find(session) ?? this.#adopt(await this.#options.openLog(session));
      this.#show(open);
      open.agent.resume();
    });
  }

  /** Lets go of one that nothing is done in, so that its files can be put aside. Another one is shown in its place if need be. */
  async letGo(session: SessionId): Promise<void> {
    await this.#oneAfterTheOther(async () => {
      const open = this.find(session);
      if (open?.agent.isWorking === true) {
        const hint = 'Stop it first, or wait until it has finished.';
        throw new PracticumError('busy', 'The agent works in this session.', { hint });
      }
      if (open === this.#shown) this.#show(this.#adopt(await this.#options.newLog()));
      await this.#close(session);
    });
  }

  /** All of them are written down and free for others. What waits for a person keeps waiting. */
  async close(): Promise<void> {
    await this.#switching;
    const sessions = this.all;
    this.#stopListening();
    const ended = await Promise.allSettled([...sessions.map((session) => session.close()), ...this.#closing.values()]);
    const failed = ended.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  dispose(): void {
    const sessions = this.all;
    this.#stopListening();
    for (const session of sessions) session.dispose();
  }

  #stopListening(): void {
    for (const { listening } of this.#open.values()) listening.dispose();
    this.#open.clear();
    this.#shownChanged.dispose();
    this.#changed.dispose();
    this.#approvalsChanged.dispose();
  }

  #adopt(log: FileSessionLog): ChatSession {
    const session = new ChatSession({ ...this.#options.parts, log, elsewhere: () => this.#elsewhere(log.session) });
    const listening = new DisposableList();
    listening.add(session.onDidChangeState(() => this.#noteState(session)));
    listening.add(session.broker.onDidChange(() => this.#approvalsChanged.fire()));
    this.#open.set(log.session, { session, listening });
    return session;
  }

  #show(next: ChatSession): void {
    const previous = this.#shown;
    if (previous === next) return;
    this.#shown = next;
    this.#shownChanged.fire();
    this.#changed.fire();
    this.#closeIfDone(previous);
  }

  #noteState(session: ChatSession): void {
    if (session !== this.#shown) this.#shown.refreshHead();
    this.#changed.fire();
    this.#closeIfDone(session);
  }

  /** One that was left and has nothing more to do is closed: not in the midst of what it tells just now. */
  #closeIfDone(session: ChatSession): void {
    queueMicrotask(() => {
      if (session === this.#shown || session.agent.isWorking || session.isWaiting || !this.#open.has(session.log.session)) return;
      this.#close(session.log.session).catch((error: unknown) => this.#options.parts.host.log('error', describeError(error)));
    });
  }

  async #close(id: SessionId): Promise<void> {
    const open = this.#open.get(id);
    if (open === undefined) return await this.#closing.get(id);
    this.#open.delete(id);
    open.listening.dispose();
    const closing = open.session.close().finally(() => this.#closing.delete(id));
    this.#closing.set(id, closing);
    this.#changed.fire();
    await closing;
  }

  #elsewhere(here: SessionId): ChatHead['elsewhere'] {
    const others = this.all.filter(({ log }) => log.session !== here);
    const waiting = others.filter(({ isWaiting }) => isWaiting).length;
    return { working: others.filter(({ agent, isWaiting }) => agent.isWorking && !isWaiting).length, waiting };
  }

  /** Two clicks in a row show the session of the second. */
  #oneAfterTheOther<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#switching.then(work);
    this.#switching = done.catch(() => undefined);
    return done;
  }
}
