import type { CurveSeries } from '../protocol/curves.ts';
import type { MetricSeries } from '../runs/store/metricSeries.ts';

/** The view never holds more points of a series than this. */
const maxPoints = 2_000;
/** A long series is reduced to this many columns, each of at most 5 points, so that there is room to append before it must be sent whole again. */
const columns = 300;

/** One metric of one run as it was last read, and how much of it the view has. */
export class MetricColumn {
  readonly metric: string;
  #series: MetricSeries;
  /** Exact points that the view has seen, in one form or another; undefined when it must be sent whole. */
  #sent: number | undefined;
  /** Points that the view holds for them. */
  #held = 0;

  constructor(series: MetricSeries) {
    this.metric = series.metric;
    this.#series = series;
  }

  get lastStep(): number {
    return this.#series.count === 0 ? 0 : this.#series.stepAt(this.#series.count - 1);
  }

  /** Answers whether anything is new. */
  update(series: MetricSeries): boolean {
    const before = this.#series;
    this.#series = series;
    if (!series.continues(before)) this.#sent = undefined;
    return this.#sent !== series.count;
  }

  /** The points that the view lacks, or undefined when they do not fit or others changed, and the series must be sent whole. */
  takeTail(): { readonly xs: ArrayBuffer; readonly ys: ArrayBuffer } | undefined {
    if (this.#sent === undefined) return undefined;
    const { count } = this.#series;
    if (this.#held + count - this.#sent > maxPoints) return undefined;
    const { steps, values } = this.#series.read(this.#sent);
    this.#held += steps.length;
    this.#sent = count;
    return { xs: bufferOf(steps), ys: bufferOf(values) };
  }

  /** The whole series, reduced where it is long. */
  takeWhole(run: string): CurveSeries {
    const { count } = this.#series;
    const { steps: xs, values: ys } = count <= maxPoints ? this.#series.read() : curveOf(this.#series);
    this.#sent = count;
    this.#held = xs.length;
    return {
      run,
      metric: this.metric,
      xs: bufferOf(xs),
      ys: bufferOf(ys),
      exactPoints: count,
      last: count === 0 ? undefined : this.#series.valueAt(count - 1),
      best: this.#series.summary()?.best,
    };
  }
}

function curveOf(series: MetricSeries): { readonly steps: Float64Array; readonly values: Float64Array } {
  const { xs, ys } = series.downsample(columns);
  return { steps: xs, values: ys };
}

/** Only an exact buffer travels to the view as it is. */
function bufferOf(numbers: Float64Array): ArrayBuffer {
  return new Float64Array(numbers).buffer;
}
