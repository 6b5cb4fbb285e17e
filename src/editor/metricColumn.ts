import type { CurveSeries } from '../protocol/curves.ts';
import { goalOf } from '../runs/capture/names.ts';
import { downsample } from '../runs/series.ts';

/** The view never holds more points of a series than this. */
const maxPoints = 2_000;
/** A long series is reduced to this many columns, each of at most 5 points, so that there is room to append before it must be sent whole again. */
const columns = 300;

/** Every point of one metric of one run, and how much of it the view has. */
export class MetricColumn {
  readonly metric: string;
  readonly #xs: number[] = [];
  readonly #ys: number[] = [];
  #best: CurveSeries['best'];
  /** Exact points that the view has seen, in one form or another. */
  #sent = 0;
  /** Points that the view holds for them. */
  #held = 0;

  constructor(metric: string) {
    this.metric = metric;
  }

  get lastStep(): number {
    return this.#xs.at(-1) ?? 0;
  }

  add(step: number, value: number): void {
    this.#xs.push(step);
    this.#ys.push(value);
    const goal = this.#best?.goal ?? goalOf(this.metric);
    if (goal === undefined || !Number.isFinite(value)) return;
    const isBetter = this.#best === undefined || (goal === 'min' ? value < this.#best.value : value > this.#best.value);
    if (isBetter) this.#best = { value, step, goal };
  }

  /** The points that the view lacks, or undefined when they no longer fit and the series must be sent whole. */
  takeTail(): { readonly xs: ArrayBuffer; readonly ys: ArrayBuffer } | undefined {
    const added = this.#xs.length - this.#sent;
    if (this.#held + added > maxPoints) return undefined;
    const [xs, ys] = [Float64Array.from(this.#xs.slice(this.#sent)), Float64Array.from(this.#ys.slice(this.#sent))];
    this.#sent += added;
    this.#held += added;
    return { xs: xs.buffer, ys: ys.buffer };
  }

  /** The whole series, reduced where it is long. */
  takeWhole(run: string): CurveSeries {
    const [xs, ys] = [Float64Array.from(this.#xs), Float64Array.from(this.#ys)];
    const shown = xs.length <= maxPoints ? { xs, ys } : downsample(xs, ys, columns);
    this.#sent = xs.length;
    this.#held = shown.xs.length;
    return {
      run,
      metric: this.metric,
      xs: new Float64Array(shown.xs).buffer,
      ys: new Float64Array(shown.ys).buffer,
      exactPoints: xs.length,
      last: this.#ys.at(-1),
      best: this.#best,
    };
  }
}
