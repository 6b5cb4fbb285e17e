/** What an evaluation measured, in words. Pure. */
import type { Evaluation } from '../publish/cardFacts.ts';

/** `arc_easy acc: 0.610 ± 0.010, baseline 0.500 ± 0.010, difference +0.110 ± 0.014, n 2376 (lm-eval 0.4.13)`. */
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
  const both = isError(standardError) && isError(baselineStandardError) ? Math.hypot(standardError, baselineStandardError) : undefined;
  return { value: value - baseline, ...(both === undefined ? {} : { standardError: both }) };
}

/** `+0.110 ± 0.014`. */
export function differenceText({ value, standardError }: MeasuredDifference): string {
  return `${value > 0 ? '+' : ''}${withError(value, standardError).replace(/^-/, '−')}`;
}

/** `0.610 ± 0.010`; a dash where it was not measured. */
export function measuredText(one: Evaluation | undefined): string {
  return one === undefined ? '—' : withError(one.value, one.standardError);
}

/** As papers have it: the error with two digits, the value to the same place. Of 60 right of 60, `1.000` alone. */
export function withError(value: number, error: number | undefined): string {
  if (isError(error)) {
    const places = Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(error))));
    return `${value.toFixed(places)} ± ${error.toFixed(places)}`;
  }
  return error === 0 ? value.toFixed(3) : numberText(value);
}

/** All right or all wrong says nothing of how the next examples would come out: an error of 0 is none. */
function isError(error: number | undefined): error is number {
  return error !== undefined && Number.isFinite(error) && error > 0;
}

function numberText(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(5))) : String(value);
}
