import assert from 'node:assert/strict';
import { names, runs, useManyCurves } from './curves/window.ts';

describe('the curves of a project, in a real window that is loaded again', function () {
  this.timeout(120_000);
  const { window, curves, live, log, solo, asked } = useManyCurves();

  // shows: curves-follow
  it('still moves along with the newest point after the window was loaded again', async () => {
    await solo(live().map(({ id }) => id));
    const metric = names[0] ?? '';
    await curves().until(`view.asked.length > 0 && view.drawn.has('${metric} ${live()[0]?.id}')`);
    await window().curves.chart(metric).scrollIntoViewIfNeeded();
    const toggle = () => curves().view.getByRole('button', { name: 'follow', exact: true });
    await curves().until(`document.querySelectorAll('[data-metric="${metric}"] .legend-row').length === ${runs}`);
    for (let turn = 0; turn < 4; turn++) {
      await window().curves.chart(metric).locator('.plot').press('+');
      await curves().view.evaluate('new Promise((done) => plainFrame(() => setTimeout(done)))');
    }
    await curves().until('view.asked[0].to !== undefined');
    await toggle().click();
    await curves().until('view.asked[0].from !== undefined && view.asked[0].to === undefined && curvesApi.getState().isFollowing === true');
    await window().workbench.reload();
    await window().curves.attach();
    await curves().until('view.asked.length > 0');
    assert.equal(await toggle().getAttribute('aria-pressed'), 'true');
    assert.equal(await toggle().isEnabled(), true);
    const [{ from: before = 0, to } = {}] = await asked();
    assert.ok(before > 1 && to === undefined, `${before} to ${to}`);
    for (let step = 0; step < 20; step++) log();
    await curves().until(`view.asked[0].from > ${before} && view.asked[0].to === undefined`);
  });
});
