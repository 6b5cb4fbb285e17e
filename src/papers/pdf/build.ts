/** The stream of lines, formulas and floats becomes sections and nodes with anchors. */
import type { Equation, Footnote, PaperNode, PaperSection, Place, Reference } from '../document.ts';
import { algorithmLines } from './algorithms.ts';
import type { Display } from './displays.ts';
import type { Float } from './floats.ts';
import type { Body, FlowItem } from './flow.ts';
import type { Heading } from './headings.ts';
import type { PaperWords } from './hyphens.ts';
import { type InlineOptions, inlinesOf, onlyInPdf } from './inlines.ts';
import type { Line } from './lines.ts';
import { isListing, listingText } from './listings.ts';
import { type Box, union } from './marks.ts';
import { noteMark } from './notes.ts';
import { beginsParagraph, type ItemMark, itemMark, type PlacedLine } from './paragraphs.ts';
import { firstEntry, isReferencesTitle, referencesOf } from './references.ts';
import { SectionTree } from './sectionTree.ts';
import { tableGrid } from './tables.ts';

export interface Built {
  readonly sections: readonly PaperSection[];
  readonly nodes: readonly PaperNode[];
  readonly references: readonly Reference[];
}

export interface BuildOptions {
  readonly headings: ReadonlyMap<Line, Heading>;
  /** Lines that the title and the authors say. */
  readonly said: ReadonlySet<Line>;
  readonly body: Body;
  readonly words: PaperWords;
}

export function buildNodes(items: readonly FlowItem[], options: BuildOptions): Built {
  const builder = new Builder(options, items);
  for (const item of items) builder.add(item);
  return builder.finish();
}

/** `p4.n1`: the first footnote on page 4. */
function noteAnchors(items: readonly FlowItem[]): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>();
  const counts = new Map<number, number>();
  for (const item of items) {
    if (item.kind !== 'notes') continue;
    for (const { mark } of notesOf(item.lines)) {
      const count = (counts.get(item.page) ?? 0) + 1;
      counts.set(item.page, count);
      const key = `${item.page} ${mark}`;
      if (mark !== '' && !anchors.has(key)) anchors.set(key, `p${item.page}.n${count}`);
    }
  }
  return anchors;
}

interface Note {
  readonly mark: string;
  readonly skip: number;
  readonly lines: Line[];
}

function notesOf(lines: readonly Line[]): readonly Note[] {
  const notes: Note[] = [];
  for (const line of lines) {
    const [found, last] = [noteMark(line), notes.at(-1)];
    if (found !== undefined || last === undefined) notes.push({ mark: found?.mark ?? '', skip: found?.length ?? 0, lines: [line] });
    else last.lines.push(line);
  }
  return notes;
}

interface OpenParagraph {
  readonly lines: PlacedLine[];
  readonly item: ItemMark | undefined;
}

class Builder {
  readonly #options: BuildOptions;
  readonly #notes: ReadonlyMap<string, string>;
  /** Of a list of references without a heading. */
  readonly #firstEntry: Line | undefined;
  readonly #tree = new SectionTree();
  readonly #nodes: PaperNode[] = [];
  readonly #counts = new Map<string, number>();
  readonly #referenceLines: PlacedLine[] = [];
  /** What came within a paragraph and is told after it. */
  #waiting: FlowItem[] = [];
  #open: OpenParagraph | undefined;
  #headingLines = new Set<Line>();
  #isInReferences = false;
  /** Left edges of the lists that are open, outermost first. */
  #lists: number[] = [];

  constructor(options: BuildOptions, items: readonly FlowItem[]) {
    this.#options = options;
    this.#notes = noteAnchors(items);
    const lines = items.flatMap((item) => (item.kind === 'line' ? [item.line] : []));
    const isHeaded = [...options.headings.values()].some(
      ({ title, level, number }) => isReferencesTitle(title) && (number === undefined || level === 1),
    );
    this.#firstEntry = isHeaded ? undefined : firstEntry(lines);
  }

  add(item: FlowItem): void {
    switch (item.kind) {
      case 'line':
        this.#line(item);
        return;
      case 'display':
        if (this.#isInReferences) return;
        this.#close();
        this.#equation(item.page, item.display);
        return;
      case 'float':
      case 'notes':
        if (this.#open === undefined) this.#aside(item);
        else this.#waiting.push(item);
    }
  }

  finish(): Built {
    this.#close();
    const references = referencesOf(this.#referenceLines, this.#inline('bib'));
    return { sections: this.#tree.sections, nodes: this.#nodes, references };
  }

  #line(placed: PlacedLine): void {
    const { headings, said, body } = this.#options;
    const { line } = placed;
    if (said.has(line) || this.#headingLines.has(line)) return;
    const heading = headings.get(line);
    if (heading !== undefined) {
      this.#close();
      this.#heading(heading);
      if (heading.rest !== undefined) this.#open = { lines: [{ ...placed, line: heading.rest }], item: undefined };
      return;
    }
    if (line === this.#firstEntry) {
      this.#close();
      this.#isInReferences = true;
    }
    if (this.#isInReferences) {
      this.#referenceLines.push(placed);
      return;
    }
    const last = this.#open?.lines.at(-1);
    if (
      last !== undefined &&
      isListing(last.line) === isListing(line) &&
      (isListing(line) ? continuesListing(last, placed) : !beginsParagraph(last, placed, body))
    ) {
      this.#open?.lines.push(placed);
      return;
    }
    this.#close();
    this.#open = { lines: [placed], item: itemMark(line) };
  }

  #heading(heading: Heading): void {
    this.#headingLines = new Set(heading.lines);
    this.#lists = [];
    this.#isInReferences = (heading.number === undefined || heading.level === 1) && isReferencesTitle(heading.title);
    if (!this.#isInReferences) this.#tree.add(heading, placeOf(heading.lines));
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open !== undefined) this.#paragraph(open);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const item of waiting) this.#aside(item);
  }

  #paragraph({ lines: placed, item }: OpenParagraph): void {
    const lines = placed.map(({ line }) => line);
    const anchor = this.#anchor(lines[0]?.page ?? 1);
    if (lines.every(isListing)) {
      this.#nodes.push({ ...this.#base(anchor, placeOf(lines)), kind: 'listing', caption: [], text: listingText(lines) });
      return;
    }
    const content = inlinesOf(lines, { ...this.#inline(anchor), skip: item?.length ?? 0 });
    if (content.length === 0) return;
    const list = item === undefined ? {} : { item: { depth: this.#depth(lines[0]), mark: item.mark } };
    this.#nodes.push({ ...this.#base(anchor, placeOf(lines)), kind: 'paragraph', content, ...list });
  }

  #depth(line: Line | undefined): number {
    const x = line?.box.x0 ?? 0;
    while ((this.#lists.at(-1) ?? -Infinity) > x + 4) this.#lists.pop();
    if ((this.#lists.at(-1) ?? -Infinity) < x - 4) this.#lists.push(x);
    return this.#lists.length;
  }

  #equation(page: number, { lines, box, number }: Display): void {
    const numbered = number === undefined ? {} : { number };
    const equation: Equation = {
      ...this.#base(this.#anchor(page), place(page, box)),
      kind: 'equation',
      tex: null,
      unreadable: onlyInPdf,
      ...numbered,
    };
    if (lines.length > 0) this.#nodes.push(equation);
  }

  #aside(item: FlowItem): void {
    if (item.kind === 'float') this.#float(item.page, item.float);
    if (item.kind === 'notes') this.#footnotes(item.page, item.lines);
  }

  #float(page: number, float: Float): void {
    const anchor = this.#anchor(page);
    const options = this.#inline(anchor);
    const skip = captionSkip(float);
    const caption = skip === undefined ? [] : inlinesOf(skip.lines, { ...options, skip: skip.length });
    const inner = { ...options, formulasBefore: caption.filter(({ kind }) => kind === 'math').length };
    const base = this.#base(anchor, place(page, union([float.box, ...float.caption.map(({ box }) => box)])));
    const number = float.number === undefined ? {} : { number: float.number };
    switch (float.kind) {
      case 'table': {
        const { rows, confidence } = tableGrid(float, inner);
        this.#nodes.push({ ...base, confidence, kind: 'table', caption, rows, ...number });
        return;
      }
      case 'algorithm':
        this.#nodes.push({ ...base, kind: 'algorithm', caption, lines: algorithmLines(float, inner), ...number });
        return;
      case 'figure':
        this.#nodes.push({ ...base, kind: 'figure', caption, images: [], ...number });
        return;
      case 'listing':
        this.#nodes.push({ ...base, kind: 'listing', caption, text: listingText(float.lines) });
    }
  }

  #footnotes(page: number, lines: readonly Line[]): void {
    for (const { mark, skip, lines: own } of notesOf(lines)) {
      const anchor = this.#numbered(`p${page}.n`);
      const content = inlinesOf(own, { ...this.#inline(anchor), skip });
      const note: Footnote = { ...this.#base(anchor, placeOf(own)), kind: 'footnote', mark, content };
      if (content.length > 0) this.#nodes.push(note);
    }
  }

  #inline(anchor: string): InlineOptions {
    return { anchor, words: this.#options.words, note: (page, mark) => this.#notes.get(`${page} ${mark}`) };
  }

  #base(anchor: string, at: Place) {
    const { current } = this.#tree;
    return {
      anchor,
      aliases: [],
      source: 0,
      confidence: 'likely' as const,
      place: at,
      ...(current === undefined ? {} : { section: current }),
    };
  }

  #anchor(page: number): string {
    return this.#numbered(`p${page}.b`);
  }

  #numbered(prefix: string): string {
    const count = (this.#counts.get(prefix) ?? 0) + 1;
    this.#counts.set(prefix, count);
    return `${prefix}${count}`;
  }
}

function continuesListing(last: PlacedLine, next: PlacedLine): boolean {
  return last.line.page === next.line.page && last.column.index === next.column.index && next.line.y - last.line.y < 2.5 * next.line.size;
}

/** The caption’s words without its label, which is told by `number`. */
function captionSkip({ caption, number }: Float): { readonly lines: readonly Line[]; readonly length: number } | undefined {
  const [first] = caption;
  if (first === undefined || number === undefined) return undefined;
  let [text, length] = ['', 0];
  while (length < first.glyphs.length && !text.endsWith(number)) text += first.glyphs[length++]?.text ?? '';
  while (/^[.:|–—-]$/u.test(first.glyphs[length]?.text ?? '')) length++;
  return length >= first.glyphs.length ? { lines: caption.slice(1), length: 0 } : { lines: caption, length };
}

/** On the page where it begins. */
function placeOf(lines: readonly Line[]): Place {
  const page = lines[0]?.page ?? 1;
  return place(page, union(lines.filter((line) => line.page === page).map(({ box }) => box)));
}

export function place(page: number, { x0, y0, x1, y1 }: Box): Place {
  const round = (value: number) => Math.round(value * 10) / 10;
  return { kind: 'page', page, box: [round(x0), round(y0), round(x1 - x0), round(y1 - y0)] };
}
