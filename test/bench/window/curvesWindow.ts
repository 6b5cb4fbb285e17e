/** A real VS Code with the packed extension, the curves view in its panel, and beside it a webview that only echoes. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CDPSession, Frame, Locator } from 'playwright-core';
import { root } from '../../../scripts/package.ts';
import { eventually } from '../../e2e/eventually.ts';
import { openWindow, type TestWindow } from '../../e2e/harness.ts';
import { webviewFrame } from '../../e2e/pages/webview.ts';
import { descendants } from '../../e2e/processes.ts';
import { median } from '../bench.ts';
import { threadTimes } from '../curves/bridge.ts';
import { painting } from '../curves/printing.ts';
import { viewProbe } from './viewProbe.ts';

const echoTitle = 'Practicum Test Echo';
const curvesTitle = 'Practicum Curves';
const echoViewTitle = 'Practicum Test Echo View';

/** When a view came to what, in milliseconds since its window began to load. */
export interface Opening {
  /** Its empty frame is made, which VS Code does before it asks an extension for what is in it. */
  readonly frameMs: number;
  /** The page that its extension gave it begins. */
  readonly writtenMs: number;
  /** Its script runs. */
  readonly readyMs: number;
  /** It is told what it showed last, and has painted that; NaN where it is not. */
  readonly keptToldMs: number;
  readonly keptMs: number;
  readonly snapshotMs: number;
  readonly watchMs: number;
  readonly windowsMs: number;
  /** What it was to show is painted. */
  readonly wholeMs: number;
  /** From when it was said to be what stood there first; empty where nothing had changed since. */
  readonly age: string;
}

export class CurvesWindow {
  readonly window: TestWindow;
  readonly cdp: CDPSession;

  private constructor(window: TestWindow, cdp: CDPSession) {
    this.window = window;
    this.cdp = cdp;
  }

  static async open(workspace: (folder: string) => void): Promise<CurvesWindow> {
    const folder = mkdtempSync(path.join(tmpdir(), 'practicum-echo-'));
    const window = await openWindow({
      workspaceName: 'curves',
      workspace,
      extensions: [packEcho(folder)],
      browser: { viewport: { width: 1440, height: 900 } },
    });
    rmSync(folder, { recursive: true });
    return await CurvesWindow.of(window);
  }

  /** A window in which no curves were shown yet. */
  static async of(window: TestWindow): Promise<CurvesWindow> {
    const { page } = window;
    await page.context().addInitScript(viewProbe);
    await window.curves.open();
    await window.workbench.resizePanel(560);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new CurvesWindow(window, cdp);
  }

  get view(): Frame {
    return this.window.curves.frame;
  }

  async showCurves(): Promise<void> {
    await this.window.curves.open();
    await this.#until('!Number.isNaN(view.readyMs)');
    await this.closeTable();
  }

  /** Until they stay away: a busy extension host may show them yet, because of what was asked before. */
  async hideCurves(): Promise<void> {
    await eventually(async () => {
      if (await this.#panel.isVisible()) await this.window.page.keyboard.press('Control+j');
      await this.#panel.waitFor({ state: 'hidden', timeout: 3000 });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await this.checkHidden();
    });
  }

  async checkHidden(): Promise<void> {
    if (await this.#panel.isVisible()) throw new Error('The curves came into sight again');
  }

  get #panel(): Locator {
    return this.window.page.locator('.part.panel');
  }

  /** Charts and nothing else. */
  async maximize(): Promise<void> {
    await this.window.curves.open();
    const editor = this.window.page.locator('.part.editor');
    // On a busy machine the palette may have done it twice.
    await eventually(async () => {
      if (await editor.isVisible()) await this.window.workbench.command('View: Toggle Maximized Panel');
      await editor.waitFor({ state: 'hidden', timeout: 3000 });
    });
    await this.window.curves.attach();
    await this.closeTable();
  }

  /** Everything the view has is on the screen at once, however small. */
  async showSmall(): Promise<void> {
    await this.view.evaluate(`(async () => {
      const scroll = document.querySelector('.curves-scroll');
      for (let zoom = 1; scroll.scrollHeight > scroll.clientHeight + 1 && zoom > 0.05; zoom *= 0.9) {
        document.documentElement.style.zoom = String(zoom);
        await new Promise((done) => plainFrame(() => setTimeout(done)));
      }
    })()`);
  }

  /** The table of runs, which opens when a run is revealed, stays out of the way: the chart begins at the top. */
  async closeTable(): Promise<void> {
    const table = this.view.getByRole('button', { name: /^Runs/, expanded: true });
    if (await table.isVisible()) await table.click();
    await table.waitFor({ state: 'hidden' });
  }

  /** Only these runs; answers when the window of each is on the screen. */
  async showOnly(runs: readonly string[]): Promise<void> {
    await this.view.evaluate(`showOnly(${JSON.stringify(runs)})`);
    await this.#until(`isShowing(${JSON.stringify(runs)})`);
  }

  /** Looks once per frame: a wait that polls with timers would add to what it waits for. */
  async #until(expression: string): Promise<void> {
    for (const deadline = Date.now() + 120_000; !(await this.view.evaluate<boolean>(expression)); ) {
      if (Date.now() > deadline) throw new Error(`The view never came to: ${expression}`);
      await this.view.evaluate('new Promise((done) => plainFrame(() => setTimeout(done)))');
    }
  }

  async until(expression: string): Promise<void> {
    await this.#until(expression);
  }

  /** The window is loaded again with this view in its panel. Nothing is asked of it before it has drawn. */
  async reopen(view: 'curves' | 'echo'): Promise<Opening> {
    if (view === 'curves') await this.window.curves.open();
    else await this.window.workbench.command('Practicum Test: Show Answers in the Panel');
    const title = view === 'curves' ? curvesTitle : echoViewTitle;
    await webviewFrame(this.window.page, title);
    await this.window.workbench.reload();
    const frame = await webviewFrame(this.window.page, title);
    if (view === 'curves') await this.window.curves.attach();
    for (const deadline = Date.now() + 60_000; await frame.evaluate<boolean>('Number.isNaN(view.wholeMs)'); ) {
      if (Date.now() > deadline) throw new Error('The view drew nothing');
      await frame.evaluate('new Promise((done) => plainFrame(() => setTimeout(done)))');
    }
    const began = await this.window.page.evaluate<number>('performance.timeOrigin');
    const made = (await frame.parentFrame()?.evaluate<number>('performance.timeOrigin')) ?? Number.NaN;
    const told = await frame.evaluate<Opening>('({ ...view, watched: [], asked: [], drawn: [], held: {}, order: [] })');
    const since = (at: number | undefined): number => (at ?? Number.NaN) - began;
    return {
      frameMs: since(made),
      writtenMs: since(told.writtenMs),
      readyMs: since(told.readyMs),
      keptToldMs: since(told.keptToldMs),
      keptMs: since(told.keptMs),
      snapshotMs: since(told.snapshotMs),
      watchMs: since(told.watchMs),
      windowsMs: since(told.windowsMs),
      wholeMs: since(told.wholeMs),
      age: told.age,
    };
  }

  async showEcho(): Promise<Frame> {
    await this.window.workbench.command('Practicum Test: Show the Echo');
    return webviewFrame(this.window.page, echoTitle);
  }

  /** From a message's sending in the extension host until the frame after it is painted, ten times a second until `end`. */
  async startEcho(): Promise<{ end(): Promise<readonly number[]> }> {
    const echo = await this.showEcho();
    await echo.evaluate(`{
${painting}
clearTimeout(window.asking);
window.echoes = [];
window.onmessage = ({ data }) => {
  if (data.sentMs !== undefined) plainFrame(() => painted(() => window.echoes.push(nowMs() - data.sentMs)));
};
// As irregular as the lines of the script, for the same reason.
const ask = () => {
  window.api.postMessage('again');
  window.asking = setTimeout(ask, 70 + 60 * Math.random());
};
ask();
}
0`);
    return {
      async end() {
        return echo.evaluate<readonly number[]>('clearTimeout(window.asking), window.echoes');
      },
    };
  }

  /** What the window's page holds after a collection. */
  async held(): Promise<{ readonly processMb: number; readonly heapMb: number }> {
    for (let i = 0; i < 4; i++) await this.cdp.send('HeapProfiler.collectGarbage');
    await this.window.page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
    const heap = await this.cdp.send('Runtime.getHeapUsage');
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = heap;
    return { processMb: privateMb(rendererOf()), heapMb: (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6 };
  }

  /** Processor time so far, in milliseconds: of the page's main thread, with what the workbench does there, and of the extension host. */
  async times(): Promise<{ readonly scriptMs: number; readonly taskMs: number; readonly hostMs: number }> {
    const { scriptMs, taskMs } = await threadTimes(this.cdp);
    return { scriptMs, taskMs, hostMs: cpuMs(extensionHost()) ?? Number.NaN };
  }

  async close(): Promise<void> {
    await this.window.close();
  }
}

function packEcho(folder: string): string {
  const vsix = path.join(folder, 'echo.vsix');
  mkdirSync(folder, { recursive: true });
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  execFileSync(process.execPath, [vsce, 'package', ...flags], { cwd: path.join(root, 'test/doubles/echo-extension'), stdio: 'pipe' });
  return vsix;
}

function extensionHost(): number {
  const host = descendants(process.pid).find(({ command }) => command.includes('--type=extensionHost'));
  if (host === undefined) throw new Error('There is no extension host');
  return host.pid;
}

/** The workbench and its webviews share a process, which is the largest of its kind. */
function rendererOf(): number {
  const pids = descendants(process.pid).flatMap(({ pid, command }) => (command.includes('--type=renderer') ? [pid] : []));
  const [largest] = pids.toSorted((a, b) => privateMb(b) - privateMb(a));
  if (largest === undefined) throw new Error('There is no page');
  return largest;
}

function privateMb(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Private_Dirty:\s+(\d+) kB/m.exec(text)?.[1] ?? Number.NaN) / 1024;
}

/** Processor time so far of all threads, in ticks of ten milliseconds; undefined: it has ended. */
export function cpuMs(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return undefined;
  }
}

const stages = [
  ['its frame', 'frameMs'],
  ['its page', 'writtenMs'],
  ['its script', 'readyMs'],
  ['told what it showed', 'keptToldMs'],
  ['that painted', 'keptMs'],
  ['runs told', 'snapshotMs'],
  ['chart asked for', 'watchMs'],
  ['lines told', 'windowsMs'],
  ['painted', 'wholeMs'],
] as const;

/** What each stage came to, in the middle. */
export function inStages(all: readonly Opening[]): string {
  const words = stages.map(([name, stage]) => [name, median(all.map((one) => one[stage]))] as const);
  return words.flatMap(([name, ms]) => (Number.isNaN(ms) ? [] : `${name} ${ms.toFixed(0)}`)).join(', ');
}
