/** What every source’s record is given at the end: ligatures in its words, and a warning for each formula that could not be read. */
import type { AlgorithmLine, Cell, Inline, Paper, PaperNode, PaperWarning } from '../document.ts';
import { withLigatures } from './blocks/characters.ts';

export function finished(paper: Paper): Paper {
  const warnings: PaperWarning[] = [...paper.warnings];
  const inlines = (content: readonly Inline[]): readonly Inline[] =>
    content.map((inline) => {
      if (inline.kind === 'math') tell(warnings, inline.anchor, inline);
      return inline.kind === 'text' && inline.style !== 'code' ? { ...inline, text: withLigatures(inline.text) } : inline;
    });
  const nodes = paper.nodes.map((node): PaperNode => {
    switch (node.kind) {
      case 'paragraph':
      case 'footnote':
        return { ...node, content: inlines(node.content) };
      case 'equation':
        tell(warnings, node.anchor, node);
        return node;
      case 'figure':
      case 'listing':
        return { ...node, caption: inlines(node.caption) };
      case 'algorithm':
        return {
          ...node,
          caption: inlines(node.caption),
          lines: node.lines.map((line): AlgorithmLine => ({ ...line, content: inlines(line.content) })),
        };
      case 'table':
        return {
          ...node,
          caption: inlines(node.caption),
          rows: node.rows.map((row) => row.map((cell): Cell => ({ ...cell, content: inlines(cell.content) }))),
        };
    }
  });
  const sections = paper.sections.map((section) => ({ ...section, title: withLigatures(section.title) }));
  const references = paper.references.map((reference) => ({ ...reference, text: withLigatures(reference.text) }));
  return { ...paper, title: withLigatures(paper.title), sections, references, nodes, warnings };
}

function tell(
  warnings: PaperWarning[],
  anchor: string,
  { tex, unreadable }: { readonly tex: string | null; readonly unreadable?: string },
): void {
  if (unreadable === undefined) return;
  warnings.push(
    tex === null
      ? { kind: 'unread', message: `A formula ${unreadable}.`, anchor }
      : { kind: 'doubt', message: `A formula cannot be drawn: ${unreadable}.`, anchor },
  );
}
