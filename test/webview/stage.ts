import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.ts';
import type { ChatToHost } from '../../src/protocol/chat.ts';
import type { CurvesToHost } from '../../src/protocol/curves.ts';
import type { DatasetToHost } from '../../src/protocol/dataset.ts';
import type { PaperToHost } from '../../src/protocol/paper.ts';
import type { ReproductionToHost } from '../../src/protocol/reproduction.ts';
import { readThemeTokens, type ThemeName, themeNames } from './theme.ts';

/**
 * The built views in a plain Chromium, with this file in the place of VS Code: the same content policy, theme variables and default
 * styles, and an `acquireVsCodeApi` whose state outlives a reload.
 */
export interface Stage {
  readonly browser: Browser;
  open(options: OpenOptions): Promise<View>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly view: 'chat' | 'curves' | 'dataset' | 'paper' | 'reproduction';
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What the view saved when it was open before. */
  readonly saved?: object;
}

export interface View {
  readonly page: Page;
  /** Console errors, uncaught exceptions, refusals of the content policy and requests to anywhere else. */
  readonly troubles: readonly string[];
  /** Everything that the view posted, oldest first. */
  posted(): Promise<readonly (ChatToHost | CurvesToHost | DatasetToHost | PaperToHost | ReproductionToHost)[]>;
  send(...messages: readonly unknown[]): Promise<void>;
  /** Another theme while the view is open, as the editor does it. */
  wear(theme: ThemeName): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(views: string): Promise<Stage> {
  const server = await serve(views);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stage has no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const tabs = new Tabs(await browser.newContext({ reducedMotion: 'reduce' }), origin);
  return {
    browser,
    open: (options) => openView(tabs, options),
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A tab that was closed is used again: what it loaded and compiled is still there, and a new one takes as long as a whole test. */
class Tabs {
  readonly #context: BrowserContext;
  readonly #origin: string;
  readonly #free: Page[] = [];
  #opened = 0;

  constructor(context: BrowserContext, origin: string) {
    this.#context = context;
    this.#origin = origin;
  }

  /** Where a view is shown that has never been opened before: by this number it keeps what it keeps. */
  address({ view, theme = 'dark', saved }: OpenOptions): string {
    this.#opened += 1;
    const kept = saved === undefined ? '' : `&saved=${encodeURIComponent(JSON.stringify(saved))}`;
    return `${this.#origin}/${view}/${theme}?view=${this.#opened}${kept}`;
  }

  isOwn(url: string): boolean {
    return url.startsWith(this.#origin) || url.startsWith('data:');
  }

  async take(): Promise<Page> {
    const page = this.#free.pop() ?? (await this.#context.newPage());
    // A tab behind another one draws a frame a second.
    await page.bringToFront();
    return page;
  }

  async put(page: Page): Promise<void> {
    page.removeAllListeners();
    await page.mouse.move(0, 0);
    await page.goto('about:blank');
    this.#free.push(page);
  }
}

async function openView(tabs: Tabs, options: OpenOptions): Promise<View> {
  const { width = 420, height = 800 } = options;
  const page = await tabs.take();
  await page.setViewportSize({ width, height });
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('request', (request) => {
    if (!tabs.isOwn(request.url())) troubles.push(`request to ${request.url()}`);
  });
  await page.goto(tabs.address(options));
  await until(page, 'window.posted.some((message) => message.type === "ready")');
  return {
    page,
    troubles,
    posted: () => page.evaluate('window.posted'),
    async send(...messages) {
      await page.evaluate((batch) => Reflect.get(globalThis, 'receive')(batch), messages.map(encode));
      await settled(page);
    },
    async wear(name) {
      await page.evaluate((tokens) => Reflect.get(globalThis, 'wear')(tokens), await readThemeTokens(name));
      await settled(page);
    },
    close: () => tabs.put(page),
  };
}

/** Two frames: what was sent is applied in the first and drawn by the second. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))');
}

/** Waits for something to become true in the page. Playwright's own `waitForFunction` needs `eval` there, which the policy forbids. */
export async function until(page: Page, expression: string): Promise<void> {
  for (let frames = 0; !(await page.evaluate(expression)); frames++) {
    if (frames > 600) throw new Error(`never true: ${expression}`);
    await settled(page);
  }
}

/** Presses keys one after another, each after the page has drawn what the one before did. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await settled(page);
  }
}

/** Playwright cannot pass ArrayBuffers into a page: numbers travel as `{ doubles: [...] }`, bytes as `{ octets: [...] }`, and become buffers there. */
function encode(message: unknown): unknown {
  if (message instanceof ArrayBuffer) return { doubles: Array.from(new Float64Array(message), (value) => String(value)) };
  if (message instanceof Uint8Array) return { octets: Array.from(message) };
  if (Array.isArray(message)) return message.map(encode);
  if (typeof message !== 'object' || message === null) return message;
  return Object.fromEntries(Object.entries(message).map(([key, value]) => [key, encode(value)]));
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

async function serve(views: string): Promise<http.Server> {
  const server = http.createServer((request, response) => {
    respond(views, new URL(request.url ?? '/', 'http://stage').pathname).then(
      ({ headers, body }) => response.writeHead(200, headers).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function respond(views: string, url: string): Promise<{ headers: Record<string, string>; body: string | Buffer }> {
  const [, first = '', second = '', third] = url.split('/');
  if (first === 'dist') {
    const file = third === undefined ? second : path.join('paper-fonts', path.basename(third));
    return {
      headers: { 'content-type': types[path.extname(file)] ?? '', 'cache-control': 'max-age=3600' },
      body: await readFile(path.join(views, third === undefined ? path.basename(file) : file)),
    };
  }
  const theme = themeNames.find((name) => name === second);
  if (theme === undefined) throw new Error(`no theme ${second}`);
  const tokens = await readThemeTokens(theme);
  const nonce = 'c2NyaXB0ZWQgaG9zdA';
  // `vscode` styles are put in by VS Code's own frame under this nonce; the views must do without inline styles.
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'`;
  return {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Practicum</title>
    <link rel="icon" href="data:,">
    <style nonce="${nonce}">${defaultStyles}</style>
    <link rel="stylesheet" href="/dist/${iconsOf(first)}.css">
    <link rel="stylesheet" href="/dist/${first}.css">
    <script nonce="${nonce}">(${hostScript})(${JSON.stringify(tokens)})</script>
  </head>
  <body>
    <div id="root"></div>
    <script nonce="${nonce}">document.body.className = window.bodyClass</script>
    <script nonce="${nonce}" src="/dist/${first}.js"></script>
  </body>
</html>`,
  };
}

/** As the product has it (webviewPage.ts). */
function iconsOf(view: string): string {
  return view === 'paper' || view === 'reproduction' ? 'paper-codicon' : 'codicon';
}

/** In the page: what VS Code provides. As text, since these tests are compiled without the types of a page. */
const hostScript = `(tokens) => {
  window.wear = ({ bodyClass, variables }) => {
    const { style } = document.documentElement;
    for (const name of [...style]) style.removeProperty(name);
    for (const [name, value] of Object.entries(variables)) style.setProperty(name, value);
    style.background = variables['--vscode-sideBar-background'];
    window.bodyClass = bodyClass;
    if (document.body !== null) document.body.className = bodyClass;
  };
  window.wear(tokens);
  window.posted = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.posted.push(structuredClone(message)),
    getState: () =>
      JSON.parse(sessionStorage.getItem(location.search) ?? new URLSearchParams(location.search).get('saved') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem(location.search, JSON.stringify(state)),
  });
  const decode = (value) => {
    if (Array.isArray(value)) return value.map(decode);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value.doubles)) return Float64Array.from(value.doubles, Number).buffer;
    if (Array.isArray(value.octets)) return Uint8Array.from(value.octets).buffer;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decode(inner)]));
  };
  window.receive = (messages) => {
    for (const message of messages) window.dispatchEvent(new MessageEvent('message', { data: decode(message) }));
  };
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
}`;

/** The rules of VS Code's own webview style sheet that reach into a view. */
const defaultStyles = `@layer vscode-default {
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  body { margin: 0; padding: 0 20px; background-color: transparent; color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size); }
  a, a code { color: var(--vscode-textLink-foreground); }
  a:focus, input:focus, select:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
  code { color: var(--vscode-textPreformat-foreground); background-color: var(--vscode-textPreformat-background);
    padding: 1px 3px; border-radius: 4px; }
  pre code { padding: 0; }
  kbd { background-color: var(--vscode-keybindingLabel-background); color: var(--vscode-keybindingLabel-foreground);
    border: 1px solid var(--vscode-keybindingLabel-border); border-radius: 3px; padding: 1px 3px; }
}`;
