/** A person’s own regular expressions for what their script prints. */
import { PracticumError } from '../../base/errors.ts';
import type { Reading } from './formats.ts';
import { factsOf } from './names.ts';
import { parseNumber } from './numbers.ts';

export interface MetricPattern {
  readonly source: string;
  readonly expression: RegExp;
}

/** As long as SageMaker allows, which introduced the habit. */
const maxPatternChars = 500;
const maxLineChars = 4096;

/** Throws where it is no regular expression with named groups. */
export function metricPattern(source: string): MetricPattern {
  const hint = 'Write it like step (?<step>\\d+) took (?<my_loss>\\S+), or with the groups name and value.';
  if (source.length > maxPatternChars)
    throw new PracticumError('metric-pattern', `A metric pattern has at most ${maxPatternChars} characters.`, { hint });
  let expression: RegExp;
  try {
    expression = new RegExp(source);
  } catch (cause) {
    throw new PracticumError('metric-pattern', `“${source}” is no regular expression.`, { hint, cause });
  }
  if (!/\(\?<[^=!]/.test(source)) throw new PracticumError('metric-pattern', `“${source}” names no group.`, { hint });
  return { source, expression };
}

/** The groups `step` and `epoch` say where; `name` and `value` are one measurement; each other group is one by its own name. */
export function readPattern({ expression }: MetricPattern, line: string): Reading | undefined {
  if (line.length > maxLineChars) return undefined;
  const groups = expression.exec(line)?.groups;
  if (groups === undefined) return undefined;
  const { step, epoch, name, value, ...others } = groups;
  const pairs = name === undefined ? Object.entries(others) : [...Object.entries(others), [name, value] as const];
  if (name === undefined && value !== undefined) pairs.push(['value', value]);
  const values = pairs.flatMap(([key, spelt]) => {
    const number = spelt === undefined ? undefined : parseNumber(spelt.replace(/%$/, ''));
    return number === undefined ? [] : [[factsOf(key).name, number] as const];
  });
  if (values.length === 0) return undefined;
  const place = { step: wholeOf(step), total: undefined, epoch: epoch === undefined ? undefined : parseNumber(epoch) };
  return { place, values };
}

function wholeOf(spelt: string | undefined): number | undefined {
  const number = spelt === undefined ? undefined : parseNumber(spelt);
  return number !== undefined && Number.isFinite(number) ? number : undefined;
}
