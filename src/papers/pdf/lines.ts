/** Glyphs in content order become lines: what stands on one baseline, with its scripts and large symbols. */
import type { Box, Glyph } from './marks.ts';

export interface Line {
  readonly page: number;
  readonly glyphs: readonly Glyph[];
  readonly box: Box;
  /** Baseline of its ordinary letters. */
  readonly y: number;
  /** Size of its ordinary letters. */
  readonly size: number;
}

export function linesOf(glyphs: readonly Glyph[], page: number): Line[] {
  const lines: Line[] = [];
  let open: OpenLine | undefined;
  for (const glyph of glyphs) {
    if (open?.takes(glyph)) {
      open.add(glyph);
      continue;
    }
    if (open !== undefined) lines.push(open.line(page));
    open = new OpenLine(glyph);
  }
  if (open !== undefined) lines.push(open.line(page));
  return withPieces(lines);
}

/** A script is smaller than this share of the letters it stands at. */
export const scriptShare = 0.88;

/** Spacing accents, as TeX puts them over letters. */
const accent = /^[\u00a8\u00af\u00b4`ˆ˜˘˙˚ˇ˝]$/u;

class OpenLine {
  readonly #glyphs: Glyph[] = [];
  #y: number;
  #size: number;
  #right: number;

  constructor(first: Glyph) {
    this.#glyphs.push(first);
    this.#y = first.y;
    this.#size = first.size;
    this.#right = first.x1;
  }

  takes(glyph: Glyph): boolean {
    const last = this.#glyphs.at(-1);
    if (last === undefined || last.isInPicture !== glyph.isInPicture) return false;
    const em = Math.max(this.#size, glyph.size);
    const [gap, drop] = [glyph.x0 - this.#right, glyph.y - this.#y];
    const away = Math.abs(drop);
    // Sums and brackets hang below their baseline; a root’s sign is raised above it.
    if (glyph.font.isExtension || last.font.isExtension) return away < 2.2 * em && gap > -1.5 * em && gap < 1.5 * em;
    // An accent over a capital is raised; its letter stands under it.
    if (accent.test(glyph.text) || accent.test(last.text)) return away < 0.5 * em && gap > -1.2 * em && gap < em;
    if (glyph.size < scriptShare * this.#size) {
      if (away < 0.15 * em) return gap > -em;
      return away < 0.8 * em && gap > -3 * em && gap < 0.7 * em;
    }
    if (this.#size < scriptShare * glyph.size) return away < 0.7 * em && gap > -0.2 * em && gap < 0.7 * em;
    // A quarter: the lowered E of TeX’s own name.
    if (away < 0.25 * em) return gap > -em;
    return (glyph.font.isMath || last.font.isMath) && away < 1.05 * em && gap > -0.4 * em && gap < 0.5 * em;
  }

  add(glyph: Glyph): void {
    // A hat, a root’s sign or a large bracket at the start stands on no baseline.
    const isFirst = this.#glyphs.every(({ text, font }) => accent.test(text) || text === '√' || font.isExtension);
    this.#glyphs.push(glyph);
    this.#right = Math.max(this.#right, glyph.x1);
    if (isFirst || this.#size < scriptShare * glyph.size) {
      this.#y = glyph.y;
      this.#size = glyph.size;
    }
  }

  line(page: number): Line {
    return { page, ...measured(this.#glyphs) };
  }
}

/** Baseline and size are those of most letters: a line may begin with a mark or a capital of its own size. */
function measured(glyphs: readonly Glyph[]): Omit<Line, 'page'> {
  const weight = new Map<string, { y: number; size: number; count: number }>();
  for (const { y, size, text, font } of glyphs) {
    const key = `${Math.round(y * 2)} ${Math.round(size * 4)}`;
    const entry = weight.get(key) ?? { y, size, count: 0 };
    entry.count += (font.isMath ? 0.5 : 1) * size * text.length;
    weight.set(key, entry);
  }
  const most = [...weight.values()].reduce((best, entry) => (entry.count > best.count ? entry : best));
  return { glyphs, y: most.y, size: most.size, box: boxOfGlyphs(glyphs) };
}

export function boxOfGlyphs(glyphs: readonly Glyph[]): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const glyph of glyphs) {
    x0 = Math.min(x0, glyph.x0);
    x1 = Math.max(x1, glyph.x1);
    // Extension glyphs hang: most of one is below its baseline.
    y0 = Math.min(y0, glyph.y - (glyph.font.isExtension ? 0.1 : 0.75) * glyph.size);
    y1 = Math.max(y1, glyph.y + (glyph.font.isExtension ? 1.1 : 0.22) * glyph.size);
  }
  return { x0, y0, x1, y1 };
}

/** The lines’ letters with their blanks, formulas included: for finding things, never for showing. */
export function rawText({ glyphs, size }: Line): string {
  let text = '';
  let right: number | undefined;
  for (const glyph of glyphs) {
    if (right !== undefined && glyph.x0 - right > blankShare * size) text += ' ';
    text += glyph.text;
    right = glyph.x1;
  }
  return text.normalize('NFKC');
}

/** A gap wider than this share of the size is a blank between words. */
export const blankShare = 0.13;

/**
 * A fraction or a root in display style within a sentence comes as lines of its own: numerator, denominator, and what stands
 * behind. They are put back into the line that they interrupt.
 */
function withPieces(lines: readonly Line[]): Line[] {
  const whole: Line[] = [];
  let piece: Line | undefined;
  for (const line of lines) {
    const last = whole.at(-1);
    if (last !== undefined && last.page === line.page && isPieceOf(line, last, piece)) {
      const glyphs = [...last.glyphs, ...line.glyphs];
      whole[whole.length - 1] = { ...last, glyphs, box: boxOfGlyphs(glyphs) };
      piece = line;
    } else {
      whole.push(line);
      piece = undefined;
    }
  }
  return whole;
}

function isPieceOf(line: Line, text: Line, before: Line | undefined): boolean {
  const gap = line.box.x0 - text.box.x1;
  const isSamePlace = text.glyphs[0]?.isInPicture === line.glyphs[0]?.isInPicture;
  if (isSamePlace && Math.abs(line.y - text.y) < 0.05 * text.size && gap > -0.3 * text.size && gap < 0.45 * text.size) return true;
  if (!hasWord(text) || !isSamePlace) return false;
  const em = text.size;
  const [from, drop] = [before === undefined ? text.box.x1 - 0.2 * em : before.box.x0 - 0.4 * em, Math.abs(line.y - text.y)];
  if (line.box.x0 < from || line.box.x0 > text.box.x1 + 0.7 * em || line.size > 1.1 * em) return false;
  if (before !== undefined && drop < 0.2 * em && line.box.x0 > text.box.x1 - 0.2 * em) return true;
  return drop > 0.2 * em && drop < 1.1 * em && line.glyphs.length < 25 && !hasWord(line);
}

function hasWord({ glyphs }: Line): boolean {
  let letters = 0;
  for (const { text, font } of glyphs) {
    letters = !font.isMath && /\p{L}/u.test(text) ? letters + 1 : 0;
    if (letters > 2) return true;
  }
  return false;
}
