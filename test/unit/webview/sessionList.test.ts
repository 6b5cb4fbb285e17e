import assert from 'node:assert/strict';
import type { ChatToHost, SessionRow, SessionsList } from '../../../src/protocol/chat.ts';
import { linesInSight, markedPieces, rowHeightPx, sessionLines, timeText } from '../../../webview-ui/chat/sessions/sessionLines.ts';
import { canDelete, SessionList } from '../../../webview-ui/chat/sessions/sessionList.ts';

const noon = (day: number): number => new Date(2026, 2, day, 12, 30).getTime();

function row(session: string, rest: Partial<SessionRow> = {}): SessionRow {
  return {
    session,
    title: `Session ${session}`,
    lastActiveMs: noon(10),
    messages: 2,
    pendingApprovals: 0,
    isOpen: false,
    isWorking: false,
    ...rest,
  };
}

function list(rows: readonly SessionRow[], rest: Partial<SessionsList> = {}): SessionsList {
  return { type: 'sessions', query: '', sessions: rows, ...rest };
}

function open() {
  const posted: ChatToHost[] = [];
  const sessions = new SessionList((message) => posted.push(message));
  sessions.open();
  return { posted, sessions };
}

describe('The list of sessions', () => {
  // shows: sessions-list, sessions-search
  it('asks for everything when it opens, for what is typed after it, and hears only the answer to its last question', () => {
    const { posted, sessions } = open();
    sessions.search('loss');
    assert.equal(sessions.isSearching, true);
    sessions.receive(list([row('a'), row('b')]));
    assert.deepEqual(sessions.rows, []);
    sessions.receive(list([row('b')], { query: 'loss' }));
    assert.equal(sessions.isSearching, false);
    assert.deepEqual(
      sessions.rows.map(({ session }) => session),
      ['b'],
    );
    sessions.close();
    assert.deepEqual(posted, [{ type: 'listSessions', query: '' }, { type: 'listSessions', query: 'loss' }, { type: 'leaveSessions' }]);
  });

  // shows: sessions-list
  it('stays open until the session that was chosen is shown', () => {
    const { posted, sessions } = open();
    sessions.choose('b', 'a');
    sessions.shown('a');
    assert.equal(sessions.isOpen.value, true);
    sessions.shown('b');
    assert.equal(sessions.isOpen.value, false);
    sessions.open();
    sessions.choose('b', 'b');
    assert.equal(sessions.isOpen.value, false, 'the one that is shown is a way back');
    assert.equal(posted.filter(({ type }) => type === 'openSession').length, 1);
  });

  // shows: sessions-rename
  it('shows a new title at once, and keeps the old one when nothing was written', () => {
    const { posted, sessions } = open();
    sessions.receive(list([row('a')]));
    sessions.rename('a', '   ');
    sessions.rename('a', 'Session a');
    sessions.rename('a', ' Digits ');
    assert.equal(sessions.rows[0]?.title, 'Digits');
    assert.deepEqual(posted.slice(1), [{ type: 'renameSession', session: 'a', title: 'Digits' }]);
  });

  // shows: sessions-delete
  it('takes a deleted session away at once and brings it back when asked', () => {
    const { posted, sessions } = open();
    sessions.receive(list([row('a'), row('b')]));
    sessions.delete('a');
    assert.equal(sessions.rows.length, 1);
    sessions.undelete();
    sessions.receive(list([row('b')], { deleted: { session: 'a', title: 'Session a' } }));
    sessions.undelete();
    assert.deepEqual(posted.slice(1), [
      { type: 'deleteSession', session: 'a' },
      { type: 'undeleteSession', session: 'a' },
    ]);
  });

  it('offers to delete only what nobody works on', () => {
    assert.equal(canDelete(row('a', { isOpen: true })), true);
    assert.equal(canDelete(row('a', { isWorking: true })), false);
    assert.equal(canDelete(row('a', { isOpen: true, pendingApprovals: 1 })), false);
    assert.equal(canDelete(row('a', { pendingApprovals: 1 })), true);
    assert.equal(canDelete(row('a', { heldBy: 'cli 0.1.0' })), false);
  });

  // shows: sessions-list
  it('groups by the days of the person’s clock, also over the hour that a night lacks', () => {
    const midnight = new Date(2026, 2, 29).getTime();
    const { rows } = sessionLines(
      [
        row('now', { lastActiveMs: noon(29) }),
        row('midnight', { lastActiveMs: midnight }),
        row('before', { lastActiveMs: midnight - 1 }),
        row('yesterday', { lastActiveMs: new Date(2026, 2, 28).getTime() }),
        row('earlier', { lastActiveMs: new Date(2026, 2, 28).getTime() - 1 }),
      ],
      noon(29),
    );
    assert.deepEqual(
      rows.map(({ row: { session }, group, place, groupSize }) => `${session} ${group} ${place}/${groupSize}`),
      ['now Today 1/2', 'midnight Today 2/2', 'before Yesterday 1/2', 'yesterday Yesterday 2/2', 'earlier Earlier 1/1'],
    );
  });

  it('says the hour of the last two days, then the day, then the year as well', () => {
    assert.equal(timeText(noon(9), noon(10)), '12:30');
    assert.equal(timeText(noon(3), noon(10)), '3 Mar');
    assert.equal(timeText(new Date(2024, 11, 31).getTime(), noon(10)), '31 Dec 2024');
  });

  it('draws of 1,000 rows those in sight, and the one with the keyboard', () => {
    const lines = sessionLines(
      Array.from({ length: 1000 }, (_, at) => row(`s${at}`)),
      noon(10),
    );
    const shown = linesInSight(lines, { topPx: 500 * rowHeightPx, heightPx: 10 * rowHeightPx }, 's3');
    assert.ok(shown.length < 30, String(shown.length));
    const names = shown.flatMap((line) => (line.kind === 'row' ? [line.row.session] : []));
    assert.ok(names.includes('s3') && names.includes('s500') && names.includes('s509') && !names.includes('s600'));
  });

  // shows: sessions-search
  it('marks the words that were searched for, whatever signs they hold', () => {
    const marked = (text: string, query: string): readonly string[] =>
      markedPieces(text, query).flatMap((piece) => (piece.isMarked ? [piece.text] : []));
    assert.deepEqual(marked('The Loss falls; loss(x) rises', 'loss( fall'), ['fall', 'loss(']);
    assert.deepEqual(marked('nothing', ''), []);
    assert.equal(
      markedPieces('a.b.c', '.')
        .map(({ text }) => text)
        .join(''),
      'a.b.c',
    );
  });
});
