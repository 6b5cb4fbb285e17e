import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { MetricPoint } from '../../../src/runs/run.ts';
import { temporaryFolder, writeRun } from '../runs/storeSupport.ts';
import { runHere } from './here.ts';

const at = (metric: string, step: number, value: number, rest: Partial<MetricPoint> = {}): MetricPoint => ({
  metric,
  step,
  value,
  wallMs: step * 1000,
  ...rest,
});
const points: readonly MetricPoint[] = [
  at('loss', 10, 2.5, { epoch: 0.5 }),
  at('loss', 20, Number.NaN, { epoch: 1 }),
  at('eval, "f1"', 20, 0.25),
  at('eval, "f1"', 20, 0.75),
  // The console says again what the hook said better.
  at('lr', 10, 3e-4, { source: 'hook' }),
  at('lr', 10, 0.0003001, { source: 'console' }),
  // It was resumed from step 10.
  at('loss', 20, 1.5, { segment: 1 }),
];

describe('practicum runs export', function () {
  this.timeout(60_000);
  let folder = '';
  beforeEach(() => {
    folder = temporaryFolder();
    writeRun(folder, 'r1', { points });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: readonly string[]) => runHere(folder, ['runs', 'export', ...args], { PRACTICUM_HOME: path.join(folder, 'home') });

  // shows: cli-runs
  it('writes a table by step, a table of values, lines as metrics parse writes them, or everything', async () => {
    const wide = await run('r1');
    assert.deepEqual([wide.code, wide.err], [0, '']);
    assert.equal(wide.out, 'step,loss,"eval, ""f1""",lr\n10,2.5,,0.0003\n20,1.5,0.25,\n20,,0.75,\n');
    const long = await run('r', '--format', 'csv-long');
    assert.deepEqual(long.out.split('\n').slice(0, 3), ['metric,step,value,wall,epoch', 'loss,10,2.5,10,0.5', 'loss,20,1.5,20,']);
    const lines = (await run('r1', '--format', 'jsonl')).out.trim().split('\n');
    assert.deepEqual(JSON.parse(lines[0] ?? ''), { run: 'r1', metric: 'loss', step: 10, value: 2.5, wall: 10 });
    assert.equal(lines.length, 5);
    const target = path.join(folder, 'run.json');
    assert.deepEqual((await run('r1', '--format', 'json', '-o', 'run.json')).out, '');
    const whole = JSON.parse(readFileSync(target, 'utf8'));
    assert.equal(whole.run.spec.name, 'run r1');
    assert.equal(whole.run.exit.code, 0);
    assert.deepEqual(whole.metrics[0].steps, [10, 20]);
    assert.deepEqual(whole.metrics[0].superseded.values, ['NaN']);
  });

  it('says what is wrong with a run, a format or a place, and what to do', async () => {
    const none = await run('nothing');
    assert.equal(none.code, 1);
    assert.match(none.err, /There is no run nothing\..*Newest: r1/s);
    assert.equal((await run('r1', '--format', 'xlsx')).code, 2);
    const place = await run('r1', '-o', 'no/such/folder.csv');
    assert.equal(place.code, 1);
    assert.match(place.err, /could not be written \(ENOENT\)/);
    writeRun(folder, 'broken', { points: `${JSON.stringify(points[0])}\n\0\0trash\n` });
    const broken = await run('broken');
    assert.equal(broken.code, 0);
    assert.match(broken.out, /^step,loss\n10,2\.5\n$/);
    assert.match(broken.err, /One line of points\.jsonl cannot be read and is passed over/);
  });
});
