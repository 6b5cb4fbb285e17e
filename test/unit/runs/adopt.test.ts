import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import { type AdoptRequest, adoptEffects } from '../../../src/runs/adopt.ts';
import { endsWithTraceback } from '../../../src/runs/followAdopted.ts';
import { factsOf } from '../../../src/runs/processFacts.ts';
import type { RunState } from '../../../src/runs/run.ts';
import { createRuns, type Runs } from '../../../src/runs/runs.ts';
import { systemPython } from '../../systemPython.ts';
import { eventually, exists, makeWorkspace, supervisorScript, type Workspace } from './workspace.ts';

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('A run that was started elsewhere', function () {
  this.timeout(60_000);
  let workspace: Workspace;
  let runs: Runs;
  const started: ChildProcess[] = [];
  const authority = createPermitAuthority();
  beforeEach(() => {
    workspace = makeWorkspace();
    runs = createRuns({
      roots: [workspace.root],
      supervisor: { node: process.execPath, script: supervisorScript, options: ['stopPollMs=50', 'collectMs=50'] },
      require: authority.require,
      interpreter: async () => systemPython(),
    });
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    runs.dispose();
    workspace.dispose();
  });

  const adopt = (request: AdoptRequest): Promise<RunState> =>
    runs.adopt(authority.mint('call_adopt' as CallId, adoptEffects(request)), request);
  /** As `python train.py > train.log 2>&1 &` in a terminal. */
  const elsewhere = (script: string, args: readonly string[] = []): ChildProcess => {
    const log = openSync(path.join(workspace.root, 'train.log'), 'w');
    const child = spawn(systemPython(), ['-u', script, ...args], { cwd: workspace.root, stdio: ['ignore', log, log] });
    closeSync(log);
    started.push(child);
    return child;
  };
  const waiting = `import os, sys, time
for step in range(1, 4):
    print(f"step {step} loss {1 / step}")
while not os.path.exists("go on"):
    time.sleep(0.02)
for step in range(4, 101):
    print(f"step {step} loss {1 / step}")
`;

  // shows: run-adopt
  it('is adopted by its process: what it printed before and after, what it is, and that its exit code is not known', async () => {
    writeFileSync(path.join(workspace.root, 'older.ckpt'), 'of another');
    utimesSync(path.join(workspace.root, 'older.ckpt'), 1_000, 1_000);
    const child = elsewhere(workspace.script('train.py', waiting), ['--lr', '0.1']);
    await eventually(
      () => (readFileSync(path.join(workspace.root, 'train.log'), 'utf8').includes('step 3') ? true : undefined),
      'its first words',
    );
    writeFileSync(path.join(workspace.root, 'last.ckpt'), 'weights');
    const run = await adopt({ kind: 'process', pid: child.pid ?? 0 });
    assert.equal(run.spec.target, 'adopted');
    assert.deepEqual(
      run.spec.argv.slice(-3),
      ['train.py', '--lr', '0.1'].map((word) => (word === 'train.py' ? path.join(workspace.root, word) : word)),
    );
    assert.equal(run.spec.cwd, workspace.root);
    assert.equal(run.spec.script, path.join(workspace.root, 'train.py'));
    await eventually(async () => ((await runs.get(run.spec.id)).pointCount === 3 ? true : undefined), 'what it had printed');
    assert.equal((await runs.get(run.spec.id)).status, 'running');
    writeFileSync(path.join(workspace.root, 'go on'), '');
    const ended = await runs.waitForEnd(run.spec.id, AbortSignal.timeout(60_000));
    assert.equal(ended.status, 'done');
    assert.equal(ended.exit?.code, null);
    assert.match(ended.exit?.reason ?? '', /exit code is not known/);
    assert.deepEqual(
      ended.checkpoints?.map((each) => path.basename(each.path)),
      ['last.ckpt'],
      'what it saved before it was adopted, and nobody else’s',
    );
    assert.deepEqual(
      (await runs.points(run.spec.id)).map(({ step }) => step),
      Array.from({ length: 100 }, (_, at) => at + 1),
    );
  });

  // shows: run-adopt
  it('is ended only when that is said, and nothing but its own process with it', async () => {
    const child = elsewhere(workspace.script('train.py', waiting));
    const beside = spawn(systemPython(), ['-c', 'import time; time.sleep(600)'], { stdio: 'ignore' });
    started.push(beside);
    const run = await adopt({ kind: 'process', pid: child.pid ?? 0 });
    await assert.rejects(runs.stop(run.spec.id), { code: 'adopted-run', message: new RegExp(`process ${child.pid}`) });
    assert.ok(exists(child.pid ?? 0));
    await runs.stop(run.spec.id, { adopted: true });
    const ended = await runs.waitForEnd(run.spec.id, AbortSignal.timeout(60_000));
    assert.equal(ended.status, 'stopped');
    assert.match(ended.exit?.reason ?? '', /^stopped on request \(SIGINT\); its exit code is not known/);
    assert.ok(exists(beside.pid ?? 0), 'it is in the same group as this test, and so is this one');
  });

  // shows: run-adopt
  it('is refused in one sentence when there is nothing to adopt', async () => {
    await assert.rejects(adopt({ kind: 'process', pid: 2 ** 22 + 1 }), { code: 'cannot-adopt', hint: /pgrep/ });
    await assert.rejects(adopt({ kind: 'folder', folder: path.join(workspace.root, 'nowhere') }), {
      code: 'cannot-adopt',
      message: /no folder/,
    });
    const child = elsewhere(workspace.script('train.py', waiting));
    await assert.rejects(adopt({ kind: 'process', pid: child.pid ?? 0, log: '/nowhere/log' }), {
      code: 'cannot-adopt',
      message: /no file/,
    });
    const own = await workspace.launch(workspace.script('own.py', 'import time\ntime.sleep(600)\n'));
    const pid = await eventually(async () => (await workspace.runs.get(own.spec.id)).pid, 'its process');
    await assert.rejects(adopt({ kind: 'process', pid }), { code: 'cannot-adopt', message: new RegExp(own.spec.id) });
    await workspace.runs.stop(own.spec.id);
    await workspace.ended(own);
  });

  // shows: run-adopt
  it('is adopted by the folder that it writes into, until it is watched no longer', async () => {
    const folder = path.join(workspace.root, 'logs');
    mkdirSync(folder);
    const run = await adopt({ kind: 'folder', folder });
    assert.equal(run.spec.name, 'logs');
    await eventually(async () => ((await runs.get(run.spec.id)).status === 'running' ? true : undefined), 'it is watched');
    await runs.stop(run.spec.id);
    const ended = await runs.waitForEnd(run.spec.id, AbortSignal.timeout(60_000));
    assert.equal(ended.status, 'stopped');
    assert.match(ended.exit?.reason ?? '', /watched no longer/);
    assert.ok(existsSync(folder));
  });

  it('has failed as far as its last words tell', () => {
    assert.equal(endsWithTraceback('step 1\nTraceback (most recent call last):\n  x\ntorch.OutOfMemoryError: CUDA out of memory\n'), true);
    assert.equal(endsWithTraceback('Traceback (most recent call last):\n  x\nValueError: handled\nstep 3 loss 0.2\n'), false);
    assert.equal(endsWithTraceback('KeyError: is what a log may say\n'), false);
  });

  it('is known by what the system tells of it', async () => {
    const child = elsewhere(workspace.script('train.py', waiting));
    const facts = await eventually(() => factsOf(child.pid ?? 0), 'its facts');
    assert.equal(facts.cwd, workspace.root);
    assert.deepEqual(facts.output, { file: path.join(workspace.root, 'train.log'), from: 0 });
    assert.equal(facts.run, undefined);
    rmSync(path.join(workspace.root, 'train.log'));
    assert.equal((await factsOf(child.pid ?? 0))?.output, undefined, 'a file that was removed cannot be followed');
  });
});
