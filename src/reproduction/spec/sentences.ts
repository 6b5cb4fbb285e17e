/** What a paper says of its own work, sentence by sentence with the part that says it; other people's work, aims and conclusions are left out. */
import type { Paper } from '../../papers/document.ts';
import { nodeText } from '../../papers/document.ts';
import { passagesOf, splitAt } from '../../papers/said/passages.ts';
import type { Said } from '../../papers/said/said.ts';
import { indexPaper } from '../slice/paperIndex.ts';

export interface Sentence {
  readonly anchor: string;
  readonly text: string;
  /** Of a table: its cells in rows, each a sentence of its own. */
  readonly isCell: boolean;
  /** Title of the section it stands in. */
  readonly section: string;
}

export function sentencesOf(paper: Paper, said: Pick<Said, 'notation'>): readonly Sentence[] {
  const index = indexPaper(paper, said);
  const others = new Set(
    passagesOf(paper)
      .sentences.filter(({ line, others: spans }) => spans.some(([start, end]) => start === 0 && end >= line.text.trimEnd().length - 1))
      .map(({ anchor, line }) => `${anchor} ${beginning(line.text)}`),
  );
  const titles = new Map(paper.sections.map(({ anchor, title }) => [anchor, title]));
  return paper.nodes.flatMap((node): readonly Sentence[] => {
    if (index.isAside(node.section) || node.kind === 'listing') return [];
    const section = titles.get(node.section ?? '') ?? '';
    const text = nodeText(node);
    if (node.kind === 'equation') return [{ anchor: node.anchor, text, isCell: false, section }];
    const parts =
      node.kind === 'table' || node.kind === 'algorithm' ? text.split('\n') : splitAt(text).map(([start, end]) => text.slice(start, end));
    return parts
      .map((part) => part.replaceAll(/\s+/g, ' ').trim())
      .filter((part) => part !== '' && !others.has(`${node.anchor} ${beginning(part)}`))
      .map((part, place) => ({ anchor: node.anchor, text: part, isCell: node.kind === 'table' && place > 0, section }));
  });
}

/** Enough letters to tell sentences of one paragraph apart, however formulas in them are written. */
function beginning(text: string): string {
  return text
    .replaceAll(/\$[^$]*\$|\[[^\]]*\]|⟦[^⟧]*⟧/g, '')
    .replaceAll(/[^\p{L}]/gu, '')
    .slice(0, 24);
}
