/** The Runs view, a tree in the panel. */
import type { Locator } from 'playwright-core';
import { eventually } from '../eventually.ts';
import type { Workbench } from './workbench.ts';

export class RunsView {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** The whole view, also while it holds no run and says so. */
  get pane(): Locator {
    return this.#workbench.page.locator('.pane', { has: this.#workbench.page.getByRole('button', { name: 'Runs Section' }) });
  }

  get tree(): Locator {
    return this.#workbench.page.getByRole('tree', { name: 'Runs' });
  }

  run(name: string | RegExp): Locator {
    return this.tree.getByRole('treeitem', { name }).first();
  }

  /** Clicks one of the buttons that a run shows under the pointer, for example `Stop Run`. */
  async act(name: string | RegExp, action: string): Promise<void> {
    const button = this.run(name).getByRole('button', { name: action }).first();
    // A run that prints is drawn anew with every step: a slow machine never finds its row at rest.
    await eventually(async () => {
      await this.run(name).hover({ force: true, timeout: 5000 });
      await button.click({ force: true, timeout: 5000 });
    }, 60_000);
  }

  /** Only the rows on the screen are there. */
  async scrollTo(end: 'Home' | 'End'): Promise<void> {
    await eventually(async () => {
      await this.tree.focus();
      await this.#workbench.page.keyboard.press(end);
      // A tree that is drawn anew may not have heard it.
      if (end === 'Home') await this.tree.locator('[data-index="0"]').waitFor({ timeout: 2000 });
    });
  }

  /** Picks an entry of the menu that a right-click on a run opens. */
  async menu(name: string | RegExp, entry: string): Promise<void> {
    const item = this.#workbench.page.getByRole('menuitem', { name: entry });
    // A refresh of the tree may close a menu that has just opened.
    await eventually(async () => {
      if (!(await item.isVisible())) await this.run(name).click({ button: 'right', timeout: 2000 });
      await item.hover({ timeout: 2000 });
      await this.#workbench.page.locator('.action-item.focused', { has: item }).waitFor({ timeout: 2000 });
    });
    await this.#workbench.page.keyboard.press('Enter');
    await item.waitFor({ state: 'hidden' });
  }

  /** Selects several runs. */
  async select(first: string | RegExp, ...more: readonly (string | RegExp)[]): Promise<void> {
    await this.run(first).click();
    for (const name of more) await this.run(name).click({ modifiers: ['Control'] });
  }
}
