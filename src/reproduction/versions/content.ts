/** What a node of a paper says, whatever number it bears and whatever the numbers of others are that it refers to. */
import type { Inline, PaperNode } from '../../papers/document.ts';

const numbered =
  /\b((?:sub)?sections?|tables?|tabs?\.?|figures?|figs?\.?|eqs?\.?|equations?|algorithms?|algs?\.?|append(?:ix|ices)|chapters?|theorems?|lemmas?|definitions?|lines?|footnotes?|§+)[\s~]*\(?(?:[A-Z]\.?|[IVX]+\.?)?\d*(?:[.\-–]\d+)*\)?(?:(?:,| and| to|–|-)\s*\(?[A-Z]?\d+(?:\.\d+)*\)?)*/giu;

/** One line; references and citations are signs, and so is every number of a section, table or formula that the words name. */
export function contentOf(node: PaperNode): string {
  return plain(parts(node).join(' ¶ '));
}

/** The numbers that white space and dashes are written with are the source’s, not the author’s. */
function plain(text: string): string {
  return text
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
    .replaceAll(/[‘’]/gu, "'")
    .replaceAll(/[“”]/gu, '"')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

function parts(node: PaperNode): readonly string[] {
  switch (node.kind) {
    case 'paragraph':
      return [words(node.content)];
    case 'footnote':
      return [words(node.content)];
    case 'equation':
      return [formula(node.tex)];
    case 'algorithm':
      return [words(node.caption), ...node.lines.map((line) => `${'>'.repeat(line.indent)}${words(line.content)}`)];
    case 'table':
      return [words(node.caption), ...node.rows.map((row) => row.map((cell) => words(cell.content)).join(' | '))];
    case 'figure':
      return [words(node.caption)];
    case 'listing':
      return [words(node.caption), node.text];
  }
}

function words(content: readonly Inline[]): string {
  return content
    .map(wordOf)
    .join('')
    .replaceAll(numbered, (_, word: string) => `${word.toLowerCase().replace(/\.$/, '')} ⟨ref⟩`)
    .replaceAll(/\(?⟨ref⟩\)?(?:\s*⟨ref⟩)+/g, '⟨ref⟩');
}

function wordOf(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'link':
      return inline.text;
    case 'math':
      return formula(inline.tex);
    case 'reference':
      return '⟨ref⟩';
    case 'citation':
      return '⟨cite⟩';
    case 'footnote-mark':
      return '';
  }
}

/** Blanks and the size of brackets draw the same formula. */
function formula(tex: string | null): string {
  if (tex === null) return '[formula]';
  return tex
    .replaceAll(
      /\\(?:left|right|big[lr]?|Big[lr]?|bigg[lr]?|Bigg[lr]?|displaystyle|textstyle|limits|nolimits|,|;|:|!|quad|qquad)(?![a-zA-Z])/g,
      '',
    )
    .replaceAll(/\s+/g, '');
}

/** Words and signs, for telling how much two have in common. */
export function tokensOf(content: string): readonly string[] {
  return content.match(/\\[a-zA-Z]+|[\p{L}]+|\d+(?:\.\d+)?|[^\s\p{L}\d]/gu) ?? [];
}

/** From 0 to 1: what is common, as a share of what both have. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const left = new Map<string, number>();
  for (const token of a) left.set(token, (left.get(token) ?? 0) + 1);
  let common = 0;
  for (const token of b) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    left.set(token, count - 1);
    common++;
  }
  return (2 * common) / (a.length + b.length);
}
