import type { Disposable } from '../base/disposables.ts';
import { Emitter } from '../base/events.ts';
import type { SessionId } from '../base/ids.ts';
import type { ExportFormat, SessionRow } from '../protocol/chat.ts';
import type { Sessions } from './api.ts';
import type { Conversations } from './conversations.ts';
import {
  deleteStored,
  exportStored,
  findStored,
  givenTitle,
  renameStored,
  type SessionPlace,
  type StoredSession,
  undeleteStored,
} from './storedSessions.ts';

/** The conversations of this workspace: what lies on the disk, and what this window does with it. */
export class SessionList implements Sessions, Disposable {
  readonly #place: SessionPlace;
  readonly #conversations: Conversations;
  readonly #changed = new Emitter<void>();
  readonly #following: Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(place: SessionPlace, conversations: Conversations) {
    this.#place = place;
    this.#conversations = conversations;
    this.#following = conversations.onDidChange(() => this.#changed.fire());
  }

  async list(query: string): Promise<readonly SessionRow[]> {
    const stored = await findStored(this.#place, query);
    return stored.map((session) => this.#row(session)).filter((row) => row.isOpen || row.messages > 0 || row.title !== '');
  }

  async rename(session: SessionId, title: string): Promise<void> {
    const open = this.#conversations.find(session);
    if (open === undefined) await renameStored(this.#place, session, title);
    else await open.log.append({ type: 'session.titled', title: givenTitle(title) });
    this.#changed.fire();
  }

  async delete(session: SessionId): Promise<void> {
    await this.#conversations.letGo(session);
    await deleteStored(this.#place, session);
    this.#changed.fire();
  }

  async undelete(session: SessionId): Promise<void> {
    await undeleteStored(this.#place, session);
    this.#changed.fire();
  }

  async export(session: SessionId, format: ExportFormat): Promise<string> {
    await this.#conversations.find(session)?.log.flush();
    return await exportStored(this.#place, session, format);
  }

  dispose(): void {
    this.#following.dispose();
    this.#changed.dispose();
  }

  #row({ summary, heldBy, match }: StoredSession): SessionRow {
    const { session, title, lastActiveMs, messages, pendingApprovals } = summary;
    const open = this.#conversations.find(session);
    const found = match === undefined ? {} : { match };
    const row = { session, title, lastActiveMs, messages, pendingApprovals, ...found };
    if (open === undefined) return { ...row, isOpen: false, isWorking: false, ...(heldBy === undefined ? {} : { heldBy }) };
    // What it was told a moment ago may not be in the file yet.
    const isWorking = open.agent.isWorking && !open.isWaiting;
    return { ...row, title: open.title, pendingApprovals: open.broker.unanswered.length, isOpen: true, isWorking };
  }
}
