import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { testPython } from '../../../scripts/python.mjs';
import { summarise } from '../../../src/runs/series.ts';
import { makeWorkspace, type Workspace } from './workspace.ts';

const train = readFileSync(new URL('../../../examples/digits/train.py', import.meta.url), 'utf8');

describe('The digits example, mended', function () {
  // The first use may have to install PyTorch.
  this.timeout(600_000);
  let workspace: Workspace;
  before(async () => {
    workspace = makeWorkspace({ python: await testPython() });
  });
  after(() => workspace.dispose());

  it('learns well after one changed line', async () => {
    const mended = train.replace('"--lr", type=float, default=0.001', '"--lr", type=float, default=0.1');
    assert.notEqual(mended, train);
    const run = await workspace.ended(await workspace.launch(workspace.script('mended.py', mended), ['--seed', '1']));
    const accuracy = summarise(await workspace.runs.points(run.spec.id)).find(({ metric }) => metric === 'test_accuracy')?.last.value ?? 0;
    assert.ok(accuracy > 0.95, `test accuracy ${accuracy}`);
  });
});
