/** What can be done with a row of the register. Pure: nothing is written, and whose decision it is must be said. */
import { PracticumError } from '../../base/errors.ts';
import type { Register, RegisterRow, StageRecords } from '../stages/records.ts';
import { isDecided, settled } from './decided.ts';
import { costOf } from './rows.ts';

export type RegisterValue = NonNullable<RegisterRow['value']>;

/** Throws `register-no-row`. */
export function rowNamed({ rows }: Pick<Register, 'rows'>, name: string): RegisterRow {
  const wanted = name.trim().toLowerCase();
  const row = rows.find(({ id }) => id === wanted) ?? rows.find((one) => one.name.toLowerCase() === wanted);
  if (row !== undefined) return row;
  throw new PracticumError('register-no-row', `The register has no row “${name.slice(0, 80)}”.`, {
    hint:
      rows.length === 0
        ? 'It is empty.'
        : `Its rows are ${rows
            .slice(0, 40)
            .map(({ id }) => id)
            .join(', ')}${rows.length > 40 ? ', …' : ''}.`,
  });
}

export function withRow(register: Register, row: RegisterRow): Register {
  return { ...register, rows: register.rows.map((other) => (other.id === row.id ? row : other)) };
}

/** A person takes the value that stands there. Throws `register-no-value`. */
export function acceptRow(row: RegisterRow): RegisterRow {
  if (row.value === undefined)
    throw new PracticumError('register-no-value', `Nobody has chosen a value for ${row.name}.`, {
      hint: 'Change it to a value, or choose one of the alternatives.',
    });
  return { ...row, state: 'accepted' };
}

/** A person chooses another value; the old one stays as an alternative. */
export function changeRow(row: RegisterRow, value: RegisterValue, why?: string): RegisterRow {
  return { ...chosen(row, value, { kind: 'person', text: why ?? '' }), state: 'changed' };
}

/** A value with where it comes from, which a person has not looked at yet. Throws `register-decided` for a row that a person has settled. */
export function proposeRow(row: RegisterRow, value: RegisterValue, origin: RegisterRow['origin']): RegisterRow {
  if (isDecided(row)) throw settled(row);
  return { ...chosen(row, value, origin), state: 'proposed' };
}

function chosen(row: RegisterRow, value: RegisterValue, origin: RegisterRow['origin']): RegisterRow {
  const others = row.alternatives.filter((alternative) => !isSame(alternative.value, value));
  const before =
    row.value === undefined || isSame(row.value, value)
      ? []
      : [{ value: row.value, ...(row.origin.text === '' ? {} : { why: row.origin.text }) }];
  const alternatives = [...before.filter(({ value: old }) => !others.some((other) => isSame(other.value, old))), ...others].slice(0, 20);
  return { ...row, value, origin, alternatives };
}

export interface Sweep {
  readonly row: RegisterRow;
  /** One for each value and seed, the values in turn. */
  readonly runs: readonly { readonly value: RegisterValue; readonly seed: number }[];
}

/**
 * All values of a row on all seeds. `minutes`: of one run, where one was timed; `usd`: of one run, where it was quoted. Throws `register-no-alternatives`.
 */
export function sweepRow(
  row: RegisterRow,
  seeds: readonly number[],
  run: { readonly minutes?: number; readonly usd?: number } = {},
): Sweep {
  const values = [...(row.value === undefined ? [] : [row.value]), ...row.alternatives.map(({ value }) => value)].filter(
    (value, place, all) => all.findIndex((other) => isSame(other, value)) === place,
  );
  if (values.length < 2)
    throw new PracticumError('register-no-alternatives', `${row.name} has ${values.length === 0 ? 'no value' : 'one value'} to try.`, {
      hint: 'Give it alternatives first.',
    });
  const runs = values.flatMap((value) => seeds.map((seed) => ({ value, seed })));
  const { minutes, usd } = run;
  const cost = {
    ...costOf(values.length, seeds.length),
    minutes: minutes === undefined ? null : minutes * runs.length,
    usd: usd === undefined ? null : usd * runs.length,
    ...(minutes === undefined
      ? {}
      : { basis: `${values.length} values × ${seeds.length} seeds × ${minutes} minutes as a run took before` }),
  };
  return { row: { ...row, state: 'sweep', cost }, runs };
}

/** Ids of runs that ran with another value of a row than it has now. */
export function runsBehind(
  { rows }: Pick<Register, 'rows'>,
  runs: StageRecords['runs'] | undefined,
): readonly { readonly run: string; readonly rows: readonly string[] }[] {
  const now = new Map(rows.map(({ id, value }) => [id, value]));
  return (runs?.runs ?? []).flatMap(({ run, register }) => {
    const other = Object.entries(register).flatMap(([id, value]) => (now.has(id) && !isSame(now.get(id), value) ? [id] : []));
    return other.length === 0 ? [] : [{ run, rows: other }];
  });
}

export function isSame(a: RegisterValue | undefined, b: RegisterValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
