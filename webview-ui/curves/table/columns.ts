import type { CurveRun, CurveSummary, RunStatus } from '../../../src/protocol/curves.ts';
import { formatDuration, formatMoment, formatValue } from '../../shared/format.ts';

/** What one metric of one run came to. */
export type SummaryOf = (run: string, metric: string) => CurveSummary | undefined;

/** One place of the table: as it is read, and by what it is sorted and compared. Undefined where the run has nothing of the kind. */
export interface Cell {
  readonly text: string;
  readonly sort: number | string;
  /** Whether the text stands to the right, as numbers do. */
  readonly isNumber: boolean;
}

/** A column as it is kept: one of `plainColumns`, or `param:NAME`, `last:METRIC`, `best:METRIC`. */
export type ColumnWord = string;

export const plainColumns = ['name', 'status', 'created', 'duration', 'points', 'place', 'tags', 'note'] as const;
type PlainColumn = (typeof plainColumns)[number];

/** In which order a table sorted by status stands. */
const statusOrder: readonly RunStatus[] = ['running', 'starting', 'stopping', 'queued', 'failed', 'lost', 'stopped', 'done'];

const prefixes = ['param', 'last', 'best'] as const;

export interface Column {
  readonly kind: PlainColumn | (typeof prefixes)[number];
  /** Of a parameter or a metric. */
  readonly of: string;
}

export function columnOf(word: ColumnWord): Column | undefined {
  const plain = plainColumns.find((name) => name === word);
  if (plain !== undefined) return { kind: plain, of: '' };
  const prefix = prefixes.find((name) => word.startsWith(`${name}:`));
  return prefix === undefined ? undefined : { kind: prefix, of: word.slice(prefix.length + 1) };
}

export function titleOf({ kind, of }: Column): string {
  switch (kind) {
    case 'param':
      return of;
    case 'last':
      return of;
    case 'best':
      return `best ${of}`;
    default:
      return kind;
  }
}

export function cellOf(run: CurveRun, { kind, of }: Column, summaryOf: SummaryOf, nowMs: number): Cell | undefined {
  switch (kind) {
    case 'name':
      return text(run.name);
    case 'status':
      return { text: run.status, sort: statusOrder.indexOf(run.status), isNumber: false };
    case 'created':
      return { text: formatMoment(run.createdMs, nowMs), sort: run.createdMs, isNumber: true };
    case 'duration': {
      const durationMs = durationOf(run, nowMs);
      return durationMs === undefined ? undefined : { text: formatDuration(durationMs), sort: durationMs, isNumber: true };
    }
    case 'points':
      return number(run.points);
    case 'place':
      return text(run.place);
    case 'tags':
      return text(run.tags.join(', '));
    case 'note':
      return text(run.notes.at(-1) ?? '');
    case 'param':
      return parameterCell(run.parameters[of]);
    case 'last':
      return number(summaryOf(run.id, of)?.last);
    case 'best':
      return number(summaryOf(run.id, of)?.best?.value);
  }
}

/** Undefined before it began. */
export function durationOf({ status, startedMs, pausedMs = 0, endedMs }: CurveRun, nowMs: number): number | undefined {
  if (startedMs === undefined || (endedMs === undefined && status === 'lost')) return undefined;
  return Math.max(0, (endedMs ?? nowMs) - startedMs - pausedMs);
}

/** A number where all of it is one: `1e-3`, `64`, but not `64 bit`, and not `0x10`. */
export function asNumber(said: string): number | undefined {
  return /^\s*[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?\s*$/i.test(said) ? Number(said) : undefined;
}

function text(said: string): Cell | undefined {
  return said === '' ? undefined : { text: said, sort: said.toLowerCase(), isNumber: false };
}

function number(value: number | undefined): Cell | undefined {
  return value === undefined ? undefined : { text: formatValue(value), sort: value, isNumber: true };
}

/** As it was given: 1e-3 is not rewritten to 0.001. */
function parameterCell(said: string | undefined): Cell | undefined {
  if (said === undefined) return undefined;
  const value = asNumber(said);
  return value === undefined ? text(said) : { text: said, sort: value, isNumber: true };
}

/** Runs in the order of one column; those that have nothing there stand last in either direction, ties stay as they were. */
export function sorted(
  runs: readonly CurveRun[],
  word: ColumnWord,
  isDescending: boolean,
  summaryOf: SummaryOf,
  nowMs: number,
): readonly CurveRun[] {
  const column = columnOf(word);
  if (column === undefined) return runs;
  const keyed = runs.map((run) => ({ run, key: keyOf(cellOf(run, column, summaryOf, nowMs)) }));
  const direction = isDescending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) return Number(a.key === undefined) - Number(b.key === undefined);
    return direction * compareKeys(a.key, b.key);
  });
  return keyed.map(({ run }) => run);
}

/** NaN is nothing to be sorted by. */
function keyOf(cell: Cell | undefined): number | string | undefined {
  return cell === undefined || Number.isNaN(cell.sort) ? undefined : cell.sort;
}

/** Numbers before words. */
export function compareKeys(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, 'en', { numeric: true });
  return typeof a === 'number' ? -1 : 1;
}

/** Every parameter of these runs, those in which they differ first. A run that lacks what another has differs from it. */
export function parametersOf(runs: readonly CurveRun[]): readonly { readonly name: string; readonly differs: boolean }[] {
  const values = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const { parameters } of runs) {
    for (const [name, value] of Object.entries(parameters)) {
      const known = values.get(name) ?? new Set();
      known.add(value);
      values.set(name, known);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const all = [...values].map(([name, said]) => ({ name, differs: said.size > 1 || counts.get(name) !== runs.length }));
  return [...all.filter(({ differs }) => differs), ...all.filter(({ differs }) => !differs)];
}
