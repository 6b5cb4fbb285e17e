import assert from 'node:assert/strict';
import { showAll } from '../album.ts';
import { eventually } from '../eventually.ts';
import type { Scripted } from '../model.ts';
import { withPapers } from './beginnings.ts';

const smoothing = 'How Much Label Smoothing Does a Small Network Want?';

/** What tests of the views show as well, once more in the window. */
export function morePaper(scripted: Scripted): void {
  const view = withPapers(scripted);

  // shows: paper-marks
  it('says beside a formula that there is code for it, and opens the code', async () => {
    const { workbench } = scripted.window();
    await workbench.command('View: Close All Editor Groups');
    await view().open('words.tex#S2.E1', 'A Paper of Few Words');
    await view().mark('S2.E1').getByText('Coded').waitFor();
    await eventually(async () => assert.equal(await view().isOnScreen('S2.E1'), true));
    await view().mark('S2.E1').click();
    await workbench.tab('step.py').waitFor();
  });

  // shows: paper-reader, paper-page-crops
  it('shows a PDF, and of a formula in it that was not read what is printed there', async () => {
    await view().open('ieee.pdf', 'Sparse Adaptive Routing Networks 3');
    await view().frame.getByText('formula not read').first().waitFor();
    await view().frame.locator('.equation canvas').first().scrollIntoViewIfNeeded();
    await view().frame.locator('.equation canvas[data-drawn]').first().waitFor();
    await view()
      .row(/Introduction/i)
      .waitFor();
    // A model that sees pictures is handed the same.
    const { chat, workbench } = scripted.window();
    const anchor = await view().frame.locator('.node.equation:has(canvas[data-drawn])').first().getAttribute('data-anchor');
    await view().menu(anchor ?? '', 'Explain');
    await chat.attach();
    const place = `file:ieee.pdf#${anchor}`;
    await eventually(async () => assert.deepEqual((await chat.attached()).slice(-2), [place, place]));
    await chat.detachAll();
    await chat.composer.fill('');
    await workbench.command('View: Focus Active Editor Group');
  });

  // shows: paper-reader
  it('stands beside the code that is written from it', async function () {
    this.timeout(300_000);
    const { workbench, page } = scripted.window();
    await workbench.command('View: Close All Editor Groups');
    if (await workbench.chatPart.isVisible()) await workbench.toggleSecondarySideBar();
    await workbench.openFile('smooth.py');
    await workbench.command('Practicum: Open Paper to the Side');
    await workbench.type('smoothing.tex#S2');
    await view().attach(smoothing);
    await view().formula('S2.E1').waitFor();
    await eventually(async () => assert.equal(await view().isOnScreen('S2'), true));
    await showAll(scripted.window(), [
      async (shoot) => {
        const isNarrow = (page.viewportSize()?.width ?? 0) < 600;
        // In a narrow window there is room for one of them.
        if (isNarrow)
          for (const command of ['View: Close Primary Side Bar', 'View: Toggle Maximize Editor Group']) await workbench.command(command);
        await view().attach(smoothing);
        await view().mark('S2.E4').getByText('Coded').waitFor();
        await shoot('paper-beside-code');
      },
      async (shoot) => {
        await workbench.command('Practicum: Set-up of Paper');
        await view().setUpEntry('§3.1: learning rate 0.001').waitFor();
        for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
        await eventually(async () => assert.equal(await view().toldWords(), '3e-3 … Learning rate'));
        await shoot('paper-set-up');
        await page.keyboard.press('Escape');
        await view().setUp.waitFor({ state: 'hidden' });
        await workbench.command('Practicum: Back in Paper');
        await eventually(async () => assert.equal(await view().isOnScreen('S2'), true));
      },
    ]);
  });
}
