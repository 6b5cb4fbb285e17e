import assert from 'node:assert/strict';
import type { RunId } from '../../../src/base/ids.ts';
import { runRow } from '../../../src/editor/runRows.ts';
import type { RunSpec, RunState } from '../../../src/runs/run.ts';

function stateOf(spec: Partial<RunSpec> = {}, state: Partial<RunState> = {}): RunState {
  return {
    spec: {
      v: 1,
      id: 'r1' as RunId,
      name: 'train',
      createdMs: 1000,
      origin: { by: 'person' },
      target: 'local',
      argv: ['python', '/w/train.py'],
      cwd: '/w',
      script: '/w/train.py',
      interpreter: { path: '/usr/bin/python3', version: '3.11.2', origin: 'path' },
      env: {},
      code: { commit: undefined, isDirty: false, scriptSha256: '' },
      ...spec,
    },
    folder: '/w/.practicum/runs/r1',
    status: 'running',
    startedMs: 2000,
    exit: undefined,
    pid: 1,
    pointCount: 0,
    metrics: [],
    logBytes: 10,
    ...state,
  };
}

const context = { color: 2, isShown: true, lastStep: 1200 };

describe('A row of the table of runs', () => {
  // shows: curves-table
  it('has the parameters that the run was given, then those that it declares or an import tells', () => {
    const argv = ['python', '/w/train.py', 'data', '--lr=0.1', 'model.size=4', '--epochs', '3', '--fp16'];
    const imported = { from: 'TensorBoard event files', path: '/logs', hyperparameters: { lr: '0.5', warmup: '10' } };
    const { parameters, place } = runRow(stateOf({ argv, imported, settings: { seed: '7' } }), context);
    const given = { lr: '0.1', epochs: '3', fp16: 'true', 'model.size': '4', 'argument 1': 'data' };
    assert.deepEqual(parameters, { warmup: '10', seed: '7', ...given });
    assert.equal(place, 'imported from TensorBoard event files');
  });

  // shows: curves-marks
  it('has what happened in the run, on every axis that is known', () => {
    const state = stateOf(
      {},
      {
        checkpoints: [{ path: '/w/out/checkpoint-200', step: 200, bytes: 1, atMs: 5000 }],
        alerts: [
          {
            id: 'a',
            atMs: 4000,
            rule: 'not-finite',
            level: 'error',
            title: 'loss is NaN at step 120',
            metric: 'loss',
            step: 120,
            evidence: [],
            suggestion: '',
            action: 'notify',
          },
        ],
        formerlyResumed: [{ checkpoint: '/out/checkpoint-50', step: 50 }],
        resumed: { checkpoint: String.raw`C:\out\checkpoint-100`, step: 100 },
      },
    );
    assert.deepEqual(runRow(state, context).marks, [
      { kind: 'checkpoint', title: 'checkpoint-200', x: { step: 200, wall: 5000, relative: 3 } },
      { kind: 'alert', title: 'loss is NaN at step 120', level: 'error', metric: 'loss', x: { step: 120, wall: 4000, relative: 2 } },
      { kind: 'resumed', title: 'Resumed from checkpoint-50', x: { step: 50 } },
      { kind: 'resumed', title: 'Resumed from checkpoint-100', x: { step: 100 } },
    ]);
    const placesOf = (step: number): { epoch: number; wall: number; relative: number } => ({ epoch: step / 100, wall: 3000, relative: 1 });
    const [checkpoint, , , resumed] = runRow(state, { ...context, placesOf }).marks;
    assert.deepEqual(checkpoint?.x, { step: 200, wall: 5000, relative: 3, epoch: 2 });
    assert.deepEqual(resumed?.x, { step: 100, wall: 3000, relative: 1, epoch: 1 });
  });

  it('says how far the run is, and how it ended', () => {
    assert.equal(runRow(stateOf(), context).summary, 'step 1,200');
    const failed = stateOf({}, { status: 'failed', exit: { code: 1, signal: null, endedMs: 9000 } });
    const { summary, startedMs, endedMs } = runRow(failed, context);
    assert.deepEqual([summary, startedMs, endedMs], ['exit 1', 2000, 9000]);
  });
});
