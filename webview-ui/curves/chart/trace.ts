import type { HeldWindow } from './held.ts';
import type { Rows } from './rows.ts';
import { type Scale, toPx } from './scale.ts';
import type { Polyline } from './surface.ts';

/** Where lines are drawn: the scales, and where a value lies that a logarithmic axis has no place for. */
export interface Field {
  readonly x: Scale;
  readonly y: Scale;
}

/**
 * The line of a window. Of columns: in each pixel column a stroke from the least to the greatest value, joined to the next by the
 * line from its last value to the first there, which is what all points drawn one by one would cover. Lone points go to `dots`.
 */
export function traceLine(window: HeldWindow, rows: Rows, field: Field, path: Polyline, dots: Polyline): void {
  if (rows.kind === 'points') tracePoints(rows, field, path, dots);
  else traceColumns(window, rows, field, path);
}

function tracePoints({ data, count }: Rows, { x, y }: Field, path: Polyline, dots: Polyline): void {
  let length = 0;
  let lastX = 0;
  let lastY = 0;
  path.lift();
  for (let row = 0; row < count; row++) {
    const px = toPx(x, data[row * 2] ?? Number.NaN);
    const py = toPx(y, data[row * 2 + 1] ?? Number.NaN);
    if (Number.isFinite(px) && Number.isFinite(py)) {
      path.to(px, py);
      length++;
      lastX = px;
      lastY = py;
      continue;
    }
    if (length === 1) dots.to(lastX, lastY);
    length = 0;
    path.lift();
  }
  if (length === 1) dots.to(lastX, lastY);
}

function traceColumns(window: HeldWindow, rows: Rows, { x, y }: Field, path: Polyline): void {
  const { data } = rows;
  const { first, end: behind } = seenRows(rows, x);
  const { origin, columnWidth } = window;
  const pxPerColumn = columnWidth * x.pxPerUnit;
  const left = x.startPx + (origin - x.origin) * x.pxPerUnit + pxPerColumn / 2;
  // On a logarithmic axis what is not positive lies below everything: the stroke leaves the picture.
  const bottom = y.startPx + 4;
  path.lift();
  // Of the column before; a NaN in `beforeLow`: there is none to be joined to.
  let beforePx = 0;
  let beforeLow = Number.NaN;
  let beforeHigh = 0;
  let beforeLast = 0;
  let end = 0;
  for (let row = first; row < behind; row++) {
    const at = row * 6;
    const value = data[at] ?? 0;
    const px = value < window.from ? toPx(x, value) : left + window.columnOf(value) * pxPerColumn;
    const low = place(y, data[at + 2] ?? 0, bottom);
    const high = place(y, data[at + 3] ?? 0, bottom);
    if (!Number.isFinite(px) || (high === bottom && y.isLog)) {
      path.lift();
      beforeLow = Number.NaN;
      continue;
    }
    // Pixels count downwards. Where two strokes reach the same heights, the line from the one to the other lies within them.
    const isApart = !(high <= beforeLow && low >= beforeHigh);
    if (isApart) {
      if (!Number.isNaN(beforeLow) && beforeLast !== end) path.to(beforePx, beforeLast);
      end = place(y, data[at + 1] ?? 0, bottom);
      path.to(px, end);
    }
    const isLowNear = Math.abs(low - end) < Math.abs(high - end);
    const near = isLowNear ? low : high;
    if (!isApart || near !== end) path.to(px, near);
    end = isLowNear ? high : low;
    if (end !== near) path.to(px, end);
    // One by one: an array for each of ten thousand rows of a frame would have to be collected again.
    beforePx = px;
    beforeLow = low;
    beforeHigh = high;
    beforeLast = place(y, data[at + 4] ?? 0, bottom);
  }
  if (!Number.isNaN(beforeLow) && beforeLast !== end) path.to(beforePx, beforeLast);
}

/** More rows than are seen are held while a gesture goes on: those to which a line leads out of the picture, and one more on either side. */
function seenRows(rows: Rows, { from, to }: Scale): { readonly first: number; readonly end: number } {
  return { first: Math.max(0, rows.firstFrom(from) - 2), end: Math.min(rows.count, rows.firstFrom(to) + 3) };
}

function place(y: Scale, value: number, bottom: number): number {
  if (y.isLog && !(value > 0)) return bottom;
  return toPx(y, value);
}

/** The line through the mean of each column: what is dashed where the strokes of the columns would hide the dashes. */
export function traceMeans(window: HeldWindow, rows: Rows, { x, y }: Field, path: Polyline): void {
  path.lift();
  const { first, end } = seenRows(rows, x);
  for (let row = first; row < end; row++) {
    const value = rows.x(row);
    const column = window.columnOf(value);
    const px = value < window.from ? toPx(x, value) : toColumnPx(window, x, column);
    const py = toPx(y, rows.data[row * rows.width + 5] ?? Number.NaN);
    if (Number.isFinite(px) && Number.isFinite(py)) path.to(px, py);
    else path.lift();
  }
}

/** This much further from its mean than the columns around it reach on average, a column stands out. */
const spikeTimes = 4;
/** Columns to either side that it is compared with: noise that dies away is no spike where it was loud. */
const aroundColumns = 24;

/**
 * Where a value stands out of its column: strokes from the mean to it. A veil that is thin enough for many runs would hide what is looked
 * for most, a single spike.
 */
export function traceSpikes(window: HeldWindow, rows: Rows, field: Field, path: Polyline): void {
  const { data } = rows;
  const { first, end } = seenRows(rows, field.x);
  const reach = (row: number) => (data[row * 6 + 3] ?? 0) - (data[row * 6 + 2] ?? 0);
  let sum = 0;
  let [low, high] = [first, first];
  for (let row = first; row < end; row++) {
    for (; high < Math.min(end, row + aroundColumns + 1); high++) sum += reach(high);
    for (; low < row - aroundColumns; low++) sum -= reach(low);
    const far = (spikeTimes * sum) / 2 / (high - low);
    const at = row * 6;
    const mean = data[at + 5] ?? 0;
    if (far > 0 && mean - (data[at + 2] ?? mean) > far) stroke(window, rows.x(row), mean, data[at + 2] ?? mean, field, path);
    if (far > 0 && (data[at + 3] ?? mean) - mean > far) stroke(window, rows.x(row), mean, data[at + 3] ?? mean, field, path);
  }
}

function stroke(window: HeldWindow, at: number, from: number, to: number, { x, y }: Field, path: Polyline): void {
  const bottom = y.startPx + 4;
  const px = toColumnPx(window, x, window.columnOf(at));
  path.lift();
  path.to(px, place(y, from, bottom));
  path.to(px, place(y, to, bottom));
}

function toColumnPx(window: HeldWindow, x: Scale, column: number): number {
  return x.startPx + (window.origin + (column + 0.5) * window.columnWidth - x.origin) * x.pxPerUnit;
}
