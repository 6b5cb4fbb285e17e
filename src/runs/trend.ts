/** Which way a metric goes lately, in a few exact numbers. Pure. */

export interface Trend {
  readonly direction: 'falls' | 'rises' | 'stands still';
  /** Change for each step, by least squares over the newest values. */
  readonly slope: number;
  /** Over which values: their number and steps. */
  readonly n: number;
  readonly fromStep: number;
  readonly toStep: number;
}

const leastValues = 5;
/** The newest fifth, and no fewer than these where there are as many. */
const share = 0.2;
const usualValues = 20;
/** More say nothing that these do not. */
export const mostValues = 2000;
/** Standard errors from 0 below which a slope may be noise. */
const doubt = 2;

/** How many of the newest of `count` values a trend is read from. */
export function trendValues(count: number): number {
  return Math.min(count, mostValues, Math.max(usualValues, Math.ceil(share * count)));
}

/** Of the values given, in their order; those that are not finite are passed over. Undefined for fewer than five, or all at one step. */
export function trendOf(steps: ArrayLike<number>, values: ArrayLike<number>): Trend | undefined {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const [x = Number.NaN, y = Number.NaN] = [steps[index], values[index]];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    xs.push(x);
    ys.push(y);
  }
  const n = xs.length;
  if (n < leastValues) return undefined;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  let [sxx, sxy, syy] = [0, 0, 0];
  for (let index = 0; index < n; index += 1) {
    const [dx, dy] = [(xs[index] ?? 0) - meanX, (ys[index] ?? 0) - meanY];
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  if (sxx === 0) return undefined;
  const slope = sxy / sxx;
  const error = Math.sqrt(Math.max(0, syy - slope * sxy) / (n - 2) / sxx);
  const isFlat = Math.abs(slope) <= doubt * error || slope === 0;
  return {
    direction: isFlat ? 'stands still' : slope < 0 ? 'falls' : 'rises',
    slope,
    n,
    fromStep: xs[0] ?? Number.NaN,
    toStep: xs.at(-1) ?? Number.NaN,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
