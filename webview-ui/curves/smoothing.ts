/**
 * Exponential moving average with the bias of its start taken out: s_t = w·s_{t−1} + (1−w)·y_t, shown as s_t / (1 − w^t),
 * as in Adam (Kingma & Ba 2015, §3). A value that is not finite neither enters the average nor gets one.
 */
export function smoothed(ys: Float64Array, weight: number): Float64Array {
  const result = new Float64Array(ys.length);
  let average = 0;
  let bias = 1;
  for (let at = 0; at < ys.length; at++) {
    const y = ys[at] ?? Number.NaN;
    if (!Number.isFinite(y)) {
      result[at] = y;
      continue;
    }
    average = weight * average + (1 - weight) * y;
    bias *= weight;
    result[at] = average / (1 - bias);
  }
  return result;
}
