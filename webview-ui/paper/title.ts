import type { ShownInline } from '../../src/protocol/paper.ts';

/** A title is words; a formula in it stands between dollar signs. Sums of money do not. */
export function titleContent(title: string): readonly ShownInline[] {
  const content: ShownInline[] = [];
  let from = 0;
  for (const match of title.matchAll(/\$(?=\S)([^$]*[^$\s\\])\$(?!\d)/g)) {
    if (match.index > from) content.push({ kind: 'text', text: title.slice(from, match.index) });
    content.push({ kind: 'math', anchor: '', tex: match[1] ?? '' });
    from = match.index + match[0].length;
  }
  if (from < title.length) content.push({ kind: 'text', text: title.slice(from) });
  return content;
}
