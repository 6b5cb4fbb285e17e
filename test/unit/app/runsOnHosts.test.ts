import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PendingApproval } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import type { GrantDraft } from '../../../src/protocol/chat.ts';
import { usualRunSettings } from '../../../src/runs/runSettings.ts';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import { calls, end, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { testHost, until } from './support.ts';

const on = (host?: string): readonly [string, unknown] => ['start_run', { script: 'train.py', ...(host === undefined ? {} : { host }) }];

/** There is no supervisor here, so no run comes to life: what is asked about, and when, is what counts. */
describe('A run that the agent wants on a host', () => {
  let folder: string;
  let root: string;
  let workbench: OpenWorkbench;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-far-')));
    root = join(folder, 'space');
    await mkdir(root);
    await writeFile(join(root, 'train.py'), 'print("step 1 loss 0.5")\n');
    await writeFile(join(root, '.env'), 'KEY=1\n');
  });

  afterEach(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function begin(...steps: readonly Step[]): Promise<void> {
    const model = new ScriptedModel(...steps, [say('Done.'), end()]);
    const host = testHost(folder, root, () => model, {
      patienceMs: 0,
      runSettings: () => ({ ...usualRunSettings, hosts: { 'gpu-box': {}, other: {} } }),
      sandbox: async () => ({ kind: 'none', why: 'This is a test.', hint: '' }),
    });
    workbench = await createWorkbench(host, 'new');
  }

  async function asked(count: number): Promise<readonly PendingApproval[]> {
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length === count);
    return workbench.approvals.pending;
  }

  const log = (): readonly SessionEvent[] => workbench.currentSession().log.events;

  // shows: approval-facts, approval-alike
  it('is asked about with its host, what goes there and that nothing confines it, and each place by itself', async () => {
    await begin(calls(on('gpu-box'), on('other'), on('moon')));
    await workbench.chat.send('Train.', []);
    const [first, second] = await asked(2);
    assert.equal(first?.title, 'Train on gpu-box with train.py');
    assert.match(first?.reason ?? '', /^It would run train\.py on gpu-box, and the files of the workspace would go there\./);
    assert.match(first?.effectLines[0] ?? '', /^execute python train\.py in \S+ on gpu-box$/);
    assert.equal(first?.protection, 'Not confined: on gpu-box it runs as you do there, with your files and its network');
    assert.match(first?.sessionScope ?? '', /^running \S+ on gpu-box with any arguments .*, reaching gpu-box$/);
    const card = workbench.currentSession().transcript.item(first?.call ?? '');
    assert.match(
      card?.kind === 'tool' && card.detail?.kind === 'text' ? card.detail.text : '',
      /^1 file of space goes to gpu-box by ssh, 25 bytes; no file with secrets does\.\n1 file with secrets stayed here\./,
    );
    assert.notEqual(first?.group, second?.group);
    for (const { id } of await asked(2)) await workbench.approvals.answer(id, 'reject', 'call', 'test');
    await workbench.currentSession().agent.whenIdle();
    const ended = log().findLast((event) => event.type === 'tool.ended');
    assert.deepEqual(ended?.type === 'tool.ended' && [ended.code, ended.outcome], ['no-such-host', 'failed']);
  });

  // shows: grant-bounds, grant-code
  it('passes under a grant only on the host that it names, in the version that was approved', async () => {
    const draft: GrantDraft = { hours: 1, usd: 0, targets: ['ssh:gpu-box'], folders: ['.'], hosts: [], code: 'approved' };
    await begin(calls(on()), calls(on('gpu-box')), calls(on('other')), calls(on()));
    await workbench.chat.send('Train.', []);
    // Approved here, in this version.
    const [here] = await asked(1);
    await workbench.grants.sign(draft, 'test');
    assert.equal(await workbench.approvals.answer(here?.id ?? ('' as never), 'approve', 'call', 'test'), true);
    await workbench.currentSession().agent.whenIdle();
    const started = log().flatMap((event) => (event.type === 'tool.started' ? [event.allowed?.rule] : []));
    assert.deepEqual(started, [undefined, 'grant']);
    assert.deepEqual(
      workbench.approvals.pending.map(({ title }) => title),
      ['Train on other with train.py', 'Train with train.py'],
    );
  });
});
