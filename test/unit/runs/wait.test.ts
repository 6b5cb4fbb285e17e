import assert from 'node:assert/strict';
import { systemClock } from '../../../src/base/clock.ts';
import type { RunAlert } from '../../../src/runs/alert.ts';
import { createRuns, type Runs } from '../../../src/runs/runs.ts';
import { parseCondition, type WaitOptions, waitForRun } from '../../../src/runs/wait.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';
import { type WrittenRun, writeRun } from './writtenRun.ts';

const alert: RunAlert = {
  id: 'a1',
  atMs: 1,
  rule: 'divergence',
  level: 'error',
  title: 'loss diverges',
  evidence: ['loss = 9 (step 3)'],
  suggestion: 'Go back.',
  action: 'notify',
};

describe('Waiting for a run', function () {
  this.timeout(20_000);
  const folder = useTemporaryFolder();
  let runs: Runs;
  let run: WrittenRun;

  beforeEach(() => {
    run = writeRun(folder.path, 'run-1');
    runs = createRuns({
      roots: [folder.path],
      supervisor: { node: process.execPath, script: '' },
      require: () => undefined,
      interpreter: async () => undefined,
    });
  });
  afterEach(() => runs.dispose());

  /** `meanwhile` happens once it has looked for the first time and found nothing. */
  const wait = async (options: Partial<WaitOptions>, meanwhile: () => void = () => undefined): ReturnType<typeof waitForRun> => {
    let looks = 0;
    return await waitForRun(runs, run.id, {
      timeoutMs: 60_000,
      clock: systemClock,
      signal: new AbortController().signal,
      heedsAlerts: true,
      ...options,
      onLook: () => {
        looks += 1;
        if (looks === 1) meanwhile();
      },
    });
  };

  // shows: agent-runs-wait
  it('ends when a metric has reached a value, with the very value', async () => {
    run.measure('eval_loss', [[1, 0.9]]);
    const { waited } = await wait({ condition: parseCondition('eval_loss < 0.5') }, () => {
      run.measure('eval_loss', [
        [2, 0.6],
        [3, 0.49],
        [4, 0.7],
      ]);
    });
    assert.deepEqual(waited, { kind: 'met', metric: 'eval_loss', at: { step: 3, value: 0.49 } });
  });

  it('is over at once where the newest value will do, and passes over older ones', async () => {
    run.measure('loss', [
      [1, 0.1],
      [2, 0.8],
    ]);
    assert.equal((await wait({ condition: parseCondition('loss < 0.5'), timeoutMs: 1 })).waited.kind, 'time');
    assert.equal((await wait({ condition: parseCondition('loss >= 0.8') })).waited.kind, 'met');
    assert.equal((await wait({ condition: parseCondition('step >= 2') })).waited.kind, 'met');
  });

  // shows: agent-runs-wait
  it('ends with the run, with a watchdog’s word, or when whoever waits is called', async () => {
    const called = new AbortController();
    assert.equal((await wait({ called: called.signal }, () => called.abort())).waited.kind, 'called');
    const told = await wait({}, () => run.alert(alert));
    assert.deepEqual(told.waited, { kind: 'alert', alert });
    const ended = await wait({ condition: parseCondition('loss < 0') }, () => run.end(0));
    assert.deepEqual([ended.waited.kind, ended.state.status], ['ended', 'done']);
  });

  it('goes on to the end where a watchdog speaks of nothing else', async () => {
    const ended = await wait({}, () => {
      run.alert({ ...alert, rule: 'saves-nothing' });
      setTimeout(() => run.end(0), 300);
    });
    assert.deepEqual([ended.waited.kind, ended.state.status], ['ended', 'done']);
  });

  it('rejects when it is stopped', async () => {
    const stop = new AbortController();
    await assert.rejects(
      wait({ signal: stop.signal }, () => stop.abort(new Error('stopped'))),
      /stopped/,
    );
  });

  it('reads conditions, and says how to write one', () => {
    assert.deepEqual(parseCondition(' val/acc@5 >= 1,000.5 '), { metric: 'val/acc@5', comparison: '>=', value: 1000.5 });
    assert.deepEqual(parseCondition('loss<1e-3'), { metric: 'loss', comparison: '<', value: 0.001 });
    for (const text of ['loss', 'loss < low', 'loss == 3', '< 3'])
      assert.throws(() => parseCondition(text), { code: 'bad-condition', hint: /eval_loss < 0\.5/ }, text);
  });
});
