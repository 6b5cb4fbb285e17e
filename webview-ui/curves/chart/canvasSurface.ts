import type { Polyline, Stroke, Surface } from './surface.ts';

/**
 * A line of so many numbers that is a little thicker than a device pixel is drawn as two thin ones, half of that apart: without a graphics
 * card a thick line of a thousand points takes thirty times as long as a thin one.
 */
const manyNumbers = 200;

export class CanvasSurface implements Surface {
  readonly #context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  #ratio = 1;

  constructor(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D) {
    this.#context = context;
  }

  /** Empties it for a new picture, in CSS pixels from here on. */
  begin(width: number, height: number, ratio: number, font: string): void {
    const context = this.#context;
    this.#ratio = ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = font;
    context.textBaseline = 'middle';
    // A minimum and a maximum are as high as they were measured: a mitre would reach beyond them.
    context.lineJoin = 'bevel';
    context.lineCap = 'butt';
  }

  clip(left: number, top: number, width: number, height: number): void {
    this.#context.save();
    this.#context.beginPath();
    this.#context.rect(left, top, width, height);
    this.#context.clip();
  }

  move(right: number, down: number): void {
    this.#context.save();
    this.#context.translate(right, down);
  }

  unclip(): void {
    this.#context.restore();
  }

  stroke(path: Polyline, { color, width, alpha, dash }: Stroke): void {
    const context = this.#context;
    const thin = 1 / this.#ratio;
    const isDoubled = path.length >= manyNumbers && width > thin && width <= 2 * thin;
    context.globalAlpha = alpha;
    context.strokeStyle = color;
    context.lineWidth = isDoubled ? thin : width;
    context.setLineDash([...dash]);
    context.beginPath();
    if (isDoubled) {
      this.#trace(path, (thin - width) / 2);
      this.#trace(path, (width - thin) / 2);
    } else this.#trace(path, 0);
    context.stroke();
    context.globalAlpha = 1;
  }

  fill(path: Polyline, color: string, alpha: number): void {
    const context = this.#context;
    context.globalAlpha = alpha;
    context.fillStyle = color;
    context.beginPath();
    this.#trace(path, 0);
    context.fill();
    context.globalAlpha = 1;
  }

  #trace({ data, length }: Polyline, down: number): void {
    const context = this.#context;
    let isDown = false;
    for (let at = 0; at < length; at += 2) {
      const x = data[at] ?? 0;
      // biome-ignore lint/suspicious/noSelfCompare: a million times in a frame, the fastest test for NaN
      if (x !== x) isDown = false;
      else if (isDown) context.lineTo(x, (data[at + 1] ?? 0) + down);
      else {
        context.moveTo(x, (data[at + 1] ?? 0) + down);
        isDown = true;
      }
    }
  }

  dots({ data, length }: Polyline, radius: number, color: string, alpha: number): void {
    const context = this.#context;
    context.globalAlpha = alpha;
    context.fillStyle = color;
    context.beginPath();
    for (let at = 0; at < length; at += 2) {
      const x = data[at] ?? 0;
      const y = data[at + 1] ?? 0;
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.fill();
    context.globalAlpha = 1;
  }

  ring(x: number, y: number, radius: number, color: string, inside: string): void {
    const context = this.#context;
    context.setLineDash([]);
    context.lineWidth = 1.5;
    context.strokeStyle = color;
    context.fillStyle = inside;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }

  text(text: string, x: number, y: number, align: 'left' | 'center' | 'right', color: string): void {
    this.#context.textAlign = align;
    this.#context.fillStyle = color;
    this.#context.fillText(text, x, y);
  }
}
