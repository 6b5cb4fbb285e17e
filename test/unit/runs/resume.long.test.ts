import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eachResumable, type Resumable, range, trainer } from './resumable.ts';
import { eventually } from './workspace.ts';

describe('A run that is resumed', function () {
  this.timeout(60_000);
  let workspace: Resumable['workspace'];
  let runs: Resumable['runs'];
  let resume: Resumable['resume'];
  let stepsOf: Resumable['stepsOf'];
  eachResumable((opened) => {
    ({ workspace, runs, resume, stepsOf } = opened);
  });

  // shows: run-resume
  it('goes on after its supervisor was lost in the middle of a line', async () => {
    const script = workspace.script('train.py', trainer.replace('sys.exit(3)', 'time.sleep(600)'));
    const run = await workspace.launch(script);
    await eventually(async () => ((await runs.get(run.spec.id)).pointCount === 25 ? true : undefined), '25 points');
    const beat = JSON.parse(readFileSync(path.join(run.folder, 'heartbeat'), 'utf8')) as { supervisor: { pid: number } };
    process.kill(beat.supervisor.pid, 'SIGKILL');
    const lost = await runs.waitForEnd(run.spec.id, AbortSignal.timeout(60_000));
    assert.equal(lost.status, 'lost');
    await assert.rejects(resume(lost), { code: 'cannot-resume' }, 'its script still runs');
    await runs.stop(run.spec.id);
    await eventually(async () => {
      try {
        process.kill(lost.pid ?? 0, 0);
        return undefined;
      } catch {
        return true;
      }
    }, 'the script is gone');
    for (const file of ['points.jsonl', 'state.jsonl']) appendFileSync(path.join(run.folder, file), '{"metric":"lo');
    await resume(lost);
    const ended = await runs.waitForEnd(run.spec.id, AbortSignal.timeout(60_000));
    assert.equal(ended.exit?.code, 0);
    assert.equal(ended.segment, 1);
    assert.deepEqual(await stepsOf(ended, 0), range(1, 25));
    assert.deepEqual(await stepsOf(ended, 1), range(21, 40));
  });

  it('is resumed once, however many ask at the same time', async () => {
    const first = await workspace.ended(await workspace.launch(workspace.script('train.py', trainer)));
    const outcomes = await Promise.allSettled([resume(first), resume(first), resume(first)]);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    const ended = await runs.waitForEnd(first.spec.id, AbortSignal.timeout(60_000));
    assert.equal(ended.segment, 1);
    assert.deepEqual(await stepsOf(ended, 1), range(21, 40));
  });
});
