import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SessionId } from '../../../src/base/ids.ts';
import { deleteSession, sweepDeleted, undeleteSession } from '../../../src/sessions/deleted.ts';
import { SessionBusy, SessionNotFound } from '../../../src/sessions/sessionErrors.ts';
import { createSession, listSessions, openSession } from '../../../src/sessions/store.ts';
import { ManualClock } from '../base/manualClock.ts';
import { startWriter } from './writer.ts';

const dayMs = 24 * 60 * 60 * 1000;

describe('Deleting a session', () => {
  let home: string;
  let clock: ManualClock;
  let session: SessionId;
  let path: string;

  beforeEach(async () => {
    home = await realpath(await mkdtemp(join(tmpdir(), 'practicum-deleted-')));
    clock = new ManualClock();
    const log = await createSession({ home, workspace: home, app: 'test', clock });
    await log.append({ type: 'session.titled', title: 'Mine' });
    await log.close();
    ({ session, path } = log);
  });

  afterEach(() => rm(home, { recursive: true, force: true }));

  const where = () => ({ home, workspace: home, session, app: 'test', clock });
  const titles = async (): Promise<readonly string[]> => (await listSessions({ home, workspace: home })).map(({ title }) => title);

  // shows: sessions-delete
  it('takes it out of the list, and can be taken back with all that belongs to it', async () => {
    await writeFile(path.replace('.jsonl', '.torn'), 'cut off\n');
    const [before] = await listSessions({ home, workspace: home });
    await deleteSession(where());
    assert.deepEqual(await titles(), []);
    await assert.rejects(openSession(where()), SessionNotFound);
    assert.deepEqual(
      (await readdir(dirname(path))).filter((name) => name.startsWith(session)),
      [],
    );
    await undeleteSession(where());
    assert.deepEqual((await listSessions({ home, workspace: home }))[0], before);
    assert.ok(existsSync(path.replace('.jsonl', '.torn')));
    await (await openSession(where())).close();
  });

  // shows: sessions-delete, log-one-writer
  it('is refused while anybody has it open, and goes once they closed it', async () => {
    const mine = await openSession(where());
    await assert.rejects(deleteSession(where()), SessionBusy);
    await mine.append({ type: 'notice', level: 'info', text: 'still here' }, 'durable');
    await mine.close();
    await deleteSession(where());
    await undeleteSession(where());
    const writer = await startWriter(home, home, 'hold', session);
    await assert.rejects(deleteSession(where()), SessionBusy);
    await writer.kill();
    await deleteSession(where());
    assert.deepEqual(await titles(), []);
  });

  it('finds nothing twice, and nothing that never was', async () => {
    await deleteSession(where());
    await assert.rejects(deleteSession(where()), SessionNotFound);
    await undeleteSession(where());
    await assert.rejects(undeleteSession(where()), SessionNotFound);
    await assert.rejects(undeleteSession({ ...where(), session: '../../x' as SessionId }), SessionNotFound);
  });

  // shows: sessions-delete
  it('is for good after 30 days', async () => {
    await deleteSession(where());
    const deleted = join(dirname(path), 'deleted');
    await writeFile(join(deleted, `${session}.torn`), 'cut off\n');
    await appendFile(join(deleted, 'other'), 'not ours');
    clock.advance(30 * dayMs);
    assert.equal(await sweepDeleted({ home, clock }), 0);
    clock.advance(2000);
    assert.equal(await sweepDeleted({ home, clock }), 1);
    assert.deepEqual(await readdir(deleted), ['other']);
    await assert.rejects(undeleteSession(where()), SessionNotFound);
    assert.equal(await sweepDeleted({ home: join(home, 'nowhere'), clock }), 0);
  });
});
