/** A warning for each formula that could not be read, whatever source the paper has. */
import { inlinesOf, type Paper, type PaperWarning } from './document.ts';

export function tellUnread(paper: Paper): Paper {
  const warnings: PaperWarning[] = [];
  for (const node of paper.nodes) {
    if (node.kind === 'equation') tell(warnings, node.anchor, node);
    for (const inline of inlinesOf(node)) if (inline.kind === 'math') tell(warnings, inline.anchor, inline);
  }
  return warnings.length === 0 ? paper : { ...paper, warnings: [...paper.warnings, ...warnings] };
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
