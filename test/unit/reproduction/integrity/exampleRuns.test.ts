import assert from 'node:assert/strict';
import { formatStage, parseStage } from '../../../../src/reproduction/stages/files.ts';
import type { Integrity } from '../../../../src/reproduction/stages/records.ts';
import { writeRun } from '../../runs/writtenRun.ts';
import { reproduce, stages, useReportBox } from '../report/reproduced.ts';

const papers = ['diffusion-1d', 'distillation', 'logistic-regression', 'lora-toy', 'policy-gradient-bandit', 'toy-attention'];

describe('integrity of runs in their folders', function () {
  this.timeout(120_000);
  const box = useReportBox();
  const check = async (): Promise<Integrity> => {
    await box.call('check_integrity', { paper: 'file:paper.tex' });
    return parseStage('integrity', await box.text(`${stages}/integrity.json`));
  };

  // shows: integrity-runs, integrity-metric
  it('says nothing against metrics and seeds of the example papers', async () => {
    for (const name of papers) {
      await reproduce(box, name);
      const { findings, checks } = await check();
      assert.deepEqual(findings, [], name);
      assert.deepEqual(
        checks.flatMap((each) => (each.state === 'clean' ? [each.name] : [])),
        [
          'as many seeds as planned',
          'other seeds give other numbers',
          'metric and split that the paper reports',
          'no choice by the test data',
        ],
        name,
      );
    }
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
    const { findings } = await check();
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ['no-baseline', 'seeds-differ'],
    );
    assert.match(findings[1]?.message ?? '', /Seeds 1 and 2 measured exactly the same/);
  });
});
