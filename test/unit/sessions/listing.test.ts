import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallId, MessageId, SessionId, TurnId } from '../../../src/base/ids.ts';
import { deleteSession } from '../../../src/sessions/deleted.ts';
import type { FileSessionLog } from '../../../src/sessions/log.ts';
import { folderFor } from '../../../src/sessions/places.ts';
import { searchSessions } from '../../../src/sessions/search.ts';
import { SessionBusy, SessionNotFound } from '../../../src/sessions/sessionErrors.ts';
import { createSession, listSessions, renameSession } from '../../../src/sessions/store.ts';
import { ManualClock } from '../base/manualClock.ts';

const turn = 'tu_1' as TurnId;

describe('Stored sessions', () => {
  let home: string;
  let folder: string;
  let clock: ManualClock;

  beforeEach(async () => {
    home = await realpath(await mkdtemp(join(tmpdir(), 'practicum-listing-')));
    folder = await folderFor({ home, workspace: home });
    clock = new ManualClock();
  });

  afterEach(() => rm(home, { recursive: true, force: true }));

  const where = () => ({ home, workspace: home, app: 'test', clock });
  const begin = async (text: string): Promise<FileSessionLog> => {
    clock.advance(1000);
    const log = await createSession(where());
    await log.append({ type: 'turn.started', turn, message: 'me_1' as MessageId, text, mentions: [] });
    await log.flush();
    return log;
  };
  const titles = async (): Promise<readonly string[]> => (await listSessions(where())).map(({ title }) => title);
  const found = async (query: string): Promise<readonly string[]> =>
    (await searchSessions({ ...where(), query })).map(({ summary }) => summary.title);
  const answer = (log: FileSessionLog, response: string, text: string) =>
    log.append({ type: 'response.text', response: response as MessageId, text });
  const index = (): string => join(folder, 'index.json');

  describe('in their list', () => {
    // shows: sessions-list, sessions-index
    it('are the same with an index, without one, and with one that is damaged or of another kind', async () => {
      for (const text of ['first', 'second', 'third']) await (await begin(text)).close();
      await writeFile(join(folder, 'notes.jsonl'), 'no log\n');
      const expected = await listSessions(where());
      assert.deepEqual(
        expected.map(({ title }) => title),
        ['third', 'second', 'first'],
      );
      const whole = await readFile(index(), 'utf8');
      for (const content of ['', '{', '[]', '{"v":0,"logs":{}}', whole.slice(0, -9), whole.replace('"first"', '1')]) {
        await writeFile(index(), content);
        assert.deepEqual(await listSessions(where()), expected, content.slice(0, 20));
        assert.equal(JSON.parse(await readFile(index(), 'utf8')).v, 1);
      }
      await rm(index());
      assert.deepEqual(await listSessions(where()), expected);
    });

    // shows: sessions-index
    it('come from the index as long as their logs have not changed, and from the logs when they have', async () => {
      const log = await begin('first');
      await log.close();
      await listSessions(where());
      const { mtime } = await stat(log.path);
      await writeFile(index(), (await readFile(index(), 'utf8')).replace('"first"', '"as indexed"'));
      assert.deepEqual(await titles(), ['as indexed']);
      await utimes(log.path, mtime, new Date(mtime.getTime() + 5));
      assert.deepEqual(await titles(), ['first']);
      await appendFile(log.path, `${JSON.stringify({ v: 1, id: 'ev_zz', parent: null, atMs: 9, type: 'session.titled', title: 'new' })}\n`);
      assert.deepEqual(await titles(), ['new']);
    });

    it('leave the index when they are deleted, and nothing else lies beside it', async () => {
      const log = await begin('first');
      await log.close();
      await (await begin('second')).close();
      await listSessions(where());
      await deleteSession({ ...where(), session: log.session });
      assert.deepEqual(await titles(), ['second']);
      assert.ok(!(await readFile(index(), 'utf8')).includes(log.session));
      assert.equal((await readdir(folder)).filter((name) => name.includes('tmp')).length, 0);
    });

    it('count what was said on the branch, and keep a title whatever was taken back', async () => {
      const log = await begin('first');
      const kept = log.events.at(-1);
      await log.append({ type: 'turn.started', turn, message: 'me_2' as MessageId, text: 'taken back', mentions: [] });
      await log.append({ type: 'session.titled', title: 'Given' });
      await log.append({ type: 'session.rewound', turn, to: kept?.id ?? assert.fail() });
      await log.flush();
      const [summary] = await listSessions(where());
      assert.deepEqual([summary?.messages, summary?.title], [1, 'Given']);
      await log.close();
    });

    // shows: sessions-list
    it('are a thousand, listed a second time without one of them being read', async function () {
      this.timeout(60_000);
      await mkdir(folder, { recursive: true });
      const line = (body: object): string => `${JSON.stringify({ v: 1, ...body })}\n`;
      for (let number = 1; number <= 1000; number += 1) {
        const session = `se_${number}`;
        const created = line({ id: 'ev_1', parent: null, atMs: number, type: 'session.created', session, workspace: home, app: 'test' });
        const said = { type: 'turn.started', turn, message: 'me_1', text: `message ${number}`, mentions: [] };
        await writeFile(join(folder, `${session}.jsonl`), created + line({ id: 'ev_2', parent: 'ev_1', atMs: number, ...said }));
      }
      const paths = (await readdir(folder)).map((name) => join(folder, name));
      const wholeSecond = new Date(1_700_000_000_000);
      for (const path of paths) await utimes(path, wholeSecond, wholeSecond);
      const first = await listSessions(where());
      assert.equal(first.length, 1000);
      // The same size and time with other bytes: whoever reads them would find no session.
      for (const path of paths) {
        await writeFile(path, ' '.repeat((await stat(path)).size));
        await utimes(path, wholeSecond, wholeSecond);
      }
      assert.deepEqual(await listSessions(where()), first);
    });
  });

  describe('when they are renamed', () => {
    // shows: sessions-rename
    it('have the new title in the list, and are not taken for opened again', async () => {
      const log = await begin('first');
      await log.close();
      await renameSession({ ...where(), session: log.session, title: 'A better name' });
      assert.deepEqual(await titles(), ['A better name']);
      const text = await readFile(log.path, 'utf8');
      assert.match(text, /session\.titled/);
      assert.doesNotMatch(text, /session\.opened/);
    });

    it('must be free, and there', async () => {
      const log = await begin('first');
      await assert.rejects(renameSession({ ...where(), session: log.session, title: 'x' }), SessionBusy);
      await log.append({ type: 'session.titled', title: 'through the open log' }, 'durable');
      assert.deepEqual(await titles(), ['through the open log']);
      await log.close();
      await assert.rejects(renameSession({ ...where(), session: 'se_none' as SessionId, title: 'x' }), SessionNotFound);
    });
  });

  describe('when they are searched', () => {
    // shows: sessions-search
    it('are found by all words, in whatever case, in titles, messages and answers, the one last active first', async () => {
      const first = await begin('Why does the LOSS explode?');
      await answer(first, 're_1', 'The learning rate is Too High.');
      await first.close();
      const second = await begin('Plot the loss');
      await second.append({ type: 'message.steered', turn, message: 'me_2' as MessageId, text: 'with a high resolution', mentions: [] });
      await second.append({ type: 'session.titled', title: 'Curves' });
      await second.close();
      assert.deepEqual(await found('loss high'), ['Curves', 'Why does the LOSS explode?']);
      assert.deepEqual(await found('RATE loss'), ['Why does the LOSS explode?']);
      assert.deepEqual(await found('curves resolution'), ['Curves']);
      assert.deepEqual(await found('loss nowhere'), []);
      assert.deepEqual(await found(' '), ['Curves', 'Why does the LOSS explode?']);
    });

    // shows: sessions-search
    it('say where it was, with the text around it', async () => {
      const log = await begin(`${'long ago '.repeat(30)}the needle lies here${' and so on'.repeat(30)}`);
      await log.append({ type: 'session.titled', title: 'Titled needle case' });
      await log.close();
      const [match] = await searchSessions({ ...where(), query: 'NEEDLE lies' });
      assert.match(match?.match ?? '', /^….*the needle lies here and so on.*…$/);
      assert.ok((match?.match ?? '').length < 200);
      const [byTitle] = await searchSessions({ ...where(), query: 'titled case' });
      assert.ok(byTitle !== undefined && byTitle.match === undefined);
    });

    it('are found by words that the log holds in two pieces', async () => {
      const log = await begin('go');
      await log.close();
      const piece = (id: string, parent: string | undefined, text: string): string =>
        `${JSON.stringify({ v: 1, id, parent, atMs: 1, type: 'response.text', response: 're_1', text })}\n`;
      await appendFile(log.path, piece('ev_x', log.events.at(-1)?.id, 'gradi') + piece('ev_y', 'ev_x', 'ent clipping'));
      assert.deepEqual(await found('gradient'), ['go']);
    });

    it('are not found by what tools printed, by what was taken back, or by words of two answers', async () => {
      const log = await begin('go');
      const kept = log.events.at(-1);
      await answer(log, 're_1', 'some clip');
      await answer(log, 're_2', 'ping');
      await log.append({ type: 'tool.ended', call: 'ca_1' as CallId, outcome: 'done', content: 'printed' });
      await log.flush();
      assert.deepEqual(await found('some clip ping'), ['go']);
      assert.deepEqual(await found('clipping'), []);
      assert.deepEqual(await found('printed'), []);
      await log.append({ type: 'session.rewound', turn, to: kept?.id ?? assert.fail() });
      await log.flush();
      assert.deepEqual(await found('some'), []);
      await log.close();
    });

    it('can be left alone in the middle', async () => {
      await (await begin('first')).close();
      await assert.rejects(searchSessions({ ...where(), query: 'other', signal: AbortSignal.abort(new Error('typed on')) }), /typed on/);
    });
  });
});
