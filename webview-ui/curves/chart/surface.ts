/** What a chart is drawn on: a canvas, an SVG file, or a list that a test reads. In CSS pixels. */
export interface Surface {
  /** Everything until `unclip` is cut off at this box. */
  clip(left: number, top: number, width: number, height: number): void;
  /** What follows is drawn that much further right and down, until `unclip`. */
  move(right: number, down: number): void;
  unclip(): void;
  stroke(path: Polyline, stroke: Stroke): void;
  /** A closed shape. */
  fill(path: Polyline, color: string, alpha: number): void;
  dots(centres: Polyline, radius: number, color: string, alpha: number): void;
  ring(x: number, y: number, radius: number, color: string, inside: string): void;
  text(text: string, x: number, y: number, align: 'left' | 'center' | 'right', color: string): void;
}

export interface Stroke {
  readonly color: string;
  readonly width: number;
  readonly alpha: number;
  readonly dash: readonly number[];
}

/** Points of lines one after another; a pair of NaN lifts the pen. Grows and is used again: nothing is allocated while drawing. */
export class Polyline {
  data = new Float64Array(256);
  /** Numbers in `data`: twice the points. */
  length = 0;

  clear(): this {
    this.length = 0;
    return this;
  }

  to(x: number, y: number): void {
    if (this.length + 2 > this.data.length) {
      const data = new Float64Array(this.data.length * 2);
      data.set(this.data);
      this.data = data;
    }
    this.data[this.length] = x;
    this.data[this.length + 1] = y;
    this.length += 2;
  }

  /** Ends this line; the next point begins another. */
  lift(): void {
    if (this.length > 0 && !Number.isNaN(this.data[this.length - 1] ?? 0)) this.to(Number.NaN, Number.NaN);
  }
}
