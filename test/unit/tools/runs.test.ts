import assert from 'node:assert/strict';
import { createRuns } from '../../../src/runs/runs.ts';
import { summarise } from '../../../src/runs/series.ts';
import { isLargerBetter, metricLine } from '../../../src/tools/metricSummary.ts';
import { systemPython } from '../../systemPython.ts';
import { supervisorScript } from '../runs/workspace.ts';
import { useToolbox } from './toolbox.ts';

describe('start_run and read_run', function () {
  this.timeout(90_000);
  const box = useToolbox({
    makeRuns: (where) =>
      createRuns({
        ...where,
        supervisor: { node: process.execPath, script: supervisorScript, options: ['stopPollMs=50'] },
        interpreter: async () => systemPython(),
      }),
  });
  const start = async (script: string, args: readonly string[] = []): Promise<string> => {
    const { content } = await box.call('start_run', { script, args });
    return /^run: (\S+)$/m.exec(content)?.[1] ?? assert.fail(content);
  };
  const readLines = async (input: Record<string, unknown>): Promise<readonly string[]> =>
    (await box.call('read_run', input)).content.split('\n');

  // shows: tool-run-start, tool-run-read
  it('start a script with its arguments, and read what was measured, to the last digit', async () => {
    await box.put(
      'train.py',
      // It ends once it was seen to run.
      `import os, sys, time
for step in range(1, 51):
    print(f"step {step} loss {1 / step!r} test_acc {step / 51!r}")
while not os.path.exists("seen"):
    time.sleep(0.02)
print("arguments", sys.argv[1:])
`,
    );
    assert.deepEqual(box.tool('start_run').effects({ script: 'train.py', args: ['--lr', '0.1'] }), [
      { kind: 'execute', argv: ['python', box.at('train.py'), '--lr', '0.1'], cwd: box.root },
    ]);
    const { content, detail } = await box.call('start_run', { script: 'train.py', args: ['--lr', '0.1'] });
    const run = /^run: (\S+)$/m.exec(content)?.[1] ?? assert.fail(content);
    assert.deepEqual(detail, { kind: 'run', run, name: 'train', state: 'running' });
    assert.deepEqual(box.recorded.links, [run]);
    await box.put('seen', '');

    const lines = await readLines({ run, wait_s: 60 });
    assert.equal(lines[0], `run: ${run} (train)`);
    assert.equal(lines[1], 'status: done');
    assert.equal(lines[2], 'exit: 0');
    assert.match(lines[3] ?? '', /^elapsed: \d+\.\d s$/);
    assert.equal(
      lines[4],
      'metric loss: first 1 (step 1), best 0.02 (step 50), last 0.02 (step 50), n 50, trend falls (slope -0.000633 per step over the newest 20, steps 31 to 50)',
    );
    assert.equal(
      lines[5],
      `metric test_acc: first ${1 / 51} (step 1), best ${50 / 51} (step 50), last ${50 / 51} (step 50), n 50, trend rises (slope 0.0196 per step over the newest 20, steps 31 to 50)`,
    );
    assert.equal(lines[6], 'console (lines 22 to 51 of 51):');
    assert.equal(lines.at(-1), "arguments ['--lr', '0.1']");

    assert.deepEqual((await readLines({ run, from_line: 2, lines: 1 })).slice(6), [
      'console (lines 2 to 2 of 51):',
      `step 2 loss 0.5 test_acc ${2 / 51}`,
    ]);
    assert.deepEqual((await readLines({ run, match: 'arguments' })).slice(6), [
      'console (1 matching of 51 lines):',
      "51: arguments ['--lr', '0.1']",
    ]);
  });

  // shows: bad-script-fails
  it('show the end of the traceback of a run that failed', async () => {
    await box.put(
      'bad.py',
      `print("begin")\nfor i in range(60): print("line", i)\ndef train():\n    raise ValueError("bad shape (3, 4)")\ntrain()\n`,
    );
    const run = await start('bad.py');
    const { content, detail } = await box.call('read_run', { run, wait_s: 60 });
    const lines = content.split('\n');
    assert.deepEqual(lines.slice(1, 3), ['status: failed', 'exit: 1']);
    assert.equal(lines[4], 'error: ValueError: bad shape (3, 4)');
    assert.deepEqual(detail, { kind: 'run', run, name: 'bad', state: 'failed', error: 'ValueError: bad shape (3, 4)' });
    const console = lines.slice(lines.findIndex((line) => line.startsWith('console')) + 1);
    assert.equal(console[0], 'Traceback (most recent call last):');
    assert.equal(console.at(-1), 'ValueError: bad shape (3, 4)');
  });

  // shows: bad-script-silent
  it('say that a run printed and measured nothing', async () => {
    await box.put('silent.py', 'pass\n');
    const run = await start('silent.py');
    const { content, detail } = await box.call('read_run', { run, wait_s: 60 });
    const lines = content.split('\n');
    assert.deepEqual(detail, { kind: 'run', run, name: 'silent', state: 'done' });
    assert.equal(lines[1], 'status: done');
    assert.deepEqual(lines.slice(-2), ['metrics: none measured yet', 'console: nothing printed']);
  });

  it('look at a run that goes on, wait no longer than asked, and leave it alone when stopped', async () => {
    await box.put('long.py', 'import time\nprint("step 1 loss 0.5", flush=True)\ntime.sleep(300)\n');
    const run = await start('long.py');
    const running = await readLines({ run, wait_s: 0.05 });
    assert.match(running[1] ?? '', /^status: (?:starting|running)$/);
    assert.equal(running[2], 'exit: none yet');
    const stop = new AbortController();
    const waiting = box.call('read_run', { run, wait_s: 600 }, stop.signal);
    setImmediate(() => stop.abort());
    await assert.rejects(waiting, { code: 'cancelled' });
    assert.match((await readLines({ run }))[1] ?? '', /^status: (?:starting|running)$/);
    const runs = createRuns({
      roots: [box.root],
      supervisor: { node: process.execPath, script: supervisorScript },
      require: () => undefined,
      interpreter: async () => undefined,
    });
    const [state] = await runs.list();
    assert.equal(state?.spec.id, run);
    if (state !== undefined) await runs.stop(state.spec.id);
    runs.dispose();
    assert.equal((await readLines({ run, wait_s: 60 }))[1], 'status: stopped');
  });

  // shows: tool-errors
  it('say what to do about a run or a script that is not there', async () => {
    await assert.rejects(
      box.call('read_run', { run: 'nonsense' }),
      (error: unknown) => error instanceof Error && 'hint' in error && error.hint !== undefined,
    );
    await assert.rejects(start('nowhere.py'), { code: 'script-not-found' });
    await assert.rejects(start('/etc/outside.py'), { code: 'outside-workspace' });
  });
});

describe('a metric in one line', () => {
  const lines = (points: Parameters<typeof summarise>[0]): readonly string[] => summarise(points).map((summary) => metricLine(summary));
  const point = (metric: string, step: number, value: number) => ({ metric, step, value, wallMs: 0 });

  it('is best where its name says that more is better, or else where it is least', () => {
    for (const name of ['test_acc', 'accuracy', 'eval/f1', 'val_auc', 'bleu', 'reward', 'mean_reward', 'rouge1', 'test_accuracy_percent']) {
      assert.equal(isLargerBetter(name), true, name);
    }
    for (const name of ['loss', 'val_loss', 'accumulated_loss', 'perplexity', 'error_rate', 'lr', 'reward_loss'])
      assert.equal(isLargerBetter(name), false, name);
  });

  it('keeps every digit', () => {
    assert.deepEqual(lines([point('loss', 1, 0.30000000000000004), point('loss', 2, 1e-10)]), [
      'metric loss: first 0.30000000000000004 (step 1), best 1e-10 (step 2), last 1e-10 (step 2), n 2',
    ]);
  });

  it('says when it was no number, and takes none of those for the best', () => {
    assert.deepEqual(lines([point('loss', 1, 2), point('loss', 2, Number.NaN), point('loss', 3, Number.NEGATIVE_INFINITY)]), [
      'metric loss: first 2 (step 1), best 2 (step 1), last -Infinity (step 3), n 3, not finite 2 (from step 2)',
    ]);
    assert.deepEqual(lines([point('loss', 1, Number.NaN)]), [
      'metric loss: first NaN (step 1), best none, last NaN (step 1), n 1, not finite 1 (from step 1)',
    ]);
  });
});
