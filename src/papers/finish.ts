/** A warning for each formula that could not be read, whatever source the paper has. */
import type { Inline, Paper, PaperNode, PaperWarning } from './document.ts';

export function tellUnread(paper: Paper): Paper {
  const warnings: PaperWarning[] = [];
  for (const node of paper.nodes) {
    if (node.kind === 'equation') tell(warnings, node.anchor, node);
    for (const inline of inlinesOf(node)) if (inline.kind === 'math') tell(warnings, inline.anchor, inline);
  }
  return warnings.length === 0 ? paper : { ...paper, warnings: [...paper.warnings, ...warnings] };
}

/** All words of a node, wherever in it they stand. */
export function inlinesOf(node: PaperNode): readonly Inline[] {
  switch (node.kind) {
    case 'paragraph':
    case 'footnote':
      return node.content;
    case 'equation':
      return [];
    case 'figure':
    case 'listing':
      return node.caption;
    case 'algorithm':
      return [...node.caption, ...node.lines.flatMap((line) => line.content)];
    case 'table':
      return [...node.caption, ...node.rows.flat().flatMap((cell) => cell.content)];
  }
}

function tell(
  warnings: PaperWarning[],
  anchor: string,
  { tex, unreadable }: { readonly tex: string | null; readonly unreadable?: string },
): void {
  if (unreadable === undefined) return;
  warnings.push(
    tex === null
      ? { kind: 'unread', message: `A formula could not be read: ${unreadable}.`, anchor }
      : { kind: 'doubt', message: `A formula cannot be drawn: ${unreadable}.`, anchor },
  );
}
