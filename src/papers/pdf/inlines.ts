/** Lines become the words, formulas and marks of a paragraph. Glyphs of formulas end here: nothing of them is text. */
import type { Inline } from '../document.ts';
import { formulaSpans } from './formulaSpans.ts';
import { atLineEnd, type PaperWords } from './hyphens.ts';
import { blankShare, type Line } from './lines.ts';
import type { Glyph } from './marks.ts';

export const onlyInPdf = 'only in the PDF';

export interface InlineOptions {
  /** Of the node that the text stands in: formulas are numbered within it. */
  readonly anchor: string;
  readonly words: PaperWords;
  /** The anchor of the footnote with this mark on this page. */
  note(page: number, mark: string): string | undefined;
  /** Glyphs at the start of the first line that are no text: the mark of an item or a footnote. */
  readonly skip?: number;
  /** Anchors of formulas go on from here. */
  readonly formulasBefore?: number;
}

type Style = Extract<Inline, { kind: 'text' }>['style'];
type Piece =
  | { readonly kind: 'text'; text: string; readonly style: Style }
  | { readonly kind: 'math' }
  | { readonly kind: 'mark'; readonly text: string; readonly page: number };

export function inlinesOf(lines: readonly Line[], options: InlineOptions): readonly Inline[] {
  const pieces: Piece[] = [];
  const common = commonStyle(lines);
  let isOpen = false;
  lines.forEach((line, index) => {
    const skip = index === 0 ? (options.skip ?? 0) : 0;
    const own = piecesOf(skip === 0 ? line : { ...line, glyphs: line.glyphs.slice(skip) }, common, isOpen, options);
    append(pieces, own.pieces, isOpen, options.words);
    isOpen = own.isOpen;
  });
  let formulas = options.formulasBefore ?? 0;
  const inline = (piece: Piece): readonly Inline[] => {
    switch (piece.kind) {
      case 'math':
        return [{ kind: 'math', anchor: `${options.anchor}.m${++formulas}`, tex: null, unreadable: onlyInPdf }];
      case 'mark':
        return [{ kind: 'footnote-mark', to: options.note(piece.page, piece.text) ?? piece.text, text: piece.text }];
      case 'text':
        if (piece.text === '') return [];
        return [{ kind: 'text', text: piece.text, ...(piece.style === undefined ? {} : { style: piece.style }) }];
    }
  };
  return pieces.flatMap(inline);
}

/** Joins the next line on: a blank, or a hyphen kept or dropped. */
function append(pieces: Piece[], next: readonly Piece[], isOpen: boolean, words: PaperWords): void {
  const [last, first, ...rest] = [pieces.at(-1), ...next];
  if (first === undefined) return;
  if (last === undefined) {
    pieces.push(first, ...rest);
    return;
  }
  // One formula over two lines.
  if (isOpen && last.kind === 'math' && first.kind === 'math') {
    pieces.push(...rest);
    return;
  }
  const joint = last.kind === 'text' && first.kind === 'text' ? atLineEnd(last.text, first.text, words) : 'blank';
  if (joint === 'drop' && last.kind === 'text') last.text = last.text.slice(0, -1);
  if (joint === 'blank') {
    if (last.kind === 'text') last.text += ' ';
    else pieces.push({ kind: 'text', text: ' ', style: undefined });
  }
  const end = pieces.at(-1);
  if (end?.kind === 'text' && first.kind === 'text' && end.style === first.style) end.text += first.text;
  else pieces.push(first);
  pieces.push(...rest);
}

function piecesOf(
  line: Line,
  common: Style,
  isContinued: boolean,
  { note }: InlineOptions,
): { readonly pieces: readonly Piece[]; readonly isOpen: boolean } {
  const known: ReadonlySet<string> = new Set(
    ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '∗', '*', '†', '‡'].filter((mark) => note(line.page, mark) !== undefined),
  );
  const { formulas, marks, isOpen } = formulaSpans(line, isContinued, known);
  const pieces: Piece[] = [];
  let text = '';
  let style: Style;
  let right: number | undefined;
  const flush = () => {
    if (text !== '') pieces.push({ kind: 'text', text: readable(text), style });
    text = '';
  };
  line.glyphs.forEach((glyph, index) => {
    const isBlank = right !== undefined && glyph.x0 - right > blankShare * line.size;
    const accented = right !== undefined && glyph.x0 < right - 0.3 * (glyph.x1 - glyph.x0);
    right = Math.max(glyph.x1, accented ? (right ?? 0) : 0);
    const formula = formulas.find(({ start, end }) => index >= start && index < end);
    const mark = marks.find(({ start, end }) => index >= start && index < end);
    if (formula !== undefined || mark !== undefined) {
      if ((formula ?? mark)?.start !== index) return;
      if (isBlank) text += ' ';
      flush();
      if (formula !== undefined) pieces.push({ kind: 'math' });
      else pieces.push({ kind: 'mark', text: textOf(line.glyphs.slice(mark?.start, mark?.end)), page: line.page });
      return;
    }
    const own = styleOf(glyph);
    const changed = /[\p{L}\d]/u.test(glyph.text) ? (own === common ? undefined : own) : style;
    if (isBlank) text += ' ';
    if (changed !== style) flush();
    style = changed;
    text += glyph.text;
  });
  flush();
  return { pieces, isOpen };
}

const accents: Readonly<Record<string, string>> = {
  ...{
    '´': '\u0301',
    '`': '\u0300',
    '¨': '\u0308',
    ˆ: '\u0302',
    '˜': '\u0303',
    '¯': '\u0304',
    '˘': '\u0306',
    '˙': '\u0307',
    '˚': '\u030a',
    ˇ: '\u030c',
  },
  ...{ '˝': '\u030b', '¸': '\u0327', '˛': '\u0328' },
};

/** Ligatures as letters, accents on their letters, TeX’s name for itself as it is written. */
export function readable(text: string): string {
  return text
    .replaceAll(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
    .replaceAll(/([´`¨ˆ˜¯˘˙˚ˇ˝])(\p{L})/gu, (_, accent: string, letter: string) => plainLetter(letter) + (accents[accent] ?? ''))
    .replaceAll(/(\p{L})([¸˛])/gu, (_, letter: string, accent: string) => letter + (accents[accent] ?? ''))
    .normalize('NFC')
    .replaceAll(/[^\P{C}\u00ad]/gu, '')
    .replaceAll(/LATEX(?=\b|\d)/g, 'LaTeX')
    .replaceAll(/B(?:IB|ib)TEX\b/g, 'BibTeX')
    .replaceAll(/\bTEX\b/g, 'TeX');
}

function plainLetter(letter: string): string {
  if (letter === 'ı') return 'i';
  return letter === 'ȷ' ? 'j' : letter;
}

function styleOf({ font }: Glyph): Style {
  if (font.isMono) return 'code';
  if (font.isBold) return 'strong';
  if (font.isItalic) return 'emphasis';
  return font.isSmallCapitals ? 'small-capitals' : undefined;
}

/** A caption or an abstract all in bold emphasizes nothing. */
function commonStyle(lines: readonly Line[]): Style {
  const counts = new Map<Style, number>();
  for (const { glyphs } of lines) {
    for (const glyph of glyphs) if (!glyph.font.isMath) counts.set(styleOf(glyph), (counts.get(styleOf(glyph)) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts].find(([, count]) => count > 0.7 * total)?.[0];
}

function textOf(glyphs: readonly Glyph[]): string {
  return glyphs.map(({ text }) => text).join('');
}
