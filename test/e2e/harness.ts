/** One real window for a test file: VS Code with the packed extension, a browser, a workspace, and page objects over them. */
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, vsixFile } from '../../scripts/package.ts';
import { type Browser, type BrowserOptions, openWorkbench, startBrowser } from './browser.ts';
import { ChatView } from './pages/chatView.ts';
import { CurvesView } from './pages/curvesView.ts';
import { RunsView } from './pages/runsView.ts';
import { Workbench } from './pages/workbench.ts';
import { type Server, type ServerOptions, startServer } from './server.ts';

export interface WindowOptions extends Omit<ServerOptions, 'extensions'> {
  /** Practicum's VSIX; the one that was packed last unless given. */
  readonly packed?: string;
  /** More VSIX files beside Practicum's. */
  readonly extensions?: readonly string[];
  readonly browser?: BrowserOptions;
  /** Fills the workspace folder; a copy of examples/digits unless given. `none` opens a window without a folder. */
  readonly workspace?: ((folder: string) => void | Promise<void>) | 'none';
  /** An own folder, used as it is and kept. */
  readonly folder?: string;
  /** The folder's name, which the title bar shows. */
  readonly workspaceName?: string;
}

export const outputFolder = path.join(root, 'test-output');

export class TestWindow {
  readonly server: Server;
  readonly browser: Browser;
  /** Absolute; undefined in a window without a folder. */
  readonly folder: string | undefined;
  readonly workbench: Workbench;
  readonly chat: ChatView;
  readonly runs: RunsView;
  readonly curves: CurvesView;

  constructor(server: Server, browser: Browser, folder: string | undefined) {
    this.server = server;
    this.browser = browser;
    this.folder = folder;
    this.workbench = new Workbench(browser.page);
    this.chat = new ChatView(this.workbench);
    this.runs = new RunsView(this.workbench);
    this.curves = new CurvesView(this.workbench);
  }

  get page(): Browser['page'] {
    return this.browser.page;
  }

  /** A file of the workspace. */
  file(name: string): string {
    if (this.folder === undefined) throw new Error('This window has no folder');
    return path.join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.file(name), 'utf8');
  }

  /** A picture of the window and the logs, for whoever has to find out what went wrong. */
  async saveEvidence(name: string): Promise<void> {
    mkdirSync(outputFolder, { recursive: true });
    const base = path.join(outputFolder, name.replaceAll(/[^\w-]+/g, '-').slice(0, 120));
    await this.page.screenshot({ path: `${base}.png` }).catch(() => undefined);
    const serverLog = readFileSync(path.join(this.server.root, 'server.log'), 'utf8');
    const ownLogs = globSync('user/logs/**/*Practicum*.log', { cwd: this.server.root }).map((name) =>
      readFileSync(path.join(this.server.root, name), 'utf8'),
    );
    const parts = [this.browser.console.join('\n'), `== server\n${serverLog}`, `== Practicum\n${ownLogs.join('\n')}`];
    writeFileSync(`${base}.log`, parts.join('\n\n'));
  }

  async close(): Promise<void> {
    await this.browser.close().catch(() => undefined);
    await this.server.stop();
  }
}

export async function openWindow(options: WindowOptions = {}): Promise<TestWindow> {
  const packed = options.packed ?? vsixFile;
  if (!existsSync(packed)) throw new Error('There is no package to test. Run: npm run package');
  const server = await startServer({ ...options, extensions: [packed, ...(options.extensions ?? [])] });
  try {
    const own = path.join(server.workspaces, options.workspaceName ?? 'digits');
    const folder = options.workspace === 'none' ? undefined : (options.folder ?? own);
    if (folder === own) {
      mkdirSync(folder, { recursive: true });
      if (typeof options.workspace === 'function') await options.workspace(folder);
      else copyDigits(folder);
    }
    const browser = await startBrowser(server, options.browser);
    const window = new TestWindow(server, browser, folder);
    try {
      await openWorkbench(browser.page, server, folder);
    } catch (error) {
      await window.saveEvidence('window-did-not-open');
      await browser.close();
      throw error;
    }
    return window;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The example, without what a run in the clone may have left in it. */
export function copyDigits(folder: string): void {
  cpSync(path.join(root, 'examples/digits'), folder, {
    recursive: true,
    filter: (source) => !/[\\/](\.practicum|\.venv|__pycache__)([\\/]|$)/.test(source),
  });
}

/** A window that the tests of a `describe` will use. */
interface PlannedWindow {
  readonly options: WindowOptions | (() => WindowOptions | Promise<WindowOptions>);
  opening?: Promise<TestWindow>;
}

/** In the order in which they will be used. */
const planned: PlannedWindow[] = [];
/** Where only some tests were chosen, the next window may be nobody's. */
const isWholeRun = !process.argv.some((argument) => /^(?:-g|-f|--grep|--fgrep)/.test(argument));

function opened(plan: PlannedWindow): Promise<TestWindow> {
  plan.opening ??= (async () => openWindow(typeof plan.options === 'function' ? await plan.options() : plan.options))();
  return plan.opening;
}

/** A window takes ten seconds to open, most of them waiting: the tests of the one before it run meanwhile. */
function openAfter(plan: PlannedWindow): void {
  const next = planned[planned.indexOf(plan) + 1];
  // Whether it opened is told where it is used.
  if (next !== undefined && isWholeRun) opened(next).catch(() => undefined);
}

/** Opens a window before the tests of a `describe` and closes it after them; a test that fails leaves a picture in test-output/. */
export function useWindow(options: PlannedWindow['options'] = {}): () => TestWindow {
  const plan: PlannedWindow = { options };
  planned.push(plan);
  let window: TestWindow | undefined;
  before(async function open() {
    this.timeout(240_000);
    window = await opened(plan);
    openAfter(plan);
  });
  afterEach(async function keepEvidence() {
    if (this.currentTest?.state !== 'failed' || window === undefined) return;
    console.log((await window.workbench.inSight()).replaceAll(/^/gm, '      '));
    await window.saveEvidence(this.currentTest.fullTitle());
  });
  after(async function close() {
    this.timeout(60_000);
    await window?.close();
  });
  return () => {
    if (window === undefined) throw new Error('The window is open only while tests run');
    return window;
  };
}
