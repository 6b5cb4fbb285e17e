import assert from 'node:assert/strict';
import type { RunId } from '../../../src/base/ids.ts';
import { lensResult, lensTooltip, totalSteps } from '../../../src/editor/lensText.ts';
import type { MetricPoint, RunState } from '../../../src/runs/run.ts';
import { runFolderVersion } from '../../../src/runs/run.ts';
import { summarise } from '../../../src/runs/series.ts';

const point = (metric: string, step: number, value: number): MetricPoint => ({ metric, step, value, wallMs: 0 });

function run(status: RunState['status'], more: Partial<RunState> = {}, args: readonly string[] = []): RunState {
  return {
    spec: {
      v: runFolderVersion,
      id: 'run-1' as RunId,
      name: 'train',
      createdMs: 0,
      origin: { by: 'person' },
      target: 'local',
      argv: ['/usr/bin/python3', '/w/train.py', ...args],
      cwd: '/w',
      script: '/w/train.py',
      interpreter: { path: '/usr/bin/python3', version: '3.12.3', origin: 'PATH' },
      env: {},
      code: { commit: undefined, isDirty: false, scriptSha256: '' },
    },
    folder: '/w/.practicum/runs/run-1',
    status,
    startedMs: 1000,
    exit: undefined,
    pid: undefined,
    pointCount: 1,
    metrics: ['loss'],
    logBytes: 10,
    ...more,
  };
}

describe('a run in the lens above its script', () => {
  // shows: entry-lenses
  it('that ended says its last value, and how far that lies from the run before', () => {
    const state = run('done', { exit: { code: 0, signal: null, endedMs: 4000 } });
    const metrics = summarise([point('loss', 10, 1.62)]);
    const shown = (before: number): string => lensResult({ state, metrics, before: summarise([point('loss', 10, before)]) }, 9000);
    assert.equal(lensResult({ state, metrics }, 9000), '✓ loss 1.62');
    assert.equal(shown(1.6875), '✓ loss 1.62 (−4 %)');
    assert.equal(shown(1.62), '✓ loss 1.62 (±0 %)');
    assert.equal(shown(1.616), '✓ loss 1.62 (+0.2 %)');
    assert.equal(shown(0), '✓ loss 1.62');
    assert.equal(lensResult({ state, metrics, before: summarise([point('accuracy', 1, 2)]) }, 0), '✓ loss 1.62');
    assert.equal(lensResult({ state, metrics: [] }, 9000), '✓ 3.0 s');
    assert.equal(lensResult({ state: { ...state, logBytes: 0, pointCount: 0 }, metrics: [] }, 9000), '✓ printed nothing');
  });

  // shows: entry-lenses
  it('that goes on says its step, out of how many where the command line tells, and its value', () => {
    const metrics = summarise([point('loss', 412, 1.84)]);
    assert.equal(lensResult({ state: run('running', {}, ['--max_steps', '2000']), metrics }, 0), '● step 412/2000 · loss 1.84');
    assert.equal(lensResult({ state: run('running'), metrics }, 0), '● step 412 · loss 1.84');
    assert.equal(lensResult({ state: run('running', { logBytes: 0 }), metrics: [] }, 13_000), '● nothing printed yet · 12 s');
    assert.equal(lensResult({ state: run('starting'), metrics: [] }, 0), '● starting');
    assert.equal(lensResult({ state: run('queued'), metrics: [] }, 0), '● queued');
  });

  // shows: entry-lenses
  it('that failed, was stopped or lost says so', () => {
    const failed = run('failed', { exit: { code: 1, signal: null, endedMs: 4000 } });
    assert.equal(lensResult({ state: failed, metrics: [], cause: 'ValueError: no data' }, 0), '✗ exit 1, ValueError: no data');
    assert.ok(lensResult({ state: failed, metrics: [], cause: 'x'.repeat(200) }, 0).length < 65);
    const metrics = summarise([point('loss', 3, 2)]);
    assert.equal(lensResult({ state: run('stopped'), metrics }, 0), '■ stopped · loss 2');
    assert.equal(lensResult({ state: run('lost'), metrics }, 0), '? lost · loss 2');
  });

  // shows: interpreter-order, entry-lenses
  it('has the rest in its tooltip, with the interpreter that it used', () => {
    const text = lensTooltip({ state: run('done', { exit: { code: 0, signal: null, endedMs: 4000 } }), metrics: [] }, 0);
    assert.equal(text, 'train: done, 3.0 s\n/usr/bin/python3 /w/train.py\nPython 3.12.3 (PATH)');
  });

  it('knows the number of steps from many spellings', () => {
    for (const args of [
      ['--max_steps', '10'],
      ['--max-steps=10'],
      ['--steps', '10'],
      ['--num_iterations', '10'],
      ['--total-timesteps', '10'],
    ])
      assert.equal(totalSteps(args), 10, args.join(' '));
    for (const args of [['--max_steps', '-1'], ['--epochs', '10'], ['--steps'], []]) assert.equal(totalSteps(args), undefined);
  });
});
