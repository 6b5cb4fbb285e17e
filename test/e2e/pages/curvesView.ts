/** The Curves view, a webview in the panel. */
import type { Frame, Locator } from 'playwright-core';
import { eventually } from '../eventually.ts';
import { webviewFrame } from './webview.ts';
import type { Workbench } from './workbench.ts';

export interface Pixels {
  readonly painted: number;
  readonly hash: number;
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

  /** One run's row below a chart: its name, its newest value and its best. */
  legend(metric: string, run: string): Locator {
    return this.chart(metric)
      .getByRole('list', { name: `Values of ${metric}` })
      .getByRole('listitem')
      .filter({ has: this.frame.getByText(run, { exact: true }) });
  }

  /** What a screen reader is told of a chart. A chart that is out of sight holds nothing. */
  async summary(metric: string): Promise<string> {
    await this.chart(metric).scrollIntoViewIfNeeded();
    return (await this.chart(metric).locator('.plot[role="application"]').getAttribute('aria-label')) ?? '';
  }

  /** How many points of a run a chart stands for, as its summary says. */
  async pointCountOf(metric: string, run: string): Promise<number> {
    const summary = await this.summary(metric);
    const [, told = ''] = summary.split(`${run}: `);
    return Number(/^([\d,]+) points?\b/.exec(told)?.[1]?.replaceAll(',', '') ?? Number.NaN);
  }

  /** The points of one run that the chart shows, by its menu: step and value as they are written there. */
  async csv(metric: string, run: string): Promise<readonly (readonly [step: string, value: string])[]> {
    const chart = this.chart(metric);
    const { page } = this.#workbench;
    await chart.scrollIntoViewIfNeeded();
    await page.evaluate<void>("navigator.clipboard.writeText('')");
    await chart.getByRole('button', { name: `More for ${metric}` }).click();
    await this.frame.getByRole('menuitem', { name: 'Copy what is seen as CSV' }).click();
    const text = await eventually(async () => {
      const copied = await page.evaluate<string>('navigator.clipboard.readText()');
      if (copied === '') throw new Error(`Nothing was copied from the chart “${metric}”`);
      return copied;
    });
    const [head, ...rows] = text.split('\n').map((row) => row.split(','));
    const own = rows.filter(([name]) => name === run);
    if (own.length === 0) throw new Error(`The chart “${metric}” has no run “${run}”: ${text.slice(0, 200)}`);
    // A column of pixels that holds one point has it as its least, greatest and last.
    if (head?.length !== 3 && own.some(([, , first, ...others]) => others.some((value) => value !== first)))
      throw new Error(`The chart “${metric}” shows more points of “${run}” than it has columns`);
    return own.map(([, step = '', value = '']) => [step, value] as const);
  }

  /** The first and last row of pixels in each column of a chart that its lines reach, of what has a colour; undefined where there is none. */
  async reached(metric: string): Promise<readonly (readonly [first: number, last: number] | undefined)[]> {
    const rows = await this.chart(metric)
      .locator('canvas.lines')
      .evaluate((canvas): readonly (readonly [number, number] | null)[] => {
        const { width, height } = canvas;
        const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
        return Array.from({ length: width }, (_, x) => {
          const painted = Array.from({ length: height }, (_row, y) => y).filter((y) => {
            const [red, green, blue, alpha] = data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4);
            return alpha > 40 && Math.max(red, green, blue) - Math.min(red, green, blue) > 40;
          });
          const [first, last] = [painted[0], painted.at(-1)];
          return first === undefined || last === undefined ? null : ([first, last] as const);
        });
      });
    return rows.map((pair) => pair ?? undefined);
  }

  /** How many pixels of a metric's chart are painted, and a number that changes with any of them. */
  async pixels(metric: string): Promise<Pixels> {
    const chart = this.chart(metric);
    await chart.scrollIntoViewIfNeeded();
    return chart.locator('canvas.lines').evaluate((canvas): Pixels => {
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
