/**
 * A paper as a document with addresses: what every source is read into, and what the reader, the command line, the agent and
 * the trace links read. Plain data that survives `structuredClone` and JSON. Nodes stand in reading order; nothing in it is
 * rendered, and no formula in it is a guess: what could not be carried over exactly has no TeX, and a reason.
 */
import type { HiddenText } from '../base/origin.ts';

/** Grows when a reader of an older record would misread it. A cached record of another version is parsed again. */
export const paperFormat = 1;

export interface Paper {
  readonly format: typeof paperFormat;
  /** Canonical: `arxiv:1706.03762v7`, `doi:10.…`, `openreview:…`, `acl:…`, `sha256:…`, `file:drafts/paper.tex`. See address.ts. */
  readonly id: string;
  readonly title: string;
  readonly authors: readonly Author[];
  /** Where its parts were read, best first. A node names its own by index. */
  readonly sources: readonly PaperSource[];
  /** In reading order; the tree is in `parent`. */
  readonly sections: readonly PaperSection[];
  /** In reading order, the abstract's first. */
  readonly nodes: readonly PaperNode[];
  readonly references: readonly Reference[];
  /** What only this paper defines, as KaTeX takes it (`{ '\\R': '\\mathbb{R}' }`). TeX in nodes has it resolved already. */
  readonly macros: Readonly<Record<string, string>>;
  readonly warnings: readonly PaperWarning[];
}

export interface Author {
  readonly name: string;
  readonly affiliation?: string;
}

export type SourceKind = 'file' | 'arxiv-html' | 'ar5iv' | 'eprint' | 'html' | 'pdf' | 'abstract';

export interface PaperSource {
  readonly kind: SourceKind;
  /** An address on the web or a path relative to the workspace. */
  readonly from?: string;
  /** `v7`: as the service counts. */
  readonly version?: string;
  /** Of the bytes that were read, in hexadecimal. */
  readonly sha256: string;
  /** As the source states it; absent where it states none. */
  readonly licence?: string;
  /** ISO 8601, for what was fetched. */
  readonly fetchedAt?: string;
}

export interface PaperSection {
  /** `S3`, `S3.SS2`, `A1`; `abstract` for the abstract. Unique among all anchors of the paper. */
  readonly anchor: string;
  /** 1: section, 2: subsection, … A part or chapter moves the others down. */
  readonly level: number;
  /** As printed: `3.2`, `A`, `IV-A`. Absent where it has none. */
  readonly number?: string;
  readonly title: string;
  /** The section it stands in; absent at the top. */
  readonly parent?: string;
  /** Labels and ids that other sources have for it. */
  readonly aliases: readonly string[];
  readonly place?: Place;
}

/** How sure the reader of the source is that this is what stands there. */
export type Confidence = 'exact' | 'likely' | 'uncertain';

interface NodeBase {
  /** Unique in the paper: LaTeXML's own ids where they exist, and ours of the same shape elsewhere (`S2.E1`, `S2.p3`, `alg1`, `S4.T2`, `S3.F1`, `footnote1`); `p4.b7` in a PDF. */
  readonly anchor: string;
  /** `eq:loss`, `S2.Ex1` …: other names of the same node. */
  readonly aliases: readonly string[];
  /** The anchor of the innermost section it stands in; absent before the first. */
  readonly section?: string;
  /** Index in `Paper.sources`. */
  readonly source: number;
  readonly confidence: Confidence;
  readonly place?: Place;
}

/** Where a node stands in what was read. */
export type Place =
  /** Characters of one file of the source, `end` exclusive; lines from 1. */
  | { readonly kind: 'text'; readonly file: string; readonly start: number; readonly end: number; readonly line: number }
  /** PDF points from the top left of page `page` (from 1). */
  | { readonly kind: 'page'; readonly page: number; readonly box: readonly [x: number, y: number, width: number, height: number] }
  | { readonly kind: 'element'; readonly id: string };

export type PaperNode = Paragraph | Equation | Algorithm | Table | Figure | Footnote | Listing;
export type NodeKind = PaperNode['kind'];

/** A paragraph, a quotation, a theorem's words, or an item of a list. */
export interface Paragraph extends NodeBase {
  readonly kind: 'paragraph';
  readonly content: readonly Inline[];
  /** Of a list: its depth from 1, and the mark before it (`•`, `2.`, `Theorem 1`). */
  readonly item?: { readonly depth: number; readonly mark: string };
}

/** A formula. Those within a sentence stand in `Inline` and have an anchor of their own. */
export interface Equation extends NodeBase, Formula {
  readonly kind: 'equation';
  /** As printed, without parentheses: `3`, `A.1`. */
  readonly number?: string;
}

/** What a formula says, exactly, or why that could not be read. */
export interface Formula {
  /** LaTeX with the paper's macros resolved, without delimiters, `\label` and `\tag`; null where it could not be read. */
  readonly tex: string | null;
  /** For a person: why `tex` is null (“only in the PDF”, “uses \foo, which is not defined”), or why a formula that is read exactly cannot be drawn. */
  readonly unreadable?: string;
}

export interface Algorithm extends NodeBase {
  readonly kind: 'algorithm';
  readonly number?: string;
  readonly caption: readonly Inline[];
  readonly lines: readonly AlgorithmLine[];
}

export interface AlgorithmLine {
  /** `alg1.l3`. */
  readonly anchor: string;
  /** Depth of the block it stands in, from 0. */
  readonly indent: number;
  readonly content: readonly Inline[];
}

export interface Table extends NodeBase {
  readonly kind: 'table';
  readonly number?: string;
  readonly caption: readonly Inline[];
  /** Rows of the cells that really exist: what a span covers has none. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface Cell {
  readonly content: readonly Inline[];
  readonly columns: number;
  readonly rows: number;
  readonly isHeader: boolean;
}

export interface Figure extends NodeBase {
  readonly kind: 'figure';
  readonly number?: string;
  readonly caption: readonly Inline[];
  /** As the source names them: relative to it. */
  readonly images: readonly string[];
}

export interface Footnote extends NodeBase {
  readonly kind: 'footnote';
  readonly mark: string;
  readonly content: readonly Inline[];
}

/** Verbatim text: code, a prompt. */
export interface Listing extends NodeBase {
  readonly kind: 'listing';
  readonly caption: readonly Inline[];
  readonly text: string;
}

export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly style?: 'emphasis' | 'strong' | 'code' | 'small-capitals' }
  | ({ readonly kind: 'math'; readonly anchor: string } & Formula)
  /** To a node or section of this paper. `to` is an anchor, or what the source said where nothing has it. */
  | { readonly kind: 'reference'; readonly to: string; readonly text: string }
  /** `to`: anchors of `references`, or the source's keys where they are missing. */
  | { readonly kind: 'citation'; readonly to: readonly string[]; readonly text: string }
  | { readonly kind: 'footnote-mark'; readonly to: string; readonly text: string }
  | { readonly kind: 'link'; readonly href: string; readonly text: string };

export interface Reference {
  /** `bib.bib12`. */
  readonly anchor: string;
  /** The key in the source: `kingma2015`. */
  readonly aliases: readonly string[];
  /** The whole entry as printed. */
  readonly text: string;
  readonly title?: string;
  readonly year?: number;
  readonly doi?: string;
  readonly arxiv?: string;
}

export type PaperWarning =
  | { readonly kind: 'hidden-text'; readonly hidden: HiddenText; readonly anchor?: string }
  /** Words that are meant for a program that reads the paper. */
  | { readonly kind: 'spoken-to'; readonly message: string; readonly anchor?: string }
  /** A part that could not be read; the rest of the paper could. */
  | { readonly kind: 'unread'; readonly message: string; readonly anchor?: string }
  /** The source has something that was understood only in part. */
  | { readonly kind: 'doubt'; readonly message: string; readonly anchor?: string };

/** Words of a sentence; a formula as `$…$`, an unreadable one as `[formula]`, the mark of a note as `[^1]`. */
export function plainText(content: readonly Inline[]): string {
  return content.map(inlineText).join('');
}

function inlineText(inline: Inline): string {
  // Behind a number it would be one more digit of it.
  if (inline.kind === 'footnote-mark') return `[^${inline.text}]`;
  if (inline.kind !== 'math') return inline.text;
  return inline.tex === null ? '[formula]' : `$${inline.tex}$`;
}

/** Every run of words in a node: of a table its caption and each cell, of an algorithm its caption and each line. */
export function contentsOf(node: PaperNode): readonly (readonly Inline[])[] {
  switch (node.kind) {
    case 'paragraph':
    case 'footnote':
      return [node.content];
    case 'algorithm':
      return [node.caption, ...node.lines.map(({ content }) => content)];
    case 'table':
      return [node.caption, ...node.rows.flat().map(({ content }) => content)];
    case 'figure':
    case 'listing':
      return [node.caption];
    case 'equation':
      return [];
  }
}

/** All words of a node with what stands among them, wherever in it they stand. */
export function inlinesOf(node: PaperNode): readonly Inline[] {
  return contentsOf(node).flat();
}

/** Everything of a node that a person would read, as text; formulas as in `plainText`, rows and lines on lines of their own. */
export function nodeText(node: PaperNode): string {
  switch (node.kind) {
    case 'paragraph':
      return node.item === undefined ? plainText(node.content) : `${node.item.mark} ${plainText(node.content)}`;
    case 'footnote':
      return plainText(node.content);
    case 'equation':
      return node.tex === null ? '[formula]' : `$$${node.tex}$$`;
    case 'algorithm':
      return [plainText(node.caption), ...node.lines.map((line) => `${'  '.repeat(line.indent)}${plainText(line.content)}`)].join('\n');
    case 'table':
      return [plainText(node.caption), ...node.rows.map((row) => row.map((cell) => plainText(cell.content)).join(' | '))].join('\n');
    case 'figure':
      return plainText(node.caption);
    case 'listing':
      return [plainText(node.caption), node.text].filter((part) => part !== '').join('\n');
  }
}

/** What nobody sees of it. */
export function hiddenTextOf({ warnings }: Pick<Paper, 'warnings'>): readonly HiddenText[] {
  return warnings.flatMap((warning) => (warning.kind === 'hidden-text' ? [warning.hidden] : []));
}
