import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import type { Mode } from '../../../src/base/effects.ts';
import type { SandboxChange } from '../../../src/base/sandboxChange.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { calls, end, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { hostOf } from '../runs/sandboxes/sandboxPlace.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';
import { testHost } from './support.ts';

describe('A conversation that has a sandbox', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  let hub: Hub;
  before(async () => {
    hub = await startHub();
  });
  after(() => hub.close());

  const on = 'sandbox';
  /** What became of machines, as the logs have it, and what the person read of that beside cards. */
  let changes: SandboxChange[] = [];
  let notices: string[] = [];
  beforeEach(() => {
    changes = [];
    notices = [];
  });

  /** Says yes to whatever is asked, and keeps what the person was shown. */
  async function work(
    mode: Mode,
    steps: readonly Step[],
    asked: string[],
    then: (workbench: OpenWorkbench) => Promise<void> = async () => undefined,
  ): Promise<readonly string[]> {
    const root = join(folder.path, 'space');
    mkdirSync(root, { recursive: true });
    const model = new ScriptedModel(...steps);
    const host = testHost(folder.path, root, () => model, { mode, hub: hostOf(hub, hub.token) });
    const workbench: OpenWorkbench = await createWorkbench(host);
    try {
      const { agent, log } = workbench.currentSession();
      const before = log.events.length;
      const listener = workbench.approvals.onDidChange(() => {
        for (const pending of workbench.approvals.pending) {
          const shown =
            pending.detail?.kind === 'edit' ? pending.detail.unified : pending.detail?.kind === 'text' ? pending.detail.text : '';
          asked.push([pending.title, ...pending.effectLines, shown].join('\n'));
          void workbench.approvals.answer(pending.id, 'approve', 'call', 'test');
        }
      });
      await workbench.chat.send('try it', []);
      await agent.whenIdle();
      listener.dispose();
      await then(workbench);
      const since = log.events.slice(before);
      changes.push(...since.flatMap((event) => (event.type === 'sandbox.changed' ? [event] : [])));
      notices = workbench.chat.snapshot().items.flatMap((item) => (item.kind === 'notice' ? [item.text] : []));
      return since.flatMap((event) => (event.type === 'tool.ended' ? [`${event.outcome}: ${event.content}`] : []));
    } finally {
      await workbench.close();
    }
  }

  // shows: sandbox-tools, sandbox-policy, sandbox-reattach, sandbox-paid, sandbox-logged
  it('is asked about the machine, its files and its commands as such, and goes on with it in the next window', async () => {
    const asked: string[] = [];
    const first = await work(
      'ask',
      [
        calls(['hub_jobs', { action: 'hardware' }]),
        calls(['hub_sandbox', { action: 'start', flavor: 'cpu-basic', timeout_minutes: 30 }]),
        calls(['write_file', { path: 'try.py', content: 'print(6 * 7)\n', on }]),
        [say('Written.'), end()],
      ],
      asked,
    );
    assert.deepEqual(
      first.map((each) => each.split(':')[0]),
      ['done', 'done', 'done'],
    );
    const id = [...hub.jobs.jobs.keys()].at(-1) ?? '';
    const machine = `the sandbox ${id} paid by ada`;
    assert.equal(asked.length, 2);
    assert.match(
      asked[0] ?? '',
      /^Start a sandbox on cpu-basic for at most 30 min\nexecute hf sandbox create .* on Hugging Face Jobs paid by ada\nspend \$0\.01 on 30 min × cpu-basic \$0\.02\/h\nCosts at most \$0\.01/,
    );
    assert.match(
      asked[1] ?? '',
      new RegExp(`^Write sandbox:/work/try\\.py\nwrite /work/try\\.py in ${machine}\n[^]*\\+print\\(6 \\* 7\\)`),
    );
    // The window was closed; the same session knows what it has.
    const second = await work(
      'auto',
      [
        calls(['read_file', { path: 'try.py', on }]),
        calls(['edit_file', { path: 'try.py', edits: [{ old: '6 * 7', new: '6 * 8' }], on }]),
        calls(['run_shell', { command: 'python3 try.py', on }]),
        calls(['hub_sandbox', { action: 'end' }]),
        [say('Done.'), end()],
      ],
      asked,
    );
    assert.match(second[0] ?? '', /^done: +1\tprint\(6 \* 7\)$/);
    assert.match(second[1] ?? '', /^done: Edited sandbox:\/work\/try\.py/);
    assert.match(second[2] ?? '', /^done: 48\nexit code 0/);
    assert.match(second[3] ?? '', /^done: The sandbox has ended; it cost \$0\.00/);
    assert.deepEqual(
      asked.slice(2).map((each) => each.split('\n').slice(0, 2)),
      [['Run python3 try.py in the sandbox', `run “python3 try.py” in ${machine}`]],
    );
    assert.equal(hub.jobs.jobs.get(id)?.status.stage, 'CANCELED');
    const place = `hf-sandbox:ada/${id}`;
    assert.deepEqual(
      changes.map(({ change, place: at, usdAtMost, paid, call }) => [change, at, usdAtMost, paid?.isEstimated, call !== undefined]),
      [
        ['started', place, 0.01, undefined, true],
        ['ended', place, undefined, false, true],
      ],
    );
    assert.ok((changes[1]?.paid?.usd ?? 0) > 0);
    assert.deepEqual(notices, []);
  });

  // shows: sandbox-logged, sandbox-ends
  it('has in its log and in the conversation that the machine was ended by a click or by itself, and what it cost', async () => {
    const start = [
      calls(['hub_jobs', { action: 'hardware' }]),
      calls(['hub_sandbox', { action: 'start', flavor: 'cpu-basic', timeout_minutes: 30 }]),
    ];
    await work('ask', [...start, [say('There.'), end()]], [], async (workbench) => {
      const [row] = await workbench.sandboxes(new AbortController().signal);
      await workbench.endSandboxFromClick(row?.place ?? '');
    });
    await work('ask', [...start, [say('There.'), end()]], [], async (workbench) => {
      const job = [...hub.jobs.jobs.values()].at(-1) ?? assert.fail();
      hub.jobs.end(job, { stage: 'ERROR', message: 'Job timeout' });
      await workbench.sandboxes(new AbortController().signal);
    });
    assert.deepEqual(
      changes.map(({ change, call }) => [change, call !== undefined]),
      [
        ['started', true],
        ['ended', false],
        ['started', true],
        ['ended', false],
      ],
    );
    assert.match(notices[0] ?? '', /^The sandbox \w+ on cpu-basic has ended: somebody ended it\. It cost \$0\.000\d/);
    assert.match(notices[1] ?? '', /^The sandbox \w+ on cpu-basic has ended: it reached its time limit of 30 min\. It cost \$0\.0/);
    assert.equal(notices.length, 2);
  });
});
