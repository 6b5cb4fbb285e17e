import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunState } from '../../../../src/runs/run.ts';
import { fakeSmi, gpuA, gpuB, twoGpus } from '../machine/fakeSmi.ts';
import { openResumable, range, trainer } from '../resumable.ts';
import { eventually, makeWorkspace, systemPython, type Workspace } from '../workspace.ts';
import { type SshServer, startSshServer } from './sshServer.ts';

const waitFor = `
import os, sys, time

def wait_for(name):
    while not os.path.exists(os.path.join(sys.argv[1], name)):
        time.sleep(0.02)
`;

/** A module with the face of trackio, so that the hook has something to tell of. */
const trackio = '__version__ = "0.4.0"\ndef log(metrics, step=None):\n    pass\n';

const train = `${waitFor}
import json, trackio
os.makedirs('out/checkpoint-10')
with open('out/metrics.csv', 'w', buffering=1) as table, open('events.jsonl', 'w', buffering=1) as lines:
    table.write('step,valid_acc\\n')
    for step in range(1, 11):
        trackio.log({'train/loss': 1 / 3 / step}, step=step)
        table.write(f'{step},{step / 100}\\n')
        lines.write(json.dumps({'step': step, 'perplexity': step + 0.5}) + '\\n')
        print(f'step {step} grad {step * 2}', flush=True)
    with open('old.csv', 'a') as old:
        old.write('2,0.25\\n')
    with open('out/checkpoint-10/model.safetensors', 'w') as file:
        file.write('weights')
    with open('out/checkpoint-10/trainer_state.json', 'w') as file:
        json.dump({'log_history': [{'step': 10, 'lr': 0.5}]}, file)
    wait_for('seen')
    table.write('11,0.11\\n')
    print('terminal', sys.stdout.isatty(), flush=True)
`;

interface Point {
  readonly metric: string;
  readonly step: number;
  readonly value: number;
  readonly source?: string;
}

const linesOf = <T>(run: RunState, name: string): readonly T[] => {
  const file = path.join(run.folder, name);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as T);
};
const points = (run: RunState): readonly Point[] => linesOf<Point>(run, 'points.jsonl');
const notes = (run: RunState): string => readFileSync(path.join(run.folder, 'state.jsonl'), 'utf8');
const log = (run: RunState): string =>
  existsSync(path.join(run.folder, 'console.log')) ? readFileSync(path.join(run.folder, 'console.log'), 'utf8') : '';

describe('A run on a host', function () {
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
  const open = (python?: string, folder = server.folder): void => {
    workspace = makeWorkspace({
      supervisorOptions: ['interruptGraceMs=3000', 'collectMs=50'],
      settings: { hosts: { 'gpu-box': { folder, ...(python === undefined ? {} : { python }) } } },
    });
  };
  const say = (word: string): void => writeFileSync(path.join(words, word), '');

  // shows: ssh-run
  it('is seen while it goes on: what the hook tells, its metric files, its checkpoints and what it takes of the machine', async () => {
    open();
    workspace.script('trackio.py', trackio);
    workspace.script('old.csv', 'step,perplexity_before\n1,0.5\n');
    const run = await workspace.launch(workspace.script('train.py', train), [words], { host: server.host });
    const wanted = (source: string | undefined, metric: string): number =>
      points(run).filter((point) => point.source === source && point.metric === metric).length;
    await eventually(
      () =>
        wanted('hook', 'train/loss') === 10 &&
        wanted('file', 'valid_acc') === 10 &&
        wanted('file', 'perplexity') === 10 &&
        wanted('file', 'lr') === 1 &&
        wanted('file', 'perplexity_before') === 1
          ? true
          : undefined,
      'the points of its files and of the hook, while it goes on',
    );
    assert.equal(points(run).find(({ metric }) => metric === 'train/loss')?.value, 1 / 3, 'as precise as it was logged');
    assert.deepEqual(
      points(run)
        .filter(({ metric }) => metric === 'perplexity_before')
        .map(({ step }) => step),
      [2],
      'what lay in a file that was sent is not the run’s',
    );
    const seen = await eventually(async () => {
      const state = await workspace.runs.get(run.spec.id);
      return state.checkpoints === undefined ? undefined : state;
    }, 'its checkpoint');
    assert.equal(seen.status, 'running');
    assert.deepEqual(
      seen.checkpoints?.map(({ path: place, step, bytes }) => [place, step, bytes > 7]),
      [[path.join(server.folder, run.spec.id, 'work/out/checkpoint-10'), 10, true]],
    );
    const sample = await eventually(
      () =>
        linesOf<{ memoryBytes?: number; cpuPercent?: number; atMs: number }>(run, 'system.jsonl').find(
          ({ cpuPercent }) => cpuPercent !== undefined,
        ),
      'what it takes of the machine',
    );
    assert.ok((sample.memoryBytes ?? 0) > 1e6);
    say('seen');
    const ended = await workspace.ended(run);
    assert.equal(ended.status, 'done');
    assert.equal(wanted('file', 'valid_acc'), 11);
    const keys = points(ended).map(({ metric, step, source }) => `${source} ${metric} ${step}`);
    assert.equal(new Set(keys).size, keys.length, 'no point twice');
    assert.match(readFileSync(path.join(ended.folder, 'artifacts/out/metrics.csv'), 'utf8'), /11,0\.11\n$/);
    assert.match(log(ended), /terminal False/);
  });

  // shows: ssh-run, run-resume
  it('goes on there from a checkpoint that it left, as the next segment of the same run', async () => {
    open();
    const { resume, stepsOf, runs } = openResumable(workspace);
    const script = workspace.script('sub/train.py', `# import rich\n${trainer}`);
    const first = await workspace.ended(await workspace.launch(script, [], { host: server.host, cwd: path.dirname(script) }));
    assert.deepEqual([first.exit?.code, first.checkpoints?.length], [3, 2]);
    // What the run made is not written over by what is sent again; what the person changed is.
    workspace.script('sub/ckpt_20.pt', 'not it');
    workspace.script('sub/train.py', `print('changed')\n${trainer}`);
    try {
      assert.equal((await resume(first)).segment, 1);
      const ended = await runs.waitForEnd(first.spec.id, AbortSignal.timeout(60_000));
      assert.deepEqual([ended.status, ended.exit?.code, ended.resumed?.step], ['done', 0, 20]);
      assert.deepEqual([await stepsOf(ended, 0), await stepsOf(ended, 1)], [range(1, 25), range(21, 40)]);
      assert.match(log(ended), /changed/);
      assert.deepEqual(
        ended.checkpoints?.map(({ step }) => step),
        [10, 20, 30, 40],
      );
      await assert.rejects(runs.planResume(first.spec.id, '77'), { code: 'cannot-resume', message: /checkpoint 77 on gpu-box/ });
    } finally {
      runs.dispose();
    }
  });

  // shows: ssh-run, run-gpu-queue
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
    assert.equal(log(busy), '');
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
    assert.equal(log(second), `gpu ${gpuA}\n`);
    const none = await workspace.ended(await start('none', ['7']));
    assert.match(none.exit?.reason ?? '', /could not start: there is no GPU 7 there; there are 0 \(NVIDIA A100/);
  });

  // shows: ssh-run
  it('has a terminal there where its bars need one, and its exit is told as without', async () => {
    open('~/python');
    const script = workspace.script(
      'train.py',
      `import os, signal, sys\n# \nif False:\n    import rich\nprint(sys.stdout.isatty(), os.get_terminal_size(1), flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n`,
    );
    const home = path.join(process.env['HOME'] ?? '', 'python');
    assert.equal(existsSync(home), false);
    writeFileSync(home, `#!/bin/sh\nexec '${systemPython()}' "$@"\n`, { mode: 0o755 });
    try {
      const ended = await workspace.ended(await workspace.launch(script, [], { host: server.host }));
      assert.match(log(ended), /True os\.terminal_size\(columns=160, lines=40\)/);
      assert.deepEqual([ended.exit?.code, ended.exit?.signal], [null, 'SIGKILL']);
    } finally {
      rmSync(home);
    }
  });

  // shows: ssh-config, ssh-run
  it('says in one sentence what is in the way there, with the next step: no Python, one that is too old, a folder that nobody may write to', async () => {
    const reasonOf = async (): Promise<string> => {
      const script = workspace.script('train.py', 'print(1)\n');
      const { exit } = await workspace.ended(await workspace.launch(script, [], { host: server.host }));
      workspace.dispose();
      return exit?.reason ?? '';
    };
    open('no-such-python');
    assert.match(await reasonOf(), /no-such-python.*not found.*Name a Python of gpu-box/s);
    const old = path.join(words, 'old');
    writeFileSync(old, `#!/bin/sh\necho 'its Python is too old: 2.7, where 3.6 is needed' >&2\nexit 1\n`, { mode: 0o755 });
    open(old);
    assert.match(await reasonOf(), /too old: 2\.7.*Name a Python of gpu-box/s);
    writeFileSync(path.join(words, 'file'), '');
    open(undefined, path.join(words, 'file'));
    assert.match(await reasonOf(), /could not start on gpu-box: .*Not a directory/);
  });

  // shows: ssh-cut
  it('is not started anew when its folder there has vanished, and what was recorded until then stays', async () => {
    open();
    const script = workspace.script('train.py', `${waitFor}\nprint('step 1 loss 0.5', flush=True)\nwait_for('never')\n`);
    const run = await workspace.launch(script, [words], { host: server.host });
    await eventually(() => (points(run).length > 0 ? true : undefined), 'its first point');
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
    assert.match(ended.exit?.reason ?? '', /gpu-box: .* is not there any more Somebody removed it.*start the script as a new run/);
    assert.equal(points(ended).length, 1);
    assert.doesNotMatch(notes(ended), /is cut/);
  });
});
