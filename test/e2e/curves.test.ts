import assert from 'node:assert/strict';
import { Rows } from '../../webview-ui/curves/chart/rows.ts';
import { makeScale, toPx } from '../../webview-ui/curves/chart/scale.ts';
import { boxOf } from '../../webview-ui/curves/chart/scene.ts';
import { yRangeOf } from '../../webview-ui/curves/chart/yRange.ts';
import { formatValue } from '../../webview-ui/shared/format.ts';
import { logged, longPoints, metrics, names, noise, runs, useManyCurves } from './curves/window.ts';
import { eventually } from './eventually.ts';

/**
 * In the page: each chart is brought into sight, and when all of its lines are drawn, the values below it are read. They are drawn with the
 * chart, and a slow machine draws some charts frames after their points were counted: what is not as expected is read again for a while.
 */
const passingBy = (expected: Readonly<Record<string, readonly string[]>>): string => `(async () => {
  const shown = {};
  for (const [metric, rows] of Object.entries(${JSON.stringify(expected)})) {
    const chart = document.querySelector('.chart[data-metric="' + metric + '"]');
    chart.scrollIntoView();
    const drawn = () => [...view.drawn].filter((line) => line.startsWith(metric + ' ')).length;
    const read = () => [...chart.querySelectorAll('.legend-row')].map((row) => row.dataset.run + ' ' + row.querySelector('.legend-value').textContent).sort();
    const isThere = () => drawn() >= rows.length && JSON.stringify(read()) === JSON.stringify(rows);
    for (let frame = 0; frame < 600 && !isThere(); frame++) await new Promise((done) => plainFrame(() => setTimeout(done)));
    if (drawn() < rows.length) throw new Error('Of ' + metric + ' were drawn ' + drawn() + ' lines');
    shown[metric] = read();
  }
  return shown;
})()`;

describe('the curves of a project, in a real window', function () {
  this.timeout(120_000);
  const { window, curves, live, long, steps, log, solo, asked } = useManyCurves();

  // shows: curves-live, curves-follow
  it('has a chart for each of sixty metrics, with what each of eight runs has logged and goes on to log', async () => {
    await solo(live().map(({ id }) => id));
    const charts = "[...document.querySelectorAll('.chart')].filter((chart) => chart.dataset.metric.startsWith('group'))";
    await curves().until(`${charts}.length === ${metrics}`);
    log();
    await curves().until(`${charts}.every((chart) => chart.dataset.points === '${runs * steps()}')`);
    const rows = (at: number) =>
      live()
        .map(({ id }, run) => `${id} ${formatValue(logged(run, at, steps()))}`)
        .toSorted();
    const expected = Object.fromEntries(names.map((metric, at) => [metric, rows(at)] as const));
    assert.deepEqual(await curves().view.evaluate<typeof expected>(passingBy(expected)), expected);
    log();
    const last = names.at(-1) ?? '';
    await eventually(async () => assert.equal(await window().curves.pointCount(last), runs * steps()));
    await eventually(async () => assert.equal(await window().curves.pointCountOf(last, 'live-3'), steps()));
  });

  // shows: curves-exact, curves-zoom
  it('reaches, in every pixel column, from the least to the greatest value, after it was zoomed frame by frame', async () => {
    await solo([long().id]);
    const search = curves().view.getByRole('searchbox', { name: 'Search metrics' });
    await search.fill('loss');
    await curves().until("view.asked.length > 0 && view.asked[0].metric === 'loss' && view.drawn.has('loss run_long')");
    const plot = window().curves.chart('loss').locator('.plot');
    const box = await plot.boundingBox();
    assert.ok(box !== null);
    const { page } = window();
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
    await page.keyboard.down('Control');
    for (let turn = 0; turn < 12; turn++) {
      await page.mouse.wheel(0, -60);
      await curves().view.evaluate('new Promise((done) => plainFrame(() => setTimeout(done)))');
    }
    await page.keyboard.up('Control');
    await page.mouse.move(box.x + box.width / 2, box.y - 30);
    await curves().until('view.asked[0].from !== undefined && view.drawnSeq === view.askedSeq');
    const [{ from = 0, to = 0, columns = 0 } = {}] = await asked();
    assert.ok(from > 1 && to < longPoints && to - from < longPoints / 3, `${from} to ${to}`);
    const exact = Array.from({ length: columns }, (): [number, number] => [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
    for (let step = Math.ceil(from); step <= to; step++) {
      const pair = exact[Math.min(columns - 1, Math.floor(((step - from) * columns) / (to - from)))];
      if (pair !== undefined) [pair[0], pair[1]] = [Math.min(pair[0], noise(step)), Math.max(pair[1], noise(step))];
    }
    const pairs = exact.filter(([low]) => Number.isFinite(low));
    const [least, most] = [Math.min(...pairs.map(([low]) => low)), Math.max(...pairs.map(([, high]) => high))];
    const { left, top, bottom } = boxOf(box.width, box.height);
    const ends = new Rows({ kind: 'points', data: Float64Array.of(0, least, 1, most).buffer });
    const range = yRangeOf([ends], { from: 0, to: 1 }, false, false);
    const y = makeScale(false, range.from, range.to, bottom, top);
    const rows = await window().curves.reached('loss');
    for (const [column, [low, high]] of exact.entries()) {
      if (!Number.isFinite(low)) continue;
      const reached = rows[left + column];
      assert.ok(reached !== undefined, `column ${column}`);
      // Half a pixel may be lost to smoothing of edges.
      assert.ok(
        reached[0] <= toPx(y, high) + 1.5 && reached[1] >= toPx(y, low) - 1.5,
        `column ${column}: ${reached} for ${toPx(y, high)}, ${toPx(y, low)}`,
      );
    }
    await plot.dblclick({ position: { x: box.width / 2, y: 20 } });
    await curves().until('view.asked[0].from === undefined');
    await search.fill('');
  });
});
