import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ApprovalId, CallId, MessageId, SessionId, TurnId } from '../../../src/base/ids.ts';
import type { SessionEventBody } from '../../../src/sessions/events.ts';
import { NotASessionLog, SessionBusy, SessionNotFound } from '../../../src/sessions/sessionErrors.ts';
import { createSession, latestSession, listSessions, openSession } from '../../../src/sessions/store.ts';
import { workspaceKey } from '../../../src/sessions/workspaceKey.ts';
import { ManualClock } from '../base/manualClock.ts';
import { startWriter } from './writer.ts';

const turn = 'tu_1' as TurnId;
const call = 'ca_1' as CallId;
const approval = 'ap_1' as ApprovalId;
const started = (text: string): SessionEventBody => ({ type: 'turn.started', turn, message: 'me_1' as MessageId, text, mentions: [] });
const proposed: SessionEventBody = { type: 'tool.proposed', turn, call, tool: 'write', title: 'Write', effects: [] };
const asked: SessionEventBody = { type: 'approval.asked', approval, call, turn, title: 'Write', reason: 'it writes', effects: [] };

describe('The session store', () => {
  let home: string;
  let workspace: string;
  let clock: ManualClock;

  beforeEach(async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-store-')));
    home = join(folder, 'home');
    workspace = join(folder, 'My Digits');
    await mkdir(workspace);
    clock = new ManualClock();
  });

  afterEach(() => rm(dirname(home), { recursive: true, force: true }));

  const where = () => ({ home, workspace, app: 'test 1.0', clock });

  // shows: formats-session
  it('makes a session under its workspace’s key, on the disk at once', async () => {
    const log = await createSession(where());
    assert.equal(log.path, join(home, 'sessions', workspaceKey(workspace), `${log.session}.jsonl`));
    assert.match(workspaceKey(workspace), /^my-digits-[0-9a-f]{12}$/);
    const [first] = log.events;
    assert.ok(first?.type === 'session.created' && first.workspace === workspace && first.app === 'test 1.0');
    assert.equal((await listSessions(where())).length, 1);
    await log.close();
    assert.deepEqual((await readdir(dirname(log.path))).toSorted(), ['index.json', `${log.session}.jsonl`]);
  });

  it('finds the same sessions through a link to the workspace', async () => {
    const log = await createSession(where());
    await log.close();
    const link = join(dirname(workspace), 'link');
    await symlink(workspace, link);
    assert.equal((await latestSession({ home, workspace: link }))?.session, log.session);
  });

  it('keeps folders of the same name apart, and has a place for no folder at all', async () => {
    assert.notEqual(workspaceKey('/a/digits'), workspaceKey('/b/digits'));
    assert.match(workspaceKey('/'), /^workspace-/);
    const log = await createSession({ ...where(), workspace: '' });
    await log.close();
    assert.deepEqual(await listSessions(where()), []);
    assert.equal((await latestSession({ home, workspace: '' }))?.session, log.session);
  });

  it('opens a session again with all its events and says that it did', async () => {
    const log = await createSession(where());
    await log.append(started('hello'));
    await log.append({ type: 'turn.ended', turn, end: 'done' });
    await log.close();
    const again = await openSession({ home, session: log.session, app: 'test' });
    assert.deepEqual(again.events.slice(0, -1), log.events);
    const last = again.events.at(-1);
    assert.ok(last?.type === 'session.opened' && !last.recovered);
    await again.close();
  });

  // shows: approval-durable, log-survives-kill
  it('makes history consistent when the last writer died, and keeps what waits for a person', async () => {
    const log = await createSession(where());
    for (const body of [started('hello'), proposed, asked, { type: 'tool.started', call: 'ca_2' as CallId } as const])
      await log.append(body);
    await log.flush();
    await log.abandon();
    const again = await openSession({ ...where(), session: log.session });
    assert.deepEqual(
      again.events.slice(-2).map(({ type }) => type),
      ['tool.ended', 'session.opened'],
    );
    await again.close();
    assert.equal((await latestSession(where()))?.pendingApprovals, 1);
  });

  // shows: sessions-undo, log-survives-kill
  it('takes a turn that was taken back for closed, also when the process died right behind that', async () => {
    const log = await createSession(where());
    const before = log.events.at(-1) ?? assert.fail();
    for (const body of [started('hello'), proposed, asked]) await log.append(body);
    await log.append({ type: 'message.queued', message: 'me_2' as MessageId, text: 'later', mentions: [] });
    await log.append({ type: 'message.hurried', message: 'me_2' as MessageId });
    await log.append({ type: 'session.rewound', turn, to: before.id }, 'durable');
    await log.abandon();
    const again = await openSession({ ...where(), session: log.session });
    const last = again.branch.at(-1);
    assert.deepEqual(
      again.branch.map(({ type }) => type),
      ['session.created', 'session.rewound', 'session.opened'],
    );
    assert.ok(last?.type === 'session.opened' && !last.recovered);
    await again.close();
    const summary = await latestSession(where());
    assert.deepEqual([summary?.pendingApprovals, summary?.messages], [0, 0]);
  });

  // shows: sessions-undo, log-survives-kill
  it('closes what is open on the branch that it went back to', async () => {
    const log = await createSession(where());
    const open = await log.append(started('hello'));
    await log.append({ type: 'turn.ended', turn, end: 'done' });
    await log.append({ type: 'session.rewound', turn, to: open.id }, 'durable');
    await log.abandon();
    const again = await openSession({ ...where(), session: log.session });
    assert.deepEqual(
      again.branch.slice(-2).map(({ type }) => type),
      ['turn.ended', 'session.opened'],
    );
    await again.close();
  });

  // shows: log-one-writer
  it('opens a session for one writer only', async () => {
    const log = await createSession(where());
    await assert.rejects(openSession({ ...where(), session: log.session }), (error: unknown) => {
      assert.ok(error instanceof SessionBusy);
      assert.match(error.message, new RegExp(`^This session is open in .* \\(process ${process.pid}\\)\\.$`));
      assert.match(error.hint ?? '', /start a new session/);
      return true;
    });
    await log.close();
    await (await openSession({ ...where(), session: log.session })).close();
  });

  // shows: log-one-writer
  it('opens a session whose writer was killed', async function () {
    this.timeout(30_000);
    const writer = await startWriter(home, home, 'hold');
    const open = () => openSession({ home, session: writer.session, app: 'test' });
    await assert.rejects(
      open(),
      (error: unknown) => error instanceof SessionBusy && error.message.includes(`writer process (process ${writer.child.pid})`),
    );
    await writer.kill();
    const log = await open();
    await log.close();
  });

  it('lists sessions by their last activity, with what was said and what waits', async () => {
    const first = await createSession(where());
    clock.advance(1000);
    const second = await createSession(where());
    clock.advance(1000);
    await first.append(started('Train this, find out why it learns badly, fix it, and get test accuracy above 95 % please\nand more'));
    await first.append({ type: 'notice', level: 'info', text: 'x'.repeat(500_000) });
    await first.append(proposed);
    clock.advance(1000);
    await first.append(asked);
    await second.append({ type: 'session.titled', title: 'Second' });
    await first.append({ type: 'response.text', response: 're_1' as MessageId, text: '"type":"turn.started"' });
    clock.advance(1000);
    await first.append({ type: 'notice', level: 'info', text: 'last' });
    await first.close();
    await second.close();
    const [latest, earlier, ...others] = await listSessions(where());
    assert.deepEqual(others, []);
    assert.deepEqual(
      { ...latest },
      {
        session: first.session,
        path: first.path,
        workspace,
        title: 'Train this, find out why it learns badly, fix it, and get test accuracy above 9…',
        createdMs: 1_700_000_000_000,
        lastActiveMs: 1_700_000_004_000,
        messages: 1,
        pendingApprovals: 1,
      },
    );
    assert.deepEqual([earlier?.title, earlier?.messages, earlier?.lastActiveMs], ['Second', 0, 1_700_000_003_000]);
  });

  it('leaves out what is no session log, and does not open it', async () => {
    const log = await createSession(where());
    await log.close();
    const strange = join(dirname(log.path), 'se_strange.jsonl');
    await writeFile(strange, '{"hello":1}\n');
    assert.deepEqual(
      (await listSessions(where())).map(({ session }) => session),
      [log.session],
    );
    await assert.rejects(openSession({ ...where(), session: 'se_strange' as SessionId }), NotASessionLog);
    assert.ok(!(await readdir(dirname(log.path))).some((name) => name.endsWith('.lock')));
  });

  it('says so when there is no such session, whatever the id looks like', async () => {
    for (const session of ['se_none', '../../etc/passwd', ''])
      await assert.rejects(openSession({ ...where(), session: session as SessionId }), SessionNotFound);
    assert.equal(await latestSession(where()), undefined);
  });

  it('frees the session when it could not be made', async () => {
    const writer = { open: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) };
    await assert.rejects(createSession({ ...where(), writer }), { code: 'disk-full' });
    assert.deepEqual(await readdir(join(home, 'sessions', workspaceKey(workspace))), []);
  });
});
