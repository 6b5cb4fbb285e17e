/** The tab of a reproduction, a webview in an editor. */
import type { Frame, Locator } from 'playwright-core';
import { webviewFrame } from './webview.ts';
import type { Workbench } from './workbench.ts';

export class ReproductionView {
  readonly #workbench: Workbench;
  #frame: Frame | undefined;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** *Practicum: Open Reproduction…*, where its tab is not there already; `title` is chosen where it asks. */
  async open(title: string): Promise<this> {
    const tab = this.#workbench.tab(/Reproduction|^Reproduce/);
    if (await tab.isVisible()) {
      await this.#workbench.showTab(tab);
      return await this.#attach(title);
    }
    await this.#workbench.command('Practicum: Open Reproduction…');
    const row = this.#workbench.quickInput.locator('.monaco-list-row', { hasText: title }).first();
    await row.or(tab).first().waitFor();
    if (await row.isVisible()) await row.click();
    return await this.#attach(title);
  }

  async #attach(title: string): Promise<this> {
    this.#frame = await webviewFrame(this.#workbench.page, 'Practicum Reproduction');
    await this.frame.getByRole('heading', { level: 1, name: title }).waitFor();
    return this;
  }

  get frame(): Frame {
    if (this.#frame === undefined || this.#frame.isDetached()) throw new Error('No reproduction is shown: call open() first');
    return this.#frame;
  }

  /** Shows Triage, Register, Plan, Contracts or Report. */
  async part(name: string): Promise<Locator> {
    await this.frame.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
    return this.frame.getByRole('tabpanel');
  }
}
