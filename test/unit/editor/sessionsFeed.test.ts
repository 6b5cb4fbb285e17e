import assert from 'node:assert/strict';
import type { Sessions } from '../../../src/app/api.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import { Emitter } from '../../../src/base/events.ts';
import type { SessionId } from '../../../src/base/ids.ts';
import { SessionsFeed } from '../../../src/editor/sessionsFeed.ts';
import type { SessionRow, SessionsList } from '../../../src/protocol/chat.ts';

const first = 'a' as SessionId;
const second = 'b' as SessionId;

/** Sessions in memory whose every look can be held. */
class KeptSessions implements Sessions {
  readonly titles = new Map<SessionId, string>([
    [first, 'Loss curves'],
    [second, 'Data loader'],
  ]);
  readonly #aside = new Map<SessionId, string>();
  readonly onDidChange = new Emitter<void>().event;
  readonly asked: string[] = [];
  hold: Promise<void> = Promise.resolve();
  isBusy = false;

  async list(query: string): Promise<readonly SessionRow[]> {
    this.asked.push(query);
    await this.hold;
    const rest = { lastActiveMs: 0, messages: 1, pendingApprovals: 0, isOpen: false, isWorking: false };
    return [...this.titles].filter(([, title]) => title.includes(query)).map(([session, title]) => ({ session, title, ...rest }));
  }

  async rename(session: SessionId, title: string): Promise<void> {
    this.titles.set(session, title);
  }

  async delete(session: SessionId): Promise<void> {
    if (this.isBusy) throw new PracticumError('busy', 'It works.');
    this.#aside.set(session, this.titles.get(session) ?? '');
    this.titles.delete(session);
  }

  async undelete(session: SessionId): Promise<void> {
    this.titles.set(session, this.#aside.get(session) ?? '');
  }

  async export(): Promise<string> {
    return '';
  }
}

function open() {
  const posted: SessionsList[] = [];
  return { posted, sessions: new KeptSessions(), feed: new SessionsFeed((list) => posted.push(list)) };
}

const idsOf = (list: SessionsList | undefined): readonly string[] => (list?.sessions ?? []).map(({ session }) => session);

describe('What the open list of sessions is told', () => {
  // shows: sessions-list, sessions-search
  it('is the answer to its newest question, and of older ones nothing', async () => {
    const { feed, posted, sessions } = open();
    const gate = Promise.withResolvers<void>();
    sessions.hold = gate.promise;
    const asked = [feed.ask(sessions, ''), feed.ask(sessions, 'Lo'), feed.ask(sessions, 'Loss')];
    gate.resolve();
    await Promise.all(asked);
    assert.deepEqual(
      posted.map(({ query }) => query),
      ['Loss'],
    );
    assert.deepEqual(idsOf(posted[0]), [first]);
    assert.deepEqual(sessions.asked, ['', 'Loss'], 'the one in between was never looked for');
  });

  // shows: sessions-list
  it('is told again when a session changes, until it is closed', async () => {
    const { feed, posted, sessions } = open();
    await feed.changed(sessions);
    assert.equal(posted.length, 0);
    await feed.ask(sessions, '');
    await sessions.rename(first, 'Curves');
    await feed.changed(sessions);
    assert.equal(posted.at(-1)?.sessions[0]?.title, 'Curves');
    feed.leave();
    await feed.changed(sessions);
    assert.equal(posted.length, 2);
  });

  // shows: sessions-delete
  it('names what was deleted until it is brought back or the list is closed', async () => {
    const { feed, posted, sessions } = open();
    await feed.ask(sessions, '');
    await feed.delete(sessions, first);
    assert.deepEqual(posted.at(-1)?.deleted, { session: first, title: 'Loss curves' });
    assert.deepEqual(idsOf(posted.at(-1)), [second]);
    await feed.undelete(sessions, first);
    assert.equal(posted.at(-1)?.deleted, undefined);
    assert.equal(posted.at(-1)?.sessions.length, 2);
    await feed.delete(sessions, first);
    feed.leave();
    await feed.ask(sessions, '');
    assert.equal(posted.at(-1)?.deleted, undefined);
  });

  // shows: sessions-delete
  it('shows a session again that could not be deleted', async () => {
    const { feed, posted, sessions } = open();
    await feed.ask(sessions, '');
    sessions.isBusy = true;
    await assert.rejects(feed.delete(sessions, first), { code: 'busy' });
    assert.equal(posted.at(-1)?.sessions.length, 2);
    assert.equal(posted.at(-1)?.deleted, undefined);
  });
});
