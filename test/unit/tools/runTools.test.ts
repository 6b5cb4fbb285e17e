import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as aMoment } from 'node:timers/promises';
import { createRuns } from '../../../src/runs/runs.ts';
import { writeRun } from '../runs/writtenRun.ts';
import { useToolbox } from './toolbox.ts';

/** The tools over runs that are recorded already. */
describe('The agent’s view of runs', function () {
  this.timeout(20_000);
  const box = useToolbox({
    makeRuns: (where) => createRuns({ ...where, supervisor: { node: process.execPath, script: '' }, interpreter: async () => undefined }),
  });
  const linesOf = async (name: string, input: unknown): Promise<readonly string[]> => (await box.call(name, input)).content.split('\n');

  // shows: agent-runs-list
  it('lists runs, the newest first, by status and by words', async () => {
    const older = writeRun(box.root, 'older', { createdMs: 1_700_000_000_000, argv: ['python', 'train.py', '--lr', '0.1'] });
    older.measure('loss', [[1, 0.5]]);
    older.end(1);
    writeRun(box.root, 'newer', { createdMs: 1_700_000_060_000 });
    const lines = await linesOf('list_runs', {});
    assert.match(lines[0] ?? '', /^newer · running · 2023-11-14T22:14:20\.000Z · .*train\.py · nothing measured$/);
    assert.equal(lines[1], 'older · failed · 2023-11-14T22:13:20.000Z · train.py --lr 0.1 · 1 points of loss');
    assert.deepEqual(await linesOf('list_runs', { status: 'live' }), lines.slice(0, 1));
    assert.deepEqual(await linesOf('list_runs', { match: '--LR' }), lines.slice(1));
    assert.deepEqual(await linesOf('list_runs', { match: 'nothing' }), ['None of 2 runs is like that.']);
    assert.deepEqual(await linesOf('list_runs', { limit: 1 }), [
      lines[0],
      'and 1 older ones: narrow it with status or match, or raise limit',
    ]);
  });

  // shows: agent-runs-list
  it('summarises one: trend, best, last, slope, alerts, cause and fix', async () => {
    const run = writeRun(box.root, 'run-1');
    run.measure(
      'loss',
      Array.from({ length: 100 }, (_, index) => [index + 1, 2 - index / 100]),
    );
    run.alert({
      id: 'x',
      atMs: 1,
      rule: 'stall',
      level: 'warning',
      title: 'Nothing printed',
      evidence: ['usual interval: 1 s'],
      suggestion: 'Look.',
      action: 'notify',
    });
    run.print(
      `Traceback (most recent call last):\n  File "${box.root}/train.py", line 7, in step\n    y = a @ b\nRuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)\n`,
    );
    run.end(1);
    const { content, detail, origin } = await box.call('read_run', { run: 'run-1' });
    const lines = content.split('\n');
    assert.equal(lines[4], 'alert (warning, stall): Nothing printed. Evidence: usual interval: 1 s. Look.');
    assert.deepEqual(lines.slice(5, 9), [
      'error: RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)',
      'cause: A layer gets 3 features where it expects 4.',
      'what helps: Make the layer’s in_features 3, or reshape what goes in to 4 features.',
      `at: ${box.root}/train.py:7 in step`,
    ]);
    assert.match(
      lines[9] ?? '',
      /^metric loss: first 2 \(step 1\), best 1\.01 .*, n 100, trend falls \(slope -0\.01 per step over the newest 20/,
    );
    assert.equal(detail?.kind === 'run' ? detail.error : '', 'RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)');
    assert.deepEqual(origin, { kind: 'log', name: 'run-1' });
  });

  // shows: agent-runs-exact
  it('reads exact values at steps, around a step and in a range, and says when it thins them', async () => {
    const run = writeRun(box.root, 'run-1');
    const values = Array.from(
      { length: 1000 },
      (_, index) => [(index + 1) * 10, index === 500 ? Number.NaN : index === 700 ? 99.5 : 1 / (index + 1)] as const,
    );
    run.measure('loss', values);
    run.end(0);
    const read = async (input: Record<string, unknown>): Promise<readonly string[]> =>
      (await linesOf('read_metric', { run: 'run-1', metric: 'loss', ...input })).slice(1);
    assert.deepEqual(await read({ steps: [10, 30, 35] }), [
      'step 10: 1',
      `step 30: ${1 / 3}`,
      `step 35: not measured; nearest step 30: ${1 / 3}, step 40: 0.25`,
    ]);
    const around = await read({ around: 5010 });
    assert.equal(around.length, 60);
    assert.ok(around.includes('step 5010: NaN'));
    assert.deepEqual(await read({ from: 20, to: 30 }), ['step 20: 0.5', `step 30: ${1 / 3}`]);
    const all = await read({});
    assert.match(all[0] ?? '', /^thinned: \d+ of 1000 values, each as measured/);
    assert.ok(all.length <= 61);
    for (const kept of ['step 10: 1', 'step 5010: NaN', 'step 7010: 99.5', 'step 10000: 0.001']) assert.ok(all.includes(kept), kept);
    for (const line of all.slice(1)) {
      const [, step, value] = /^step (\d+): (.+)$/.exec(line) ?? [];
      assert.ok(Object.is(Number(value), values[Number(step) / 10 - 1]?.[1]), line);
    }
    await assert.rejects(box.call('read_metric', { run: 'run-1', metric: 'lose' }), { code: 'no-such-metric', hint: /measured loss/ });
  });

  // shows: agent-runs-compare
  it('compares two runs: arguments, settings, code, environment, numbers', async () => {
    const base = { code: { commit: '0123456789abcdef', isDirty: true, scriptSha256: 'a' } };
    const a = writeRun(box.root, 'a', { ...base, argv: ['python', 'train.py', '--lr', '0.1', '--seed', '1'], settings: { seed: '1' } });
    const b = writeRun(box.root, 'b', {
      ...base,
      argv: ['python', 'train.py', '--lr=0.2', '--seed', '1', '--amp'],
      settings: { seed: '2' },
    });
    for (const [run, texts, torch] of [
      [a, 'lr = 1\nprint(lr)\n', '2.12.0'],
      [b, 'lr = 2\nprint(lr)\n', '2.13.0'],
    ] as const) {
      const code = path.join(run.folder, 'code');
      mkdirSync(path.join(code, 'files'), { recursive: true });
      writeFileSync(path.join(code, 'files', 'train.py'), texts);
      const files = [{ path: 'train.py', sha256: run.id, kept: 'copy', isRedacted: false }];
      writeFileSync(path.join(code, 'code.json'), JSON.stringify({ v: 1, root: box.root, version: run.id, files, notes: [] }));
      writeFileSync(path.join(run.folder, 'environment.json'), JSON.stringify({ v: 1, packages: { torch, numpy: '2.0' } }));
    }
    a.measure('eval_loss', [
      [100, 0.5],
      [200, 0.4],
    ]);
    b.measure('eval_loss', [
      [100, 0.45],
      [150, 0.3],
    ]);
    for (const run of [a, b]) run.end(0);
    assert.deepEqual(await linesOf('compare_runs', { a: 'a', b: 'b' }), [
      'A: a (a), done',
      'B: b (b), done',
      'arguments (A | B):',
      '  --lr: 0.1 | 0.2',
      '  --amp: — | given',
      'settings (A | B):',
      '  seed: 1 | 2',
      'code differs (commit 0123456789, with changes | 0123456789, with changes):',
      '  train.py: changed',
      '    @@ -1,2 +1,2 @@',
      '    -lr = 1',
      '    +lr = 2',
      '     print(lr)',
      'environment (A | B):',
      '  packages.torch: 2.12.0 | 2.13.0',
      'metrics (A | B):',
      '  eval_loss: last 0.4 (step 200) | 0.3 (step 150)',
      '    best 0.4 (step 200) | 0.3 (step 150), B is better',
      '    at step 100, which both have: 0.5 | 0.45',
    ]);
    assert.deepEqual((await linesOf('compare_runs', { a: 'a', b: 'a' })).slice(2, 6), [
      'arguments: the same',
      'settings: the same',
      'code: the same (commit 0123456789, with changes | 0123456789, with changes)',
      'environment: the same',
    ]);
  });

  // shows: agent-runs-wait
  it('waits for a condition, and shows meanwhile that it waits', async () => {
    const run = writeRun(box.root, 'run-1');
    run.measure('loss', [[1, 0.9]]);
    const waiting = linesOf('wait_run', { run: 'run-1', until: 'loss < 0.5', minutes: 5 });
    while (box.recorded.progress.length === 0) await aMoment(1);
    run.measure('loss', [[2, 0.4]]);
    assert.equal((await waiting)[0], 'waited until loss < 0.5: loss = 0.4 (step 2)');
    assert.match(box.recorded.progress[0] ?? '', /^running, \d points; waited 0 of 5 min$/);
    run.end(0);
    assert.equal((await linesOf('wait_run', { run: 'run-1', until: 'loss < 0.1' }))[0], 'waited: the run ended before loss < 0.1');
    await assert.rejects(box.call('wait_run', { run: 'run-1', until: 'loss is low' }), { code: 'bad-condition' });
  });

  // shows: agent-runs-list, agent-runs-exact, agent-runs-compare
  it('stays small, however much there is', async () => {
    const run = writeRun(box.root, 'run-1');
    for (let metric = 0; metric < 300; metric += 1) run.measure(`layer${metric}/grad_norm`, [[1, metric]]);
    run.print(`${'x'.repeat(900)}\n`.repeat(500));
    run.end(0);
    for (const [tool, input] of [
      ['read_run', { run: 'run-1', lines: 400 }],
      ['list_runs', {}],
      ['compare_runs', { a: 'run-1', b: 'run-1' }],
    ] as const)
      assert.ok(Buffer.byteLength((await box.call(tool, input)).content) < 32_000, tool);
  });
});
