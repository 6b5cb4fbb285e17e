import assert from 'node:assert/strict';
import {
  approveAll,
  assertReproduced,
  changeSeeds,
  implementMethod,
  lookAround,
  paperWindow,
  reportOf,
  shownReport,
  stages,
  truthOf,
} from './reproducing.ts';

describe('a paper that lets test data into training, in a real window', () => {
  const window = paperWindow('logistic-regression', 'openai');
  const { title, planted } = truthOf('logistic-regression');

  // shows: reproduction-main-job, reproduction-leak, reproduction-plan-edited
  it('is implemented as the person changed the plan, and the leak stands first in its report', async function reproduce() {
    this.timeout(700_000);
    const isPlan = /Accept the plan/;
    await implementMethod(window(), title);
    const asked = await approveAll(window(), (text) => {
      if (isPlan.test(text)) changeSeeds(window(), [1, 2, 3]);
    });
    assert.equal(asked.filter((text) => isPlan.test(text)).length, 1);
    assert.equal(JSON.parse(window().read(`${stages}/accepted.json`)).edited, true);
    const report = reportOf(window());
    assertReproduced('logistic-regression', report);
    assert.deepEqual(
      report.runs.flatMap(({ purpose, seed }) => (purpose === 'full' ? [seed] : [])),
      [1, 2, 3],
    );
    assert.match(report.headline, /^Leaked: test data reached training, so 2 of 6 measured numbers/);
    assert.deepEqual(
      report.cells.flatMap(({ row, column, leaked }) => (leaked === undefined ? [] : [[row - 1, column - 1]])),
      planted[0]?.cells,
    );
    assert.ok(report.integrity.findings.some(({ kind, severity }) => kind.startsWith('leak-') && severity === 'error'));
    assert.match(await shownReport(window(), title), /leak/i);
  });

  // shows: reproduction-lens
  it('is looked at in its tab, part by part, and in the lens over the code that implements an equation', async function look() {
    this.timeout(300_000);
    await lookAround(window(), title, 'equations.py');
  });
});
