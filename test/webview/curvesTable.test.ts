import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { curvesMessageSchema } from '../../src/protocol/curvesSchema.ts';
import { type CurvesPlay, playCurves } from './act.ts';
import { type CurvesState, curvesStates } from './curvesStates.ts';
import { useStage } from './setup.ts';
import { press, settled } from './stage.ts';

function rowsOf(page: Page): Promise<readonly string[]> {
  return page.locator('.run-row .row-text').allTextContents();
}

/** The last message that was posted, as the host's door takes it. */
async function lastPosted({ posted }: CurvesPlay): Promise<unknown> {
  return curvesMessageSchema.parse((await posted()).findLast(({ type }) => type !== 'watch' && type !== 'drawn'));
}

describe('The runs of the curves view in a browser', function () {
  this.timeout(60_000);
  const setup = useStage();
  async function opened(state: CurvesState): Promise<CurvesPlay> {
    const view = await playCurves(setup.stage, 'dark', state);
    setup.keep(view);
    return view;
  }

  async function choose(page: Page, run: string, item: string | RegExp): Promise<void> {
    await page.getByRole('button', { name: `More for ${run}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await settled(page);
  }

  // shows: curves-table, curves-show
  it('are filtered while one types, sorted by a column’s head, hidden and shown, and drawn alone', async () => {
    const view = await opened(curvesStates.curves);
    const { page } = view;
    assert.deepEqual(await rowsOf(page), ['digits-1', 'digits-2', 'digits-3-momentum-0.9-wide', 'digits-4']);
    await page.getByRole('searchbox', { name: /^Filter runs/ }).fill('lr < 0.1 and train/loss.best < 1');
    await settled(page);
    assert.deepEqual(await rowsOf(page), ['digits-2', 'digits-3-momentum-0.9-wide']);
    await page.getByRole('searchbox', { name: /^Filter runs/ }).fill('lr <');
    await page.getByText('A value is missing after “lr <”.').waitFor();
    await page.getByRole('searchbox', { name: /^Filter runs/ }).fill('status = nothing');
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await settled(page);
    const head = page.getByRole('columnheader', { name: 'best train/loss' });
    await head.getByRole('button').click();
    await settled(page);
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    assert.equal((await rowsOf(page)).at(0), 'digits-1');
    const columns = page.getByRole('button', { name: 'Columns' });
    await columns.click();
    await page.getByRole('searchbox', { name: 'Find a column' }).fill('place');
    await page.getByRole('checkbox', { name: 'place' }).check();
    await page.getByRole('columnheader', { name: 'place' }).waitFor();
    await page.getByRole('searchbox', { name: 'Find a column' }).press('Escape');
    assert.equal(await page.getByRole('dialog', { name: 'Columns' }).count(), 0);
    assert.ok(await columns.evaluate((button) => button === button.ownerDocument.activeElement));
    await page.getByRole('button', { name: /^failed digits-1/ }).click();
    assert.deepEqual(await lastPosted(view), { type: 'showRuns', runs: ['r1'], isShown: false });
    await choose(page, 'digits-2', 'Draw only this');
    assert.deepEqual(await lastPosted(view), { type: 'solo', runs: ['r2'] });
    assert.deepEqual(
      await page.locator('.run-row .row-toggle[aria-pressed=true] .row-text').allTextContents(),
      ['digits-2'],
      'shown so before the host answers',
    );
    assert.deepEqual(view.troubles, []);
  });

  // shows: curves-table
  it('say how many older ones are not among them, and how one comes here', async () => {
    const view = await opened(curvesStates.curves);
    const { page, host } = view;
    const open = page.getByRole('button', { name: /^Runs/, expanded: true });
    assert.equal((await open.textContent())?.trim(), 'Runs 4');
    await host.delta({ olderRuns: 8000 });
    await page.getByRole('button', { name: /^Runs 4 of 8,004 The newest are listed, not 8,000 older ones: Show Curves on one/ }).waitFor();
    await host.delta({ olderRuns: 0 });
    await page.getByRole('button', { name: 'Runs 4', exact: true }).waitFor();
    assert.deepEqual(view.troubles, []);
  });

  // shows: curves-edit, curves-compare, curves-rerun, curves-ask, curves-keyboard
  it('are renamed, tagged, compared, run again and asked about from their row, by the keyboard as well', async () => {
    const view = await opened(curvesStates.curves);
    const { page } = view;
    await choose(page, 'digits-2', 'Rename…');
    await page.getByRole('textbox', { name: 'Name of digits-2' }).fill('momentum');
    await press(page, 'Enter');
    assert.deepEqual(await lastPosted(view), { type: 'rename', run: 'r2', name: 'momentum' });
    await choose(page, 'digits-2', 'Tags…');
    await page.getByRole('textbox', { name: /^Tags.* of digits-2$/ }).fill('paper, baseline , paper');
    await press(page, 'Enter');
    assert.deepEqual(await lastPosted(view), { type: 'tag', run: 'r2', tags: ['paper', 'baseline'] });
    await choose(page, 'digits-2', 'Rename…');
    await page.getByRole('textbox', { name: 'Name of digits-2' }).fill('never');
    await press(page, 'Escape');
    assert.equal((await view.posted()).filter(({ type }) => type === 'rename').length, 1);
    await choose(page, 'digits-1', /^Pick to compare/);
    await choose(page, 'digits-2', /^Compare with digits-1/);
    assert.deepEqual(await lastPosted(view), { type: 'compare', runs: ['r1', 'r2'] });
    await page.getByRole('button', { name: /^failed digits-1/ }).focus();
    await press(page, 'ArrowRight', 'Enter', 'End', 'Enter');
    assert.deepEqual(await lastPosted(view), { type: 'deleteRuns', runs: ['r1'] });
    await press(page, 'ArrowLeft', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    assert.deepEqual(await lastPosted(view), { type: 'rerun', run: 'r3' });
    await choose(page, 'digits-4', 'Ask about this run');
    assert.deepEqual(await lastPosted(view), { type: 'ask', runs: ['r4'] });
    assert.deepEqual(view.troubles, []);
  });

  // shows: curves-group, curves-copy, curves-compare-drawings
  it('are grouped, drawn across their parameters, and copied as a table', async () => {
    const view = await opened({ ...curvesStates.grouped, width: 900 });
    const { page } = view;
    assert.deepEqual(await page.locator('.group-row .row-text').allTextContents(), ['lr 3e-4', 'lr 1e-3']);
    assert.match((await page.locator('.group-row').first().textContent()) ?? '', /4 runs.*3e-4.*±/);
    await page.getByRole('button', { name: 'Runs as parallel coordinates' }).click();
    await settled(page);
    assert.equal(await page.locator('.parallel-run').count(), 8);
    await page.getByRole('button', { name: 'Runs as a scatter plot' }).click();
    await settled(page);
    assert.equal(await page.locator('.scatter-dot').count(), 8);
    const [dot] = await page.locator('.scatter-dot').all();
    await dot?.click();
    assert.equal(Object(await lastPosted(view)).type, 'showRuns');
    await page.getByRole('button', { name: 'More for the listed runs' }).click();
    await page.getByRole('menuitem', { name: 'Copy as Markdown table' }).click();
    const copied = Object(await lastPosted(view));
    assert.match(copied.text, /^\| run \| duration \| lr \|/);
    assert.equal(copied.text.split('\n').length, 2 + 8);
    assert.deepEqual(view.troubles, []);
  });

  // shows: curves-media
  it('show what they logged beside numbers, at the step that is chosen', async () => {
    const view = await opened(curvesStates.media);
    const { page } = view;
    const card = page.locator('[data-media="samples/digit"]');
    await card.getByRole('img').nth(1).waitFor();
    assert.equal(await card.getByRole('img').first().getAttribute('alt'), 'samples/digit of digits-2, step 200');
    await card.getByRole('slider').focus();
    await press(page, 'Home');
    await view.host.answer();
    await card.getByRole('img', { name: 'samples/digit of digits-2, step 0' }).waitFor();
    assert.deepEqual(
      (await view.posted()).flatMap((message) => (message.type === 'wantMedia' && message.tag === 'samples/digit' ? [message.step] : [])),
      [200, 200, 0, 0],
      'each is asked for once',
    );
    await page.getByRole('img', { name: /weights\/layer1 of digits-2: [\d,]+ values from −1.5 to 1.5/ }).waitFor();
    await page.getByText('The first 3 of 41 rows.').waitFor();
    assert.deepEqual(view.troubles, []);
  });
});
