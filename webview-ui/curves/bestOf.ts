import type { CurveSeries } from '../../src/protocol/curves.ts';

type Best = NonNullable<CurveSeries['best']>;

/** The host's best, moved on by what was appended since: it knows the goal, the view knows the newest points. */
export function bestOf(best: Best | undefined, xs: Float64Array, ys: Float64Array): Best | undefined {
  if (best === undefined) return undefined;
  let { value, step } = best;
  for (let at = 0; at < ys.length; at++) {
    const y = ys[at] ?? Number.NaN;
    if (!Number.isFinite(y) || (best.goal === 'min' ? y >= value : y <= value)) continue;
    value = y;
    step = xs[at] ?? step;
  }
  return { value, step, goal: best.goal };
}
