import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { testPython } from '../../../scripts/python.mjs';
import { summarise } from '../../../src/runs/series.ts';
import { makeWorkspace, type Workspace } from './workspace.ts';

const train = readFileSync(new URL('../../../examples/digits/train.py', import.meta.url), 'utf8');

describe('The digits example', function () {
  // The first use may have to install PyTorch.
  this.timeout(600_000);
  let workspace: Workspace;
  before(async () => {
    workspace = makeWorkspace({ python: await testPython() });
  });
  after(() => workspace.dispose());

  // shows: main-job-example, run-points
  it('learns badly as it comes, and every number that it prints becomes a point', async () => {
    const run = await workspace.ended(await workspace.launch(workspace.script('train.py', train)));
    assert.equal(run.exit?.code, 0);
    const log = readFileSync(path.join(run.folder, 'console.log'), 'utf8');
    const printed = log.split('\n').flatMap((line) => {
      const words = line.split(' ');
      if (words[0] !== 'epoch') return [];
      const step = Number(words[3]);
      return words.flatMap((word, index) =>
        index >= 4 && index % 2 === 0 ? [{ metric: word, step, value: Number(words[index + 1]), epoch: Number(words[1]) }] : [],
      );
    });
    const points = (await workspace.runs.points(run.spec.id)).map(({ metric, step, value, epoch }) => ({ metric, step, value, epoch }));
    assert.ok(printed.length > 100);
    // The last line is a dict that repeats the newest evaluation.
    // Metric by metric: a metric of which a better source may yet speak is written a moment later than others.
    const byMetric = <T extends { readonly metric: string }>(all: readonly T[]) => Object.groupBy(all, ({ metric }) => metric);
    assert.deepEqual(byMetric(points), byMetric(printed));
    assert.match(log, /\{'test_accuracy': 0\.\d+, 'test_loss': \d\.\d+\}\n$/);
    const accuracy = summarise(await workspace.runs.points(run.spec.id)).find(({ metric }) => metric === 'test_accuracy')?.last.value ?? 1;
    assert.ok(accuracy < 0.85, `test accuracy ${accuracy}`);
  });

  it('learns well after one changed line', async () => {
    const mended = train.replace('"--lr", type=float, default=0.001', '"--lr", type=float, default=0.1');
    assert.notEqual(mended, train);
    const run = await workspace.ended(await workspace.launch(workspace.script('mended.py', mended), ['--seed', '1']));
    const accuracy = summarise(await workspace.runs.points(run.spec.id)).find(({ metric }) => metric === 'test_accuracy')?.last.value ?? 0;
    assert.ok(accuracy > 0.95, `test accuracy ${accuracy}`);
  });
});
