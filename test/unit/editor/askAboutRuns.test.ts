import assert from 'node:assert/strict';
import type { RunId } from '../../../src/base/ids.ts';
import { askText } from '../../../src/editor/askAboutRuns.ts';
import type { RunState } from '../../../src/runs/run.ts';

function named(id: string, name: string): Pick<RunState, 'spec' | 'marks'> {
  return {
    spec: {
      v: 1,
      id: id as RunId,
      name,
      createdMs: 0,
      origin: { by: 'person' },
      target: 'local',
      argv: [],
      cwd: '/w',
      script: '/w/train.py',
      interpreter: { path: 'python', version: '3', origin: 'PATH' },
      env: {},
      code: { commit: undefined, isDirty: false, scriptSha256: '' },
    },
  };
}

describe('Asking about curves', () => {
  // shows: curves-ask
  it('names the runs by their ids, the metric and what is seen of it', () => {
    const runs = [named('r-1', 'baseline'), named('r-2', 'wide')];
    assert.equal(askText(runs.slice(0, 1), {}), 'About the run “baseline” (r-1): ');
    assert.equal(
      askText(runs, { metric: 'eval/loss', axis: 'step', from: 99.2, to: 250.8 }),
      'About eval/loss of the runs “baseline” (r-1), “wide” (r-2), steps 100 to 250: ',
    );
    assert.equal(
      askText(runs.slice(1), { metric: 'loss', axis: 'relative', from: 1.23456, to: 60 }),
      'About loss of the run “wide” (r-2), 1.235 s to 60 s after the start: ',
    );
  });
});
