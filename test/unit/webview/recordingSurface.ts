import type { Polyline, Stroke, Surface } from '../../../webview-ui/curves/chart/surface.ts';
import type { Theme } from '../../../webview-ui/curves/theme.ts';

/** x and y of each vertex; lines are apart where the pen was lifted. */
export type Lines = readonly (readonly (readonly [number, number])[])[];

export interface RecordedStroke extends Stroke {
  readonly lines: Lines;
}

/** Keeps what was drawn as numbers. */
export class RecordingSurface implements Surface {
  readonly strokes: RecordedStroke[] = [];
  readonly fills: { readonly color: string; readonly lines: Lines }[] = [];
  readonly texts: string[] = [];
  readonly centres: (readonly [number, number])[] = [];
  readonly rings: { readonly x: number; readonly y: number; readonly color: string }[] = [];

  clip(): void {}
  move(): void {}
  unclip(): void {}

  stroke(path: Polyline, stroke: Stroke): void {
    this.strokes.push({ ...stroke, lines: linesOf(path) });
  }

  fill(path: Polyline, color: string): void {
    this.fills.push({ color, lines: linesOf(path) });
  }

  dots(centres: Polyline): void {
    this.centres.push(...linesOf(centres).flat());
  }

  ring(x: number, y: number, _radius: number, color: string): void {
    this.rings.push({ x, y, color });
  }

  text(text: string): void {
    this.texts.push(text);
  }
}

function linesOf({ data, length }: Polyline): Lines {
  const lines: (readonly [number, number])[][] = [];
  let isDown = false;
  for (let at = 0; at < length; at += 2) {
    const [x = Number.NaN, y = Number.NaN] = data.subarray(at, at + 2);
    if (Number.isNaN(x)) isDown = false;
    else {
      if (!isDown) lines.push([]);
      lines.at(-1)?.push([x, y]);
      isDown = true;
    }
  }
  return lines;
}

export const plainTheme: Theme = {
  isHighContrast: false,
  foreground: 'black',
  muted: 'gray',
  grid: 'silver',
  axis: 'dimgray',
  warning: 'orange',
  error: 'red',
  selection: 'lightblue',
  font: '11px sans-serif',
  surface: 'white',
  color: (index) => `color-${index}`,
  dash: () => [],
};
