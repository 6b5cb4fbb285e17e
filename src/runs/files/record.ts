/** A JSON record as numbers under flat names. */

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
