/** The Runs view (a tree) and the Curves view (a webview) in the panel. */
import type { Frame, Locator } from 'playwright-core';
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
