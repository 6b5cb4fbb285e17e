import assert from 'node:assert/strict';
import type { PaperName } from '../doubles/reproduce/recipes.ts';
import { approveAll, assertReproduced, implementMethod, paperWindow, reportOf, shownReport, truthOf, verdictsOf } from './reproducing.ts';

const papers: readonly PaperName[] = ['toy-attention', 'lora-toy', 'diffusion-1d', 'policy-gradient-bandit'];

for (const [at, name] of papers.entries())
  describe(`the paper ${name} in a real window`, () => {
    const window = paperWindow(name, at % 2 === 0 ? 'anthropic' : 'openai');
    const { title } = truthOf(name);

    // shows: reproduction-main-job
    it('is implemented from the reader on, run on three seeds, and reported cell by cell with nothing diverged and nothing leaked', async function reproduce() {
      this.timeout(700_000);
      await implementMethod(window(), title);
      await approveAll(window());
      const report = reportOf(window());
      assertReproduced(name, report);
      assert.deepEqual(
        verdictsOf(report).filter((one) => !/reproduced|within noise/.test(one)),
        [],
      );
      assert.doesNotMatch(report.headline, /Leaked/);
      assert.match(await shownReport(window(), title), /reproduced/);
    });
  });

describe('a paper that states a number its method does not reach, in a real window', () => {
  const window = paperWindow('distillation', 'anthropic');
  const { title, planted } = truthOf('distillation');

  // shows: reproduction-main-job, reproduction-divergence
  it('is implemented, checked, run on three seeds and reported: that cell has diverged, and no other', async function reproduce() {
    this.timeout(700_000);
    await implementMethod(window(), title);
    const asked = await approveAll(window());
    assert.match(asked[0] ?? '', /Accept the plan/);
    const report = reportOf(window());
    assertReproduced('distillation', report);
    const [cell] = planted;
    const diverged = verdictsOf(report).filter((one) => !/reproduced|within noise/.test(one));
    assert.deepEqual(diverged, [`${(cell?.row ?? 0) + 1},${(cell?.column ?? 0) + 1}: diverged`]);
    assert.doesNotMatch(report.headline, /Leaked/);
    assert.match(await shownReport(window(), title), /97\.3.*diverged/is);
  });
});
