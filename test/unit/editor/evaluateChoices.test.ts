import assert from 'node:assert/strict';
import { measureRows, proposedBaseline } from '../../../src/editor/evaluateChoices.ts';

describe('What a person is asked who evaluates', () => {
  // shows: evaluate-click
  it('offers lm-eval and the scripts of the workspace whose name says that they measure', () => {
    const names = measureRows(['src/deep/eval_mt.py', 'train.py', 'evaluate.py', 'medieval.py', 'retrieval.py', 'tools/benchmark.py']);
    assert.deepEqual(
      names.map(({ script }) => script),
      [undefined, 'evaluate.py', 'tools/benchmark.py', 'src/deep/eval_mt.py'],
    );
  });

  // shows: evaluate-click
  it('proposes as baseline what the run was made of, where that names one model', () => {
    assert.equal(proposedBaseline('org/base-1b'), 'org/base-1b');
    for (const none of [undefined, 'out/a/b', 'org/a, org/b', 'resnet18']) assert.equal(proposedBaseline(none), '');
  });
});
