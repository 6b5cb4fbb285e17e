import type { CurveRun, TableState } from '../../../src/protocol/curves.ts';
import { type Cell, type Column, type ColumnWord, cellOf, columnOf, type SummaryOf, sorted, titleOf } from './columns.ts';
import { isLetThrough, parseFilter, unknownField } from './filter.ts';
import type { TextTable } from './tableText.ts';

export interface ShownTable {
  readonly runs: readonly CurveRun[];
  readonly columns: readonly ShownColumn[];
  /** Runs that the filter or the archive holds back. */
  readonly hidden: number;
  /** What is wrong with the filter; the runs are then those without it. */
  readonly fault: string | undefined;
}

export interface ShownColumn {
  readonly word: ColumnWord;
  readonly column: Column;
  /** Of a parameter: the value that most runs have. Another one is emphasised. Undefined where none is more usual than others. */
  readonly usual: string | undefined;
}

/** What the table shows of all runs. Pure. */
export function shownTable(
  all: readonly CurveRun[],
  state: TableState,
  words: readonly ColumnWord[],
  summaryOf: SummaryOf,
  nowMs: number,
): ShownTable {
  const kept = all.filter((run) => state.hasArchived || !run.isArchived);
  const parsed = parseFilter(state.filter);
  const filtered = 'fault' in parsed ? kept : kept.filter((run) => isLetThrough(parsed.filter, run, summaryOf, nowMs));
  const runs = sorted(filtered, state.sort, state.isDescending, summaryOf, nowMs);
  const columns = words.flatMap((word): ShownColumn[] => {
    const column = columnOf(word);
    return column === undefined ? [] : [{ word, column, usual: column.kind === 'param' ? usualValue(runs, column.of) : undefined }];
  });
  return { runs, columns, hidden: all.length - runs.length, fault: faultOf(parsed, kept, summaryOf) };
}

function faultOf(parsed: ReturnType<typeof parseFilter>, runs: readonly CurveRun[], summaryOf: SummaryOf): string | undefined {
  if ('fault' in parsed) return parsed.fault.message;
  const unknown = runs.length === 0 ? undefined : unknownField(parsed.filter, runs, summaryOf);
  return unknown === undefined
    ? undefined
    : `No run has “${unknown}”. It must be a parameter, a metric, or name, status, tag, note, place, points, duration.`;
}

/** Where more runs have it than have any other. */
function usualValue(runs: readonly CurveRun[], name: string): string | undefined {
  const counts = new Map<string, number>();
  for (const { parameters } of runs) {
    const value = parameters[name];
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  if (first === undefined || second === undefined) return undefined;
  return first[1] > second[1] ? first[0] : undefined;
}

/** Whether a place is emphasised: the value is not the one that most runs have. */
export function isUnusual({ usual, column }: ShownColumn, run: CurveRun): boolean {
  return usual !== undefined && run.parameters[column.of] !== usual;
}

/** Mean and standard deviation of what the runs of a group have in a column; a word where all have the same. */
export function groupCell(runs: readonly CurveRun[], column: Column, summaryOf: SummaryOf, nowMs: number): GroupCell | undefined {
  const cells = runs.flatMap((run) => cellOf(run, column, summaryOf, nowMs) ?? []);
  const [first] = cells;
  if (first === undefined) return undefined;
  if (cells.every(({ text }) => text === first.text)) return { kind: 'same', cell: first };
  const values = cells.flatMap(({ sort }) => (typeof sort === 'number' && Number.isFinite(sort) ? [sort] : []));
  const isMeasured = column.kind === 'best' || column.kind === 'last' || column.kind === 'duration' || column.kind === 'points';
  if (!isMeasured || values.length === 0) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.length < 2 ? 0 : values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { kind: 'spread', mean, deviation: Math.sqrt(variance), count: values.length };
}

export type GroupCell =
  | { readonly kind: 'same'; readonly cell: Cell }
  /** `deviation`: of the sample (n − 1). */
  | { readonly kind: 'spread'; readonly mean: number; readonly deviation: number; readonly count: number };

/** What is seen, as text. */
export function textTable({ runs, columns }: Pick<ShownTable, 'runs' | 'columns'>, summaryOf: SummaryOf, nowMs: number): TextTable {
  const cells = runs.map((run) => columns.map(({ column }) => cellOf(run, column, summaryOf, nowMs)));
  return {
    titles: ['run', ...columns.map(({ column }) => titleOf(column))],
    isNumber: [
      false,
      ...columns.map((_, at) => cells.some((row) => row[at] !== undefined) && cells.every((row) => row[at]?.isNumber !== false)),
    ],
    rows: runs.map((run, at) => [run.name, ...(cells[at] ?? []).map((cell) => cell?.text ?? '')]),
  };
}
