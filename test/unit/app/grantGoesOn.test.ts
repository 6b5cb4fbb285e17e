import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PendingApproval } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench, type SessionChoice } from '../../../src/app/workbench.ts';
import type { ModelRequest } from '../../../src/models/model.ts';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import { calls, end, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { testHost, until } from './support.ts';

const write = (path: string, content = 'lr = 0.1\n'): readonly [string, unknown] => ['write_file', { path, content }];

describe('A question that waits under a grant', () => {
  let folder: string;
  let root: string;
  let workbench: OpenWorkbench;
  let model: ScriptedModel;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-goes-on-')));
    root = join(folder, 'space');
    await mkdir(join(root, 'src'), { recursive: true });
  });

  afterEach(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A person who is away is waited for no time at all. */
  async function open(choice: SessionChoice, ...steps: readonly Step[]): Promise<void> {
    model = new ScriptedModel(...steps, [say('Done.'), end()]);
    const host = testHost(folder, root, () => model, {
      mode: 'ask',
      patienceMs: 0,
      sandbox: async () => ({ kind: 'none', why: 'This is a test.', hint: '' }),
    });
    workbench = await createWorkbench(host, choice);
  }

  async function work(text: string): Promise<void> {
    await workbench.grants.sign({ hours: 1, usd: 0, targets: [], folders: ['src'], hosts: [], code: 'approved' }, 'test');
    await workbench.chat.send(text, []);
    await workbench.currentSession().agent.whenIdle();
  }

  const log = (): readonly SessionEvent[] => workbench.currentSession().log.events;
  const text = (path: string): Promise<string> => readFile(join(root, path), 'utf8').catch(() => '');
  const isThere = (path: string): Promise<boolean> =>
    stat(join(root, path)).then(
      () => true,
      () => false,
    );
  const only = (): PendingApproval => {
    assert.equal(workbench.approvals.pending.length, 1);
    const [first] = workbench.approvals.pending;
    assert.ok(first !== undefined);
    return first;
  };
  const seen = (request: ModelRequest | undefined): string => JSON.stringify(request?.messages);

  // shows: grant-goes-on
  it('holds up neither the other calls of the response nor the turn, and goes on waiting', async () => {
    await open('new', calls(write('outside.py'), write('src/a.py')), calls(write('src/b.py')));
    await work('Go.');
    assert.deepEqual(await Promise.all(['src/a.py', 'src/b.py', 'outside.py'].map(text)), ['lr = 0.1\n', 'lr = 0.1\n', '']);
    assert.match(seen(model.requests[0]), /has granted unattended work\. Until .* Changes files in src\./);
    assert.match(seen(model.requests[1]), /it waits for the person, who is away\. Go on with what does not depend on it/);
    const waiting = only();
    assert.deepEqual([waiting.title, waiting.isLate], ['Write outside.py', true]);
    const ended = log().findLast(({ type }) => type === 'turn.ended');
    assert.equal(ended?.type === 'turn.ended' && ended.end, 'done');
    const card = workbench.currentSession().transcript.item(waiting.call);
    assert.ok(card?.kind === 'tool' && card.state === 'asked' && card.approval?.id === waiting.id);
  });

  // shows: grant-goes-on
  it('is carried out once it is answered, and the model is told', async () => {
    await open('new', calls(write('outside.py')), [say('I wait for your yes.'), end()]);
    await work('Go.');
    const waiting = only();
    assert.equal(await workbench.approvals.answer(waiting.id, 'approve', 'call', 'test'), true);
    assert.equal(await workbench.approvals.answer(waiting.id, 'reject', 'call', 'test'), false);
    await workbench.currentSession().agent.whenIdle();
    assert.equal(await text('outside.py'), 'lr = 0.1\n');
    assert.deepEqual(workbench.approvals.pending, []);
    const last = seen(model.requests.at(-1));
    assert.match(last, /practicum-answer call=\\".*outcome=\\\\?"/);
    assert.match(last, /Approved, after it waited: Write outside\.py/);
    const card = workbench.currentSession().transcript.item(waiting.call);
    assert.ok(card?.kind === 'tool' && card.state === 'done' && card.approval === undefined);
    assert.equal(log().filter((event) => event.type === 'tool.started' && event.call === waiting.call).length, 1);
  });

  // shows: grant-goes-on
  it('reaches the model in the midst of the turn where the answer comes while it works', async () => {
    await open('new', calls(write('outside.py')), calls(write('src/a.py')), calls(write('src/b.py')));
    const session = workbench.currentSession();
    const listener = session.log.onDidAppend((event) => {
      if (event.type !== 'file.changed' || !event.path.endsWith('a.py')) return;
      void workbench.approvals.answer(only().id, 'reject', 'call', 'test', { feedback: 'Not there.' });
    });
    await work('Go.');
    listener.dispose();
    assert.equal(await text('outside.py'), '');
    assert.match(seen(model.requests[3]), /The person rejected this call\. They said: Not there\./);
    assert.equal(log().filter(({ type }) => type === 'turn.started').length, 1);
  });

  // shows: grant-goes-on, approval-script
  it('is carried out as the person changed it, also in the next window, and the model is told what ran', async () => {
    await writeFile(join(root, 'a.txt'), '');
    await open('new', calls(['run_shell', { command: 'touch first' }]), [say('I wait.'), end()]);
    await work('Go.');
    const { session } = workbench.chat;
    await workbench.close();
    await open({ session });
    const waiting = only();
    assert.deepEqual([waiting.isLate, waiting.script], [true, { text: 'touch first', language: 'shellscript' }]);
    await workbench.approvals.answer(waiting.id, 'approve', 'call', 'test', { script: 'touch second' });
    await workbench.currentSession().agent.whenIdle();
    assert.deepEqual([await isThere('first'), await isThere('second')], [false, true]);
    assert.match(seen(model.requests.at(-1)), /The person changed the arguments before approving.*touch second/);
  });

  // shows: grant-goes-on
  it('is judged once more as the person changed it', async () => {
    await open('new', calls(['run_shell', { command: 'touch first' }]), [say('I wait.'), end()]);
    await work('Go.');
    await workbench.approvals.answer(only().id, 'approve', 'call', 'test', { script: 'rm -rf /' });
    await workbench.currentSession().agent.whenIdle();
    const settled = log().find(({ type }) => type === 'call.settled');
    assert.deepEqual(settled?.type === 'call.settled' && [settled.outcome, settled.code], ['failed', 'refused']);
  });

  // shows: grant-goes-on
  it('still waits in the next window, and is carried out there', async () => {
    await open('new', calls(write('outside.py')), [say('I wait.'), end()]);
    await work('Go.');
    const { session } = workbench.chat;
    const before = only();
    await workbench.close();
    await open({ session });
    const after = only();
    assert.deepEqual([after.id, after.title, after.isLate], [before.id, before.title, true]);
    await workbench.approvals.answer(after.id, 'approve', 'call', 'test');
    await workbench.currentSession().agent.whenIdle();
    assert.equal(await text('outside.py'), 'lr = 0.1\n');
  });

  // shows: grant-goes-on
  it('is judged once more when it is carried out', async () => {
    await open('new', calls(write('outside.py')), [say('I wait.'), end()]);
    await work('Go.');
    await workbench.chat.setMode('plan');
    await workbench.approvals.answer(only().id, 'approve', 'call', 'test');
    await workbench.currentSession().agent.whenIdle();
    assert.equal(await text('outside.py'), '');
    const settled = log().find(({ type }) => type === 'call.settled');
    assert.equal(settled?.type === 'call.settled' && settled.outcome, 'failed');
  });

  // shows: grant-goes-on
  it('is not got around by what comes after it in the same response and may depend on it', async () => {
    await writeFile(join(root, 'outside.py'), 'old\n');
    await open(
      'new',
      calls(['edit_file', { path: 'src/../outside.py', edits: [{ old: 'old', new: 'new' }] }], ['run_shell', { command: 'ls' }]),
    );
    await work('Go.');
    const shell = log().findLast((event) => event.type === 'tool.ended' && event.content.startsWith('Not executed: a call before it'));
    assert.ok(shell !== undefined);
    assert.equal(workbench.approvals.pending.length, 1);
  });

  it('is taken back with the message that led to it, and copied sessions do not ask it', async () => {
    await open('new', calls(write('outside.py')), [say('I wait.'), end()]);
    await work('Go.');
    const started = log().find(({ type }) => type === 'turn.started');
    assert.ok(started?.type === 'turn.started');
    await workbench.currentSession().agent.rewind(started.turn);
    assert.deepEqual(workbench.approvals.pending, []);
    assert.equal(log().at(-1)?.type, 'approval.withdrawn');
  });

  it('holds up the work as ever where no grant is in force', async () => {
    await open('new', calls(write('outside.py')));
    await workbench.chat.send('Go.', []);
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length === 1);
    assert.equal(only().isLate, false);
    assert.ok(workbench.currentSession().agent.isWorking);
    await workbench.approvals.answer(only().id, 'approve', 'call', 'test');
    await workbench.currentSession().agent.whenIdle();
    assert.equal(await text('outside.py'), 'lr = 0.1\n');
  });
});
