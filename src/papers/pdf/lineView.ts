import { type Line, scriptShare } from './lines.ts';
import type { Glyph } from './marks.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A line as the search for formulas asks about it; gaps in ems. */
export class LineView {
  readonly line: Line;
  readonly glyphs: readonly Glyph[];
  readonly tokens: readonly Token[];
  readonly em: number;

  constructor(line: Line) {
    this.line = line;
    this.glyphs = line.glyphs;
    this.tokens = tokensOf(line);
    this.em = line.size;
  }

  isScript(index: number): boolean {
    const glyph = this.glyphs[index];
    if (glyph === undefined) return false;
    // Letters of full size off the baseline: a fraction.
    if (glyph.size >= scriptShare * this.em)
      return Math.abs(glyph.y - this.line.y) > 0.3 * this.em && !/^[\u00a8\u00af\u00b4`ˆ˜˘˙˚ˇ˝]$/u.test(glyph.text);
    // The raised A of LaTeX’s own name.
    if (glyph.text === 'A' && this.char(index - 1) === 'L' && this.char(index + 1) === 'T') return false;
    return Math.abs(glyph.y - this.line.y) > 0.1 * this.em;
  }

  /** In ems; the first glyph of a line has everything before it. */
  gapBefore(index: number): number {
    const [before, glyph] = [this.glyphs[index - 1], this.glyphs[index]];
    return before === undefined || glyph === undefined ? 9 : (glyph.x0 - before.x1) / this.em;
  }

  char(index: number): string {
    return this.glyphs[index]?.text ?? '';
  }

  text(start: number, end: number): string {
    return this.glyphs
      .slice(start, end)
      .map((glyph) => glyph.text)
      .join('');
  }

  /** Where the digits or letters begin that end at `last`. */
  partStart(token: Token, last: number): number {
    const kind = /\d/.test(this.char(last)) ? /[\d.]/ : /\p{L}/u;
    let start = last;
    while (start > token.start && kind.test(this.char(start - 1)) && kind.test(this.char(last))) start--;
    return start;
  }
}
