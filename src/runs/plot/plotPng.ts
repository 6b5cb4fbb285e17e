/** Series of runs as a picture, drawn without a library. Pure. */
import { Canvas, type Color, textHeight, textWidth } from './canvas.ts';
import { type Axis, axisOver } from './ticks.ts';

export interface PlottedSeries {
  /** `loss of baseline`: in the legend. */
  readonly name: string;
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

export interface Plot {
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
}

const width = 960;
const height = 600;
const ink: Color = [40, 40, 40];
const grid: Color = [225, 225, 225];
/** Told apart by people who do not see all colours (Okabe and Ito, 2008), without yellow on white. */
const colors: readonly Color[] = [
  [0, 114, 178],
  [213, 94, 0],
  [0, 158, 115],
  [204, 121, 167],
  [230, 159, 0],
  [86, 180, 233],
  [110, 110, 110],
  [0, 0, 0],
];
export const mostSeries = colors.length;
const legendChars = 60;

/**
 * Every value counts: where more than one falls on a column of pixels, the column reaches from the lowest to the highest. Nothing is smoothed,
 * the axes are linear and hold all finite values; what is not finite is marked at the upper edge. Undefined where no value is finite.
 */
export function plotPng(series: readonly PlottedSeries[]): Plot | undefined {
  const drawn = series.slice(0, mostSeries);
  const bounds = boundsOf(drawn);
  if (bounds === undefined) return undefined;
  const x = axisOver(bounds.firstStep, bounds.lastStep, 8);
  const y = axisOver(bounds.low, bounds.high, 8);
  const labels = y.ticks.map((tick) => y.label(tick));
  const left = 20 + Math.max(3, ...labels.map(({ length }) => length)) * textWidth;
  const top = 16 + drawn.length * (textHeight + 4) + 8;
  const area = { left, top, right: width - 20, bottom: height - 20 - 2 * (textHeight + 6) };
  const canvas = new Canvas(width, height);
  drawAxes(canvas, area, x, y);
  for (const [index, one] of drawn.entries()) {
    const color = colors[index] ?? ink;
    drawSeries(canvas, one, color, area, x, y);
    drawLegend(canvas, one, color, left, 12 + index * (textHeight + 4));
  }
  return { png: canvas.png(), width, height };
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Bounds {
  readonly firstStep: number;
  readonly lastStep: number;
  readonly low: number;
  readonly high: number;
}

function boundsOf(series: readonly PlottedSeries[]): Bounds | undefined {
  let [firstStep, lastStep] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { steps, values } of series) {
    for (let index = 0; index < values.length; index += 1) {
      const [step, value] = [steps[index] ?? Number.NaN, values[index] ?? Number.NaN];
      if (!Number.isFinite(step)) continue;
      [firstStep, lastStep] = [Math.min(firstStep, step), Math.max(lastStep, step)];
      if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
  }
  return low > high ? undefined : { firstStep, lastStep, low, high };
}

function place(axis: Axis, value: number, from: number, to: number): number {
  return from + ((value - axis.low) / (axis.high - axis.low)) * (to - from);
}

function drawAxes(canvas: Canvas, { left, top, right, bottom }: Area, x: Axis, y: Axis): void {
  for (const tick of y.ticks) {
    const at = Math.round(place(y, tick, bottom, top));
    const label = y.label(tick);
    canvas.box(left, at, right - left, 1, grid);
    canvas.text(left - 8 - label.length * textWidth, at - textHeight / 2 + 2, label, ink);
  }
  let end = 0;
  for (const tick of x.ticks) {
    const at = Math.round(place(x, tick, left, right));
    const label = x.label(tick);
    canvas.box(at, top, 1, bottom - top, grid);
    const from = Math.min(at - Math.round((label.length * textWidth) / 2), width - label.length * textWidth);
    if (from < end) continue;
    canvas.text(from, bottom + 8, label, ink);
    end = from + (label.length + 1) * textWidth;
  }
  canvas.box(left, top, 1, bottom - top, ink);
  canvas.box(left, bottom, right - left, 1, ink);
  canvas.text(Math.round((left + right) / 2) - 2 * textWidth, bottom + 14 + textHeight, 'step', ink);
}

/** What falls on one column of pixels. */
interface Column {
  readonly at: number;
  readonly first: number;
  last: number;
  low: number;
  high: number;
}

function drawSeries(canvas: Canvas, { steps, values }: PlottedSeries, color: Color, area: Area, x: Axis, y: Axis): void {
  let before: Column | undefined;
  let column: Column | undefined;
  const draw = (): void => {
    if (column === undefined) return;
    if (before !== undefined) canvas.line(before.at, before.last, column.at, column.first, color);
    canvas.line(column.at, column.low, column.at, column.high, color);
    before = column;
  };
  for (let index = 0; index < values.length; index += 1) {
    const [step, value] = [steps[index] ?? Number.NaN, values[index] ?? Number.NaN];
    if (!Number.isFinite(step)) continue;
    const at = Math.round(place(x, step, area.left, area.right));
    if (!Number.isFinite(value)) {
      // The line breaks where nothing can be drawn.
      draw();
      [before, column] = [undefined, undefined];
      canvas.line(at - 4, area.top, at + 4, area.top + 8, color);
      canvas.line(at - 4, area.top + 8, at + 4, area.top, color);
      continue;
    }
    const up = place(y, value, area.bottom, area.top);
    if (column === undefined || column.at !== at) {
      draw();
      column = { at, first: up, last: up, low: up, high: up };
      continue;
    }
    column.last = up;
    column.low = Math.min(column.low, up);
    column.high = Math.max(column.high, up);
  }
  draw();
}

function drawLegend(canvas: Canvas, { name, values }: PlottedSeries, color: Color, x: number, y: number): void {
  const odd = Array.from(values).filter((value) => !Number.isFinite(value)).length;
  const said = `${name} (${values.length} values${odd === 0 ? '' : `, ${odd} not finite: x`})`;
  canvas.box(x, y + textHeight / 2 - 3, 24, 4, color);
  canvas.text(x + 32, y, said.length > legendChars ? `${said.slice(0, legendChars)}...` : said, ink);
}
