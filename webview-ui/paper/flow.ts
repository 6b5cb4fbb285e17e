/** The record of a paper as one column: headings, nodes and references in reading order, cut into parts that are put on the page one by one. */
import type { ShownNode, ShownPaper, ShownReference, ShownSection } from '../../src/protocol/paper.ts';
import type { Item } from './item.ts';
import { lengthOf, runsOf } from './words.ts';

export interface Part {
  readonly index: number;
  readonly items: readonly Item[];
  /** About how many lines of a wide column it takes: a place for it is kept before it is laid out. */
  readonly lines: number;
}

/** What is laid out at once is small enough to stay far below a frame that somebody would miss. */
const mostItems = 12;
const mostPieces = 60;
const charactersPerLine = 80;

/** Takes the nodes as they come, in reading order. */
export class Flow {
  readonly #sections: readonly ShownSection[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #references: readonly ShownReference[];
  readonly #ofReferences: number;
  #headed = 0;
  #parts = 0;
  #items: Item[] = [];
  #pieces = 0;

  constructor({ sections, references }: ShownPaper) {
    this.#sections = sections;
    this.#places = new Map(sections.map(({ anchor }, index) => [anchor, index]));
    this.#references = references;
    this.#ofReferences = sections.findIndex(({ anchor, title }) => anchor === 'bib' || /^(references|bibliography)$/i.test(title.trim()));
  }

  take(nodes: readonly ShownNode[]): readonly Part[] {
    const parts: Part[] = [];
    for (const node of nodes) {
      const place = node.section === undefined ? undefined : this.#places.get(node.section);
      if (place !== undefined) this.#head(place + 1, parts);
      this.#add({ kind: 'node', node }, parts);
    }
    this.#cut(parts);
    return parts;
  }

  /** What stands behind the last node. */
  end(): readonly Part[] {
    const parts: Part[] = [];
    this.#head(this.#sections.length, parts);
    if (this.#ofReferences < 0 && this.#references.length > 0) {
      this.#add({ kind: 'references' }, parts);
      this.#list(parts);
    }
    this.#cut(parts);
    return parts;
  }

  /** Headings up to the section before `to`, also of sections that hold nothing themselves. */
  #head(to: number, parts: Part[]): void {
    for (; this.#headed < to; this.#headed++) {
      const section = this.#sections[this.#headed];
      if (section === undefined) continue;
      this.#add({ kind: 'heading', section }, parts);
      if (this.#headed === this.#ofReferences) this.#list(parts);
    }
  }

  #list(parts: Part[]): void {
    for (const reference of this.#references) this.#add({ kind: 'reference', reference }, parts);
  }

  #add(item: Item, parts: Part[]): void {
    this.#items.push(item);
    this.#pieces += piecesOf(item);
    if (this.#items.length >= mostItems || this.#pieces >= mostPieces) this.#cut(parts);
  }

  #cut(parts: Part[]): void {
    if (this.#items.length === 0) return;
    const lines = this.#items.reduce((sum, item) => sum + linesOf(item), 0);
    parts.push({ index: this.#parts++, items: this.#items, lines });
    this.#items = [];
    this.#pieces = 0;
  }
}

/** Elements of the page, about. */
function piecesOf(item: Item): number {
  if (item.kind !== 'node') return 1;
  const { node } = item;
  switch (node.kind) {
    case 'paragraph':
    case 'footnote':
      return node.content.length;
    case 'algorithm':
      return node.lines.reduce((sum, { content }) => sum + 2 + content.length, node.caption.length);
    case 'table':
      return node.rows.reduce((sum, row) => sum + row.reduce((cells, { content }) => cells + 1 + content.length, 1), node.caption.length);
    case 'figure':
    case 'listing':
      return 2 + node.caption.length;
    case 'equation':
      return 2;
  }
}

function linesOf(item: Item): number {
  if (item.kind === 'heading' || item.kind === 'references') return 2.5;
  if (item.kind === 'reference') return 0.4 + Math.ceil(item.reference.text.length / charactersPerLine);
  const { node } = item;
  const words = runsOf(item).reduce((sum, run) => sum + Math.ceil(run.length / charactersPerLine), 0);
  switch (node.kind) {
    case 'equation':
      return 2 + 1.6 * formulaLines(node.tex);
    case 'table':
      return 2 + node.rows.length * 1.2 + Math.ceil(lengthOf(node.caption) / charactersPerLine);
    case 'algorithm':
      return 2.5 + node.lines.length;
    case 'figure':
      return words + 14 * node.images;
    case 'listing':
      return words + node.text.split('\n').length;
    default:
      return words + 0.6;
  }
}

/** Lines of a displayed formula. */
export function formulaLines(tex: string | null): number {
  return tex === null ? 1 : tex.split('\\\\').length;
}
