/** Where what was run is not what the paper says or a person accepted, and what nobody has looked at. */
import type { Register, RegisterRow, Spec } from '../stages/records.ts';
import type { Deviation } from '../stages/resultRecords.ts';
import type { MeasuredRun } from './measurements.ts';
import { shortened } from './shortened.ts';

type Value = NonNullable<RegisterRow['value']>;

/** `runs`: those that numbers stand on. */
export function deviationsOf(
  { spec, register }: { readonly spec?: Spec; readonly register?: Register },
  runs: readonly MeasuredRun[],
): readonly Deviation[] {
  return (register?.rows ?? []).flatMap((row) => deviationsOfRow(row, spec, runs));
}

function deviationsOfRow(row: RegisterRow, spec: Spec | undefined, runs: readonly MeasuredRun[]): readonly Deviation[] {
  const used = distinct(runs.flatMap(({ register }) => (Object.hasOwn(register, row.id) ? [register[row.id]] : [])));
  const found: Deviation[] = [];
  const add = (kind: Deviation['kind'], wanted?: Value): void => {
    found.push({
      row: row.id,
      name: shortened(row.name, 120),
      kind,
      used,
      ...(wanted === undefined ? {} : { wanted }),
      ...(row.origin.kind === 'none' ? {} : { origin: shortened(`${row.origin.kind}: ${row.origin.text}`) }),
    });
  };
  const stated = spec?.items.find(
    ({ row: id, status, value }) => id === row.id && value !== undefined && (status === 'stated' || status === 'derived'),
  )?.value;
  const taken = used.length > 0 ? used : row.value === undefined ? [] : [row.value];
  if (stated !== undefined && taken.some((value) => !isSame(value, stated))) add('other than the paper', stated);
  if (row.state === 'sweep') add('swept', row.value);
  else {
    if (used.length > 1) add('differs between runs', row.value);
    if (row.value !== undefined && used.some((value) => !isSame(value, row.value))) add('other than the register', row.value);
  }
  if (row.state === 'open' || row.value === undefined) add('open', row.value);
  else if (row.state === 'proposed' || row.state === 'asked') add('not accepted', row.value);
  return found;
}

function distinct(values: readonly (Value | undefined)[]): Value[] {
  const found: Value[] = [];
  for (const value of values) if (value !== undefined && !found.some((other) => isSame(other, value))) found.push(value);
  return found.slice(0, 100);
}

/** `1e-3`, `0.001` and 0.001 are one number, as options and files write it. */
function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, at) => isSame(value, b[at]));
  if (a === b) return true;
  const [first, second] = [numberOf(a), numberOf(b)];
  if (first !== undefined && second !== undefined) return Math.abs(first - second) <= 1e-9 * Math.max(Math.abs(first), Math.abs(second));
  return String(a).trim().toLowerCase() === String(b).trim().toLowerCase();
}

function numberOf(value: string | number | boolean): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}
