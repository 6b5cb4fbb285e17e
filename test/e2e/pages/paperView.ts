/** The reader of papers, a webview in an editor, with the menus and the tree that belong to it. */
import type { Frame, Locator } from 'playwright-core';
import { eventually } from '../eventually.ts';
import type { Workbench } from './workbench.ts';

export class PaperView {
  readonly #workbench: Workbench;
  #frame: Frame | undefined;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** *Practicum: Open Paper…* with what a person would type. */
  async open(given: string, title: string | RegExp): Promise<this> {
    await this.#workbench.command('Practicum: Open Paper…');
    await this.#workbench.type(given);
    return await this.attach(title);
  }

  /** Finds the page on the screen that shows the paper of this title. */
  async attach(title: string | RegExp): Promise<this> {
    await eventually(async () => {
      for (const frame of this.#workbench.page.frames()) {
        const isPaper = (await frame.title().catch(() => '')) === 'Practicum Paper';
        if (!isPaper || (await frame.getByRole('heading', { level: 1, name: title }).count()) === 0) continue;
        this.#frame = frame;
        return;
      }
      throw new Error(`No page shows “${title}”`);
    }, 45_000);
    return this;
  }

  get frame(): Frame {
    if (this.#frame === undefined || this.#frame.isDetached()) throw new Error('No paper is shown: call open() or attach() first');
    return this.#frame;
  }

  /** The title of the paper, as its page says it. */
  get title(): Locator {
    return this.frame.getByRole('heading', { level: 1 });
  }

  get failure(): Locator {
    return this.frame.getByRole('alert');
  }

  /** A section, paragraph, formula … by its anchor. */
  node(anchor: string): Locator {
    return this.frame.locator(`[data-anchor="${anchor}"]`);
  }

  /** All of it, or some words within it. */
  async isOnScreen(anchor: string, words?: string): Promise<boolean> {
    const node = this.node(anchor);
    return await (words === undefined ? node : node.getByText(words, { exact: true })).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= element.ownerDocument.defaultView.innerHeight;
    });
  }

  /** The formula that is drawn at a place, as it is read aloud. */
  formula(anchor: string): Locator {
    return this.node(anchor).locator('.katex').first();
  }

  /** What is said beside a place of the code for it. */
  mark(anchor: string): Locator {
    return this.node(anchor).locator('.mark');
  }

  /** A word that leads somewhere else. */
  link(text: string | RegExp): Locator {
    return this.frame.getByRole('link', { name: text }).first();
  }

  /** Picks an entry of the editor’s own menu for a place. */
  async menu(anchor: string, entry: string): Promise<void> {
    const item = this.#workbench.page.getByRole('menuitem', { name: entry, exact: true });
    await eventually(async () => {
      if (!(await item.isVisible())) await this.node(anchor).click({ button: 'right', timeout: 2000 });
      await item.hover({ timeout: 2000 });
      await this.#workbench.page.locator('.action-item.focused', { has: item }).waitFor({ timeout: 2000 });
    });
    await this.#workbench.page.keyboard.press('Enter');
    await item.waitFor({ state: 'hidden' });
  }

  /** What the paper says of its set-up, beside it. */
  get setUp(): Locator {
    return this.frame.getByRole('complementary', { name: 'Set-up of the paper' });
  }

  /** An entry of it, by where it leads to and what it says: `Table 3: learning rate 0.003`. */
  setUpEntry(name: string): Locator {
    return this.setUp.getByRole('button', { name }).first();
  }

  /** The words that are marked because an entry was chosen. */
  async toldWords(): Promise<string> {
    return await this.frame.evaluate(`[...(CSS.highlights.get('told') ?? [])].map(String).join(' … ')`);
  }

  /** The section tree in the explorer. */
  get outline(): Locator {
    return this.#workbench.page.getByRole('tree', { name: 'Paper Outline' });
  }

  row(name: string | RegExp): Locator {
    return this.outline.getByRole('treeitem', { name }).first();
  }
}
