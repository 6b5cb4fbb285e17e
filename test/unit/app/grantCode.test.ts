import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PendingApproval } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import type { ApprovalScope } from '../../../src/sessions/events.ts';
import { calls, end, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { testHost, until } from './support.ts';

const train = calls(['start_run', { script: 'train.py', check: false }]);

/** There is no supervisor here, so no run comes to life: what is asked about, and when, is what counts. */
describe('An approval of code', () => {
  let folder: string;
  let root: string;
  let workbench: OpenWorkbench;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-code-')));
    root = join(folder, 'space');
    await mkdir(root);
    await writeFile(join(root, 'train.py'), 'import model\n');
    await writeFile(join(root, 'model.py'), 'width = 1\n');
  });

  afterEach(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function begin(...steps: readonly Step[]): Promise<void> {
    const model = new ScriptedModel(...steps, [say('Done.'), end()]);
    workbench = await createWorkbench(
      testHost(folder, root, () => model),
      'new',
    );
  }

  async function asked(): Promise<PendingApproval> {
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length > 0);
    const [first] = workbench.approvals.pending;
    assert.ok(first !== undefined);
    return first;
  }

  const approve = async (scope: ApprovalScope = 'call'): Promise<void> =>
    void (await workbench.approvals.answer((await asked()).id, 'approve', scope, 'test'));
  const asks = (): number => workbench.currentSession().log.events.filter(({ type }) => type === 'approval.asked').length;
  /** Before anything else happens. */
  const change = (text: string): void => writeFileSync(join(root, 'model.py'), text);
  const untilCallsEnded = (count: number): Promise<void> => {
    const { log } = workbench.currentSession();
    return until(log.onDidAppend.bind(log), () => log.events.filter(({ type }) => type === 'tool.ended').length === count);
  };

  // shows: grant-code
  it('for the session ends with the first edit of what the script imports, and the card says which file it was', async () => {
    await begin(train, train, train);
    await workbench.chat.send('Train.', []);
    assert.deepEqual(
      (await asked()).code?.files.map(({ path }) => path),
      [join(root, 'train.py'), join(root, 'model.py')],
    );
    const { log } = workbench.currentSession();
    const listener = log.onDidAppend((event) => {
      if (event.type === 'tool.ended' && log.events.filter(({ type }) => type === 'tool.ended').length === 2) change('width = 2\n');
    });
    await approve('session');
    await untilCallsEnded(2);
    assert.equal(asks(), 1);
    const again = await asked();
    listener.dispose();
    assert.deepEqual(again.code?.changedSince, [join(root, 'model.py')]);
    assert.match(again.reason, /Changed since you approved it: model\.py\./);
  });

  // shows: grant-code
  it('is one to what was shown: code that changes while the question waits is asked about again, also after a reload', async () => {
    await begin(train);
    await workbench.chat.send('Train.', []);
    const first = await asked();
    change('width = 2\n');
    await approve();
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.some(({ id }) => id !== first.id));
    const second = await asked();
    assert.notEqual(second.code?.hash, first.code?.hash);
    assert.match(second.reason, /Changed since you approved it: model\.py\./);

    await workbench.close();
    change('width = 3\n');
    const model = new ScriptedModel([say('Done.'), end()]);
    workbench = await createWorkbench(
      testHost(folder, root, () => model),
      { session: second.session },
    );
    workbench.chat.resume();
    const third = await asked();
    assert.notEqual(third.id, second.id);
    assert.notEqual(third.code?.hash, second.code?.hash);
    await approve();
    await workbench.currentSession().agent.whenIdle();
    assert.deepEqual(workbench.approvals.pending, []);
  });

  // shows: grant-code, grant-bounds
  it('lets exactly that version run again under a grant for approved code, also after a reload, and no other one', async () => {
    await begin(train, train);
    await workbench.grants.sign({ hours: 1, usd: 0, targets: ['local'], folders: ['.'], hosts: [], code: 'approved' }, 'test');
    await workbench.chat.send('Train.', []);
    await approve();
    await workbench.currentSession().agent.whenIdle();
    assert.equal(asks(), 1);
    const { session } = workbench.chat;
    const granted = workbench
      .currentSession()
      .log.events.filter((event) => event.type === 'tool.started' && event.allowed?.rule === 'grant');
    assert.equal(granted.length, 1);

    await workbench.close();
    const model = new ScriptedModel(train, train, [say('Done.'), end()]);
    workbench = await createWorkbench(
      testHost(folder, root, () => model),
      { session },
    );
    const { log } = workbench.currentSession();
    const listener = log.onDidAppend((event) => {
      if (event.type === 'tool.ended') change('width = 9\n');
    });
    await workbench.chat.send('Again.', []);
    const other = await asked();
    listener.dispose();
    assert.equal(asks(), 2);
    assert.deepEqual(other.code?.changedSince, [join(root, 'model.py')]);
  });
});
