import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { curvesMessageSchema } from '../../src/protocol/curvesSchema.ts';
import { Rows } from '../../webview-ui/curves/chart/rows.ts';
import { yRangeOf } from '../../webview-ui/curves/chart/yRange.ts';
import { type CurvesPlay, playCurves } from './act.ts';
import { type CurvesState, curveRun, curvesStates, few, many, manyRuns, measured, noise, runs, snapshotOf } from './curvesStates.ts';
import { useStage } from './setup.ts';
import { press, settled } from './stage.ts';

const all = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** The painted pixels of one canvas of a chart, as text that differs when a pixel does. */
async function pixels(page: Page, metric: string, canvas: 'lines' | 'live' | 'overlay' = 'lines'): Promise<string> {
  return page.locator(`[data-metric="${metric}"] canvas.${canvas}`).evaluate((element) => element.toDataURL());
}

async function legend(page: Page, metric: string): Promise<readonly (readonly [string, string])[]> {
  const rows = await page
    .locator(`[data-metric="${metric}"] .legend-row`)
    .evaluateAll((items) =>
      items
        .toSorted((a, b) => Number(a.style.order) - Number(b.style.order))
        .map((item) => [item.dataset['run'] ?? '', item.querySelector('.legend-value')?.textContent ?? ''] as const),
    );
  return rows;
}

/** Rows of pixels that one colour reaches in each column of the plot, in pixels from the top. */
async function reached(page: Page, metric: string): Promise<readonly (readonly [number, number] | null)[]> {
  return page.locator(`[data-metric="${metric}"] canvas.lines`).evaluate((canvas) => {
    const context = canvas.getContext('2d');
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: width }, (_, x) => {
      const rows = Array.from({ length: height }, (_row, y) => y).filter((y) => {
        const at = (y * width + x) * 4;
        // What is blue, not gray.
        return data[at + 3] > 40 && data[at + 2] > data[at] + 40;
      });
      const [first, last] = [rows[0], rows.at(-1)];
      return first === undefined || last === undefined ? null : ([first, last] as const);
    });
  });
}

/** Everything that was posted is as the host's door takes it. */
async function isInProtocol({ posted }: CurvesPlay): Promise<void> {
  // A picture's bytes do not come through the driver.
  for (const message of await posted()) if (message.type !== 'savePicture') curvesMessageSchema.parse(message);
}

describe('The curves view in a browser', function () {
  this.timeout(60_000);
  const setup = useStage();
  const opened = async (state: CurvesState = curvesStates.curves): Promise<CurvesPlay> => {
    const view = await playCurves(setup.stage, 'dark', state);
    setup.keep(view);
    return view;
  };
  const closed = { table: { isOpen: false } };

  // shows: run-curves, curves-follow, curves-reader
  it('draws points as they come, and has them in its table', async () => {
    const view = await opened({
      runs: runs.slice(1, 2),
      series: [{ run: 'r2', metric: 'loss', xs: [1, 2, 3], ys: [2.3, 1.9, 1.2] }],
      saved: closed,
    });
    const { page, host } = view;
    const before = await pixels(page, 'loss');
    await host.delta({
      tails: [{ chart: 'loss', run: 'r2', xs: Float64Array.of(4, 5).buffer, ys: Float64Array.of(0.7, Number.NaN).buffer }],
    });
    assert.notEqual(await pixels(page, 'loss'), before);
    assert.deepEqual((await view.posted()).at(-1), { type: 'drawn', seq: 3 });
    await page.locator('.plot').focus();
    await press(page, 't');
    assert.deepEqual(await page.locator('.point-table tbody tr').allTextContents(), ['5NaN', '40.7', '31.2', '21.9', '12.3']);
    await press(page, 't');
    assert.equal(await page.evaluate('document.activeElement.className'), 'plot', 'the keyboard comes back with the chart');
  });

  // shows: curves-follow
  it('draws nothing of long runs that have ended again for a point of one that goes on', async () => {
    const ended = Array.from({ length: 8 }, (_, run) =>
      measured(`e${run}`, 'loss', { count: 20_000, every: 1 }, (step) => noise(step, run)),
    );
    const { page, host } = await opened({
      runs: [
        curveRun({ id: 'r', name: 'r', color: 0, status: 'running' }),
        ...ended.map(({ run }) => curveRun({ id: run, name: run, color: 1 })),
      ],
      series: [{ run: 'r', metric: 'loss', xs: [1, 9000], ys: [0.2, 0.7] }, ...ended],
      saved: closed,
    });
    const [lines, live] = [await pixels(page, 'loss'), await pixels(page, 'loss', 'live')];
    const add = (x: number, y: number) =>
      host.delta({ tails: [{ chart: 'loss', run: 'r', xs: Float64Array.of(x).buffer, ys: Float64Array.of(y).buffer }] });
    await add(12_000, 0.4);
    const added = await pixels(page, 'loss', 'live');
    assert.ok((await pixels(page, 'loss')) === lines);
    assert.ok(added !== live);
    // Where y reaches further, everything has another place.
    await add(15_000, 3);
    assert.ok((await pixels(page, 'loss')) !== lines);
    assert.ok((await pixels(page, 'loss', 'live')) !== added);
    await host.delta({ runs: [curveRun({ id: 'r', name: 'r', color: 0, status: 'done' })] });
    assert.equal(await page.locator('canvas.live').isVisible(), false);
  });

  // shows: curves-exact
  it('reaches, in every pixel column of a hundred thousand points, from the minimum to the maximum', async () => {
    const series = measured(
      'r',
      'loss',
      { count: 100_000, every: 1 },
      (step) => Math.sin(step / 9000) + noise(step, 3) + (step % 9973 === 0 ? 2 : 0),
    );
    const { page, host } = await opened({
      runs: [curveRun({ id: 'r', name: 'r', color: 0 })],
      series: [series],
      width: 500,
      height: 400,
      saved: closed,
    });
    const found = await reached(page, 'loss');
    const [chart] = await host.watched();
    const columns = chart?.columns ?? 0;
    const left = 50;
    const perColumn = (series.xs.length - 1) / columns;
    const exact = Array.from({ length: columns }, () => [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as [number, number]);
    for (const [at, y] of series.ys.entries()) {
      const pair = exact[Math.min(columns - 1, Math.floor(at / perColumn))];
      if (pair !== undefined) [pair[0], pair[1]] = [Math.min(pair[0], y), Math.max(pair[1], y)];
    }
    const [least, most] = [Math.min(...exact.map(([low]) => low)), Math.max(...exact.map(([, high]) => high))];
    const [top, bottom] = [8, 156];
    const { from, to } = yRangeOf([new Rows({ kind: 'points', data: Float64Array.of(0, least, 1, most).buffer })], all, false, false);
    const place = (y: number) => bottom - ((y - from) / (to - from)) * (bottom - top);
    for (const [column, [low, high]] of exact.entries()) {
      const rows = found[left + column];
      assert.ok(rows !== null && rows !== undefined, `column ${column}`);
      // Half a pixel may be lost to smoothing of edges; lines to the columns beside it may reach a little further.
      assert.ok(rows[0] <= place(high) + 1.5 && rows[1] >= place(low) - 1.5, `column ${column}: ${rows} for ${place(high)}, ${place(low)}`);
      const beside = exact.slice(Math.max(0, column - 1), column + 2);
      assert.ok(rows[0] >= Math.min(...beside.map(([, y]) => place(y))) - 2, `column ${column} reaches too high`);
      assert.ok(rows[1] <= Math.max(...beside.map(([y]) => place(y))) + 2, `column ${column} reaches too low`);
    }
  });

  // shows: curves-cards, curves-reader
  it('has a card for each metric, in sections by prefix, described in words', async () => {
    const { page } = await opened();
    assert.deepEqual(await page.locator('.section .section-toggle').allTextContents(), ['train2', 'eval2']);
    assert.deepEqual(await page.locator('[data-metric]').evaluateAll((charts) => charts.map((chart) => chart.dataset.metric)), [
      'train/loss',
      'train/lr',
      'eval/accuracy',
      'eval/loss',
    ]);
    const label = await page.getByRole('application', { name: /^eval\/accuracy/ }).getAttribute('aria-label');
    assert.match(label ?? '', /digits-2: 12 points, first 0\.\d+, best 0\.\d+ at step 1,200, last 0\.\d+ at step 1,200/);
    await page.getByRole('button', { name: 'train 2', exact: true }).click();
    assert.equal(await page.locator('[data-metric]').count(), 2);
  });

  // shows: curves-crosshair
  it('moves one crosshair over all charts with the values of all runs, sorted, and draws no line again for it', async () => {
    const { page } = await opened({ ...curvesStates.curves, saved: closed });
    const lines = await pixels(page, 'eval/accuracy');
    const overlay = await pixels(page, 'eval/accuracy', 'overlay');
    const box = await page.locator('[data-metric="train/loss"] .plot').boundingBox();
    assert.ok(box !== null);
    await page.mouse.move(box.x + 50 + (box.width - 64) * (90 / 1990), box.y + 60);
    await settled(page);
    assert.equal(await page.locator('[data-metric="train/loss"] .chart-place').textContent(), 'step 100');
    assert.equal(await page.locator('[data-metric="eval/accuracy"] .chart-place').textContent(), 'step 100', 'the other charts follow');
    const rows = await legend(page, 'train/loss');
    assert.deepEqual(
      rows.map(([run]) => run),
      ['r1', 'r2', 'r3'],
      'greatest first',
    );
    const expected = few.filter(({ metric }) => metric === 'train/loss').flatMap(({ xs, ys }) => ys[xs.indexOf(100)] ?? []);
    assert.deepEqual(
      rows.map(([, value]) => Number(value)),
      expected.slice(0, 3).map((y) => Number(y.toPrecision(4))),
    );
    assert.notEqual(await pixels(page, 'eval/accuracy', 'overlay'), overlay);
    assert.equal(await pixels(page, 'eval/accuracy'), lines);
  });

  // shows: curves-crosshair
  it('lists every run below a chart when it is asked to, and says whose line the pointer is on', async () => {
    const runs = Array.from({ length: 14 }, (_, at) => curveRun({ id: `r${at}`, name: `run ${at}`, color: at }));
    const series = runs.map(({ id }, at) => measured(id, 'loss', { count: 50, every: 10 }, () => at));
    const { page } = await opened({ runs, series, width: 760, height: 700, saved: closed });
    assert.equal(await page.locator('.legend-row').count(), 10);
    const more = page.getByRole('button', { name: 'and 4 more' });
    await more.click();
    assert.equal(await page.locator('.legend-row').count(), 14);
    const box = await page.locator('.plot').boundingBox();
    assert.ok(box !== null);
    // Within the plot the highest line lies at the top.
    await page.mouse.move(box.x + box.width / 2, box.y + 14);
    await settled(page);
    assert.equal(await page.locator('.legend-row.is-pointed').getAttribute('data-run'), 'r13');
    await page.getByRole('button', { name: 'fewer' }).click();
    assert.equal(await page.locator('.legend-row').count(), 10);
  });

  // shows: curves-zoom
  it('zooms with Ctrl and the wheel, which nobody around the page hears of; any other turn of the wheel is left to them', async () => {
    const { page, host } = await opened({ runs: manyRuns.slice(0, 2), series: many, width: 760, height: 900, saved: closed });
    await page.evaluate("window.turns = 0; window.addEventListener('wheel', () => (window.turns += 1))");
    const box = await page.locator('[data-metric="train/loss"] .plot').boundingBox();
    assert.ok(box !== null);
    await page.mouse.move(box.x + 200, box.y + 60);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -60);
    await page.keyboard.up('Control');
    await host.answer();
    const [{ from = 1 } = {}] = await host.watched();
    assert.ok(from > 1, String(from));
    assert.equal(await page.evaluate('window.turns'), 0);
    await page.mouse.wheel(0, 60);
    await page.waitForFunction('window.turns === 1');
  });

  // shows: curves-zoom
  it('zooms all charts where one is dragged over, draws the exact window that is sent, and shows everything again', async () => {
    const view = await opened({ runs: manyRuns.slice(0, 2), series: many, width: 760, height: 900, saved: closed });
    const { page, host } = view;
    const everything = await pixels(page, 'train/loss');
    const box = await page.locator('[data-metric="train/loss"] .plot').boundingBox();
    assert.ok(box !== null);
    await page.mouse.move(box.x + 100, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + 80);
    await page.mouse.up();
    await settled(page);
    const scaled = await pixels(page, 'train/loss');
    assert.notEqual(scaled, everything, 'what is held is drawn at once');
    await host.answer();
    assert.notEqual(await pixels(page, 'train/loss'), scaled, 'and exactly when it has come');
    const seen = new Set((await host.watched()).map(({ from, to }) => `${from} ${to}`));
    assert.equal(seen.size, 1);
    const [{ from = 0, to = 0 } = {}] = await host.watched();
    assert.ok(Math.abs(from - 1 - (19_999 * 50) / (box.width - 64)) < 1 && to > from, `${from} to ${to}`);
    await page.mouse.dblclick(box.x + 150, box.y + 60);
    await host.answer();
    await page.mouse.move(0, 0);
    await settled(page);
    assert.equal(await pixels(page, 'train/loss'), everything);
    await isInProtocol(view);
  });

  // shows: curves-keyboard, curves-reader
  it('does with the keyboard what the pointer does, and says where the crosshair stands', async () => {
    const { page, host } = await opened({ ...curvesStates.curves, saved: closed });
    const plot = page.locator('[data-metric="train/loss"] .plot');
    await plot.focus();
    await press(page, 'End', 'ArrowLeft');
    assert.match((await page.getByRole('status').first().textContent()) ?? '', /^step 1,990: digits-3-momentum-0\.9-wide 0\.\d+$/);
    await press(page, '+', 'Shift+ArrowLeft');
    await host.answer();
    const [{ from = 0, to = 0 } = {}] = await host.watched();
    assert.ok(Math.abs(to - from - 0.7 * 1990) < 1, 'seven tenths are seen');
    await press(page, 'Escape');
    await host.answer();
    assert.equal((await host.watched())[0]?.from, undefined);
    await press(page, 'm');
    assert.equal(await page.getByRole('menu').count(), 1);
    await press(page, 'Escape');
    await plot.focus();
    await press(page, '?');
    assert.equal(await page.getByRole('dialog', { name: 'Keys of the charts' }).count(), 1);
    await press(page, 'Escape');
    await plot.focus();
    await press(page, 'p');
    assert.deepEqual(await page.locator('.sections').getByRole('heading', { level: 2 }).allTextContents(), [' Pinned', 'train1', 'eval2']);
    await settled(page);
    assert.equal(await page.evaluate('document.activeElement.closest("[data-metric]").dataset.metric'), 'train/loss');
  });

  // shows: curves-cards, curves-state, curves-smoothing, curves-clip
  it('smooths, clips, searches and changes x, and remembers all of it', async () => {
    const view = await opened({ runs: manyRuns.slice(0, 2), series: many, width: 760, height: 900, saved: closed });
    const { page, host } = view;
    const raw = await pixels(page, 'train/loss');
    await page.getByRole('slider').fill('0.75');
    await host.answer();
    assert.equal((await host.watched())[0]?.smoothing, 0.986);
    const smooth = await pixels(page, 'train/loss');
    assert.notEqual(smooth, raw);
    await page.getByRole('button', { name: 'clip' }).click();
    await settled(page);
    assert.equal(await page.locator('[data-metric="train/loss"] .chart-cut').textContent(), 'clipped');
    await page.getByRole('button', { name: 'log y' }).click();
    await page.getByRole('combobox', { name: 'What x is' }).selectOption('wall');
    await page.getByRole('searchbox').fill('acc(');
    assert.equal(await page.locator('#search-words').count(), 1);
    await page.getByRole('searchbox').fill('^eval/ac');
    await host.answer();
    assert.deepEqual(
      (await host.watched()).map(({ metric, axis }) => [metric, axis]),
      [['eval/accuracy', 'wall']],
    );
    await isInProtocol(view);
    await page.reload();
    await host.start(snapshotOf(manyRuns.slice(0, 2), many));
    assert.equal(await page.locator('[data-metric]').count(), 1);
    assert.equal(await page.getByRole('slider').inputValue(), '0.75');
    assert.equal(await page.getByRole('button', { name: 'log y' }).getAttribute('aria-pressed'), 'true');
  });

  // shows: curves-export, curves-copy, curves-ask
  it('saves a picture, copies, exports every point, and asks about what is seen', async () => {
    const view = await opened({ ...curvesStates.one, saved: closed });
    const { page } = view;
    const choose = async (item: string) => {
      await page.getByRole('button', { name: 'More for eval/accuracy' }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await settled(page);
    };
    await choose('Copy best and last as Markdown');
    await choose('Export every point as CSV');
    await choose('Ask about this');
    const [copied, exported, asked] = (await view.posted()).filter(({ type }) => ['copy', 'exportPoints', 'ask'].includes(type));
    assert.equal(copied?.type === 'copy' && copied.text.split('\n')[2], '| digits-2 | 0.9345 | 1,200 | 0.9345 | 1,200 |');
    assert.deepEqual(exported, { type: 'exportPoints', format: 'csv', runs: ['r2'], metrics: ['eval/accuracy'] });
    assert.deepEqual(asked, { type: 'ask', runs: ['r2'], metric: 'eval/accuracy', axis: 'step' });
    await choose('Save as SVG');
    await choose('Save as PNG');
    const starts = await page.evaluate(`new Promise((done) => {
      const look = () => {
        const saved = window.posted.filter(({ type }) => type === 'savePicture');
        if (saved.length < 2) return requestAnimationFrame(look);
        done(saved.map(({ bytes }) => new TextDecoder('latin1').decode(bytes.slice(0, 4))));
      };
      look();
    })`);
    assert.deepEqual(starts, ['<svg', '\u2030PNG']);
    await page.getByRole('button', { name: 'Open as an editor tab' }).click();
    await isInProtocol(view);
  });

  // shows: curves-pyramid, curves-memory
  it('asks only for charts near what is seen', async () => {
    const series = Array.from({ length: 60 }, (_, at) => measured('r2', `layer${at}/norm`, { count: 20, every: 1 }, (step) => step + at));
    const { page, host } = await opened({ runs: runs.slice(1, 2), series, width: 420, height: 600, saved: closed });
    const first = (await host.watched()).map(({ metric }) => metric);
    assert.ok(first.length < 8 && first[0] === 'layer0/norm', first.join());
    await page.locator('[data-metric="layer59/norm"]').scrollIntoViewIfNeeded();
    await host.answer();
    const last = (await host.watched()).map(({ metric }) => metric);
    assert.ok(last.length < 8 && last.at(-1) === 'layer59/norm', last.join());
    assert.ok((await page.locator('canvas.lines').count()) < 8);
  });

  // shows: curves-themes
  it('draws itself again when the theme changes, and dashes lines in high contrast', async () => {
    const view = await opened({ ...curvesStates.curves, saved: closed });
    const before = await pixels(view.page, 'train/loss');
    await view.wear('hc-light');
    assert.notEqual(await pixels(view.page, 'train/loss'), before);
    const dashes = await view.page
      .locator('[data-metric="train/loss"] .legend line')
      .evaluateAll((lines) => lines.map((line) => line.getAttribute('stroke-dasharray')));
    assert.equal(new Set(dashes).size, dashes.length);
  });

  // shows: curves-empty
  it('says where runs come from while there is none', async () => {
    const { page } = await opened(curvesStates.empty);
    const start = page.getByRole('region', { name: 'Getting started' });
    await start.getByRole('heading', { name: 'No runs yet' }).waitFor();
    assert.match((await start.textContent()) ?? '', /▶ Train.*step 100 loss 0\.42.*goes on when this window closes/s);
  });

  // shows: curves-motion
  it('moves nothing for people who want less motion', async () => {
    const { page } = await opened();
    assert.ok((await page.locator('.codicon-modifier-spin').count()) > 0, 'a run goes on');
    const moving = await page.evaluate("document.getAnimations().filter(({ playState }) => playState === 'running').length");
    assert.equal(moving, 0);
  });

  // shows: curves-size
  it('is a script of at most 150 KB', () => {
    const { size } = statSync(path.join(setup.folder, 'curves.js'));
    assert.ok(size <= 150 * 1024, `${size} bytes`);
  });

  // shows: curves-places
  it('does not reach beyond a 300 px wide view', async () => {
    const view = await opened(curvesStates.narrow);
    assert.equal(await view.page.evaluate('document.querySelector(".curves").scrollWidth <= innerWidth'), true);
  });
});
