import assert from 'node:assert/strict';
import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHere } from './here.ts';
import { type Ended, runSource } from './program.ts';

describe('practicum metrics parse', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-metrics-')));
  });

  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  const parse = (args: readonly string[], input: string | Buffer = ''): Promise<Ended> =>
    runHere(folder, ['metrics', 'parse', ...args], { HOME: folder, PRACTICUM_HOME: join(folder, 'state') }, input);

  // shows: metrics-parse
  it('writes one JSON line for each point, whatever kind of log it is, and goes on after a file that is not there', async () => {
    await writeFile(join(folder, 'train.log'), 'step 1 loss 0.5\nstep 2 loss nan\n');
    await writeFile(join(folder, 'metrics.csv'), 'epoch,step,train_loss\n0,3,0.25\n');
    await cp('test/fixtures/runs/torchrun_tee3.merged.txt', join(folder, 'ranks.txt'));
    const { code, out, err } = await parse(['train.log', 'missing.log', 'metrics.csv', 'ranks.txt', '--json']);
    assert.deepEqual(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
      [
        { run: 'train', metric: 'loss', step: 1, value: 0.5 },
        { run: 'train', metric: 'loss', step: 2, value: 'NaN' },
        { run: 'metrics', metric: 'train_loss', step: 3, value: 0.25 },
        { run: 'ranks', metric: 'loss', step: 0, value: 1 },
        { run: 'ranks', metric: 'loss', step: 1, value: 0.5 },
        { run: 'ranks', metric: 'loss', step: 2, value: 0.3333 },
      ],
    );
    assert.equal(err, `practicum: There is no ${join(folder, 'missing.log')}. Check the path.\n`);
    assert.equal(code, 1);
  });

  // shows: metrics-parse
  it('reads what comes in, by a person’s own pattern too, and says what it found as a table', async () => {
    const { code, out, err } = await runSource(
      folder,
      ['metrics', 'parse', '-', '--pattern', 'after (?<step>\\d+) rounds: (?<happiness>\\S+)'],
      { HOME: folder, PRACTICUM_HOME: join(folder, 'state') },
      'after 3 rounds: 7.5\nafter 4 rounds: 8\n',
    );
    assert.equal(
      out,
      [
        'run    metric     points  steps   least  most  last\n', //
        'stdin  happiness  2       3 to 4  7.5    8     8\n',
      ].join(''),
    );
    assert.deepEqual([code, err], [0, '']);
  });

  it('says when there is nothing, what a pattern lacks, and how it is used', async () => {
    await writeFile(join(folder, 'quiet.log'), 'hello\n');
    const quiet = await parse(['quiet.log', '--json']);
    assert.deepEqual(quiet, { code: 0, out: '', err: 'practicum: No metrics were found in quiet.log.\n' });
    const pattern = await parse(['quiet.log', '--pattern', 'loss \\d+']);
    assert.equal(pattern.code, 1);
    assert.match(pattern.err, /names no group/);
    assert.equal((await parse([])).code, 2);
  });
});
