/** What an evaluation measured, in words. Pure. */
import type { Evaluation } from '../publish/cardFacts.ts';

/** `arc_easy acc: 0.61 ± 0.01, baseline 0.5 ± 0.01, difference +0.11 ± 0.0142, n 2376 (lm-eval 0.4.13)`. */
export function evaluationLine(one: Evaluation): string {
  const { task, metric, examples, baseline, baselineStandardError, by } = one;
  const difference = differenceOf(one);
  const parts = [
    measuredText(one),
    ...(baseline === undefined ? [] : [`baseline ${withError(baseline, baselineStandardError)}`]),
    ...(difference === undefined ? [] : [`difference ${differenceText(difference)}`]),
    ...(examples === undefined ? [] : [`n ${examples}`]),
  ];
  return `  ${task} ${metric}: ${parts.join(', ')} (${by})`;
}

export interface MeasuredDifference {
  readonly value: number;
  readonly standardError?: number;
}

/**
 * Model less baseline. The error is that of two measurements that know nothing of each other; over the same examples it is smaller where the
 * two models are right and wrong together, which their records do not tell.
 */
export function differenceOf({ value, standardError, baseline, baselineStandardError }: Evaluation): MeasuredDifference | undefined {
  if (baseline === undefined) return undefined;
  const both =
    standardError === undefined || baselineStandardError === undefined ? undefined : Math.hypot(standardError, baselineStandardError);
  return { value: value - baseline, ...(both === undefined ? {} : { standardError: both }) };
}

/** `+0.11 ± 0.014`. */
export function differenceText({ value, standardError }: MeasuredDifference): string {
  return `${value > 0 ? '+' : ''}${withError(value, standardError).replace(/^-/, '−')}`;
}

/** `0.61 ± 0.01`; a dash where it was not measured. */
export function measuredText(one: Evaluation | undefined): string {
  return one === undefined ? '—' : withError(one.value, one.standardError);
}

export function withError(value: number, error: number | undefined): string {
  return error === undefined
    ? numberText(value)
    : `${numberText(value)} ± ${Number.isFinite(error) ? Number(error.toPrecision(2)) : error}`;
}

function numberText(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(5))) : String(value);
}
