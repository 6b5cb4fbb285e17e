import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/package.ts';
import type { Scripted } from '../model.ts';
import { accessibilityFaults } from '../pages/webview.ts';

const axe = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

export function views({ window }: Scripted): void {
  // shows: chat-place
  it('opens the chat in the secondary side bar', async () => {
    const { chat, page } = window();
    await chat.open();
    assert.equal(await page.locator('.part.auxiliarybar').isVisible(), true);
    assert.equal(await chat.composer.isEditable(), true);
  });

  // shows: chat-axe
  it('gives axe-core nothing to find in the chat', async () => {
    const { chat } = window();
    await chat.open();
    assert.deepEqual(await accessibilityFaults(chat.frame, axe), []);
  });

  it('opens the curves and the runs in the panel', async () => {
    const { curves, runs, page } = window();
    await curves.open();
    assert.equal(await page.locator('.part.panel').isVisible(), true);
    await runs.pane.getByText('No training run yet').waitFor();
  });

  // shows: chat-axe
  it('gives axe-core nothing to find in the curves', async () => {
    const { curves } = window();
    await curves.open();
    assert.deepEqual(await accessibilityFaults(curves.frame, axe), []);
  });

  it('asks nothing of the world outside', () => {
    assert.deepEqual(window().browser.outside, []);
  });
}
