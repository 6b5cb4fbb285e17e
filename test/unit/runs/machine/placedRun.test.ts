import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CallId } from '../../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../../src/base/permit.ts';
import { codePaths, readCode } from '../../../../src/runs/codeCopies.ts';
import { readEnvironment } from '../../../../src/runs/environmentRecord.ts';
import { type LaunchRequest, launchEffects } from '../../../../src/runs/launchRequest.ts';
import { queueFolder, runsInQueue } from '../../../../src/runs/machine/queueFolder.ts';
import { changeMarks } from '../../../../src/runs/marks.ts';
import type { RunState } from '../../../../src/runs/run.ts';
import { usualRunSettings } from '../../../../src/runs/runSettings.ts';
import { createRuns, type Runs } from '../../../../src/runs/runs.ts';
import { systemPython } from '../../../systemPython.ts';
import { eventually, makeWorkspace, supervisorScript, type Workspace } from '../workspace.ts';
import { fakeSmi, gpuA, gpuB, twoGpus } from './fakeSmi.ts';

const waits = `import os, sys, time
print("gpu", os.environ.get("CUDA_VISIBLE_DEVICES"))
while not os.path.exists(sys.argv[1]):
    time.sleep(0.02)
`;

describe('A run on a machine that others use', function () {
  this.timeout(120_000);
  let workspace: Workspace;
  let home: string;
  let runs: Runs;
  const authority = createPermitAuthority();
  const pathBefore = process.env['PATH'];
  beforeEach(() => {
    workspace = makeWorkspace();
    home = path.join(workspace.root, 'home');
    mkdirSync(home);
    runs = open();
  });
  afterEach(() => {
    process.env['PATH'] = pathBefore;
    runs.dispose();
    workspace.dispose();
  });

  const open = (): Runs =>
    createRuns({
      roots: [workspace.root],
      supervisor: { node: process.execPath, script: supervisorScript, options: ['stopPollMs=50'] },
      require: authority.require,
      home,
      interpreter: async () => systemPython(),
      settings: () => ({ ...usualRunSettings, parallel: 2 }),
    });
  const launch = (args: readonly string[], rest: Partial<LaunchRequest> = {}): Promise<RunState> => {
    const script = workspace.script('train.py', waits);
    const request: LaunchRequest = { script, args, origin: { by: 'person' }, ...rest };
    return runs.launch(authority.mint('call_test' as CallId, launchEffects(request, workspace.root)), request);
  };
  const ended = (run: RunState): Promise<RunState> => runs.waitForEnd(run.spec.id, AbortSignal.timeout(60_000));
  const became = (run: RunState, is: (state: RunState) => boolean, what: string): Promise<RunState> =>
    eventually(async () => {
      const state = await runs.get(run.spec.id);
      return is(state) ? state : undefined;
    }, what);

  // shows: run-gpu, run-queue, run-environment, run-code-copies
  it('gets a GPU of its own, or waits for one; stopped while it waits, it never starts', async () => {
    const env = fakeSmi(path.join(workspace.root, 'bin'), { gpus: twoGpus });
    process.env['PATH'] = env['PATH'];
    delete process.env['CUDA_VISIBLE_DEVICES'];
    const go = path.join(workspace.root, 'go');
    const first = await became(await launch([go], { gpu: ['1'] }), ({ status }) => status === 'running', 'the first runs');
    assert.deepEqual(
      first.devices?.map(({ id }) => id),
      [gpuB],
    );
    const second = await became(await launch([go], { gpu: ['1'] }), ({ status }) => status === 'queued', 'the second waits');
    assert.deepEqual(second.queued, { position: 1, waitsFor: 'GPU 1, with at most 2 runs at once' });
    const third = await became(await launch([go], { gpu: ['1'] }), ({ status }) => status === 'queued', 'the third waits');
    assert.equal(third.queued?.position, 2);
    assert.deepEqual(
      (await runsInQueue(queueFolder(home))).map(({ run }) => run),
      [second.spec.id, third.spec.id],
    );

    await runs.stop(second.spec.id);
    const stopped = await ended(second);
    assert.deepEqual([stopped.status, stopped.exit?.reason], ['stopped', 'stopped on request while it was queued']);
    assert.equal(stopped.startedMs, undefined);
    assert.equal(readFileSync(path.join(stopped.folder, 'console.log'), 'utf8'), '');
    await became(third, ({ queued }) => queued?.position === 1, 'the third is next');

    writeFileSync(go, '');
    assert.equal((await ended(first)).status, 'done');
    const last = await ended(third);
    assert.equal(last.status, 'done');
    assert.match(readFileSync(path.join(last.folder, 'console.log'), 'utf8'), new RegExp(`gpu ${gpuB}`));
    const record = await readEnvironment(last.folder);
    assert.equal(record?.variables['CUDA_VISIBLE_DEVICES'], gpuB);
    assert.ok(record?.interpreter.packages !== undefined);
    assert.equal(readFileSync(path.join(codePaths(last.folder).files, 'train.py'), 'utf8'), waits);
    assert.equal((await readCode(last.folder))?.version, (await readCode(first.folder))?.version);
    assert.notEqual(gpuA, gpuB);
  });

  it('that needs a GPU which is not there says so and is not started', async () => {
    const env = fakeSmi(path.join(workspace.root, 'bin'), { gpus: twoGpus });
    process.env['PATH'] = env['PATH'];
    const run = await ended(await launch(['/'], { gpu: ['5'] }));
    assert.equal(run.status, 'failed');
    assert.match(run.exit?.reason ?? '', /There is no GPU 5 on this machine\. There are: 0 \(NVIDIA/);
  });

  // shows: run-queue
  it('keeps its GPU while its script computes on, also when its supervisor was killed', async () => {
    process.env['PATH'] = fakeSmi(path.join(workspace.root, 'bin'), { gpus: twoGpus })['PATH'];
    const go = path.join(workspace.root, 'go');
    // What it printed is read: a script that prints to nobody ends.
    const first = await became(await launch([go], { gpu: ['1'] }), ({ logBytes }) => logBytes > 0, 'the first computes');
    const { supervisor } = JSON.parse(readFileSync(path.join(first.folder, 'heartbeat'), 'utf8')) as { supervisor: { pid: number } };
    process.kill(supervisor.pid, 'SIGKILL');
    await became(first, ({ status }) => status === 'lost', 'the first has lost its supervisor');
    const second = await became(await launch([go], { gpu: ['1'] }), ({ status }) => status === 'queued', 'the second waits');
    assert.equal(second.queued?.position, 1);
    writeFileSync(go, '');
    assert.equal((await ended(second)).status, 'done');
  });

  // shows: run-marks, system-metrics
  it('shows the person’s marks, also those that another window writes, and what it used', async () => {
    const run = await launch(['/']);
    await ended(run);
    await changeMarks(run.folder, { name: 'baseline', addTags: ['paper'] });
    const other = open();
    try {
      for (const each of [runs, other]) {
        const marks = await eventually(async () => (await each.list())[0]?.marks, 'the marks');
        assert.deepEqual([marks.name, marks.tags], ['baseline', ['paper']]);
      }
    } finally {
      other.dispose();
    }
    const system = path.join(run.folder, 'system.jsonl');
    assert.ok(existsSync(system));
    assert.match(readFileSync(system, 'utf8').split('\n')[0] ?? '', /^\{"atMs":\d+,"memoryBytes":\d+/);
  });
});
