/** What `practicum paper --json` prints, version 1: specified in docs/formats.md. */
import { defined } from '../base/defined.ts';
import {
  type Cell,
  type Formula,
  inlinesOf,
  nodeText,
  type Paper,
  type PaperNode,
  type PaperSection,
  type PaperSource,
  type PaperWarning,
  plainText,
  type Table,
} from './document.ts';
import { sectionCalled } from './findSection.ts';
import { namesWithin, nodeNamed, nodeWith, sectionNamed } from './named.ts';
import { addressOf, type ReadPaper } from './parsePaper.ts';
import type { Contradiction, Missing, StatedValue, Unfinished, Unnamed } from './said/said.ts';
import { isWorthFilling } from './tableSpans.ts';

export interface PaperJson {
  readonly version: 1;
  readonly title: string;
  readonly source: PaperSource & { readonly id: string };
  readonly sections: readonly { readonly address: string; readonly level: number; readonly title: string }[];
  readonly equations: readonly {
    readonly address: string;
    readonly tex: string | null;
    readonly readable: boolean;
    readonly inline: boolean;
  }[];
  readonly tables: readonly { readonly address: string; readonly caption: string; readonly cells: readonly (readonly string[])[] }[];
  /** `indents`: how deep each line stands, from 0. */
  readonly algorithms: readonly { readonly address: string; readonly lines: readonly string[]; readonly indents: readonly number[] }[];
  readonly hyperparameters: readonly StatedValue[];
  readonly missing: readonly Missing[];
  readonly contradictions: readonly Contradiction[];
  readonly unnamed: readonly Unnamed[];
  /** Lists that are not all worked out. */
  readonly unfinished?: Unfinished;
  readonly warnings: readonly (PaperWarning & { readonly message: string; readonly address?: string })[];
  readonly text: string;
}

export function paperJson({ paper, said }: ReadPaper): PaperJson {
  const address = (anchor: string): string => addressOf(paper, anchor);
  const [source = { kind: 'file', sha256: '' } satisfies PaperSource] = paper.sources;
  return {
    version: 1,
    title: paper.title,
    source: { id: paper.id, ...source },
    sections: paper.sections.map(({ anchor, level, title }) => ({ address: address(anchor), level, title })),
    equations: paper.nodes.flatMap((node) => formulasOf(node).map(({ anchor, ...rest }) => ({ address: address(anchor), ...rest }))),
    tables: paper.nodes
      .filter((node) => node.kind === 'table')
      .map((table) => ({ address: address(table.anchor), caption: plainText(table.caption), cells: cellsOf(table) })),
    algorithms: paper.nodes
      .filter((node) => node.kind === 'algorithm')
      .map((algorithm) => ({
        address: address(algorithm.anchor),
        lines: algorithm.lines.map(({ content }) => plainText(content)),
        indents: algorithm.lines.map(({ indent }) => indent),
      })),
    hyperparameters: said.hyperparameters,
    missing: said.missing,
    contradictions: said.contradictions,
    unnamed: said.unnamed,
    ...defined({ unfinished: said.unfinished }),
    warnings: paper.warnings.map((warning) => ({
      ...warning,
      message: warningText(warning),
      ...(warning.anchor === undefined ? {} : { address: address(warning.anchor) }),
    })),
    text: paperText(paper),
  };
}

/** Words in reading order: headings where they stand, formulas as `$…$`, those that cannot be read as `[formula]`. */
export function paperText(paper: Pick<Paper, 'title' | 'sections' | 'nodes'>): string {
  return [paper.title, ...inOrder(paper).map((each) => (each.kind === 'section' ? each.section.title : nodeText(each.node)))]
    .filter((text) => text.trim() !== '')
    .join('\n\n');
}

export type InOrder = { readonly kind: 'section'; readonly section: PaperSection } | { readonly kind: 'node'; readonly node: PaperNode };

/** Headings before what stands below them; a section without nodes of its own stands before the next one. */
export function inOrder({ sections, nodes }: Pick<Paper, 'sections' | 'nodes'>): readonly InOrder[] {
  const places = new Map(sections.map((section, index) => [section.anchor, index]));
  const result: InOrder[] = [];
  let next = 0;
  const upTo = (index: number): void => {
    for (; next <= index; next++) {
      const section = sections[next];
      if (section !== undefined) result.push({ kind: 'section', section });
    }
  };
  for (const node of nodes) {
    upTo(node.section === undefined ? -1 : (places.get(node.section) ?? -1));
    result.push({ kind: 'node', node });
  }
  upTo(sections.length - 1);
  return result;
}

/** Only what stands in this section and below it, or this one node. Undefined: there is no such anchor. */
export function partOfPaper({ paper, said }: ReadPaper, anchor: string): ReadPaper | undefined {
  const found = findAnchor(paper, anchor);
  if (found === undefined) return undefined;
  const inside = found.kind === 'section' ? sectionsBelow(paper, found.section.anchor) : new Set<string>();
  const nodes = found.kind === 'node' ? [found.node] : paper.nodes.filter(({ section }) => section !== undefined && inside.has(section));
  const anchors = new Set([...inside, ...nodes.flatMap((node) => [node.anchor, ...namesWithin(node)])]);
  const addresses = new Set([...anchors].map((each) => addressOf(paper, each)));
  return {
    paper: {
      ...paper,
      sections: paper.sections.filter((section) => inside.has(section.anchor)),
      nodes,
      warnings: paper.warnings.filter((warning) => warning.anchor === undefined || anchors.has(warning.anchor)),
    },
    said: {
      ...said,
      hyperparameters: said.hyperparameters.filter(({ address }) => addresses.has(address)),
      contradictions: said.contradictions.filter(({ values }) => values.some(({ address }) => addresses.has(address))),
      unnamed: said.unnamed.filter(({ address }) => addresses.has(address)),
      notation: said.notation.filter(({ address }) => addresses.has(address)),
    },
  };
}

/** By anchor, another name of it, the anchor of something within it, the number of a section, or its title. */
export function findAnchor(paper: Paper, wanted: string): InOrder | undefined {
  const section = sectionNamed(paper, wanted);
  if (section !== undefined) return { kind: 'section', section };
  const node = nodeNamed(paper, wanted) ?? nodeWith(paper, wanted);
  if (node !== undefined) return { kind: 'node', node };
  const titled = sectionCalled(paper.sections, wanted);
  return titled === undefined ? undefined : { kind: 'section', section: titled };
}

function sectionsBelow({ sections }: Pick<Paper, 'sections'>, anchor: string): ReadonlySet<string> {
  const inside = new Set([anchor]);
  // A section stands after the one that it belongs to.
  for (const section of sections) if (section.parent !== undefined && inside.has(section.parent)) inside.add(section.anchor);
  return inside;
}

interface FormulaRow {
  readonly anchor: string;
  readonly tex: string | null;
  readonly readable: boolean;
  readonly inline: boolean;
}

function formulasOf(node: PaperNode): readonly FormulaRow[] {
  if (node.kind === 'equation') return [{ anchor: node.anchor, tex: node.tex, readable: isReadable(node), inline: false }];
  return inlinesOf(node).flatMap((inline) =>
    inline.kind === 'math' ? [{ anchor: inline.anchor, tex: inline.tex, readable: isReadable(inline), inline: true }] : [],
  );
}

/** What stands there exactly and cannot be drawn is flagged as well. */
function isReadable({ tex, unreadable }: Formula): boolean {
  return tex !== null && unreadable === undefined;
}

/** One text for each place of the grid, without marks of notes; what a span covers is ''. Rows of a table that is almost empty end where their cells do. */
export function cellsOf({ rows }: Pick<Table, 'rows'>): readonly (readonly string[])[] {
  const grid: (string | undefined)[][] = rows.map(() => []);
  rows.forEach((row, top) => {
    let left = 0;
    for (const cell of row) {
      while (grid[top]?.[left] !== undefined) left++;
      fill(grid, cell, top, left);
      left += cell.columns;
    }
  });
  const width = grid.reduce((widest, row) => Math.max(widest, row.length), 0);
  const cells = rows.reduce((sum, row) => sum + row.length, 0);
  const isFilled = isWorthFilling(width * rows.length, cells);
  return grid.map((row) => Array.from({ length: isFilled ? width : row.length }, (_, column) => row[column] ?? ''));
}

function fill(grid: (string | undefined)[][], cell: Cell, top: number, left: number): void {
  for (const [below, line] of grid.slice(top, top + cell.rows).entries())
    for (let column = left; column < left + cell.columns; column++)
      line[column] = below === 0 && column === left ? plainText(cell.content.filter(({ kind }) => kind !== 'footnote-mark')) : '';
}

export function warningText(warning: PaperWarning): string {
  if (warning.kind !== 'hidden-text') return warning.message;
  const { kind, excerpt } = warning.hidden;
  // Marks are left out of words that stay.
  if (kind === 'invisible' && /^(?:reversed order|\d+ characters) /.test(excerpt))
    return `Characters that nobody sees on the page were left out: ${excerpt}`;
  return `Text that nobody sees on the page (${kind}) was left out: “${excerpt}”`;
}
