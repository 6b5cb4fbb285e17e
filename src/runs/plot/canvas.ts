import { glyphOf } from './glyphs.ts';
import { encodePng } from './png.ts';

export type Color = readonly [red: number, green: number, blue: number];

/** Each dot of a letter is so many pixels wide and high. */
const dot = 2;
export const textWidth = 6 * dot;
export const textHeight = 8 * dot;

/** Pixels on white. Coordinates are in pixels from the upper left; what is outside is not drawn. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly #rgb: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#rgb = new Uint8Array(width * height * 3).fill(255);
  }

  /** `share`: 0 leaves what is there, 1 covers it. */
  dab(x: number, y: number, color: Color, share = 1): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const at = (y * this.width + x) * 3;
    for (const [index, part] of color.entries())
      this.#rgb[at + index] = Math.round((this.#rgb[at + index] ?? 0) * (1 - share) + part * share);
  }

  box(x: number, y: number, width: number, height: number, color: Color, share = 1): void {
    for (let down = 0; down < height; down += 1) for (let right = 0; right < width; right += 1) this.dab(x + right, y + down, color, share);
  }

  /** Two pixels thick, its edges softened by how much of a pixel they cover. */
  line(fromX: number, fromY: number, toX: number, toY: number, color: Color): void {
    const reach = 1.6;
    const [dx, dy] = [toX - fromX, toY - fromY];
    const length = dx * dx + dy * dy;
    for (let y = Math.floor(Math.min(fromY, toY) - reach); y <= Math.max(fromY, toY) + reach; y += 1) {
      for (let x = Math.floor(Math.min(fromX, toX) - reach); x <= Math.max(fromX, toX) + reach; x += 1) {
        const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - fromX) * dx + (y - fromY) * dy) / length));
        const share = reach - Math.hypot(x - fromX - along * dx, y - fromY - along * dy);
        if (share > 0) this.dab(x, y, color, Math.min(1, share));
      }
    }
  }

  /** `x`, `y`: the upper left corner. */
  text(x: number, y: number, text: string, color: Color): void {
    for (const [index, character] of [...text].entries()) {
      for (const [column, dots] of glyphOf(character).entries()) {
        for (let row = 0; row < 8; row += 1)
          if ((dots >> row) & 1) this.box(x + index * textWidth + column * dot, y + row * dot, dot, dot, color);
      }
    }
  }

  png(): Buffer {
    return encodePng(this.width, this.height, this.#rgb);
  }
}
