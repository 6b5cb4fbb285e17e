/** A fresh headless Chromium that sees one VS Code server and nothing else. */
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.ts';
import type { Server } from './server.ts';
import { windowCaches } from './windowCaches.ts';

export interface BrowserOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** 2 gives pictures fit to be shown. */
  readonly deviceScaleFactor?: number;
  readonly isVisible?: boolean;
}

export interface Browser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Addresses outside the server that a page asked for. All were refused. */
  readonly outside: readonly string[];
  /** What pages wrote to the console, newest last. */
  readonly console: readonly string[];
  close(): Promise<void>;
}

const keptConsoleLines = 2000;

/** Other failures, as of a page that closes, come from within. */
const wasLookedFor = /ERR_(NAME_NOT_RESOLVED|CONNECTION|ADDRESS|INTERNET)/;

/**
 * Playwright's own list counts no more once there is another, so what matters of it stands here too. Of ours: a script that is compiled while it
 * arrives is not taken from the cache of compiled code, and the address bar, which nobody sees, loads a page of its own.
 */
const withoutFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'ScriptStreaming',
  'WebUIOmniboxPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxAimPopup',
];

export async function startBrowser(server: Pick<Server, 'base' | 'port' | 'root'>, options: BrowserOptions = {}): Promise<Browser> {
  const profile = path.join(server.root, 'chromium');
  const chromiumPath = findChromium();
  const caches = await windowCaches(chromiumPath, server.base);
  caches.fill(profile);
  const own = new URL(server.base).host;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: options.isVisible !== true,
    viewport: options.viewport ?? { width: 1440, height: 900 },
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
    serviceWorkers: 'allow',
    permissions: ['clipboard-read', 'clipboard-write'],
    // As root Chromium has no sandbox; the pages are our own.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      `--disable-features=${withoutFeatures.join(',')}`,
      // Nothing outside has a name here. Playwright could refuse it as well, but where it does there is no cache.
      `--host-resolver-rules=MAP ${own} 127.0.0.1:${server.port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    ],
    env: { ...process.env, HOME: path.join(server.root, 'home') } as Record<string, string>,
  });
  const outside: string[] = [];
  const lines: string[] = [];
  const isOutside = (url: URL): boolean => (url.protocol === 'http:' || url.protocol === 'https:') && url.host !== own;
  // A webview asks for its files under a name of its own, and its service worker answers: that is not outside.
  context.on('requestfinished', (request) => {
    if (isOutside(new URL(request.url())) && request.existingResponse()?.fromServiceWorker() !== true) outside.push(request.url());
  });
  context.on('requestfailed', (request) => {
    if (isOutside(new URL(request.url())) && wasLookedFor.test(request.failure()?.errorText ?? '')) outside.push(request.url());
  });
  context.on('console', (message) => {
    lines.push(`[${message.type()}] ${message.text()}`);
    if (lines.length > keptConsoleLines) lines.shift();
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(30_000);
  const close = async (): Promise<void> => {
    await context.close();
    caches.keep(profile);
  };
  return { context, page, outside, console: lines, close };
}

/** Opens a folder (or none) in the browser and waits until the workbench stands. */
export async function openWorkbench(
  page: Page,
  server: Pick<Server, 'base'>,
  folder?: string,
  payload?: readonly (readonly [string, string])[],
): Promise<void> {
  const url = new URL(server.base);
  if (folder === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set('folder', folder);
  if (payload !== undefined) url.searchParams.set('payload', JSON.stringify(payload));
  await page.goto(url.href);
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 90_000 });
}
