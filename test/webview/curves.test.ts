import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { playCurves } from './act.ts';
import { curvesSnapshot, curvesStates, doubles, runs } from './curvesStates.ts';
import { useStage } from './setup.ts';
import { settled } from './stage.ts';

/** The painted pixels of the chart of one metric, as text that differs when a pixel does. */
async function pixels(page: Page, metric: string): Promise<string> {
  return page.locator(`[data-metric="${metric}"] canvas`).evaluate((canvas) => canvas.toDataURL());
}

describe('The curves view in a browser', function () {
  this.timeout(60_000);
  const setup = useStage();
  const opened = async (state: Parameters<typeof playCurves>[2] = curvesStates.curves) =>
    setup.keep(await playCurves(setup.stage, 'dark', state));

  // shows: run-curves
  it('draws appended points: pixels change and the points held are those that were sent', async () => {
    const first = {
      run: 'r2',
      metric: 'loss',
      xs: doubles([1, 2, 3]),
      ys: doubles([2.3, 1.9, 1.2]),
      exactPoints: 3,
      last: 1.2,
      best: undefined,
    };
    const view = await opened({ messages: [curvesSnapshot({ runs: runs.slice(1, 2), series: [first] })] });
    const { page } = view;
    assert.equal(await page.locator('[data-metric=loss]').getAttribute('data-points'), '3');
    const before = await pixels(page, 'loss');
    await view.send({
      type: 'delta',
      seq: 2,
      runs: [],
      series: [],
      appended: [{ run: 'r2', metric: 'loss', xs: doubles([4, 5]), ys: doubles([0.7, Number.NaN]) }],
    });
    assert.equal(await page.locator('[data-metric=loss]').getAttribute('data-points'), '5');
    assert.notEqual(await pixels(page, 'loss'), before);
    await page.getByRole('button', { name: 'Show as table' }).click();
    assert.deepEqual(await page.locator('tbody tr').allTextContents(), ['5NaN', '40.7', '31.2', '21.9', '12.3']);
    await page.getByRole('button', { name: 'Copy as CSV' }).click();
    assert.deepEqual((await view.posted()).at(-1), { type: 'copy', text: 'step,digits-2\n1,2.3\n2,1.9\n3,1.2\n4,0.7\n5,NaN' });
  });

  // shows: run-curves
  it('has one canvas for each metric, described in words', async () => {
    const { page } = await opened();
    assert.deepEqual(await page.locator('[data-metric]').evaluateAll((charts) => charts.map((chart) => chart.dataset.metric)), [
      'train/loss',
      'train/lr',
      'eval/accuracy',
      'eval/loss',
    ]);
    assert.equal(await page.locator('canvas').count(), 4);
    const label = await page.getByRole('img', { name: /^eval\/accuracy/ }).getAttribute('aria-label');
    assert.match(label ?? '', /digits-2: 12 points, first 0\.\d+, best 0\.\d+ at step 1,200, last 0\.\d+ at step 1,200/);
  });

  it('takes a thousand messages in one frame', async () => {
    const view = await opened();
    const messages = Array.from({ length: 1000 }, (_, at) => ({
      type: 'delta',
      seq: at + 2,
      runs: [],
      series: [],
      appended: [{ run: 'r2', metric: 'train/loss', xs: doubles([1210 + at]), ys: doubles([0.1]) }],
    }));
    await view.send(...messages);
    assert.equal(await view.page.locator('[data-metric="train/loss"] [data-run=r2]').getAttribute('data-points'), '1120');
  });

  it('hides a run, tells the host, and leaves its points held', async () => {
    const view = await opened();
    const before = await pixels(view.page, 'train/loss');
    await view.page.getByRole('button', { name: /^digits-1/ }).click();
    assert.deepEqual((await view.posted()).at(-1), { type: 'showRun', run: 'r1', isShown: false });
    await settled(view.page);
    assert.notEqual(await pixels(view.page, 'train/loss'), before);
    assert.equal(await view.page.locator('[data-metric="train/loss"]').getAttribute('data-points'), '390');
  });

  it('smooths, switches to a logarithmic scale, filters, and remembers all three', async () => {
    const view = await opened();
    const { page } = view;
    const raw = await pixels(page, 'train/loss');
    await page.getByRole('slider').fill('0.9');
    await settled(page);
    const smooth = await pixels(page, 'train/loss');
    assert.notEqual(smooth, raw);
    await page.getByRole('button', { name: 'log y' }).click();
    await settled(page);
    assert.notEqual(await pixels(page, 'train/loss'), smooth);
    await page.getByRole('searchbox').fill('acc');
    await page.reload();
    await view.send(curvesSnapshot());
    assert.equal(await page.locator('[data-metric]').count(), 1);
    assert.equal(await page.getByRole('slider').inputValue(), '0.9');
    assert.equal(await page.getByRole('button', { name: 'log y' }).getAttribute('aria-pressed'), 'true');
  });

  it('shows the values of every run under the pointer', async () => {
    const { page } = await opened(curvesStates.hover);
    assert.equal(await page.locator('[data-metric="train/loss"] .chart-step').textContent(), 'step 1,200');
    assert.equal(await page.locator('[data-metric="eval/accuracy"] .chart-step').textContent(), 'step 1,200', 'the other charts follow');
    assert.equal(await page.locator('[data-metric="train/loss"] [data-run=r1] .legend-value').textContent(), '–', 'this run ended before');
  });

  // shows: chat-theme
  it('draws itself again when the theme changes', async () => {
    const view = await opened();
    const before = await pixels(view.page, 'train/loss');
    await view.page.evaluate(
      `document.documentElement.style.setProperty('--vscode-charts-blue', 'rgb(1, 2, 3)'); document.body.className = 'vscode-light'`,
    );
    await settled(view.page);
    assert.notEqual(await pixels(view.page, 'train/loss'), before);
  });

  it('opens logs and stops the run that runs', async () => {
    const view = await opened();
    await view.page.getByRole('button', { name: 'Open the log of digits-2' }).click();
    await view.page.getByRole('button', { name: 'Stop digits-2' }).click();
    assert.deepEqual((await view.posted()).slice(1), [
      { type: 'openLog', run: 'r2' },
      { type: 'stopRun', run: 'r2' },
    ]);
    assert.equal(await view.page.getByRole('button', { name: 'Stop digits-1' }).count(), 0);
  });

  it('does not reach beyond a 300 px wide view', async () => {
    const view = await opened(curvesStates.narrow);
    assert.equal(await view.page.evaluate('document.querySelector(".curves").scrollWidth <= innerWidth'), true);
  });
});
