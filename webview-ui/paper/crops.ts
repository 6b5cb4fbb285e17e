/** Regions of the pages of a PDF, drawn by a script that is loaded for the first of them. */
import type { ShownRegion } from '../../src/protocol/paper.ts';
import type { DrawnPage, Pages } from './pages/main.ts';
import type { Reading } from './reading.ts';

/** CSS pixels per point: a page is as large as it is printed. */
const pixelsPerPoint = 4 / 3;
/** Around a region, in points: what stands out of its box is seen, too. */
const paddingPoints = 4;

// As the page begins; later nobody knows which script was first.
const ownScript = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href;

interface Opened {
  readonly bytes: Promise<Uint8Array<ArrayBuffer>>;
  readonly pages: Promise<Pages>;
}

/** There is one PDF to a paper; another one takes its place. */
let opened: Opened | undefined;

function pagesOf(reading: Reading, source: number): Promise<Pages> {
  const bytes = reading.pdf(source);
  if (opened?.bytes !== bytes) {
    opened?.pages.then((pages) => pages.close()).catch(() => undefined);
    opened = { bytes, pages: open(bytes) };
  }
  return opened.pages;
}

async function open(bytes: Promise<Uint8Array<ArrayBuffer>>): Promise<Pages> {
  const [whole, script] = await Promise.all([bytes, loadScript()]);
  // pdf.js keeps what it is given.
  return await script.openPages(whole);
}

async function loadScript(): Promise<typeof import('./pages/main.ts')> {
  return await import(new URL('paperPages.js', ownScript).href);
}

export interface CropSize {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
}

export function cropSize({ box: [, , width, height] }: ShownRegion): CropSize {
  return { width: pixelsPerPoint * (width + 2 * paddingPoints), height: pixelsPerPoint * (height + 2 * paddingPoints) };
}

/** Draws a region with a little around it. Rejects with the reason of `signal` once nobody looks any more, and with why it cannot be drawn. */
export async function drawCrop(
  canvas: HTMLCanvasElement,
  reading: Reading,
  source: number,
  { page, box: [x, y, width, height] }: ShownRegion,
  signal: AbortSignal,
): Promise<void> {
  const drawn = await pageOf(reading, source, page, signal);
  const [left, top] = [(x - paddingPoints) * drawn.scale, (y - paddingPoints) * drawn.scale];
  copy(drawn.canvas, canvas, left, top, (width + 2 * paddingPoints) * drawn.scale, (height + 2 * paddingPoints) * drawn.scale);
}

/** A region as PNG in base64. Rejects with why it cannot be drawn. */
export async function cropPng(reading: Reading, source: number, region: ShownRegion): Promise<string> {
  const canvas = document.createElement('canvas');
  try {
    await drawCrop(canvas, reading, source, region, new AbortController().signal);
    return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
  } finally {
    emptyCanvas(canvas);
  }
}

/** Draws a whole page. Gives what it measures in points. */
export async function drawPage(
  canvas: HTMLCanvasElement,
  reading: Reading,
  source: number,
  page: number,
  signal: AbortSignal,
): Promise<{ readonly width: number; readonly height: number }> {
  const drawn = await pageOf(reading, source, page, signal);
  copy(drawn.canvas, canvas, 0, 0, drawn.canvas.width, drawn.canvas.height);
  return { width: drawn.canvas.width / drawn.scale, height: drawn.canvas.height / drawn.scale };
}

async function pageOf(reading: Reading, source: number, page: number, signal: AbortSignal): Promise<DrawnPage> {
  const pages = await pagesOf(reading, source);
  return await pages.page(page, signal);
}

function copy(from: HTMLCanvasElement, to: HTMLCanvasElement, left: number, top: number, width: number, height: number): void {
  to.width = Math.max(1, Math.round(width));
  to.height = Math.max(1, Math.round(height));
  const context = to.getContext('2d');
  if (context === null) throw new Error('The editor gives no canvas to draw on.');
  // Paper is white also beyond its edge.
  context.fillStyle = 'white';
  context.fillRect(0, 0, to.width, to.height);
  context.drawImage(from, -Math.round(left), -Math.round(top));
}

/** A canvas without pixels gives its memory back at once. */
export function emptyCanvas(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}
