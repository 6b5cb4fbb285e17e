import type { CurveAxis } from '../../protocol/curves.ts';
import type { PointPart } from '../store/column.ts';
import type { MetricSeries } from '../store/metricSeries.ts';
import { Abscissa } from './abscissa.ts';
import type { Numbers } from './numbers.ts';
import { Ordinate } from './ordinate.ts';
import { MovingAverage } from './smoothing.ts';
import { SortedPoints } from './sorted.ts';
import type { Work } from './work.ts';

/** Averages with other weights that are kept while the weight is being chosen. */
const keptAverages = 2;

/** Points of a series in the order of one axis. */
export interface Track {
  readonly xs: Abscissa;
  readonly ys: Ordinate;
  /** The moving average over them, where one was asked for. */
  readonly smooth: Ordinate | undefined;
  /** Changes when anything but further points at the end came. */
  readonly revision: number;
}

/** One metric of one run, ready to be asked for what any window of it shows. It follows the series as that grows. */
export class Curve {
  #series: MetricSeries;
  readonly #startMs: number;
  readonly #values: SeriesNumbers;
  readonly #own: Values;
  readonly #axes = new Map<CurveAxis, Axis>();
  readonly #followed = new Set<string>();
  #superseded: Curve | undefined;

  /** `startMs`: when the run began, from which relative time is counted. */
  constructor(series: MetricSeries, startMs: number) {
    this.#series = series;
    this.#startMs = startMs;
    this.#values = new SeriesNumbers(series, 'values');
    this.#own = new Values(this.#values);
  }

  get series(): MetricSeries {
    return this.#series;
  }

  /** About how much memory it takes beside the series itself. */
  get bytes(): number {
    let bytes = this.#own.bytes + (this.#superseded?.bytes ?? 0);
    for (const axis of this.#axes.values()) bytes += axis.bytes;
    return bytes;
  }

  /** Ready for this axis and weight, with all that `series` has. */
  *follow(series: MetricSeries, axis: CurveAxis, smoothing: number): Work {
    this.#update(series);
    const its = this.#axes.get(axis) ?? this.#newAxis(axis);
    yield* its.grow(smoothing);
    const { superseded } = series;
    if (superseded === undefined) this.#superseded = undefined;
    else {
      this.#superseded ??= new Curve(superseded, this.#startMs);
      yield* this.#superseded.follow(superseded, axis, 0);
    }
    this.#followed.add(`${axis} ${smoothing}`);
  }

  /** Whether it was followed so far on this axis and with this weight: what came since is little. */
  isFollowed(axis: CurveAxis, smoothing: number): boolean {
    return this.#followed.has(`${axis} ${smoothing}`);
  }

  /** As it was when it was last followed on this axis. */
  track(axis: CurveAxis, smoothing: number): Track | undefined {
    return this.#axes.get(axis)?.track(smoothing);
  }

  superseded(axis: CurveAxis): Track | undefined {
    return this.#superseded?.track(axis, 0);
  }

  #update(series: MetricSeries): void {
    if (series === this.#series) return;
    const shared = series.sharedWith(this.#series);
    const isOther = shared < this.#series.count;
    this.#series = series;
    this.#values.series = series;
    if (isOther) this.#own.truncate(shared);
    for (const axis of this.#axes.values()) axis.follow(series, isOther ? shared : undefined);
  }

  #newAxis(name: CurveAxis): Axis {
    const axis = new Axis(
      new SeriesNumbers(this.#series, partOf[name], name === 'relative' ? this.#startMs : undefined),
      this.#values,
      this.#own,
    );
    this.#axes.set(name, axis);
    return axis;
  }
}

const partOf: Readonly<Record<CurveAxis, PointPart>> = { step: 'steps', epoch: 'epochs', relative: 'wallMs', wall: 'wallMs' };

/** One part of a series, which may be replaced by a longer one. `sinceMs`: told as seconds since then. */
class SeriesNumbers implements Numbers {
  series: MetricSeries;
  readonly #part: PointPart;
  readonly #sinceMs: number | undefined;

  constructor(series: MetricSeries, part: PointPart, sinceMs?: number) {
    this.series = series;
    this.#part = part;
    this.#sinceMs = sinceMs;
  }

  get count(): number {
    return this.series.count;
  }

  get isKnownSorted(): boolean {
    return this.#part === 'steps' && this.series.isSorted;
  }

  at(index: number): number {
    const number = this.series.numberAt(this.#part, index);
    return this.#sinceMs === undefined ? number : (number - this.#sinceMs) / 1000;
  }

  read(from: number, to: number, target: Float64Array, at: number): void {
    this.series.readPart(this.#part, from, to, target, at);
    if (this.#sinceMs === undefined) return;
    for (let index = at; index < at + to - from; index++) target[index] = ((target[index] ?? Number.NaN) - this.#sinceMs) / 1000;
  }
}

/** Values in one order, with their averages. */
class Values {
  readonly ys: Ordinate;
  readonly #numbers: Numbers;
  /** By weight, the longest unused first. */
  readonly #averages = new Map<number, { readonly average: MovingAverage; readonly ordinate: Ordinate }>();

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
    this.ys = new Ordinate(numbers);
  }

  get bytes(): number {
    let { bytes } = this.ys;
    for (const { average, ordinate } of this.#averages.values()) bytes += average.bytes + ordinate.bytes;
    return bytes;
  }

  *grow(smoothing: number): Work {
    yield* this.ys.grow();
    if (smoothing === 0) return;
    const known = this.#averages.get(smoothing);
    const average = known?.average ?? new MovingAverage(this.#numbers, smoothing);
    const its = known ?? { average, ordinate: new Ordinate(average) };
    this.#averages.delete(smoothing);
    this.#averages.set(smoothing, its);
    for (const weight of this.#averages.keys()) if (this.#averages.size > keptAverages) this.#averages.delete(weight);
    yield* its.ordinate.grow();
  }

  smooth(smoothing: number): Ordinate | undefined {
    return this.#averages.get(smoothing)?.ordinate;
  }

  truncate(count: number): void {
    this.ys.truncate(count);
    for (const { average, ordinate } of this.#averages.values()) {
      average.truncate(count);
      ordinate.truncate(count);
    }
  }
}

/** The points of a series along one axis: as they are where their x never falls, else as a copy in order. */
class Axis {
  readonly #x: SeriesNumbers;
  readonly #y: Numbers;
  readonly #own: Values;
  #xs: Abscissa;
  #copy: { readonly points: SortedPoints; readonly values: Values } | undefined;
  #revision = 0;

  constructor(x: SeriesNumbers, y: Numbers, own: Values) {
    this.#x = x;
    this.#y = y;
    this.#own = own;
    this.#xs = new Abscissa(x);
  }

  get bytes(): number {
    return this.#xs.bytes + (this.#copy === undefined ? 0 : this.#copy.points.bytes + this.#copy.values.bytes);
  }

  /** `shared`: only so many of the points that were there are still the same; undefined: all. */
  follow(series: MetricSeries, shared: number | undefined): void {
    this.#x.series = series;
    if (shared === undefined) return;
    this.#revision += 1;
    if (this.#copy === undefined) this.#xs.truncate(shared);
    else {
      this.#copy = undefined;
      this.#xs = new Abscissa(this.#x);
    }
  }

  *grow(smoothing: number): Work {
    if (this.#copy === undefined) {
      if (yield* this.#xs.grow()) {
        yield* this.#own.grow(smoothing);
        return;
      }
      const points = new SortedPoints();
      this.#copy = { points, values: new Values(points.ys) };
      this.#xs = new Abscissa(points.xs);
      this.#revision += 1;
    }
    const { points, values } = this.#copy;
    const before = points.xs.count;
    const stayed = yield* points.grow(this.#x, this.#y);
    if (stayed < before) {
      this.#revision += 1;
      values.truncate(stayed);
      this.#xs.truncate(stayed);
    }
    yield* this.#xs.grow();
    yield* values.grow(smoothing);
  }

  track(smoothing: number): Track {
    const values = this.#copy?.values ?? this.#own;
    return { xs: this.#xs, ys: values.ys, smooth: smoothing === 0 ? undefined : values.smooth(smoothing), revision: this.#revision };
  }
}
