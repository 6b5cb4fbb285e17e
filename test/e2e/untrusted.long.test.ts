import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { useWindow } from './harness.ts';

describe('a real window on a folder that is not trusted', () => {
  const window = useWindow({ trust: 'asked' });

  // shows: bad-untrusted
  it('opens the chat, and says there what trust is needed for', async () => {
    const { chat } = window();
    await chat.open();
    await chat.frame
      .getByText(/not trusted/)
      .first()
      .waitFor();
    await chat.frame.getByRole('button', { name: 'Manage trust' }).first().waitFor();
  });

  // shows: bad-untrusted
  it('refuses to train with one message that names the next step, and executes nothing', async () => {
    const { workbench, chat, page } = window();
    await workbench.openFile('train.py');
    await workbench.focusEditor();
    await page.keyboard.press('Control+End');
    await workbench.lens('▶ Train').click();
    const toast = await workbench.oneToast(/not trusted.*Trust it/);
    assert.equal(existsSync(window().file('.practicum')), false);
    await workbench.answer(toast, 'Manage Trust');
    await page.getByText('You are in Restricted Mode').waitFor();
    // Once it is trusted, the chat has nothing left to say about it.
    await page.getByRole('button', { name: 'Trust', exact: true }).click();
    await chat.attach();
    await chat.frame.getByText(/not trusted/).waitFor({ state: 'hidden' });
  });
});
