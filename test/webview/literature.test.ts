import assert from 'node:assert/strict';
import { playChat } from './act.ts';
import { chatStates } from './chatStates.ts';
import { said } from './posted.ts';
import { useStage } from './setup.ts';

describe('A table of recipes in the chat, in a browser', function () {
  this.timeout(60_000);
  const setup = useStage();

  // shows: literature-table
  it('shows each part with the place where it was read, which opens, and what was not said', async () => {
    const view = setup.keep(await playChat(setup.stage, 'dark', chatStates.literature));
    const { page } = view;
    await page.getByText('learning rate: 0.0005 (SST-2)').waitFor();
    assert.equal(await page.getByText('not said', { exact: true }).count(), 4);
    assert.equal(await page.getByText('sequence length: 512').isVisible(), false);
    await page.getByText('2 more').click();
    assert.equal(await page.getByText('sequence length: 512').isVisible(), true);
    await page.getByRole('button', { name: 'Open arxiv:2106.10199v5#S4.T1' }).click();
    assert.deepEqual(await said(view), [{ type: 'openPaper', address: 'arxiv:2106.10199v5#S4.T1' }]);
    await page.getByText(/has been withdrawn/).waitFor();
  });

  // shows: literature-table
  it('fits into 300 pixels', async () => {
    const { page } = setup.keep(await playChat(setup.stage, 'light', chatStates.literatureNarrow));
    assert.equal(await page.evaluate('document.documentElement.scrollWidth <= 300'), true);
    assert.equal(await page.evaluate("document.querySelector('.sourced-scroll').scrollWidth <= 300"), true);
  });
});
