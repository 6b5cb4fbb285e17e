import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunState } from '../../../../src/runs/run.ts';
import { systemPython } from '../../../systemPython.ts';
import { fakeSmi, gpuA, gpuB, twoGpus } from '../machine/fakeSmi.ts';
import { openResumable, range, trainer } from '../resumable.ts';
import { eventually, makeWorkspace, type Workspace } from '../workspace.ts';
import { linesOf, pointsOf, textOf } from './seen.ts';
import { type SshServer, startSshServer } from './sshServer.ts';

const waitFor = `
import os, sys, time

def wait_for(name):
    while not os.path.exists(os.path.join(sys.argv[1], name)):
        time.sleep(0.02)
`;

describe('A host whose disk is full', function () {
  this.timeout(120_000);

  // shows: ssh-run
  it('is said with what helps, whether there is no room for the files or none any more for what the run writes', async () => {
    const server = await startSshServer({ diskBytes: 2 ** 20 });
    const workspace = makeWorkspace({ settings: { hosts: { 'gpu-box': { folder: server.folder } } } });
    try {
      const script = workspace.script(
        'train.py',
        `print('step 1 loss 0.5', flush=True)\nwith open('state.pt', 'wb') as file:\n    file.write(bytes(2 ** 21))\n`,
      );
      const ended = await workspace.ended(await workspace.launch(script, [], { host: server.host }));
      assert.deepEqual([ended.status, ended.exit?.code, pointsOf(ended).length], ['failed', 1, 1]);
      assert.match(ended.exit?.reason ?? '', /the disk of gpu-box is full .*free some space there/);
      workspace.script('large.bin', 'x'.repeat(2 ** 21));
      const { exit } = await workspace.ended(await workspace.launch(script, [], { host: server.host }));
      assert.match(
        exit?.reason ?? '',
        /could not start on gpu-box: .*No space left on device Free some space on gpu-box, or name another folder/,
      );
    } finally {
      workspace.dispose();
      await server.dispose();
    }
  });
});

describe('A run on a host that others use', function () {
  this.timeout(120_000);
  let server: SshServer;
  let workspace: Workspace;
  /** Outside of the workspace: a path in it is another one there. */
  let words: string;
  before(async () => {
    server = await startSshServer();
  });
  after(() => server.dispose());
  beforeEach(() => {
    words = mkdtempSync(path.join(tmpdir(), 'practicum-words-'));
  });
  afterEach(() => {
    workspace.dispose();
    rmSync(words, { recursive: true });
  });
  const open = (python?: string): void => {
    workspace = makeWorkspace({
      supervisorOptions: ['interruptGraceMs=3000', 'collectMs=50'],
      settings: { hosts: { 'gpu-box': { folder: server.folder, ...(python === undefined ? {} : { python }) } } },
    });
  };
  const say = (word: string): void => writeFileSync(path.join(words, word), '');

  // shows: ssh-run, run-queue
  it('gets the GPU that was chosen, waits there while another run has it or somebody computes on it, and can be stopped meanwhile', async () => {
    const smi = path.join(words, 'smi');
    const stream = `0, ${gpuA}, 12, 100, 40960, 31, 52.12\n1, ${gpuB}, 97, 30112, 40960, 64, 391.77\n`;
    fakeSmi(smi, { gpus: twoGpus, apps: `${gpuB}, 4711, 30000, python\n`, stream });
    const python = path.join(words, 'python');
    writeFileSync(python, `#!/bin/sh\nHOME='${words}' PATH='${smi}':"$PATH" exec '${systemPython()}' "$@"\n`, { mode: 0o755 });
    open(python);
    const script = workspace.script(
      'train.py',
      `${waitFor}\nprint('gpu', os.environ.get('CUDA_VISIBLE_DEVICES'), flush=True)\nwait_for(sys.argv[2])\n`,
    );
    const start = (word: string, gpu: readonly string[], untilIdle = false): Promise<RunState> =>
      workspace.launch(script, [words, word], { host: server.host, gpu, untilIdle });
    const became = (run: RunState, is: (state: RunState) => boolean, what: string): Promise<RunState> =>
      eventually(async () => {
        const state = await workspace.runs.get(run.spec.id);
        return is(state) ? state : undefined;
      }, what);
    const first = await start('first', ['0']);
    const begun = await became(first, ({ devices }) => devices !== undefined, 'its GPU');
    assert.deepEqual(
      begun.devices?.map(({ label, id }) => [label, id]),
      [['0', gpuA]],
    );
    const second = await start('second', ['0']);
    const queued = await became(second, ({ status }) => status === 'queued', 'a place in the queue');
    assert.deepEqual(queued.queued, { position: 1, waitsFor: 'GPU 0' });
    const busy = await start('busy', ['1'], true);
    await became(busy, ({ status }) => status === 'queued', 'a GPU on which somebody else computes');
    await workspace.runs.stop(busy.spec.id);
    assert.equal((await workspace.ended(busy)).status, 'stopped');
    assert.equal(textOf(busy, 'console.log'), '');
    const sample = await eventually(
      () =>
        linesOf<{ gpus?: readonly { index: number; utilizationPercent?: number }[] }>(first, 'system.jsonl').find(
          ({ gpus }) => gpus !== undefined,
        ),
      'what its GPU does',
    );
    assert.deepEqual(
      sample.gpus?.map(({ index, utilizationPercent }) => [index, utilizationPercent]),
      [[0, 12]],
    );
    say('first');
    assert.equal((await workspace.ended(first)).status, 'done');
    await became(second, ({ status }) => status === 'running', 'its turn');
    say('second');
    await workspace.ended(second);
    assert.equal(textOf(second, 'console.log'), `gpu ${gpuA}\n`);
    const none = await workspace.ended(await start('none', ['7']));
    assert.match(none.exit?.reason ?? '', /could not start: there is no GPU 7 there; there are 0 \(NVIDIA A100/);
  });

  // shows: ssh-run
  it('has a terminal there where its bars need one, and its exit is told as without', async () => {
    open();
    const script = workspace.script(
      'train.py',
      `import os, signal, sys\n# \nif False:\n    import rich\nprint(sys.stdout.isatty(), os.get_terminal_size(1), flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n`,
    );
    const ended = await workspace.ended(await workspace.launch(script, [], { host: server.host }));
    assert.match(textOf(ended, 'console.log'), /True os\.terminal_size\(columns=160, lines=40\)/);
    assert.deepEqual([ended.exit?.code, ended.exit?.signal], [null, 'SIGKILL']);
  });

  // shows: ssh-cut, run-resume
  it('that went on from a checkpoint is followed again as that, and what it measured is its own', async () => {
    open();
    const { runs, resume, stepsOf } = openResumable(workspace);
    const script = workspace.script(
      'train.py',
      trainer.replace(
        'while step < args.steps:',
        'import time\nwhile step < args.steps:\n    if args.resume_from_checkpoint and step == 30:\n        while not os.path.exists("go"):\n            time.sleep(0.02)',
      ),
    );
    const first = await workspace.ended(await workspace.launch(script, [], { host: server.host }));
    const run = await resume(first);
    await eventually(async () => ((await stepsOf(run, 1)).length === 10 ? true : undefined), 'ten steps more');
    const { supervisor } = JSON.parse(readFileSync(path.join(run.folder, 'heartbeat'), 'utf8')) as { supervisor: { pid: number } };
    process.kill(supervisor.pid, 'SIGKILL');
    await eventually(async () => ((await runs.get(run.spec.id)).status === 'lost' ? true : undefined), 'a run that nobody follows');
    await assert.rejects(runs.planResume(run.spec.id), { code: 'cannot-resume', hint: /practicum runs attach/ });
    await runs.followAgain();
    const again = JSON.parse(readFileSync(path.join(run.folder, 'segment-2.json'), 'utf8')) as { spec: { argv: readonly string[] } };
    assert.ok(again.spec.argv.includes('--resume_from_checkpoint'));
    writeFileSync(path.join(server.folder, run.spec.id, 'work/go'), '');
    const ended = await runs.waitForEnd(run.spec.id, AbortSignal.timeout(60_000));
    assert.deepEqual([ended.status, ended.segment], ['done', 2]);
    assert.deepEqual([await stepsOf(ended, 0), await stepsOf(ended, 1), await stepsOf(ended, 2)], [range(1, 25), range(21, 40), []]);
    runs.dispose();
  });

  // shows: ssh-cut
  it('is not started anew when its folder there has vanished, and what was recorded until then stays', async () => {
    open();
    const script = workspace.script('train.py', `${waitFor}\nprint('step 1 loss 0.5', flush=True)\nwait_for('never')\n`);
    const run = await workspace.launch(script, [words], { host: server.host });
    await eventually(() => (pointsOf(run).length > 0 ? true : undefined), 'its first point');
    const folder = path.join(server.folder, run.spec.id);
    const { pid } = JSON.parse(readFileSync(path.join(folder, 'keep/started.json'), 'utf8')) as { pid: number };
    const { supervisor } = JSON.parse(readFileSync(path.join(run.folder, 'heartbeat'), 'utf8')) as { supervisor: { pid: number } };
    process.kill(supervisor.pid, 'SIGKILL');
    rmSync(folder, { recursive: true });
    const other = workspace.otherRuns();
    await eventually(async () => ((await other.get(run.spec.id)).status === 'lost' ? true : undefined), 'a run that nobody follows');
    await other.followAgain();
    const ended = await workspace.ended(run);
    process.kill(pid, 'SIGKILL');
    assert.equal(ended.status, 'failed');
    assert.match(ended.exit?.reason ?? '', /gpu-box: .* is not there any more.* Somebody removed it.*start the script as a new run/);
    assert.equal(pointsOf(ended).length, 1);
    assert.doesNotMatch(textOf(ended, 'state.jsonl'), /is cut/);
  });
});
