import assert from 'node:assert/strict';
import type { RunId } from '../../../src/base/ids.ts';
import { comparisonReport } from '../../../src/editor/comparisonReport.ts';
import type { Comparison } from '../../../src/runs/compare.ts';
import type { RunState } from '../../../src/runs/run.ts';
import { summarise } from '../../../src/runs/series.ts';

function run(id: string, code: number): RunState {
  return {
    spec: {
      v: 1,
      id: id as RunId,
      name: 'train',
      createdMs: 0,
      origin: { by: 'person' },
      target: 'local',
      argv: ['python', '/w/train.py'],
      cwd: '/w',
      script: '/w/train.py',
      interpreter: { path: 'python', version: '3.11', origin: 'PATH' },
      env: {},
      code: { commit: undefined, isDirty: false, scriptSha256: '' },
    },
    folder: `/w/${id}`,
    status: code === 0 ? 'done' : 'failed',
    startedMs: undefined,
    exit: { code, signal: null, endedMs: 0 },
    pid: undefined,
    pointCount: 0,
    metrics: [],
    logBytes: 1,
  };
}

const [loss] = summarise([0.5, 0.25].map((value, at) => ({ metric: 'loss', step: at + 1, value, wallMs: 0 })));
const [worse] = summarise([0.5, 0.3].map((value, at) => ({ metric: 'loss', step: at + 1, value, wallMs: 0 })));

const comparison: Comparison = {
  a: run('r1', 0),
  b: run('r2', 1),
  arguments: [{ name: '--lr', a: '0.1', b: '<img src=x> | [here](https://a.example)' }],
  settings: [],
  code: {
    kind: 'different',
    commitA: undefined,
    commitB: undefined,
    files: [{ path: 'train.py', change: 'changed', diff: '-print("```")\n+print(1)\n' }],
  },
  environment: undefined,
  metrics: [{ metric: 'loss', goal: 'min', a: loss, b: worse, common: { step: 2, a: 0.25, b: 0.3 } }],
  evaluations: [
    {
      a: { task: 'arc_easy', dataset: { id: 'allenai/ai2_arc', split: 'test' }, metric: 'acc', value: 0.5, examples: 40, by: 'lm-eval' },
      b: {
        task: 'arc_easy',
        dataset: { id: 'allenai/ai2_arc', split: 'test' },
        metric: 'acc',
        value: 0.8,
        standardError: 0.064,
        examples: 40,
        by: 'lm-eval',
      },
      difference: { value: 0.3 },
    },
  ],
};

describe('The report that compares two runs', () => {
  const report = comparisonReport(comparison, 0);

  // shows: agent-runs-compare
  it('says first what they came to, and marks the better best', () => {
    assert.ok(report.startsWith('# train \\(A\\) and train \\(B\\)\n'), report);
    assert.ok(report.includes('| ended | done | failed, exit 1 |'), report);
    const row = '| loss | 0.25 at step 2 | 0.3 at step 2 | 0.25 at step 2 ✓ | 0.3 at step 2 | step 2: 0.25 and 0.3 |';
    assert.ok(report.includes(row), report);
  });

  // shows: evaluate-compare
  it('sets evaluations side by side, with the difference, how many examples and the error where it is stated', () => {
    assert.ok(report.includes('| arc\\_easy acc | allenai/ai2\\_arc, test | 40 | 0.5 | 0.800 ± 0.064 | \\+0.3 |'), report);
  });

  // shows: agent-runs-compare
  it('draws nothing and leads nowhere by what a run was given: its words are escaped, and a diff cannot end its fence', () => {
    assert.ok(report.includes('| --lr | 0.1 | \\<img src=x\\> \\| \\[here\\]\\(https://a.example\\) |'), report);
    assert.ok(report.includes('````diff\n-print("```")\n+print(1)\n````'), report);
    assert.ok(report.includes('## Settings\n\nThe same.'), report);
  });
});
