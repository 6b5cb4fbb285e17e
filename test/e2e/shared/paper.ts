import assert from 'node:assert/strict';
import { eventually } from '../eventually.ts';
import type { Scripted } from '../model.ts';
import { withPapers } from './beginnings.ts';

export function paper(scripted: Scripted): void {
  const view = withPapers(scripted);

  // shows: paper-reader, paper-outline
  it('shows a .tex file with its formulas drawn, its sections in a tree, and leads to what it refers to and back', async () => {
    await view().open('words.tex', 'A Paper of Few Words');
    await view().link('(1)').click();
    await view().formula('S2.E1').waitFor();
    await eventually(async () => assert.equal(await view().isOnScreen('S2.E1'), true));
    await view()
      .row(/^2 Step/)
      .waitFor();
    await scripted.window().workbench.command('Practicum: Back in Paper');
    await eventually(async () => assert.equal(await view().isOnScreen('S1.p1'), true));
    await view()
      .row(/^Equation \(1\)/)
      .click();
    await eventually(async () => assert.equal(await view().isOnScreen('S2.E1'), true));
  });

  // shows: paper-reader-actions, paper-find-in-code
  it('copies an address, finds the code that names it, and puts a formula into a message, from the editor’s own menu', async () => {
    const { workbench, chat } = scripted.window();
    await view().menu('S2.E1', 'Copy Address');
    await workbench.statusItem('Copied file:words.tex#S2.E1').waitFor();
    await view().menu('S2.E1', 'Implement This Paper Section');
    await chat.attach();
    await eventually(async () => assert.deepEqual(await chat.attached(), ['file:words.tex#S2.E1']));
    assert.match(await chat.composer.inputValue(), /^Implement equation \(1\) of “A Paper of Few Words” \(file:words\.tex#S2\.E1\)/);
    await view().menu('S2.E1', 'Find in Code');
    await workbench.choose('# file:words.tex#S2.E1');
    await workbench.tab('step.py').waitFor();
  });

  // shows: paper-set-up
  it('says beside a paper what it states and contradicts, each leading to its words, while the keyboard goes through the entries', async () => {
    const { workbench, page } = scripted.window();
    await view().open('smoothing.tex', 'How Much Label Smoothing Does a Small Network Want?');
    await workbench.command('Practicum: Set-up of Paper');
    await view().setUpEntry('§3.1: learning rate 0.001').waitFor();
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await eventually(async () => assert.equal(await view().toldWords(), '3e-3 … Learning rate'));
    await eventually(async () => assert.equal(await view().isOnScreen('A1.T3', 'Learning rate'), true));
    await view()
      .row(/^Table 3/)
      .and(view().outline.locator('[aria-selected="true"]'))
      .waitFor();
    await page.keyboard.press('Escape');
    await view().setUp.waitFor({ state: 'hidden' });
  });

  // shows: trace-hover-drawn
  it('draws in a hover over code the equation that it implements', async () => {
    const { workbench, page } = scripted.window();
    await workbench.openFile('smooth.py');
    await page.locator('.view-line', { hasText: 'def smoothed' }).getByText('smoothed').click();
    await workbench.command('Show or Focus Hover');
    const picture = page.locator('.monaco-hover img[alt*="varepsilon"]');
    await picture.waitFor();
    await eventually(async () => assert.ok(((await picture.boundingBox())?.width ?? 0) > 100));
  });
}
