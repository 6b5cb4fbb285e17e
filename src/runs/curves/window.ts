import { type CurveLine, type CurveWindow, columnRow, type WatchedChart } from '../../protocol/curves.ts';
import type { Abscissa } from './abscissa.ts';
import type { Curve, Track } from './curve.ts';
import type { Ordinate } from './ordinate.ts';
import { emptyFold, type Fold } from './pyramid.ts';

/** Where there are no more points than these for each column, they are told as they are. */
const pointsPerColumn = 2;
const rowNumbers = columnRow.length;

/** A stretch of x, divided into columns. */
export interface View {
  readonly from: number;
  readonly to: number;
  readonly columns: number;
  readonly isLogX: boolean;
}

export interface Extent {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** What a curve comes to altogether; undefined while it has no finite point that can be shown. */
export function extentOf(curve: Curve, { axis, isLogX }: Pick<WatchedChart, 'axis' | 'isLogX'>): Extent | undefined {
  let extent: Extent | undefined;
  for (const track of [curve.track(axis, 0), curve.superseded(axis)]) {
    const its = track === undefined ? undefined : extentOfTrack(track, isLogX);
    if (its === undefined) continue;
    extent =
      extent === undefined
        ? its
        : {
            x0: Math.min(extent.x0, its.x0),
            x1: Math.max(extent.x1, its.x1),
            y0: Math.min(extent.y0, its.y0),
            y1: Math.max(extent.y1, its.y1),
          };
  }
  return extent;
}

function extentOfTrack({ xs, ys }: Track, isLogX: boolean): Extent | undefined {
  const { count } = xs;
  const first = isLogX ? xs.firstNot((x) => x <= 0, 0, count) : 0;
  if (first >= count) return undefined;
  const fold = foldOf(ys, first, count);
  return fold.finite === 0 ? undefined : { x0: xs.at(first), x1: xs.at(count - 1), y0: fold.min, y1: fold.max };
}

/** What a chart shows of a curve, which must have been followed on this axis and with this weight. */
export function windowOf(
  curve: Curve,
  run: string,
  chart: WatchedChart,
  { from, to }: { readonly from: number; readonly to: number },
): CurveWindow {
  const { axis, columns, isLogX, smoothing } = chart;
  const view: View = { from, to, columns, isLogX };
  const head = { chart: chart.chart, run, axis, from, to, columns, isLogX };
  const track = curve.track(axis, smoothing);
  if (track === undefined) return { ...head, line: { kind: 'points', data: new ArrayBuffer(0) }, nonFinite: new ArrayBuffer(0), points: 0 };
  const { xs, ys, smooth } = track;
  const place = placeOf(xs, view);
  const { line, nonFinite } = drawn(xs, ys, view, place);
  const superseded = curve.superseded(axis);
  const extent = extentOf(curve, chart);
  return {
    ...head,
    line,
    nonFinite,
    ...(smooth === undefined ? {} : { smooth: drawn(xs, smooth, view, place).line }),
    ...(superseded === undefined ? {} : { superseded: drawn(superseded.xs, superseded.ys, view, placeOf(superseded.xs, view)).line }),
    ...(extent === undefined ? {} : { extent }),
    points: place.end - place.first,
  };
}

/** Which points lie in the view, and which can be its neighbours. */
interface Place {
  readonly least: number;
  readonly first: number;
  readonly end: number;
}

function placeOf(xs: Abscissa, { from, to, isLogX }: View): Place {
  const { count } = xs;
  // On a logarithmic axis nothing lies at or below zero.
  const least = isLogX ? xs.firstNot((x) => x <= 0, 0, count) : 0;
  const first = xs.firstNot((x) => x < from, least, count);
  return { least, first, end: xs.firstNot((x) => x <= to, first, count) };
}

interface Drawn {
  readonly line: CurveLine;
  readonly nonFinite: ArrayBuffer;
}

function drawn(xs: Abscissa, ys: Ordinate, view: View, place: Place): Drawn {
  return place.end - place.first <= pointsPerColumn * view.columns ? asPoints(xs, ys, view, place) : asColumns(xs, ys, view, place);
}

function asPoints(xs: Abscissa, ys: Ordinate, view: View, { least, first, end }: Place): Drawn {
  const [from, to] = [Math.max(least, first - 1), Math.min(xs.count, end + 1)];
  const [allxs, allys] = [xs.read(from, to), ys.read(from, to)];
  const data = new Float64Array(2 * allxs.length);
  const odd: number[] = [];
  const columnOf = columnsOf(view);
  let oddColumn = -1;
  for (const [index, x] of allxs.entries()) {
    const y = allys[index] ?? Number.NaN;
    data[2 * index] = x;
    data[2 * index + 1] = Number.isFinite(y) ? y : Number.NaN;
    if (Number.isFinite(y) || from + index < first || from + index >= end) continue;
    const column = columnOf(x);
    if (column !== oddColumn) odd.push(x);
    oddColumn = column;
  }
  return { line: { kind: 'points', data: data.buffer }, nonFinite: Float64Array.from(odd).buffer };
}

function asColumns(xs: Abscissa, ys: Ordinate, view: View, { least, first, end }: Place): Drawn {
  const data = new Float64Array((view.columns + 2) * rowNumbers);
  const odd: number[] = [];
  const columnOf = columnsOf(view);
  let at = neighbour(xs, ys, ys.lastFinite(least, first), least, first, data, 0);
  for (let index = first; index < end; ) {
    const column = columnOf(xs.at(index));
    const next = xs.firstNot((x) => columnOf(x) <= column, index + 1, end);
    // In this order each stretch is unpacked once: the column begins in the one that the column before it ended in.
    const first = ys.at(ys.firstFinite(index, next));
    const fold = foldOf(ys, index, next);
    if (fold.odd !== -1) odd.push(xs.at(fold.odd));
    if (fold.finite > 0) {
      const last = ys.lastFinite(index, next);
      data[at] = xs.at(last);
      data[at + 1] = first;
      data[at + 2] = fold.min;
      data[at + 3] = fold.max;
      data[at + 4] = ys.at(last);
      data[at + 5] = meanOf(fold, ys, index, next);
      at += rowNumbers;
    }
    index = next;
  }
  at = neighbour(xs, ys, ys.firstFinite(end, xs.count), end, xs.count, data, at);
  return { line: { kind: 'columns', data: data.buffer.slice(0, at * data.BYTES_PER_ELEMENT) }, nonFinite: Float64Array.from(odd).buffer };
}

/** A point outside of the view as a row of its own, if it is one of `from` to `to` (excluded). Answers where the next row stands. */
function neighbour(xs: Abscissa, ys: Ordinate, index: number, from: number, to: number, data: Float64Array, at: number): number {
  if (index < from || index >= to) return at;
  data[at] = xs.at(index);
  data.fill(ys.at(index), at + 1, at + rowNumbers);
  return at + rowNumbers;
}

/** Which column an x of the view falls into. */
export function columnsOf({ from, to, columns, isLogX }: View): (x: number) => number {
  const [low, high] = isLogX ? [Math.log10(from), Math.log10(to)] : [from, to];
  const scale = high > low ? columns / (high - low) : 0;
  const column = (x: number): number => Math.min(columns - 1, Math.max(0, Math.floor((x - low) * scale)));
  return isLogX ? (x) => column(Math.log10(x)) : column;
}

function foldOf(ys: Ordinate, from: number, to: number): Fold {
  const fold = emptyFold();
  ys.addTo(fold, from, to);
  return fold;
}

/** The sum of huge numbers may be none; their mean is. */
function meanOf({ sum, finite }: Fold, ys: Ordinate, from: number, to: number): number {
  if (Number.isFinite(sum)) return sum / finite;
  let mean = 0;
  for (const y of ys.read(from, to)) if (Number.isFinite(y)) mean += y / finite;
  return mean;
}
