/** A fresh headless Chromium that sees one VS Code server and nothing else. */
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.ts';
import type { Server } from './server.ts';

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

export async function startBrowser(server: Pick<Server, 'base' | 'root'>, options: BrowserOptions = {}): Promise<Browser> {
  const context = await chromium.launchPersistentContext(path.join(server.root, 'chromium'), {
    executablePath: findChromium(),
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
    ],
    env: { ...process.env, HOME: path.join(server.root, 'home') } as Record<string, string>,
  });
  const outside: string[] = [];
  const lines: string[] = [];
  const own = new URL(server.base).host;
  await context.route(
    (url) => (url.protocol === 'http:' || url.protocol === 'https:') && url.host !== own,
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  context.on('console', (message) => {
    lines.push(`[${message.type()}] ${message.text()}`);
    if (lines.length > keptConsoleLines) lines.shift();
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(30_000);
  return { context, page, outside, console: lines, close: () => context.close() };
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
