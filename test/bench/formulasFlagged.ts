/** Which formulas of a source stand flagged at their place in what was read of its PDF: the words of both are laid side by side. */
import type { Paper } from '../../src/papers/document.ts';

export interface Flagged {
  readonly total: number;
  readonly flagged: number;
  /** TeX of those that are not, each with what stands there instead. */
  readonly others: readonly string[];
}

type Piece = { readonly kind: 'word'; readonly text: string } | { readonly kind: 'formula'; readonly text: string };

export function formulasFlagged(source: Paper, read: Paper): Flagged {
  const [wanted, found] = [piecesOf(source), piecesOf(read)];
  const partner = partners(wanted, found);
  const others: string[] = [];
  let total = 0;
  wanted.forEach((piece, index) => {
    if (piece.kind !== 'formula') return;
    total++;
    const before = wanted.findLastIndex((_, at) => at < index && partner.has(at));
    const after = wanted.findIndex((_, at) => at > index && partner.has(at));
    const there = found.slice(before < 0 ? 0 : (partner.get(before) ?? 0) + 1, after < 0 ? found.length : partner.get(after));
    if (!there.some(({ kind }) => kind === 'formula')) others.push(`${piece.text} (${there.map(({ text }) => text).join(' ')})`);
  });
  return { total, flagged: total - others.length, others };
}

function piecesOf(paper: Paper): readonly Piece[] {
  return paper.nodes.flatMap((node): readonly Piece[] => {
    if (node.kind === 'equation') return [{ kind: 'formula', text: node.tex ?? '' }];
    if (node.kind === 'listing') return wordsOf(node.text);
    if (node.kind !== 'paragraph') return [];
    return node.content.flatMap((piece): readonly Piece[] =>
      piece.kind === 'math' ? [{ kind: 'formula', text: piece.tex ?? '' }] : wordsOf(piece.text),
    );
  });
}

function wordsOf(text: string): readonly Piece[] {
  return (text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? []).map((word) => ({ kind: 'word', text: word }));
}

/** Of a longest common subsequence of the words: where each of `a` stands in `b`. */
function partners(a: readonly Piece[], b: readonly Piece[]): ReadonlyMap<number, number> {
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  const isSame = (i: number, j: number) => a[i]?.kind === 'word' && b[j]?.kind === 'word' && a[i].text === b[j].text;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] = isSame(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const found = new Map<number, number>();
  for (let [i, j] = [0, 0]; i < a.length && j < b.length; ) {
    if (isSame(i, j)) found.set(i++, j++);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return found;
}
