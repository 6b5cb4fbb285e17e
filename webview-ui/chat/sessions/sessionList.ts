import { batch, signal } from '@preact/signals';
import type { ChatToHost, ExportFormat, SessionRow, SessionsList } from '../../../src/protocol/chat.ts';

/** The list of sessions as the person sees it: whether it is open, what is searched for, and what the host found. */
export class SessionList {
  readonly isOpen = signal(false);
  readonly query = signal('');
  /** The host's last answer; undefined until it has come. */
  readonly found = signal<SessionsList | undefined>(undefined);
  /** The session whose title is being written. */
  readonly renaming = signal<string | undefined>(undefined);
  readonly #post: (message: ChatToHost) => void;
  /** The one that the person chose here: once it is shown, the list has done its work. */
  #chosen: string | undefined;

  constructor(post: (message: ChatToHost) => void) {
    this.#post = post;
  }

  open(): void {
    if (this.isOpen.value) return;
    batch(() => {
      this.isOpen.value = true;
      this.query.value = '';
      this.found.value = undefined;
      this.renaming.value = undefined;
    });
    this.#post({ type: 'listSessions', query: '' });
  }

  close(): void {
    if (!this.isOpen.value) return;
    this.isOpen.value = false;
    this.#post({ type: 'leaveSessions' });
  }

  search(query: string): void {
    this.query.value = query;
    this.#post({ type: 'listSessions', query });
  }

  /** An answer to an older question says nothing about this one. */
  receive(list: SessionsList): void {
    if (this.isOpen.value && list.query === this.query.value) this.found.value = list;
  }

  get isSearching(): boolean {
    return this.found.value?.query !== this.query.value;
  }

  get rows(): readonly SessionRow[] {
    return this.found.value?.sessions ?? [];
  }

  /** A session is on screen. */
  shown(session: string): void {
    if (session !== this.#chosen) return;
    this.#chosen = undefined;
    this.close();
  }

  choose(session: string, current: string | undefined): void {
    if (session === current) {
      this.close();
      return;
    }
    this.#chosen = session;
    this.#post({ type: 'openSession', session });
  }

  begin(): void {
    this.#post({ type: 'newSession' });
    this.close();
  }

  rename(session: string, title: string): void {
    this.renaming.value = undefined;
    const wanted = title.trim();
    const row = this.rows.find((known) => known.session === session);
    if (row === undefined || wanted === '' || wanted === row.title) return;
    this.#change((rows) => rows.map((known) => (known === row ? { ...row, title: wanted } : known)));
    this.#post({ type: 'renameSession', session, title: wanted });
  }

  /** Takes it from the list at once; the host says that it can be brought back. */
  delete(session: string): void {
    this.#change((rows) => rows.filter((row) => row.session !== session));
    this.#post({ type: 'deleteSession', session });
  }

  undelete(): void {
    const deleted = this.found.value?.deleted;
    if (deleted !== undefined) this.#post({ type: 'undeleteSession', session: deleted.session });
  }

  export(session: string, format: ExportFormat): void {
    this.#post({ type: 'exportSession', session, format });
  }

  #change(change: (rows: readonly SessionRow[]) => readonly SessionRow[]): void {
    const found = this.found.value;
    if (found !== undefined) this.found.value = { ...found, sessions: change(found.sessions) };
  }
}

/** Whether it can be put aside: nobody works on it, and no question of this window waits in it. */
export function canDelete(row: SessionRow): boolean {
  return !row.isWorking && !(row.isOpen && row.pendingApprovals > 0) && row.heldBy === undefined;
}
