/** A JSON record as numbers under flat names. */

import { isMetricName, rowNamesOf, wallMsOf } from './rowNames.ts';

/** Deeper ones are configuration or media, not measurements. */
const maxDepth = 4;

/** Numbers of a record, nested names joined by a dot. Texts count where they spell a number that JSON cannot hold. */
export function* numbersIn(record: object, prefix = '', depth = 0): Generator<readonly [string, number]> {
  for (const [key, value] of Object.entries(record)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    const number = asNumber(value);
    if (number !== undefined) yield [name, number];
    else if (isRecord(value) && depth < maxDepth && !('_type' in value)) yield* numbersIn(value, name, depth + 1);
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const spelled: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : spelled.get(value);
}

export interface RecordRow {
  readonly step: number;
  readonly epoch: number | undefined;
  /** It says no step: the epoch stands for it. */
  readonly isByEpoch: boolean;
  readonly wallMs: number;
  readonly values: readonly (readonly [string, number])[];
}

/** Undefined where the record says no step or epoch: it is no measurement. */
export function recordRow(record: Readonly<Record<string, unknown>>): RecordRow | undefined {
  const names = rowNamesOf(Object.keys(record));
  const numberAt = (name: string | undefined): number | undefined => {
    const value = name === undefined ? undefined : record[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  };
  const epoch = numberAt(names.epoch);
  const ownStep = numberAt(names.step);
  const step = ownStep ?? epoch;
  if (step === undefined) return undefined;
  const values = [...numbersIn(record)].filter(([name]) => isMetricName(name, names));
  return {
    step,
    epoch,
    isByEpoch: ownStep === undefined,
    wallMs: wallMsOf(names.wall === undefined ? undefined : record[names.wall]),
    values,
  };
}
