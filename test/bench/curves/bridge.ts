/**
 * The built curves view in a Chromium with a real host in this process: what VS Code carries between them travels over HTTP here, buffers as
 * bytes. A reload of the page begins anew with a new host.
 */
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/chromium.ts';
import { root } from '../../../scripts/package.ts';
import { CurvesHub } from '../../../src/editor/curvesHub.ts';
import type { CurvesToHost, HostToCurves } from '../../../src/protocol/curves.ts';
import type { Runs } from '../../../src/runs/runs.ts';
import { readThemeTokens } from '../../webview/theme.ts';

export type HostedRuns = Pick<Runs, 'list' | 'seriesOf' | 'onDidChange' | 'onDidWrite'>;

export interface BridgeOptions {
  /** Made when a page says that it is ready. */
  readonly runs: () => HostedRuns;
  readonly onTold?: (message: HostToCurves) => void;
  readonly onSaid?: (message: CurvesToHost) => void;
}

export interface Bridge {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly browser: Browser;
  readonly origin: string;
  /** The host is told that the page is hidden, as VS Code tells it. */
  pause(): void;
  /** Sends a message that means nothing the way of all messages; the page's `window.echoed` gets it. */
  echo(sentMs: number): void;
  close(): Promise<void>;
}

export async function openBridge(options: BridgeOptions, viewport: { readonly width: number; readonly height: number }): Promise<Bridge> {
  const host = new Host(options);
  const server = http.createServer((request, response) => {
    respond(host, request, response).catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page has no port');
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--js-flags=--expose-gc'],
  });
  const page = await browser.newPage({ viewport });
  page.on('pageerror', (error) => console.error(error));
  const cdp = await page.context().newCDPSession(page);
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    page,
    cdp,
    browser,
    origin,
    pause: () => host.pause(),
    echo: (sentMs) => host.echo(sentMs),
    async close() {
      host.pause();
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class Host {
  readonly #options: BridgeOptions;
  #out: http.ServerResponse | undefined;
  #live: { readonly hub: CurvesHub; readonly feed: ReturnType<CurvesHub['feed']> } | undefined;

  constructor(options: BridgeOptions) {
    this.#options = options;
  }

  stream(response: http.ServerResponse): void {
    this.pause();
    this.#out = response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.flushHeaders();
  }

  pause(): void {
    if (this.#live !== undefined) this.#live.hub.pause(this.#live.feed);
    this.#live = undefined;
  }

  echo(sentMs: number): void {
    this.#out?.write(packed({ type: 'echo', sentMs }));
  }

  async receive(message: CurvesToHost): Promise<void> {
    this.#options.onSaid?.(message);
    if (message.type === 'watch') this.#live?.feed.watch(message.seq, message.charts);
    else if (message.type === 'drawn') this.#live?.feed.drawn(message.seq);
    else if (message.type === 'ready') {
      if (this.#live === undefined) {
        const kept = { get: () => undefined, update: async () => undefined };
        const runs = this.#options.runs();
        const hub = new CurvesHub(
          runs,
          kept,
          (error) => console.error(error),
          async () => false,
        );
        this.#live = { hub, feed: hub.feed((told) => this.#tell(told)) };
        const ids = (await runs.list()).map(({ spec }) => spec.id);
        await hub.show(ids, true);
      }
      await this.#live.hub.start(this.#live.feed);
    }
  }

  #tell(message: HostToCurves): void {
    this.#options.onTold?.(message);
    this.#out?.write(packed(message));
  }
}

/** Two lengths, the message as JSON with numbers in the place of buffers, then the buffers' bytes, each padded to eight. */
function packed(message: object): Buffer {
  const buffers: Buffer[] = [];
  let length = 0;
  const json = JSON.stringify(message, (_key, value: unknown) => {
    if (!(value instanceof ArrayBuffer)) return value;
    buffers.push(Buffer.from(value));
    const place = { at: length, bytes: value.byteLength };
    length += value.byteLength;
    return place;
  });
  const text = Buffer.from(json);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(text.length, 0);
  head.writeUInt32LE(length, 4);
  return Buffer.concat([head, text, ...buffers]);
}

async function respond(host: Host, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://bench');
  if (pathname === '/told') return host.stream(response);
  if (pathname === '/said') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    response.writeHead(204).end();
    for (const message of JSON.parse(Buffer.concat(chunks).toString())) await host.receive(message);
    return;
  }
  if (pathname === '/carrier.js') {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(carrierScript);
    return;
  }
  if (pathname.startsWith('/dist/')) {
    const type = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' }[path.extname(pathname)] ?? '';
    response.writeHead(200, { 'content-type': type }).end(await readFile(path.join(root, 'dist/webview', path.basename(pathname))));
    return;
  }
  if (pathname === '/empty' || pathname === '/view')
    response.writeHead(200, { 'content-type': 'text/html' }).end(pathname === '/empty' ? '<!doctype html><body></body>' : await viewPage());
  else response.writeHead(404).end();
}

async function viewPage(): Promise<string> {
  const { bodyClass, variables } = await readThemeTokens('dark');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">
<style>html{background:${variables['--vscode-editor-background']};${Object.entries(variables)
    .map(([name, value]) => `${name}:${String(value).replaceAll('"', "'")}`)
    .join(';')}} body{margin:0}</style>
<link rel="stylesheet" href="/dist/codicon.css"><link rel="stylesheet" href="/dist/curves.css">
<script>(${pageScript})()</script></head>
<body class="${bodyClass}"><div id="root"></div><script src="/dist/curves.js"></script></body></html>`;
}

/**
 * In a worker of the page: carries messages, so that the main thread only gets and gives objects, as in VS Code. This and the next as text, since
 * they are compiled without a page's types.
 */
const carrierScript = `
let queue = [];
let isSending = false;
const listening = fetch('/told');
const send = async () => {
  if (isSending || queue.length === 0) return;
  isSending = true;
  const body = JSON.stringify(queue);
  queue = [];
  await fetch('/said', { method: 'POST', body });
  isSending = false;
  send();
};
onmessage = ({ data }) => {
  queue.push(data);
  listening.then(send);
};
const deliver = (json, bytes) => {
  const buffers = [];
  const message = JSON.parse(json, (_key, value) => {
    if (value === null || typeof value !== 'object' || typeof value.at !== 'number' || typeof value.bytes !== 'number') return value;
    const { buffer } = bytes.slice(value.at, value.at + value.bytes);
    buffers.push(buffer);
    return buffer;
  });
  postMessage(message, buffers);
};
listening.then(async ({ body }) => {
  let held = new Uint8Array(0);
  for await (const chunk of body) {
    const joined = new Uint8Array(held.length + chunk.length);
    joined.set(held);
    joined.set(chunk, held.length);
    held = joined;
    for (;;) {
      if (held.length < 8) break;
      const view = new DataView(held.buffer, held.byteOffset);
      const [text, length] = [view.getUint32(0, true), view.getUint32(4, true)];
      if (held.length < 8 + text + length) break;
      deliver(new TextDecoder().decode(held.subarray(8, 8 + text)), held.slice(8 + text, 8 + text + length));
      held = held.slice(8 + text + length);
    }
  }
});`;

/** In the page: what VS Code gives a view, and a count of what the view's own callbacks take. */
const pageScript = `() => {
  const saved = new URLSearchParams(location.search).get('saved');
  const carrier = new Worker('/carrier.js');
  window.work = { ms: 0, longestMs: 0 };
  const counted = (callback) => (...args) => {
    const began = performance.now();
    callback(...args);
    const took = performance.now() - began;
    window.work.ms += took;
    window.work.longestMs = Math.max(window.work.longestMs, took);
  };
  const frame = window.requestAnimationFrame.bind(window);
  window.plainFrame = frame;
  window.requestAnimationFrame = (callback) => frame(counted(callback));
  window.countedWork = counted;
  // A made-up pointer cannot be captured.
  Element.prototype.setPointerCapture = () => {};
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => {
      carrier.postMessage(message);
      window.posted?.(message);
    },
    getState: () => (saved === null ? undefined : JSON.parse(saved)),
    setState: () => {},
  });
  const deliver = counted((data) => window.dispatchEvent(new MessageEvent('message', { data })));
  carrier.onmessage = ({ data }) => (data.type === 'echo' ? window.echoed?.(data) : deliver(data));
}`;

/** Where the view is, with what it kept. */
export function viewAddress({ origin }: Bridge, saved: object): string {
  return `${origin}/view?saved=${encodeURIComponent(JSON.stringify(saved))}`;
}

/** Playwright's own wait polls with timers; this looks once per frame. */
export async function untilTrue(page: Page, expression: string): Promise<void> {
  for (;;) {
    if (await page.evaluate<boolean>(expression)) return;
    await page.evaluate('new Promise((done) => (window.plainFrame ?? requestAnimationFrame)(() => setTimeout(done)))');
  }
}

/** Processor time of the page's main thread so far, in milliseconds: of scripts, and of all it does. */
export async function threadTimes(
  cdp: CDPSession,
): Promise<{ readonly scriptMs: number; readonly taskMs: number; readonly heapMb: number }> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const named = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return { scriptMs: named('ScriptDuration') * 1000, taskMs: named('TaskDuration') * 1000, heapMb: named('JSHeapUsedSize') / 1e6 };
}
