/** Text that a person looking at the page would not see. It is told to the reader as a warning and never read as the paper’s. */
import type { HiddenText } from '../../base/origin.ts';
import type { Box, Glyph } from './marks.ts';
import { holds } from './marks.ts';

/** Something opaque that was painted. */
export interface Cover {
  readonly box: Box;
  readonly order: number;
  /** `#rrggbb`, `pattern` or `picture`. */
  readonly ink: string;
  /** What it is painted over cannot be seen: it is a rectangle, and no picture of the whole page. */
  readonly hides: boolean;
}

interface Ink {
  readonly mode: number;
  readonly ink: string;
  readonly opacity: number;
  readonly clip: Box;
  readonly sheet: Box;
  readonly covers: readonly Cover[];
}

/** Below this many points nobody reads. */
const readableSize = 2;
/** Of 255, the least difference between ink and ground, in the channel where they differ most. */
const leastContrast = 24;

type Mark = Pick<Glyph, 'x0' | 'x1' | 'y' | 'size'>;

export function hiddenByInk(glyph: Mark, ink: Ink): HiddenText['kind'] | undefined {
  // Rendering modes 3 and 7: neither filled nor stroked.
  if (ink.mode === 3 || ink.mode === 7 || ink.opacity < 0.05 || ink.ink === 'transparent') return 'invisible';
  const [x, y] = middle(glyph);
  if (!holds(ink.sheet, x, y)) return 'off-page';
  if (!holds(widened(ink.clip), x, y)) return 'off-page';
  if (glyph.size < readableSize) return 'tiny';
  // Stroked letters are seen by their outline, whatever fills them.
  if (ink.mode === 1 || ink.mode === 2) return undefined;
  return contrast(ink.ink, groundAt(x, y, ink.covers)) * ink.opacity < leastContrast ? 'white' : undefined;
}

/** Marks what was painted over later. */
export function hiddenByCover(glyphs: readonly Glyph[], covers: readonly Cover[]): readonly Glyph[] {
  const large = covers.filter(({ box, hides }) => hides && box.y1 - box.y0 > 3 && box.x1 - box.x0 > 3);
  if (large.length === 0) return glyphs;
  return glyphs.map((glyph) => {
    if (glyph.hidden !== undefined) return glyph;
    const [x, y] = middle(glyph);
    return large.some(({ box, order }) => order > glyph.order && holds(box, x, y)) ? { ...glyph, hidden: 'invisible' as const } : glyph;
  });
}

function middle({ x0, x1, y, size }: Mark): readonly [number, number] {
  return [(x0 + x1) / 2, y - size * 0.25];
}

/** A clip along the letters’ edge cuts none of them. */
function widened({ x0, y0, x1, y1 }: Box): Box {
  return { x0: x0 - 2, y0: y0 - 2, x1: x1 + 2, y1: y1 + 2 };
}

function groundAt(x: number, y: number, covers: readonly Cover[]): string {
  return covers.findLast(({ box }) => holds(box, x, y))?.ink ?? '#ffffff';
}

/** Patterns and pictures differ from anything. */
function contrast(ink: string, ground: string): number {
  const [a, b] = [channels(ink), channels(ground)];
  if (a === undefined || b === undefined) return 255;
  return Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? 0))));
}

function channels(ink: string): readonly number[] | undefined {
  if (!/^#[0-9a-f]{6}$/i.test(ink)) return undefined;
  return [1, 3, 5].map((at) => Number.parseInt(ink.slice(at, at + 2), 16));
}
