import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fixtures } from '../runs/files/readAll.ts';
import { temporaryFolder } from '../runs/storeSupport.ts';
import { runHere } from './here.ts';

describe('practicum runs import', function () {
  this.timeout(60_000);
  let folder = '';
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: readonly string[]) => runHere(folder, ['runs', ...args], { PRACTICUM_HOME: path.join(folder, 'home') });

  // shows: import-folders, cli-runs
  it('makes runs that are listed and shown like any other, and says which it knew', async () => {
    mkdirSync(path.join(folder, 'logs'));
    writeFileSync(path.join(folder, 'logs/metrics.csv'), 'epoch,loss\n0,0.5\n1,0.25\n');
    const first = await run('import', 'logs', path.join(fixtures, 'wandb'), '--json');
    assert.deepEqual([first.code, first.err], [0, '']);
    const outcomes = first.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      outcomes.map(({ kind, name, pointCount }) => [kind, name, pointCount]),
      [
        ['imported', 'logs', 2],
        ['imported', 'small-run', 129],
      ],
    );
    const again = await run('import', 'logs');
    assert.equal(again.out, `${outcomes[0].id}  known already  logs\n`);
    assert.match((await run('list')).out, /done .* logs\n/);
    const shown = await run('show', outcomes[0].id);
    assert.match(shown.out, /done {2}imported from a CSV table: .*logs\n {2}loss = 0\.25 \(step 1\)\n/);
  });

  it('says what is read where there is nothing to import', async () => {
    const none = await run('import', '.');
    assert.equal(none.code, 1);
    assert.match(none.err, /no training logs in .*TensorBoard event files/);
    assert.equal((await run('import')).code, 2);
  });
});
