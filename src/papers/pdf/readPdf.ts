/** Reads a PDF into the record of a paper, as far as a PDF tells: words, structure, places. Formulas are found, never read. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { PracticumError } from '../../base/errors.ts';
import { type Paper, type PaperNode, type PaperWarning, paperFormat } from '../document.ts';
import { buildNodes, place } from './build.ts';
import { columnsOfPages } from './columns.ts';
import { bodyOf, type FlowItem, type FlowPage, flowOf } from './flow.ts';
import { frontOf } from './front.ts';
import { withoutFurniture } from './furniture.ts';
import { headingsOf } from './headings.ts';
import { hiddenWarnings } from './hiddenWarnings.ts';
import { paperWords } from './hyphens.ts';
import { type Line, linesOf, rawText } from './lines.ts';
import { withLinks } from './links.ts';
import type { PageMarks } from './marks.ts';
import { outlineOf } from './outline.ts';
import { pageMarks } from './paint.ts';
import { type OpenPdf, openPdf } from './pdfjs.ts';
import { toldFonts } from './unnamedFonts.ts';

export interface ReadPdfOptions {
  /** As `Paper.id`. */
  readonly id: string;
  /** An address on the web or a path relative to the workspace. */
  readonly from?: string;
}

/** Longer ones are cut, and the paper says so. */
const mostPages = 1500;

/** Throws `pdf-encrypted`, `pdf-unreadable`, `pdf-too-much`, and what the signal says. A page that fails is a warning. */
export async function readPdf(bytes: Uint8Array, { id, from }: ReadPdfOptions, signal?: AbortSignal): Promise<Paper> {
  signal?.throwIfAborted();
  const pdf = await openPdf(bytes);
  try {
    const { pages, warnings } = await readPages(pdf, signal);
    const outline = await outlineOf(pdf.document);
    const read = structured(pages, outline);
    const title = read.title === '' ? await statedTitle(pdf) : read.title;
    const scans = pages.filter(isScan).map(scanned);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return {
      ...{ format: paperFormat, id, title, authors: read.authors },
      sources: [{ kind: 'pdf', sha256, ...(from === undefined ? {} : { from }) }],
      ...{ sections: read.sections, nodes: inOrder([...read.nodes, ...scans]), references: read.references, macros: {} },
      warnings,
    };
  } finally {
    await pdf.close();
  }
}

async function readPages(
  pdf: OpenPdf,
  signal?: AbortSignal,
): Promise<{ readonly pages: readonly FlowPage[]; readonly warnings: readonly PaperWarning[] }> {
  const painted: PageMarks[] = [];
  const scans: Scan[] = [];
  const warnings: PaperWarning[] = [];
  const { numPages } = pdf.document;
  for (let number = 1; number <= Math.min(numPages, mostPages); number++) {
    // Between two pages others get their turn.
    await setImmediate();
    signal?.throwIfAborted();
    try {
      const page = await pdf.document.getPage(number);
      const { glyphs, ...marks } = await pageMarks(page, number, pdf.operators);
      page.cleanup();
      warnings.push(...hiddenWarnings(glyphs, number));
      const seen = glyphs.filter((glyph) => glyph.hidden === undefined && glyph.isUpright && !glyph.isInPicture);
      painted.push({ ...marks, glyphs: seen });
      if (isScan({ ...marks, lines: seen })) scans.push({ number, hasHidden: glyphs.length > 0 });
    } catch (error) {
      if (error instanceof PracticumError && error.code === 'pdf-too-much') {
        if (painted.length === 0) throw error;
        warnings.push({ kind: 'unread', message: error.message, anchor: `p${number}` });
        break;
      }
      warnings.push({
        kind: 'unread',
        message: `Page ${number} could not be read (${error instanceof Error ? error.message : String(error)}).`,
        anchor: `p${number}`,
      });
    }
    // What fonts and pictures need would otherwise be kept for the whole document.
    if (number % 50 === 0) await pdf.document.cleanup();
  }
  if (numPages > mostPages) warnings.push({ kind: 'unread', message: `Only the first ${mostPages} of ${numPages} pages were read.` });
  warnings.push(...scanWarnings(scans));
  const told = toldFonts(painted.map(({ glyphs }) => glyphs));
  const pages: FlowPage[] = [];
  for (const [index, { glyphs: _, ...marks }] of painted.entries()) {
    await setImmediate();
    signal?.throwIfAborted();
    pages.push({ ...marks, lines: linesOf(told[index] ?? [], marks.page) });
  }
  return { pages, warnings };
}

interface Scan {
  readonly number: number;
  /** Of text that lies invisibly over or under the picture. */
  readonly hasHidden: boolean;
}

/** One for all pages that follow each other. */
function scanWarnings(scans: readonly Scan[]): readonly PaperWarning[] {
  const warnings: PaperWarning[] = [];
  for (let from = 0; from < scans.length; ) {
    const { number: first, hasHidden } = scans[from] ?? { number: 0, hasHidden: false };
    let to = from + 1;
    while (scans[to]?.number === first + to - from && scans[to]?.hasHidden === hasHidden) to++;
    const last = first + to - from - 1;
    const [told, it] =
      first === last
        ? [`Page ${first} has no text: it is a picture, probably a scan.`, 'it']
        : [`Pages ${first} to ${last} have no text: they are pictures, probably scans.`, 'them'];
    const layer = hasHidden ? ` The text laid invisibly over or under ${it} was left out, because nobody can see whether it is right.` : '';
    const next = `Look at ${it} in the reader, or open another source of the paper: its arXiv id, its LaTeX or a page.`;
    warnings.push({ kind: 'unread', message: `${told}${layer} ${next}`, anchor: `p${first}` });
    from = to;
  }
  return warnings;
}

function isScan({ lines, pictures, drawings }: Pick<FlowPage, 'pictures' | 'drawings'> & { readonly lines: readonly unknown[] }): boolean {
  return lines.length === 0 && pictures.length + drawings.length > 0;
}

/** The whole page as a figure, so that it can be shown. */
function scanned({ page, width, height }: FlowPage): PaperNode {
  const at = place(page, { x0: 0, y0: 0, x1: width, y1: height });
  return { kind: 'figure', anchor: `p${page}.scan`, aliases: [], source: 0, confidence: 'uncertain', place: at, caption: [], images: [] };
}

function structured(all: readonly FlowPage[], outline: Awaited<ReturnType<typeof outlineOf>>) {
  const pages = withoutFurniture(all).map(
    (page, index): FlowPage => ({ ...(all[index] ?? { ...page, rules: [], pictures: [], drawings: [] }), lines: page.lines }),
  );
  const body = bodyOf(pages);
  const columns = columnsOfPages(pages);
  const items = pages.flatMap((page, index) => {
    const own = columns[index];
    return own === undefined ? [] : flowOf(page, own, body);
  });
  const words = paperWords(pages.flatMap(({ lines }) => lines.map(rawText)));
  const headings = headingsOf(items, body, outline);
  const front = frontOf(beforeHeadings(items, new Set(headings.keys())), body, words);
  return { ...withLinks(buildNodes(items, { headings, said: front.lines, body, words })), title: front.title, authors: front.authors };
}

function beforeHeadings(items: readonly FlowItem[], headings: ReadonlySet<Line>): readonly Line[] {
  const first = items.findIndex((item) => item.kind === 'line' && headings.has(item.line));
  return (first < 0 ? items.slice(0, 40) : items.slice(0, first)).flatMap((item) => (item.kind === 'line' ? [item.line] : []));
}

/** What the PDF says of itself, where its first page has no title that stands out. */
async function statedTitle({ document }: OpenPdf): Promise<string> {
  const { info } = await document.getMetadata().catch(() => ({ info: undefined }));
  if (typeof info !== 'object' || info === null || !('Title' in info) || typeof info.Title !== 'string') return '';
  return info.Title.replaceAll(/\s+/g, ' ').trim();
}

function inOrder(nodes: readonly PaperNode[]): readonly PaperNode[] {
  const scans = nodes.filter(({ anchor }) => anchor.endsWith('.scan'));
  if (scans.length === 0) return nodes;
  return nodes
    .map((node, index) => ({ node, index }))
    .toSorted((a, b) => pageOf(a.node) - pageOf(b.node) || a.index - b.index)
    .map(({ node }) => node);
}

function pageOf({ place: at }: PaperNode): number {
  return at?.kind === 'page' ? at.page : 0;
}
