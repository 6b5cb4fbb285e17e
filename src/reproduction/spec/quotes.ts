/** Whether a part of a paper says the words that are given as its own. */

import { nodeText, type PaperNode } from '../../papers/document.ts';
import { findAnchor } from '../../papers/paperJson.ts';
import type { ReadPaper } from '../../papers/parsePaper.ts';

export type Held =
  | { readonly kind: 'said' }
  /** `says`: the words there that come nearest, at most 300 characters. */
  | { readonly kind: 'not-said'; readonly says: string }
  | { readonly kind: 'no-part' };

/** Blanks, quotation marks, dashes, dollars and marks of style count for nothing; letters and numbers do. */
export function normalWords(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\\(?:[,;!:]|(?:quad|qquad|left|right|mathrm|text|mathbf|boldsymbol|operatorname)\b)/g, ' ')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/[\u2018\u2019\u201c\u201d"'`$*_{}~]/g, '')
    .replaceAll(/\[\d+(?:,\s*\d+)*\]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,;:)])/g, '$1')
    .trim()
    .toLowerCase();
}

/** `anchor`: of a node, a line or formula in it, or a section, which says all that its parts say. `quote` may leave words out with … */
export function holdQuote({ paper }: Pick<ReadPaper, 'paper'>, anchor: string, quote: string): Held {
  const found = findAnchor(paper, anchor);
  if (found === undefined) return { kind: 'no-part' };
  const nodes = found.kind === 'node' ? [found.node] : paper.nodes.filter((node) => isWithin(node, found.section.anchor, paper.sections));
  const texts = nodes.map((node) => nodeText(node));
  const pieces = quote
    .split(/…|\.\.\.|\[…\]/)
    .map(squeezed)
    .filter((piece) => piece !== '');
  const isSaid = pieces.length > 0 && texts.some((text) => holdsInOrder(squeezed(text), pieces));
  if (isSaid) return { kind: 'said' };
  return { kind: 'not-said', says: nearest(texts.join('\n'), quote) };
}

/** Formulas are written with and without blanks: only what is not blank is compared. */
function squeezed(text: string): string {
  return normalWords(text).replaceAll(/[\s|:]+/g, '');
}

function holdsInOrder(text: string, pieces: readonly string[]): boolean {
  let from = 0;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return true;
}

function isWithin(node: PaperNode, section: string, sections: readonly { readonly anchor: string; readonly parent?: string }[]): boolean {
  for (let at = node.section; at !== undefined; at = sections.find(({ anchor }) => anchor === at)?.parent) if (at === section) return true;
  return false;
}

/** The sentence with the most words of the quote. */
function nearest(text: string, quote: string): string {
  const words = new Set(normalWords(quote).split(' '));
  const sentences = text.split(/(?<=[.!?])\s+|\n/).filter((sentence) => sentence.trim() !== '');
  const scored = sentences.map((sentence) => ({
    sentence,
    score: normalWords(sentence)
      .split(' ')
      .filter((word) => words.has(word)).length,
  }));
  const best = scored.toSorted((a, b) => b.score - a.score)[0]?.sentence.trim() ?? '';
  return best.length > 300 ? `${best.slice(0, 299)}…` : best;
}
