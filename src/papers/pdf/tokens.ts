import { blankShare, type Line } from './lines.ts';
import type { Glyph } from './marks.ts';

/** Glyphs of a line without a blank between them, `end` exclusive. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function tokensOf({ glyphs, size }: Line): readonly Token[] {
  const tokens: Token[] = [];
  let start = 0;
  for (let index = 1; index <= glyphs.length; index++) {
    const [before, glyph] = [glyphs[index - 1], glyphs[index]];
    if (before !== undefined && glyph !== undefined && glyph.x0 - before.x1 <= blankShare * size) continue;
    tokens.push({
      start,
      end: index,
      text: glyphs
        .slice(start, index)
        .map((each) => each.text)
        .join(''),
    });
    start = index;
  }
  return tokens;
}

export function tokenAt(tokens: readonly Token[], index: number): Token | undefined {
  return tokens.find(({ start, end }) => index >= start && index < end);
}

/** Of the bracket that closes the one at `open`. */
export function bracketEnd(glyphs: readonly Glyph[], open: number): number | undefined {
  return matching(glyphs, open, 1, /^[([]$/, /^[)\]]$/);
}

export function bracketStart(glyphs: readonly Glyph[], close: number): number | undefined {
  return matching(glyphs, close, -1, /^[)\]]$/, /^[([]$/);
}

function matching(glyphs: readonly Glyph[], from: number, step: 1 | -1, deeper: RegExp, back: RegExp): number | undefined {
  let depth = 0;
  for (let index = from; index >= 0 && index < glyphs.length; index += step) {
    const text = glyphs[index]?.text ?? '';
    if (deeper.test(text)) depth++;
    else if (back.test(text) && --depth === 0) return index;
  }
  return undefined;
}
