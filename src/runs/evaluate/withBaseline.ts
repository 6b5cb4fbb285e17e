/** Which of two evaluations are the same measurement. Pure. */
import { defined } from '../../base/defined.ts';
import type { Evaluation } from '../publish/cardFacts.ts';

/** The same numbers of what it was made of, measured in the same way, beside those of the model. */
export function withBaseline(measured: readonly Evaluation[], baseline: readonly Evaluation[]): readonly Evaluation[] {
  return measured.map((one) => {
    const same = baseline.findLast((other) => isSameMeasurement(one, other));
    return same === undefined ? one : { ...one, baseline: same.value, ...defined({ baselineStandardError: same.standardError }) };
  });
}

/** Over other examples it is another number. */
export function isSameMeasurement(a: Evaluation, b: Evaluation): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf({ task, metric, examples, dataset: { id, config, split } }: Evaluation): string {
  return JSON.stringify([task, metric, examples, id, config, split]);
}
