/**
 * Draws the pages of a PDF. A script of its own (`paperPages.js`), which the reader loads when the first crop comes into sight: this is
 * pdf.js without its worker, so nothing is loaded but this file, nothing is evaluated, and letters are drawn as paths.
 */
import { getDocument, type PDFDocumentProxy, VerbosityLevel } from 'unpdf/pdfjs';

/** Pages are drawn as large as the screen shows them at this many pixels of CSS per point. */
export const pixelsPerPoint = 4 / 3;
/** So many drawn pages are kept. */
const mostPages = 8;
/** Pages of any size are drawn into at most so many pixels. */
const mostPixels = 2 ** 24;

export interface DrawnPage {
  readonly canvas: HTMLCanvasElement;
  /** Pixels of the canvas for a point of the page. */
  readonly scale: number;
}

interface Entry {
  readonly drawn: Promise<DrawnPage>;
  readonly stop: AbortController;
  waiting: number;
  isDrawn: boolean;
}

export type { Pages };

export async function openPages(bytes: Uint8Array): Promise<Pages> {
  const task = getDocument({
    data: bytes,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    useWorkerFetch: false,
    enableXfa: false,
    stopAtErrors: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    return new Pages(await task.promise, () => task.destroy());
  } catch (error) {
    await task.destroy();
    throw error;
  }
}

class Pages {
  readonly #document: PDFDocumentProxy;
  readonly #destroy: () => Promise<void>;
  /** What was asked for last comes last. */
  readonly #entries = new Map<number, Entry>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(document: PDFDocumentProxy, destroy: () => Promise<void>) {
    this.#document = document;
    this.#destroy = destroy;
  }

  /** A page from 1. The canvas stays ours: what is wanted of it is taken at once. Rejects when `signal` says that nobody looks any more. */
  async page(number: number, signal: AbortSignal): Promise<DrawnPage> {
    signal.throwIfAborted();
    const entry = this.#entry(number);
    entry.waiting += 1;
    const done = new AbortController();
    const left = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { signal: done.signal });
    });
    try {
      return await Promise.race([entry.drawn, left]);
    } finally {
      done.abort();
      entry.waiting -= 1;
      if (entry.waiting === 0 && !entry.isDrawn) this.#drop(number, entry);
    }
  }

  async close(): Promise<void> {
    for (const [number, entry] of this.#entries) this.#drop(number, entry);
    await this.#destroy();
  }

  #entry(number: number): Entry {
    const before = this.#entries.get(number);
    if (before !== undefined) {
      this.#entries.delete(number);
      this.#entries.set(number, before);
      return before;
    }
    const stop = new AbortController();
    // One page at a time; what nobody waits for any more when its turn comes is not begun.
    const drawn = this.#turn.then(() => this.#draw(number, stop.signal));
    const entry: Entry = { drawn, stop, waiting: 0, isDrawn: false };
    this.#turn = drawn.then(
      () => {
        entry.isDrawn = true;
        this.#release();
      },
      () => this.#entries.get(number) === entry && this.#entries.delete(number),
    );
    this.#entries.set(number, entry);
    return entry;
  }

  async #draw(number: number, signal: AbortSignal): Promise<DrawnPage> {
    signal.throwIfAborted();
    const page = await this.#document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const scale = Math.min(pixelsPerPoint * devicePixelRatio, Math.sqrt(mostPixels / (width * height)));
    const viewport = page.getViewport({ scale });
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(viewport.width);
    canvas.height = Math.ceil(viewport.height);
    signal.throwIfAborted();
    // pdf.js goes on in the next frame after some 15 ms, so that the page stays at hand.
    const task = page.render({ canvas, viewport, background: '#ffffff' });
    const cancel = (): void => task.cancel();
    signal.addEventListener('abort', cancel);
    try {
      await task.promise;
      return { canvas, scale };
    } catch (error) {
      empty(canvas);
      throw error;
    } finally {
      signal.removeEventListener('abort', cancel);
      page.cleanup();
    }
  }

  #release(): void {
    for (const [number, entry] of this.#entries) {
      if (this.#entries.size <= mostPages) return;
      if (entry.waiting === 0) this.#drop(number, entry);
    }
  }

  #drop(number: number, entry: Entry): void {
    this.#entries.delete(number);
    entry.stop.abort();
    entry.drawn.then(
      ({ canvas }) => empty(canvas),
      () => undefined,
    );
  }
}

/** A canvas without pixels gives its memory back at once. */
function empty(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}
