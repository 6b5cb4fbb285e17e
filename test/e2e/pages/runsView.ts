/** The Runs view (a tree) and the Curves view (a webview) in the panel. */
import type { Frame, Locator } from 'playwright-core';
import { eventually } from '../eventually.ts';
import { webviewFrame } from './webview.ts';
import type { Workbench } from './workbench.ts';

export interface Pixels {
  readonly painted: number;
  readonly hash: number;
}

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

export class CurvesView {
  readonly #workbench: Workbench;
  #frame: Frame | undefined;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  async open(): Promise<this> {
    await this.#workbench.command('Practicum: Show Curves');
    return this.attach();
  }

  async attach(): Promise<this> {
    this.#frame = await webviewFrame(this.#workbench.page, 'Practicum Curves');
    return this;
  }

  get frame(): Frame {
    if (this.#frame === undefined || this.#frame.isDetached())
      throw new Error('The curves view is not open: call open() or attach() first');
    return this.#frame;
  }

  /** One metric's chart. It tells how many exact points it stands for in `data-points`. */
  chart(metric: string): Locator {
    return this.frame.getByRole('region', { name: metric, exact: true });
  }

  async pointCount(metric: string): Promise<number> {
    return Number((await this.chart(metric).getAttribute('data-points')) ?? Number.NaN);
  }

  /** One run's row below a metric's heading: its name, its newest value and its best. */
  legend(metric: string, run: string): Locator {
    return this.chart(metric)
      .getByRole('list', { name: `Values of ${metric}` })
      .getByRole('listitem')
      .filter({ has: this.frame.getByText(run, { exact: true }) });
  }

  async pointCountOf(metric: string, run: string): Promise<number> {
    return Number((await this.legend(metric, run).getAttribute('data-points')) ?? Number.NaN);
  }

  /** The values that the chart’s table shows, newest first: at most 200 rows, rounded as they are drawn. One column for each run. */
  async rows(metric: string): Promise<readonly (readonly string[])[]> {
    const chart = this.chart(metric);
    await chart.getByRole('button', { name: 'Show as table' }).click();
    const rows = chart.locator('tbody tr');
    await rows.first().waitFor();
    const cells = await rows.evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
    await chart.getByRole('button', { name: 'Show as chart' }).click();
    return cells;
  }

  /** Every point of one run that the chart holds, by *Copy as CSV*: step and value as they are written there. */
  async csv(metric: string, run: string): Promise<readonly (readonly [step: string, value: string])[]> {
    const chart = this.chart(metric);
    const { page } = this.#workbench;
    await page.evaluate<void>("navigator.clipboard.writeText('')");
    await chart.getByRole('button', { name: 'Show as table' }).click();
    await chart.getByRole('button', { name: 'Copy as CSV' }).click();
    const text = await eventually(async () => {
      const copied = await page.evaluate<string>('navigator.clipboard.readText()');
      if (copied === '') throw new Error(`Nothing was copied from the chart “${metric}”`);
      return copied;
    });
    await chart.getByRole('button', { name: 'Show as chart' }).click();
    const [head = [], ...rows] = text.split('\n').map((row) => row.split(','));
    const column = head.indexOf(run);
    if (column < 0) throw new Error(`The chart “${metric}” has no run “${run}”: ${head.join(', ')}`);
    return rows.flatMap((row) => (row[column] === '' ? [] : [[row[0] ?? '', row[column] ?? ''] as const]));
  }

  /** How many pixels of a metric's chart are painted, and a number that changes with any of them. */
  async pixels(metric: string): Promise<Pixels> {
    return this.chart(metric)
      .locator('canvas')
      .first()
      .evaluate((canvas): Pixels => {
        const { width, height } = canvas;
        const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
        let painted = 0;
        let hash = 0;
        for (let at = 3; at < data.length; at += 4) {
          if (data[at] !== 0) painted++;
          hash = (Math.imul(hash, 31) + data[at] + data[at - 1]) | 0;
        }
        return { painted, hash };
      });
  }
}
