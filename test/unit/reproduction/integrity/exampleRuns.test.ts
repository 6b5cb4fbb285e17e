import assert from 'node:assert/strict';
import { formatStage, parseStage } from '../../../../src/reproduction/stages/files.ts';
import { writeRun } from '../../runs/writtenRun.ts';
import { reproduce, stages, useReportBox } from '../report/reproduced.ts';
import { findsNothingIn, integrityOf } from './findsNothing.ts';

describe('integrity of runs in their folders', function () {
  this.timeout(120_000);
  const box = useReportBox();

  // shows: integrity-runs, integrity-metric
  it('says nothing against metrics and seeds of two example papers', async () => {
    await findsNothingIn(box, ['distillation', 'toy-attention']);
  });

  // shows: integrity-runs
  it('reads times, seeds and histories of metrics', async () => {
    await reproduce(box, 'toy-attention');
    const plan = parseStage('plan', await box.text(`${stages}/plan.json`));
    await box.put(
      `${stages}/plan.json`,
      formatStage('plan', { ...plan, seeds: [1, 2], commands: { ...plan.commands, baseline: ['python', 'b.py'] } }),
    );
    for (const id of ['one', 'two']) {
      const run = writeRun(box.root, id);
      run.measure('test/accuracy', [
        [1, 0.8123],
        [2, 0.9123],
      ]);
      run.end(0);
    }
    const runs = ['one', 'two'].map((run, at) => ({ run, purpose: 'full' as const, seed: at + 1, register: {}, inputs: {} }));
    const gone = { run: 'gone', purpose: 'baseline' as const, register: {}, inputs: {} };
    await box.put(`${stages}/runs.json`, formatStage('runs', { v: 1, stage: 'runs', runs: [...runs, gone] }));
    const { findings } = await integrityOf(box);
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ['no-baseline', 'seeds-differ'],
    );
    assert.match(findings[1]?.message ?? '', /Seeds 1 and 2 measured exactly the same/);
  });
});
