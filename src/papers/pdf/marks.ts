import type { HiddenText } from '../../base/origin.ts';
import type { FontTraits } from './fonts.ts';

/** Points from the top left of the page: left, top, right, bottom. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** One glyph as it stands on the page. `y` is its baseline. */
export interface Glyph {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  /** Height of the font in points. */
  readonly size: number;
  readonly font: FontTraits;
  /** Stands in a picture that was set into the page. */
  readonly isInPicture: boolean;
  /** Runs from the left to the right; a stamp along the margin does not. */
  readonly isUpright: boolean;
  /** Position in the order of painting. */
  readonly order: number;
  readonly hidden?: HiddenText['kind'];
}

/** Everything that a page shows, in the order of its content stream. */
export interface PageMarks {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  /** Thin lines: of tables, fractions, footnotes. */
  readonly rules: readonly Box[];
  /** Pictures set into the page. */
  readonly pictures: readonly Box[];
  /** Parts of drawings that are no rules. */
  readonly drawings: readonly Box[];
}

export function union(boxes: readonly Box[]): Box {
  return {
    x0: Math.min(...boxes.map(({ x0 }) => x0)),
    y0: Math.min(...boxes.map(({ y0 }) => y0)),
    x1: Math.max(...boxes.map(({ x1 }) => x1)),
    y1: Math.max(...boxes.map(({ y1 }) => y1)),
  };
}

export function holds(outer: Box, x: number, y: number): boolean {
  return x >= outer.x0 && x <= outer.x1 && y >= outer.y0 && y <= outer.y1;
}

export function overlap(a0: number, a1: number, b0: number, b1: number): number {
  return Math.min(a1, b1) - Math.max(a0, b0);
}

export function centre(box: Box): { readonly x: number; readonly y: number } {
  return { x: (box.x0 + box.x1) / 2, y: (box.y0 + box.y1) / 2 };
}
