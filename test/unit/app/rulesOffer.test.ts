import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PendingApproval } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import { calls, end, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';
import { testHost, until } from './support.ts';

describe('A rule that is offered with a request', () => {
  const folder = useTemporaryFolder();
  let workbench: OpenWorkbench;

  beforeEach(() => mkdir(join(folder.path, 'space/out'), { recursive: true }));
  afterEach(() => workbench.close());

  async function open(...steps: readonly Step[]): Promise<void> {
    const model = new ScriptedModel(...steps);
    workbench = await createWorkbench(testHost(folder.path, join(folder.path, 'space'), () => model, { mode: 'ask' }));
  }
  const touch = (name: string): Step => calls(['run_shell', { command: `touch out/${name}` }]);
  const pending = (): readonly PendingApproval[] => workbench.approvals.pending;
  async function nextRequest(): Promise<PendingApproval> {
    await until(workbench.approvals.onDidChange, () => pending().length > 0);
    return pending()[0] ?? assert.fail();
  }
  const startedUnasked = () =>
    workbench
      .currentSession()
      .log.events.flatMap((event) => (event.type === 'tool.started' && event.allowed !== undefined ? [event.allowed] : []));

  // shows: rules-offer, rules-same, approval-trace
  it('says what it would have matched, counts from then on in every session, and is named where it let a call pass', async () => {
    await open(touch('a'), touch('b'), touch('c'), [say('Done.'), end()]);
    await workbench.chat.send('Touch some files', []);
    const first = await nextRequest();
    assert.deepEqual(first.rule, { text: 'Always allow “touch out/a” in this workspace', matched: [], matchedCount: 0 });
    assert.deepEqual(
      first.command?.map(({ words }) => words),
      [['touch', 'out/a']],
    );
    await workbench.approvals.answer(first.id, 'approve', 'call', 'test');
    await until(workbench.approvals.onDidChange, () => pending().some(({ id }) => id !== first.id));
    const second = await nextRequest();
    assert.equal(second.rule?.text, 'Always allow “touch ‹a file below out›” in this workspace');
    assert.deepEqual([second.rule.matched.length, second.rule.matchedCount], [1, 1]);
    await workbench.approvals.answer(second.id, 'approve', 'rule', 'test');
    await workbench.currentSession().agent.whenIdle();
    assert.deepEqual(pending(), []);
    const [allowed, ...more] = startedUnasked();
    assert.equal(allowed?.reason, 'Allowed by your rule for “touch ‹a file below out›”.');
    assert.deepEqual(more, []);
    const { rules } = JSON.parse(await readFile(join(folder.path, 'home/rules.json'), 'utf8'));
    assert.deepEqual([rules.length, rules[0].workspace], [1, join(folder.path, 'space')]);
    await workbench.close();

    await open(touch('z'), [say('Done.'), end()]);
    await workbench.chat.newSession();
    await workbench.chat.send('Touch one more', []);
    await workbench.currentSession().agent.whenIdle();
    assert.equal(startedUnasked()[0]?.rule, rules[0].id);
  });

  // shows: rules-offer, approval-alike
  it('covers the like requests that wait beside it, which are one question', async () => {
    await open(
      calls(['run_shell', { command: 'touch out/a' }], ['run_shell', { command: 'touch out/b' }], ['run_shell', { command: 'rm x' }]),
      [say('Done.'), end()],
    );
    await workbench.chat.send('Touch some files', []);
    await until(workbench.approvals.onDidChange, () => pending().length === 3);
    const [first, second, third] = pending();
    assert.ok(first?.group !== undefined && first.group === second?.group);
    assert.notEqual(third?.group, first.group);
    for (const { id } of pending()) await workbench.approvals.answer(id, 'reject', 'call', 'test');
    await workbench.currentSession().agent.whenIdle();
  });

  it('that cannot be saved is told, and the call that was agreed to goes on', async () => {
    await mkdir(join(folder.path, 'home'));
    await writeFile(join(folder.path, 'home/rules.json'), '{"version":1,');
    await open(touch('a'), [say('Done.'), end()]);
    await workbench.chat.send('Touch a file', []);
    const { id } = await nextRequest();
    await workbench.approvals.answer(id, 'approve', 'rule', 'test');
    await workbench.currentSession().agent.whenIdle();
    const notices = workbench.currentSession().log.events.flatMap((event) => (event.type === 'notice' ? [event.text] : []));
    assert.match(notices.join('\n'), /Rules that allow something are off: it is no JSON\. Repair .*rules\.json/);
    assert.match(notices.join('\n'), /The rule was not saved, so you will be asked again\./);
    assert.deepEqual(await readdir(join(folder.path, 'space/out')), ['a']);
    assert.equal(await readFile(join(folder.path, 'home/rules.json'), 'utf8'), '{"version":1,');
  });
});
