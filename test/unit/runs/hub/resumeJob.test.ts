import assert from 'node:assert/strict';
import { checkpointsAmong, planJobResume } from '../../../../src/runs/hub/resumeJob.ts';
import { type Hub, startHub } from '../../../doubles/hub/hub.ts';
import { pointsOf, textOf } from '../ssh/seen.ts';
import { type JobWorkspace, makeJobWorkspace } from './jobWorkspace.ts';

/** Fails after step 5, where it saved; goes on from there where it is told. */
const script = `
import argparse, json, os, sys
parser = argparse.ArgumentParser()
parser.add_argument('--resume_from_checkpoint')
parser.add_argument('--lr')
given = parser.parse_args()
first = 1
if given.resume_from_checkpoint:
    assert given.resume_from_checkpoint == os.environ['PRACTICUM_RESUME']
    with open(os.path.join(given.resume_from_checkpoint, 'trainer_state.json')) as file:
        first = json.load(file)['global_step'] + 1
for step in range(first, first + 5):
    print(f'step {step} loss {1 / step:.4f}', flush=True)
os.makedirs(f'out/checkpoint-{step}')
with open(f'out/checkpoint-{step}/trainer_state.json', 'w') as file:
    json.dump(dict(global_step=step), file)
sys.exit(1 if first == 1 else 0)
`;

describe('A job that goes on from what another one left', function () {
  this.timeout(90_000);
  let hub: Hub;
  let workspace: JobWorkspace;
  beforeEach(async () => {
    hub = await startHub({ metricsMs: 100 });
    workspace = makeJobWorkspace(hub);
  });
  afterEach(async () => {
    workspace.dispose();
    await hub.close();
  });

  // shows: job-resume
  it('is another one, which finds the checkpoint where it was kept, with the arguments of the first', async () => {
    const first = await workspace.ended(await workspace.launch(workspace.script('train.py', script), { args: ['--lr', '0.1'] }));
    assert.equal(first.status, 'failed', textOf(first, 'console.log'));
    await assert.rejects(planJobResume(first, '7'), { code: 'cannot-resume' });
    await assert.rejects(workspace.runs.planResume(first.spec.id), (error: Error & { hint?: string }) => {
      assert.match(error.hint ?? '', /practicum hub jobs resume run_/);
      return true;
    });
    const { launch, resumed, place } = await planJobResume(first);
    assert.deepEqual(resumed, { checkpoint: `/out/${first.spec.id}/out/checkpoint-5`, step: 5 });
    assert.deepEqual(launch.args, ['--lr', '0.1', '--resume_from_checkpoint', '{PRACTICUM_RESUME}']);
    const { script: again, ...rest } = launch;
    const second = await workspace.ended(await workspace.launch(again, { ...rest, job: { packages: place.packages } }));
    assert.equal(second.status, 'done', textOf(second, 'console.log'));
    assert.deepEqual(
      pointsOf(second).map(({ step }) => step),
      [6, 7, 8, 9, 10],
    );
    assert.equal(hub.jobs.jobs.size, 2);
  });

  // shows: job-resume
  it('is none where the script takes no path, since the disk of another job is empty', async () => {
    const other = `import os\nos.makedirs('out/checkpoint-1')\nopen('out/checkpoint-1/trainer_state.json', 'w').write('{}')\n`;
    const run = await workspace.ended(await workspace.launch(workspace.script('plain.py', other)));
    await assert.rejects(planJobResume(run), /takes no path to go on from/);
  });
});

describe('The checkpoints among the files of a job', () => {
  // shows: job-resume
  it('are folders and files by the names that frameworks give them, the newest last', () => {
    const files = [
      'out/checkpoint-1000/model.safetensors',
      'out/checkpoint-500/model.safetensors',
      'out/checkpoint-500/trainer_state.json',
      'out/runs/events.out.tfevents.1',
      'last.ckpt',
      'report.md',
    ];
    assert.deepEqual(checkpointsAmong(files), [
      { name: 'last.ckpt' },
      { name: 'out/checkpoint-500', step: 500 },
      { name: 'out/checkpoint-1000', step: 1000 },
    ]);
    assert.deepEqual(checkpointsAmong([]), []);
  });
});
