/** What stands on the page as runs of words, each of which is searched for itself: a paragraph, a caption, a cell, a line. Formulas are their TeX. */
import type { ShownInline, ShownNode } from '../../src/protocol/paper.ts';
import type { Item } from './item.ts';
import { titleContent } from './title.ts';

export function runsOf(item: Item): readonly string[] {
  switch (item.kind) {
    case 'heading':
      return [wordsOf(titleContent(item.section.title))];
    case 'references':
      return [];
    case 'reference':
      return [item.reference.text];
    case 'node':
      return runsOfNode(item.node);
  }
}

function runsOfNode(node: ShownNode): readonly string[] {
  switch (node.kind) {
    case 'paragraph':
    case 'footnote':
      return [wordsOf(node.content)];
    case 'equation':
      return [node.tex ?? ''];
    case 'algorithm':
      return [wordsOf(node.caption), ...node.lines.map(({ content }) => wordsOf(content))];
    case 'table':
      return [wordsOf(node.caption), ...node.rows.flatMap((row) => row.map(({ content }) => wordsOf(content)))];
    case 'figure':
      return [wordsOf(node.caption)];
    case 'listing':
      return [wordsOf(node.caption), node.text];
  }
}

/** A formula that could not be read has no words. */
export function wordsOf(content: readonly ShownInline[]): string {
  return content.map((inline) => (inline.kind === 'math' ? (inline.tex ?? '') : inline.text)).join('');
}

export function lengthOf(content: readonly ShownInline[]): number {
  return content.reduce((sum, inline) => sum + (inline.kind === 'math' ? (inline.tex?.length ?? 0) : inline.text.length), 0);
}
