import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkbenchHost } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import type { SessionId } from '../../../src/base/ids.ts';
import { leaseHolder } from '../../../src/base/lease.ts';
import type { ChatHead, SessionRow } from '../../../src/protocol/chat.ts';
import { listSessions } from '../../../src/sessions/store.ts';
import { calls, end, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { untilLogged } from '../agent/support.ts';
import { startWriter } from '../sessions/writer.ts';
import { gated, testHost, until } from './support.ts';

describe('Several conversations in one window', () => {
  let folder: string;
  let root: string;
  let home: string;
  let workbench: OpenWorkbench;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-several-')));
    root = join(folder, 'space');
    home = join(folder, 'home');
    await mkdir(root);
  });

  afterEach(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(steps: readonly Step[], overrides: Partial<WorkbenchHost> = {}): Promise<void> {
    const model = new ScriptedModel(...steps);
    workbench = await createWorkbench(testHost(folder, root, () => model, overrides));
  }

  const head = (): ChatHead => workbench.chat.snapshot().head;
  const idle = (): Promise<void> => workbench.currentSession().agent.whenIdle();
  const rows = async (): Promise<Readonly<Record<string, SessionRow>>> =>
    Object.fromEntries((await workbench.chat.sessions.list('')).map((row) => [row.title, row]));
  /** Nobody writes it any more, this window included. */
  async function untilFree(session: SessionId): Promise<void> {
    const summary = (await listSessions({ home, workspace: root })).find((each) => each.session === session);
    const lock = summary?.path.replace(/\.jsonl$/, '.lock') ?? assert.fail();
    while ((await leaseHolder(lock)) !== undefined) await new Promise((resolve) => setImmediate(resolve));
  }
  const change = calls(['write_file', { path: 'a.py', content: 'x = 1\n' }]);

  // shows: sessions-several
  it('go on while another one is shown, and each keeps what was said in it', async () => {
    const first = gated([say('The first answer.'), end()]);
    await open([first.step, [say('The second answer.'), end()]]);
    await workbench.chat.send('First', []);
    await first.begun;
    const { log, agent } = workbench.currentSession();
    await workbench.chat.newSession();
    assert.deepEqual(head().elsewhere, { working: 1, waiting: 0 });
    await workbench.chat.send('Second', []);
    await idle();
    assert.deepEqual([(await rows())['First']?.isWorking, (await rows())['Second']?.isWorking, head().status], [true, false, 'idle']);
    first.open();
    await agent.whenIdle();
    const said = workbench.chat.snapshot().items.flatMap((item) => (item.kind === 'assistant' ? [item.markdown] : []));
    assert.deepEqual(said, ['The second answer.']);
    await workbench.chat.openSession(log.session);
    const again = workbench.chat.snapshot();
    assert.deepEqual([again.session, again.head.title, again.head.status], [log.session, 'First', 'idle']);
    assert.ok(again.items.some((item) => item.kind === 'assistant' && item.markdown === 'The first answer.'));
  });

  // shows: sessions-several, log-one-writer
  it('are closed once they were left and have ended, so that others may have them', async () => {
    const first = gated([say('Done.'), end()]);
    await open([first.step]);
    await workbench.chat.send('First', []);
    await first.begun;
    const { session } = workbench.chat;
    await workbench.chat.newSession();
    const model = new ScriptedModel();
    await assert.rejects(
      createWorkbench(
        testHost(folder, root, () => model),
        { session },
      ),
      { code: 'session-busy' },
    );
    first.open();
    await untilFree(session);
    const other = await createWorkbench(
      testHost(folder, root, () => model),
      { session },
    );
    assert.equal(other.chat.snapshot().items.at(-1)?.kind, 'assistant');
    await other.close();
  });

  // shows: sessions-several, approval-durable
  it('ask for their approvals wherever the person is, and go on with the answer', async () => {
    await open([change, [say('Made.'), end()]], { mode: 'ask' });
    const { log } = workbench.currentSession();
    await workbench.chat.send('Make it', []);
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length > 0);
    await workbench.chat.newSession();
    const [pending] = workbench.approvals.pending;
    assert.ok(pending);
    assert.deepEqual([pending.session, pending.title, pending.effectLines], [log.session, 'Write a.py', ['write a.py']]);
    assert.deepEqual([head().pendingApprovals, head().elsewhere], [0, { working: 0, waiting: 1 }]);
    assert.equal((await rows())['Make it']?.pendingApprovals, 1);
    const ended = untilLogged(log, 'turn.ended');
    assert.equal(await workbench.approvals.answer(pending.id, 'approve', 'call', 'notification'), true);
    assert.equal(await workbench.approvals.answer(pending.id, 'reject', 'call', 'chat'), false);
    await ended;
    assert.equal(await readFile(join(root, 'a.py'), 'utf8'), 'x = 1\n');
    assert.deepEqual([workbench.approvals.pending, head().elsewhere], [[], { working: 0, waiting: 0 }]);
  });

  // shows: sessions-several, sessions-resume, approval-durable
  it('are all written down when the window closes, and what waited in one still waits', async () => {
    await open([change, [say('Hello.'), end()]], { mode: 'ask' });
    const { session } = workbench.chat;
    await workbench.chat.send('Make it', []);
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length > 0);
    const asked = workbench.approvals.pending.map(({ id }) => id);
    await workbench.chat.newSession();
    await workbench.chat.send('Hi', []);
    await idle();
    await workbench.close();
    await open([], { mode: 'ask' });
    assert.equal(workbench.chat.snapshot().head.title, 'Hi');
    await workbench.chat.openSession(session);
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length > 0);
    assert.deepEqual(
      workbench.approvals.pending.map(({ id }) => id),
      asked,
    );
  });

  // shows: sessions-list, log-one-writer
  it('are listed with the last active first, with who else has them, and are not taken from others', async () => {
    const writer = await startWriter(home, root, 'hold');
    try {
      await open([[say('Hello.'), end()]]);
      await workbench.chat.send('Mine', []);
      await idle();
      await workbench.chat.sessions.rename(workbench.chat.session, '  My\n experiment ');
      const listed = await workbench.chat.sessions.list('');
      assert.deepEqual(listed.map(({ title, isOpen, messages }) => [title, isOpen, messages]).slice(0, 1), [['My experiment', true, 1]]);
      await assert.rejects(workbench.chat.openSession(writer.session), { code: 'session-busy' });
      assert.equal(head().title, 'My experiment');
      await assert.rejects(workbench.chat.openSession('se_nowhere' as SessionId), { code: 'session-not-found' });
      assert.equal(head().title, 'My experiment');
    } finally {
      await writer.kill();
    }
  });

  // shows: sessions-rename
  it('are renamed whether they are open or not, and keep the name', async () => {
    await open([
      [say('One.'), end()],
      [say('Two.'), end()],
    ]);
    await workbench.chat.send('First', []);
    await idle();
    const { session } = workbench.chat;
    await workbench.chat.newSession();
    await untilFree(session);
    await workbench.chat.sessions.rename(session, 'Learning rates');
    assert.deepEqual(Object.keys(await rows()), ['Learning rates', '']);
    await workbench.chat.openSession(session);
    assert.equal(head().title, 'Learning rates');
    await assert.rejects(workbench.chat.sessions.rename(session, ' \n'), { code: 'no-title' });
  });

  it('take in a message for the one that was shown when it was sent', async () => {
    const first = gated([say('Done.'), end()]);
    await open([first.step, [say('Read.'), end()]]);
    await workbench.chat.send('First', []);
    await first.begun;
    const { log } = workbench.currentSession();
    const sent = workbench.chat.send('Second', [{ kind: 'selection', label: 'x', path: join(root, 'x.py'), firstLine: 1 }]);
    await workbench.chat.newSession();
    await sent;
    assert.ok(log.events.some((event) => event.type === 'message.queued' && event.text === 'Second'));
    first.open();
  });

  // shows: sessions-list
  it('leave no row behind that nothing was said in', async () => {
    await open([[say('One.'), end()]]);
    await workbench.chat.newSession();
    await workbench.chat.newSession();
    await workbench.chat.send('Only this', []);
    await idle();
    assert.deepEqual(Object.keys(await rows()), ['Only this']);
    assert.equal((await listSessions({ home, workspace: root })).length, 3);
  });
});
