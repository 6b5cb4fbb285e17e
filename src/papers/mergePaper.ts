/**
 * Two readings of one paper as one: the page as it is, and what could not be read there from the authors’ LaTeX. A formula is taken over
 * only where both readings agree on everything around it; otherwise it stays unreadable, which is no fault, while another formula would be.
 */
import { defined } from '../base/defined.ts';
import {
  type Cell,
  contentsOf,
  type Formula,
  type Inline,
  nodeText,
  type Paper,
  type PaperNode,
  type PaperWarning,
  plainText,
} from './document.ts';
import { unreadIn } from './finish.ts';

/** Whether something in it could be read only in another source. */
export function hasUnread(paper: Paper): boolean {
  return paper.nodes.some(isUnread);
}

export function mergeLatex(page: Paper, latex: Paper): Paper {
  const doubt = difference(page, latex);
  if (doubt !== undefined) return { ...page, warnings: [...page.warnings, { kind: 'doubt', message: doubt }] };
  const source = page.sources.length;
  const find = finder(page, latex);
  const mended = new Set<string>();
  const nodes = page.nodes.map((node) => {
    if (!isUnread(node)) return node;
    const other = find(node);
    const whole = other === undefined ? undefined : mend(node, other, source + other.source);
    if (whole === undefined) return node;
    for (const anchor of filledIn(node, whole)) mended.add(anchor);
    return whole;
  });
  if (mended.size === 0) return page;
  const isDoubted = new Set(nodes.flatMap((node) => (node.confidence === 'uncertain' ? namesOf(node) : [])));
  const warnings = page.warnings.filter(({ anchor, kind }) => {
    if (anchor === undefined || !mended.has(anchor) || kind === 'hidden-text') return true;
    return kind === 'doubt' && isDoubted.has(anchor);
  });
  return {
    ...page,
    sources: [...page.sources, ...latex.sources],
    nodes,
    macros: { ...latex.macros, ...page.macros },
    warnings: [
      ...warnings,
      ...unreadIn(nodes).filter(({ anchor }) => anchor !== undefined && mended.has(anchor)),
      ...hiddenOnlyIn(latex, page),
    ],
  };
}

/** What warnings of it may have been about: the node itself, and its formulas that were read now. */
function filledIn(before: PaperNode, after: PaperNode): readonly string[] {
  const unread = new Set(formulasIn(before).flatMap(({ tex, anchor }) => (tex === null ? [anchor] : [])));
  return [...namesOf(before), ...formulasIn(after).flatMap(({ tex, anchor }) => (tex !== null && unread.has(anchor) ? [anchor] : []))];
}

/** By which a page may call it. */
function namesOf({ anchor, aliases, place }: PaperNode): readonly string[] {
  return [anchor, ...aliases, ...(place?.kind === 'element' ? [place.id] : [])];
}

function formulasIn(node: PaperNode): readonly Math[] {
  return contentsOf(node)
    .flat()
    .filter((inline) => inline.kind === 'math');
}

/** Why they are not two readings of one paper; undefined: they are. */
function difference(page: Paper, latex: Paper): string | undefined {
  const versions = [page, latex].map(({ sources }) => sources[0]?.version);
  if (versions[0] !== undefined && versions[1] !== undefined && versions[0] !== versions[1])
    return `The page is ${versions[0]} of the paper and its LaTeX is ${versions[1]}, so what is unreadable in the page was not filled in.`;
  if (page.title !== '' && latex.title !== '' && likeness(page.title, latex.title) < 0.5)
    return `The page calls the paper “${cut(page.title)}” and its LaTeX “${cut(latex.title)}”: two papers may have one identifier, and nothing was mixed.`;
  return undefined;
}

function isUnread(node: PaperNode): boolean {
  if (node.kind === 'equation') return node.tex === null;
  return (
    node.confidence === 'uncertain' ||
    contentsOf(node).some((content) => content.some((inline) => inline.kind === 'math' && inline.tex === null))
  );
}

type Finder = (node: PaperNode) => PaperNode | undefined;

function finder(page: Paper, latex: Paper): Finder {
  const byName = new Map<string, PaperNode>();
  for (const node of latex.nodes) for (const name of node.aliases) byName.set(name, node);
  const byAnchor = new Map(latex.nodes.map((node) => [node.anchor, node]));
  const titleIn = (paper: Paper, anchor: string | undefined): string =>
    words(paper.sections.find((section) => section.anchor === anchor)?.title ?? anchor ?? '').join(' ');
  return (node) => {
    const labelled = node.aliases.map((name) => byName.get(name)).find((other) => other?.kind === node.kind);
    if (labelled !== undefined) return labelled;
    // Both count their anchors by themselves: one number too many above, and all below are others.
    const other = byAnchor.get(node.anchor);
    if (other?.kind !== node.kind || titleIn(page, node.section) !== titleIn(latex, other.section)) return undefined;
    return numberOf(node) === numberOf(other) ? other : undefined;
  };
}

function numberOf(node: PaperNode): string | undefined {
  return 'number' in node ? node.number : undefined;
}

/** `node` with what `other` has read; undefined: they do not agree. */
function mend(node: PaperNode, other: PaperNode, source: number): PaperNode | undefined {
  if (node.kind === 'equation') {
    if (other.kind !== 'equation' || other.tex === null) return undefined;
    const { unreadable: _, ...rest } = node;
    return { ...rest, source, confidence: other.confidence, tex: other.tex, ...defined({ unreadable: other.unreadable }) };
  }
  const theirs = contentsOf(other);
  const ours = contentsOf(node);
  if (ours.length !== theirs.length) return undefined;
  const contents = ours.map((content, index) => mendContent(content, theirs[index] ?? []));
  if (contents.some((content) => content === undefined)) return undefined;
  // A word that failed in the page is still missing there: only its formulas are taken over.
  const isSame = ours.every((content, index) => words(wordsIn(content)).join(' ') === words(wordsIn(theirs[index] ?? [])).join(' '));
  const confidence = node.confidence === 'uncertain' && !isSame ? node.confidence : other.confidence;
  return withContents(
    { ...node, source, confidence },
    contents.map((content) => content ?? []),
  );
}

type Math = Extract<Inline, { readonly kind: 'math' }>;

function mendContent(ours: readonly Inline[], theirs: readonly Inline[]): readonly Inline[] | undefined {
  const formulas = theirs.filter((inline): inline is Math => inline.kind === 'math');
  const own = ours.filter((inline): inline is Math => inline.kind === 'math');
  if (own.length !== formulas.length || likeness(wordsIn(ours), wordsIn(theirs)) < 0.8) return undefined;
  const agreeing = own.filter((inline, index) => inline.tex === null || sameTex(inline, formulas[index]));
  if (agreeing.length < own.length * 0.8 || formulas.some(({ tex }) => tex === null)) return undefined;
  let index = -1;
  return ours.map((inline) => {
    if (inline.kind !== 'math') return inline;
    index++;
    const { tex, unreadable } = formulas[index] ?? { tex: null };
    return inline.tex === null && tex !== null ? { kind: 'math', anchor: inline.anchor, tex, ...defined({ unreadable }) } : inline;
  });
}

function sameTex(a: Formula, b: Formula | undefined): boolean {
  return squeezed(a.tex) === squeezed(b?.tex ?? null);
}

function squeezed(tex: string | null): string {
  return (tex ?? '').replaceAll(/[\s{}]|\\(?:left|right|displaystyle|textstyle)(?![a-z])/gi, '');
}

function withContents(node: Exclude<PaperNode, { kind: 'equation' }>, [first = [], ...rest]: readonly (readonly Inline[])[]): PaperNode {
  switch (node.kind) {
    case 'paragraph':
    case 'footnote':
      return { ...node, content: first };
    case 'algorithm':
      return { ...node, caption: first, lines: node.lines.map((line, index) => ({ ...line, content: rest[index] ?? line.content })) };
    case 'table': {
      let index = 0;
      const rows = node.rows.map((row) => row.map((cell): Cell => ({ ...cell, content: rest[index++] ?? cell.content })));
      return { ...node, caption: first, rows };
    }
    case 'figure':
    case 'listing':
      return { ...node, caption: first };
  }
}

/** What LaTeX hides never shows in the page: comments, white text. */
function hiddenOnlyIn(latex: Paper, page: Paper): readonly PaperWarning[] {
  const known = new Set(page.warnings.map((warning) => (warning.kind === 'hidden-text' ? warning.hidden.excerpt : '')));
  return latex.warnings.flatMap((warning) => {
    if (warning.kind !== 'hidden-text' || known.has(warning.hidden.excerpt)) return [];
    // An anchor of the other reading leads nowhere here.
    return [{ kind: warning.kind, hidden: warning.hidden } satisfies PaperWarning];
  });
}

/** The share of words that both have. */
export function likeness(a: string, b: string): number {
  const [left, right] = [words(a), words(b)];
  if (left.length === 0 && right.length === 0) return 1;
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of right) {
    const left = counts.get(word) ?? 0;
    if (left > 0) common++;
    counts.set(word, left - 1);
  }
  return (2 * common) / (left.length + right.length);
}

function words(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function wordsIn(content: readonly Inline[]): string {
  return plainText(content.filter(({ kind }) => kind !== 'math'));
}

function cut(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
}

/** Whether more than an abstract was read. */
export function hasBody({ nodes }: Paper): boolean {
  return nodes.some((node) => node.section !== 'abstract' && node.kind !== 'footnote' && nodeText(node).trim() !== '');
}
