import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkbenchHost } from '../../../src/app/api.ts';
import { CodeApprovals } from '../../../src/app/codeApprovals.ts';
import { postRevocation } from '../../../src/app/grantRevocations.ts';
import { Grants } from '../../../src/app/grants.ts';
import { untilText } from '../../../src/app/grantWords.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import type { GrantId } from '../../../src/base/ids.ts';
import type { SandboxStatus } from '../../../src/base/sandbox.ts';
import type { GrantDraft } from '../../../src/protocol/chat.ts';
import { forkSession } from '../../../src/sessions/fork.ts';
import type { FileSessionLog } from '../../../src/sessions/log.ts';
import { createSession, openSession } from '../../../src/sessions/store.ts';
import { calls, end, ScriptedModel, say } from '../agent/scriptedModel.ts';
import { ManualClock } from '../base/manualClock.ts';
import { testHost, until } from './support.ts';

const hourMs = 3_600_000;
const walls: SandboxStatus = {
  kind: 'in-force',
  sandbox: { kind: 'bubblewrap', label: 'bubblewrap for the test', confine: () => Promise.reject(new Error('nothing is started here')) },
};
const noWalls: SandboxStatus = { kind: 'none', why: 'bubblewrap is not installed.', hint: 'Install it.' };

describe('A grant', () => {
  let folder: string;
  let root: string;
  let log: FileSessionLog;
  let clock: ManualClock;
  let opened: { dispose(): void }[];

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-grants-')));
    root = join(folder, 'space');
    await mkdir(join(root, 'src'), { recursive: true });
    await mkdir(join(root, '.git'));
    await symlink(folder, join(root, 'out'));
    log = await createSession({ home: join(folder, 'home'), app: 'test', workspace: root });
    clock = new ManualClock();
    opened = [];
  });

  afterEach(async () => {
    for (const one of opened) one.dispose();
    await log.close();
    await rm(folder, { recursive: true, force: true });
  });

  function grantsOn(of: FileSessionLog = log, status: SandboxStatus = walls, payer?: string): Grants {
    const money = { left: async () => 3, leftInSession: async () => 6.789 };
    const grants = new Grants({
      log: of,
      roots: [root],
      home: join(folder, 'home'),
      clock,
      sandbox: async () => status,
      hosts: () => ['pypi.org'],
      runHosts: () => ['gpu-box'],
      payer: async () => payer,
      money,
      approved: new CodeApprovals(),
    });
    opened.push(grants);
    return grants;
  }

  const draft: GrantDraft = { hours: 8, usd: 5, targets: ['local'], folders: ['src'], hosts: ['pypi.org'], code: 'sandboxed' };

  // shows: grant-form, grant-shown
  it('begins with a form that fits here: hours, what is left, folders, hosts, and code as far as it can be confined', async () => {
    const form = await grantsOn().form();
    assert.deepEqual(form.draft, { hours: 8, usd: 6.78, targets: ['local'], folders: [root], hosts: ['pypi.org'], code: 'sandboxed' });
    assert.deepEqual(form.targets, [
      { place: 'local', text: 'this machine' },
      { place: 'ssh:gpu-box', text: 'gpu-box' },
    ]);
    assert.match(form.protection, /run in bubblewrap for the test/);
    assert.ok(form.canSandbox);
    const without = await grantsOn(log, noWalls).form();
    assert.equal(without.draft.code, 'approved');
    assert.ok(!without.canSandbox);
  });

  // shows: grant-form
  it('is refused with one clear message for each mistake, and then nothing is signed', async () => {
    const mistakes: readonly (readonly [Partial<GrantDraft>, RegExp])[] = [
      [{ hours: 169 }, /169 hours.*at most 168/],
      [{ hours: 0 }, /0 hours/],
      [{ usd: Number.NaN }, /\$NaN/],
      [{ targets: ['moon'] }, /“moon” is no place where runs execute.*local, ssh:gpu-box/],
      [{ targets: ['ssh:other'] }, /“ssh:other” is no place/],
      [{ targets: ['local', 'ssh:gpu-box'] }, /nothing confines programs on gpu-box/],
      [{ hosts: ['https://pypi.org'] }, /“https:\/\/pypi.org” is no host/],
      [{ hosts: ['*'] }, /“\*” is no host/],
      [{ folders: ['missing'] }, /there is no folder missing/],
      [{ folders: ['..'] }, /\.\. lies outside the workspace/],
      [{ folders: ['out'] }, /out lies outside the workspace/],
      [{ folders: ['.git'] }, /\.git is protected/],
    ];
    const grants = grantsOn();
    for (const [mistake, said] of mistakes)
      await assert.rejects(grants.sign({ ...draft, ...mistake }, 'chat'), (error: PracticumError) => {
        assert.ok(error instanceof PracticumError);
        assert.match(`${error.message} ${error.hint}`, said);
        return true;
      });
    await assert.rejects(grantsOn(log, noWalls).sign(draft, 'chat'), /nothing confines programs here/);
    assert.equal(grants.inForce, undefined);
    assert.ok(!log.events.some(({ type }) => type === 'grant.signed'));
  });

  // shows: grant-form, grant-hub
  it('offers machines of Hugging Face for whoever pays there, and no other', async () => {
    const grants = grantsOn(log, walls, 'ada');
    assert.deepEqual((await grants.form()).targets.slice(2), [
      { place: 'hf-job:ada', text: 'Hugging Face Jobs paid by ada' },
      { place: 'hf-space:ada', text: 'a Hugging Face Space paid by ada' },
    ]);
    const wish: GrantDraft = { ...draft, targets: ['local', 'hf-job:ada'], code: 'approved' };
    await assert.rejects(grantsOn().sign(wish, 'chat'), /“hf-job:ada” is no place where runs execute/);
    await assert.rejects(grants.sign({ ...wish, targets: ['hf-job:engines'] }, 'chat'), (error: PracticumError) => {
      assert.match(
        `${error.hint}`,
        /hf-job:ada, hf-space:ada\. Machines of Hugging Face are there once you are signed in, and only for the one who pays/,
      );
      return true;
    });
    await assert.rejects(grants.sign({ ...wish, code: 'sandboxed' }, 'chat'), /nothing confines programs on Hugging Face Jobs paid by ada/);
    await grants.sign(wish, 'chat');
    assert.ok(grants.head()?.lines.includes('Runs on this machine, Hugging Face Jobs paid by ada'));
  });

  // shows: grant-shown
  it('says what it allows, until when, and what really protects', async () => {
    const grants = grantsOn();
    await grants.sign(draft, 'chat');
    const head = grants.head();
    assert.deepEqual(head?.lines.slice(1), [
      'At most $5.00, models and machines together',
      'Changes files in src',
      'Runs on this machine',
      'Reaches pypi.org',
      'Scripts and commands of these folders, confined',
    ]);
    assert.equal(head?.lines[0], `Until ${untilText(clock.nowMs() + 8 * hourMs, clock.nowMs())}, in this session`);
    assert.match(head?.protection ?? '', /bubblewrap for the test/);
  });

  // shows: grant-bounds
  it('ends with its time, and a clock that is set back does not bring it back', async () => {
    const grants = grantsOn();
    await grants.sign(draft, 'chat');
    assert.ok((await grants.toJudgeBy()) !== undefined);
    const over = until(grants.onDidChange, () => grants.inForce === undefined);
    clock.advance(8 * hourMs);
    assert.equal(grants.inForce, undefined);
    assert.equal(await grants.toJudgeBy(), undefined);
    await over;
    clock.advance(-4 * hourMs);
    assert.equal(grants.inForce, undefined);
  });

  // shows: grant-shown
  it('is revoked at once: before the disk knows of it', async () => {
    const grants = grantsOn();
    await grants.sign(draft, 'chat');
    const revoked = grants.revoke('chat');
    assert.equal(grants.inForce, undefined);
    assert.equal(await revoked, true);
    assert.equal(await grants.revoke('chat'), false);
    assert.equal(log.events.at(-1)?.type, 'grant.revoked');
  });

  // shows: grant-shown
  it('is revoked by another process, and the next judgement knows it', async () => {
    const grants = grantsOn();
    const { id } = await grants.sign(draft, 'chat');
    await postRevocation(join(folder, 'home'), id, 'command line');
    assert.equal(await grants.toJudgeBy(), undefined);
    assert.equal(grants.head(), undefined);
    const last = log.events.at(-1);
    assert.deepEqual(last?.type === 'grant.revoked' ? [last.grant, last.by] : last, [id, 'command line']);
    assert.equal(await readFile(join(folder, 'home', 'revoked', id), 'utf8').catch(() => 'gone'), 'gone');
  });

  // shows: grant-bounds
  it('survives a reload, is not inherited by a copy of the session, and is gone for good once revoked, also behind a message that is taken back', async () => {
    const before = await log.append({ type: 'notice', level: 'info', text: 'Before the grant.' });
    const grants = grantsOn();
    const signed = await grants.sign(draft, 'chat');
    await log.close();
    const where = { home: join(folder, 'home'), app: 'test', workspace: root, session: log.session };
    log = await openSession(where);
    const again = grantsOn();
    assert.deepEqual(again.inForce, signed);

    const copy = await forkSession(where);
    try {
      assert.ok(copy.events.some(({ type }) => type === 'grant.signed'));
      assert.equal(grantsOn(copy).inForce, undefined);
    } finally {
      await copy.close();
    }

    await again.revoke('chat');
    await log.append({ type: 'session.rewound', turn: 'tu_x' as never, to: before.id });
    assert.ok(!log.branch.some(({ type }) => type === 'grant.revoked'));
    assert.equal(grantsOn().inForce, undefined);
  });

  // shows: grant-bounds
  it('is replaced by the one that is signed after it, which does not come back with it', async () => {
    const grants = grantsOn();
    await grants.sign(draft, 'chat');
    const narrower = await grants.sign({ ...draft, hosts: [] }, 'chat');
    assert.equal(grants.inForce?.id, narrower.id);
    await grants.revoke('chat');
    assert.equal(grants.inForce, undefined);
    assert.equal(grantsOn().inForce, undefined);
  });
});

describe('Unattended work', () => {
  let folder: string;
  let root: string;
  let workbench: OpenWorkbench;
  let model: ScriptedModel;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-night-')));
    root = join(folder, 'space');
    await mkdir(join(root, 'src'), { recursive: true });
  });

  afterEach(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  const host = (overrides: Partial<WorkbenchHost> = {}): WorkbenchHost =>
    testHost(folder, root, () => model, { mode: 'ask', sandbox: async () => walls, ...overrides });
  const write = (path: string): readonly [string, unknown] => ['write_file', { path, content: 'lr = 0.1\n' }];
  const nightDraft: GrantDraft = { hours: 8, usd: 0, targets: ['local'], folders: ['src'], hosts: [], code: 'sandboxed' };

  // shows: grant-bounds, approval-trace
  it('changes files in the granted folders without asking, says why, and asks about the others', async () => {
    model = new ScriptedModel(calls(write('src/a.py'), write('b.py')), [say('Done.'), end()]);
    workbench = await createWorkbench(host(), 'new');
    await workbench.grants.sign(nightDraft, 'chat');
    const { log } = workbench.currentSession();
    await workbench.chat.send('Go.', []);
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length === 1);
    await until(log.onDidAppend.bind(log), () => log.events.some((event) => event.type === 'tool.ended'));
    assert.deepEqual(
      workbench.approvals.pending.map(({ title }) => title),
      ['Write b.py'],
    );
    assert.equal(await readFile(join(root, 'src/a.py'), 'utf8'), 'lr = 0.1\n');
    const started = log.events.find((event) => event.type === 'tool.started');
    assert.ok(started?.type === 'tool.started');
    assert.equal(started.allowed?.rule, 'grant');
    assert.match(started.allowed?.reason ?? '', /^Allowed by the grant until (\w+ \d+ \w+, )?\d\d:\d\d\.$/);
    assert.equal(workbench.chat.snapshot().head.grant?.lines.length, 6);
  });

  // shows: grant-shown
  it('asks again from the very next call on once the grant is revoked', async () => {
    model = new ScriptedModel(calls(write('src/a.py')), calls(write('src/b.py')), [say('Done.'), end()]);
    workbench = await createWorkbench(host(), 'new');
    await workbench.grants.sign(nightDraft, 'chat');
    const { log } = workbench.currentSession();
    const listener = log.onDidAppend((event) => {
      if (event.type === 'tool.ended') void workbench.grants.revoke(workbench.chat.session, 'chat');
    });
    await workbench.chat.send('Go.', []);
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length === 1);
    listener.dispose();
    assert.equal(workbench.approvals.pending[0]?.title, 'Write src/b.py');
    assert.equal(workbench.chat.snapshot().head.grant, undefined);
    assert.deepEqual(workbench.grants.inForce, []);
  });

  // shows: grant-form
  it('lets what waits already go on when the grant that is signed then names it', async () => {
    model = new ScriptedModel(calls(write('src/a.py')), [say('Done.'), end()]);
    workbench = await createWorkbench(host(), 'new');
    await workbench.chat.send('Go.', []);
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length === 1);
    await workbench.grants.sign(nightDraft, 'chat');
    await workbench.currentSession().agent.whenIdle();
    assert.equal(await readFile(join(root, 'src/a.py'), 'utf8'), 'lr = 0.1\n');
    assert.deepEqual(workbench.approvals.pending, []);
  });

  // shows: grant-bounds
  it('is not signed by anything that the model can do', async () => {
    const tools = ['sign_grant', 'grant', 'signGrant', 'revoke_grant'];
    model = new ScriptedModel(calls(...tools.map((name) => [name, nightDraft] as const)), [say('Done.'), end()]);
    workbench = await createWorkbench(host(), 'new');
    const { log, agent } = workbench.currentSession();
    await workbench.chat.send('Sign yourself a grant.', []);
    await agent.whenIdle();
    assert.ok(!log.events.some(({ type }) => type === 'grant.signed'));
    assert.ok(!(model.requests[0]?.tools ?? []).some(({ name }) => /grant|approv|rule|mode/i.test(name)));
    const ids = log.events.flatMap((event) => (event.type === 'tool.ended' ? [event.code] : []));
    assert.deepEqual(
      ids,
      tools.map(() => 'no-such-tool'),
    );
  });

  // shows: grant-bounds
  it('ends with the trust in the workspace', async () => {
    let isTrusted = true;
    model = new ScriptedModel(calls(write('src/a.py')), calls(write('src/b.py')), [say('Done.'), end()]);
    workbench = await createWorkbench(host({ isTrusted: () => isTrusted }), 'new');
    await workbench.grants.sign(nightDraft, 'chat');
    const { log, agent } = workbench.currentSession();
    const listener = log.onDidAppend((event) => {
      if (event.type === 'tool.ended') isTrusted = false;
    });
    await workbench.chat.send('Go.', []);
    await agent.whenIdle();
    listener.dispose();
    const outcomes = log.events.flatMap((event) => (event.type === 'tool.ended' ? [event.outcome] : []));
    assert.deepEqual(outcomes, ['done', 'failed']);
  });

  it('knows no revocation of what is no grant', async () => {
    model = new ScriptedModel();
    workbench = await createWorkbench(host(), 'new');
    await assert.rejects(postRevocation(join(folder, 'home'), '../../x' as GrantId, 'test'), /no id of a grant/);
  });
});
