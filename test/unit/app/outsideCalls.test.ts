import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutsideQuestion, WorkbenchHost } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import { ScriptedModel } from '../agent/scriptedModel.ts';
import { writeRun } from '../runs/writtenRun.ts';
import { testHost } from './support.ts';

describe('Calls by another agent of the same editor', function () {
  this.timeout(20_000);
  let folder: string;
  let root: string;
  let workbench: OpenWorkbench;
  const asked: OutsideQuestion[] = [];

  const open = async (overrides: Partial<WorkbenchHost> = {}): Promise<void> => {
    workbench = await createWorkbench(testHost(folder, root, () => new ScriptedModel([]), overrides));
  };
  const call = async (tool: string, input: unknown, answer: boolean | (() => Promise<boolean>) = false): Promise<string> =>
    await workbench.outside.call(
      tool,
      input,
      async (question) => {
        asked.push(question);
        return typeof answer === 'boolean' ? answer : await answer();
      },
      new AbortController().signal,
    );
  const runs = async (): Promise<number> =>
    (await readdir(join(root, '.practicum', 'runs')).catch(() => [])).filter((name) => name.startsWith('run')).length;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-outside-')));
    root = join(folder, 'space');
    await mkdir(root);
    await writeFile(join(root, 'train.py'), 'print("step 1 loss 0.5")\n');
    asked.length = 0;
  });
  afterEach(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  // shows: copilot-tools
  it('look at runs without a question, with the same words that the own agent reads, fenced', async () => {
    await open();
    const run = writeRun(root, 'run-1');
    run.measure('loss', [[1, 0.25]]);
    run.end(0);
    const text = await call('read_run', { run: 'run-1' });
    assert.match(text, /^<untrusted log="run-1"/);
    assert.match(text, /metric loss: first 0\.25 \(step 1\)/);
    assert.match(await call('list_runs', {}), /run-1 · done/);
    assert.deepEqual(asked, []);
  });

  // shows: copilot-tools
  it('are asked about where the own agent would be, and do nothing without a yes', async () => {
    await open();
    await assert.rejects(call('start_run', { script: 'train.py', check: false }), { code: 'not-approved' });
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.title, 'Train with train.py');
    assert.ok((asked[0]?.reason ?? '').length > 0);
    assert.equal(await runs(), 0);
  });

  it('are refused when the code was changed while the question stood', async () => {
    await open();
    const change = async (): Promise<boolean> => {
      await writeFile(join(root, 'train.py'), 'import os\n');
      return true;
    };
    await assert.rejects(call('start_run', { script: 'train.py', check: false }, change), {
      code: 'not-approved',
      message: /changed meanwhile/,
    });
    assert.equal(await runs(), 0);
  });

  // shows: copilot-tools
  it('start nothing in plan mode or in a folder that is not trusted, whoever says yes', async () => {
    for (const overrides of [{ mode: 'plan' as const }, { isTrusted: () => false }]) {
      await open(overrides);
      await assert.rejects(call('start_run', { script: 'train.py', check: false }, true), { code: 'refused' });
      await workbench.close();
    }
    assert.equal(await runs(), 0);
    await open();
  });

  it('reach the tools for runs and no other', async () => {
    await open();
    for (const tool of ['run_shell', 'write_file', 'remember', 'nonsense'])
      await assert.rejects(call(tool, {}, true), { code: 'no-such-tool' }, tool);
    await assert.rejects(call('read_run', { run: '' }));
  });
});
