import assert from 'node:assert/strict';
import { playDataset } from './act.ts';
import { datasetStates, rowsOfTrain } from './datasetStates.ts';
import { useStage } from './setup.ts';
import { press, type View } from './stage.ts';

describe('The preview of a data set', () => {
  const setup = useStage();
  const show = async (name: string): Promise<View> => {
    const state = datasetStates[name];
    assert.ok(state !== undefined);
    return setup.keep(await playDataset(setup.stage, 'dark', state));
  };
  const posted = async (view: View, type: string): Promise<readonly unknown[]> =>
    (await view.posted()).filter((message) => message.type === type);

  // shows: data-preview
  it('is read with the keyboard: from row to row, opened, closed', async () => {
    const view = await show('rows');
    await view.page.locator('tr[aria-rowindex="1"]').focus();
    await press(view.page, 'ArrowDown', 'ArrowDown', 'Enter');
    assert.equal(await view.page.getByRole('region', { name: 'Row 2' }).count(), 1);
    await press(view.page, 'Escape');
    assert.equal(await view.page.getByRole('region', { name: 'Row 2' }).count(), 0);
    await press(view.page, 'End');
    assert.equal(await view.page.evaluate('document.activeElement.getAttribute("aria-rowindex")'), '100');
    await view.page.getByRole('tab', { name: 'Rows' }).focus();
    await press(view.page, 'ArrowRight');
    assert.equal(await view.page.getByRole('tab', { name: 'Columns' }).getAttribute('aria-selected'), 'true');
    assert.deepEqual(view.troubles, []);
  });

  // shows: data-preview
  it('shows null as null, a conversation as one, and asks for the rest of a cell and for pictures only when they are seen', async () => {
    const view = await show('rows-open');
    const row = view.page.getByRole('region', { name: 'Row 1' });
    assert.deepEqual(await row.locator('.turn .role').allTextContents(), ['system', 'user', 'assistant', 'user', 'assistant']);
    assert.equal(await view.page.locator('tr[aria-rowindex="3"] td').nth(1).textContent(), 'null');
    await row.getByRole('button', { name: 'Show all of it' }).first().click();
    assert.deepEqual(await posted(view, 'wantCell'), [{ type: 'wantCell', split: 'train', row: 1, column: 'messages' }]);
    assert.ok((await posted(view, 'wantImage')).length < 40, 'those that are far below wait');
    assert.match((await view.page.locator('tr[aria-rowindex="4"] td').nth(1).textContent()) ?? '', /U\+202E/);
  });

  // shows: data-preview
  it('goes from a finding to its row, on its page of its split', async () => {
    const view = await show('findings');
    await view.page.getByRole('button', { name: 'train 12,871' }).click();
    const [last] = (await posted(view, 'wantRows')).slice(-1);
    assert.deepEqual(last, { type: 'wantRows', asked: 2, split: 'train', from: 12_800 });
    const rows = rowsOfTrain.rows.map((row) => ({ ...row, index: row.index + 12_800 }));
    await view.send({ ...rowsOfTrain, asked: 2, from: 12_800, rows });
    assert.equal(await view.page.getByRole('region', { name: 'Row 12871' }).count(), 1);
  });

  // shows: data-preview
  it('drops the rows of a page that is not asked for any more', async () => {
    const view = await show('rows');
    await view.page.getByRole('button', { name: 'Next page' }).click();
    await view.send(rowsOfTrain);
    assert.match((await view.page.locator('.pager-words').textContent()) ?? '', /Loading/);
    await view.page.getByRole('textbox', { name: 'Go to row' }).fill('2,000,050');
    await press(view.page, 'Enter');
    assert.deepEqual((await posted(view, 'wantRows')).slice(1), [
      { type: 'wantRows', asked: 2, split: 'train', from: 100 },
      { type: 'wantRows', asked: 3, split: 'train', from: 2_000_000 },
    ]);
  });

  // shows: data-preview
  it('keeps within 300 px', async () => {
    for (const name of ['rows-300px', 'findings-300px']) {
      const view = await show(name);
      assert.ok(Number(await view.page.evaluate('document.documentElement.scrollWidth')) <= 300, name);
      assert.deepEqual(view.troubles, []);
    }
  });
});
