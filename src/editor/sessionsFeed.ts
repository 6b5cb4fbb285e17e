import type { Sessions } from '../app/api.ts';
import type { SessionId } from '../base/ids.ts';
import type { SessionsList } from '../protocol/chat.ts';

/**
 * What the open list of sessions is told: the answer to its newest question, and again whenever a session changes, until it is closed.
 * One look at the disk at a time; whatever happens meanwhile leads to one more.
 */
export class SessionsFeed {
  readonly #post: (list: SessionsList) => void;
  /** Undefined while the list is closed. */
  #query: string | undefined;
  #deleted: SessionsList['deleted'];
  #isLooking = false;
  #isStale = false;

  constructor(post: (list: SessionsList) => void) {
    this.#post = post;
  }

  async ask(sessions: Sessions, query: string): Promise<void> {
    this.#query = query;
    await this.changed(sessions);
  }

  leave(): void {
    this.#query = undefined;
    this.#deleted = undefined;
  }

  async delete(sessions: Sessions, session: SessionId): Promise<void> {
    const row = (await sessions.list('')).find((known) => known.session === session);
    try {
      await sessions.delete(session);
      this.#deleted = { session, title: row?.title ?? '' };
    } finally {
      // A session that could not be deleted has already gone from the view.
      await this.changed(sessions);
    }
  }

  async undelete(sessions: Sessions, session: SessionId): Promise<void> {
    await sessions.undelete(session);
    if (this.#deleted?.session === session) this.#deleted = undefined;
    await this.changed(sessions);
  }

  async changed(sessions: Sessions): Promise<void> {
    this.#isStale = true;
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      while (this.#isStale && this.#query !== undefined) {
        this.#isStale = false;
        const query = this.#query;
        const found = await sessions.list(query);
        // Asked for something else meanwhile, or closed: that is looked for next.
        if (query === this.#query) this.#post(this.#list(query, found));
      }
    } finally {
      this.#isLooking = false;
    }
  }

  #list(query: string, sessions: SessionsList['sessions']): SessionsList {
    return { type: 'sessions', query, sessions, ...(this.#deleted === undefined ? {} : { deleted: this.#deleted }) };
  }
}
