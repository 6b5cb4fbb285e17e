import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
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

/** A module with the face of trackio, so that the hook has something to tell of. */
const trackio = '__version__ = "0.4.0"\ndef log(metrics, step=None):\n    pass\n';

const eventFile = new URL('../../../fixtures/metrics/files/tensorboardx/events.out.tfevents.1795264537.host', import.meta.url);

const train = `${waitFor}
import json, trackio
os.makedirs('out/checkpoint-10')
# As a writer leaves it: a part of a record now, the rest later.
events = open('example.bin', 'rb').read()
board = open('out/events.out.tfevents.1.host', 'wb', buffering=0)
board.write(events[:700])
with open('out/metrics.csv', 'w', buffering=1) as table, open('events.jsonl', 'w', buffering=1) as lines:
    table.write('step,valid_acc\\n')
    for step in range(1, 11):
        trackio.log({'train/loss': 1 / 3 / step}, step=step)
        table.write(f'{step},{step / 100}\\n')
        lines.write(json.dumps({'step': step, 'perplexity': step + 0.5}) + '\\n')
        print(f'step {step} grad {step * 2}', flush=True)
    board.write(events[700:])
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
  const open = (): void => {
    workspace = makeWorkspace({
      supervisorOptions: ['interruptGraceMs=3000', 'collectMs=50'],
      settings: { hosts: { 'gpu-box': { folder: server.folder } } },
    });
  };
  const say = (word: string): void => writeFileSync(path.join(words, word), '');

  // shows: ssh-run
  it('is seen while it goes on: what the hook tells, its metric files, its checkpoints and what it takes of the machine', async () => {
    open();
    workspace.script('trackio.py', trackio);
    copyFileSync(eventFile, path.join(workspace.root, 'example.bin'));
    workspace.script('old.csv', 'step,perplexity_before\n1,0.5\n');
    const run = await workspace.launch(workspace.script('train.py', train), [words], { host: server.host });
    const wanted = (source: string | undefined, metric: string): number =>
      pointsOf(run).filter((point) => point.source === source && point.metric === metric).length;
    await eventually(
      () =>
        wanted('hook', 'train/loss') === 10 &&
        wanted('file', 'valid_acc') === 10 &&
        wanted('file', 'perplexity') === 10 &&
        wanted('file', 'lr') === 1 &&
        wanted('file', 'x/loss') === 30 &&
        wanted('file', 'perplexity_before') === 1
          ? true
          : undefined,
      'the points of its files and of the hook, while it goes on',
    );
    assert.equal(pointsOf(run).find(({ metric }) => metric === 'train/loss')?.value, 1 / 3, 'as precise as it was logged');
    assert.deepEqual(
      pointsOf(run)
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
    const keys = pointsOf(ended).map(({ metric, step, source }) => `${source} ${metric} ${step}`);
    assert.equal(new Set(keys).size, keys.length, 'no point twice');
    assert.match(readFileSync(path.join(ended.folder, 'artifacts/out/metrics.csv'), 'utf8'), /11,0\.11\n$/);
    assert.match(textOf(ended, 'console.log'), /terminal False/);
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
      assert.match(textOf(ended, 'console.log'), /changed/);
      assert.deepEqual(
        ended.checkpoints?.map(({ step }) => step),
        [10, 20, 30, 40],
      );
      await assert.rejects(runs.planResume(first.spec.id, '77'), { code: 'cannot-resume', message: /checkpoint 77 on gpu-box/ });
    } finally {
      runs.dispose();
    }
  });
});
