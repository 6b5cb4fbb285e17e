/** Splits that lie in files: their rows as the judge sees them, read twice at most and kept nowhere. */

import { PracticumError } from '../../base/errors.ts';
import { hashText, normalised } from '../../datasets/audit/hash.ts';
import { type Cell, cellText, isList, isRecord, textsIn } from '../../datasets/cell.ts';
import { isBad, type SourceRow, type Split } from '../../datasets/table.ts';
import type { LeakJudge } from './leakJudge.ts';
import type { SplitRow } from './rows.ts';
import { textRow } from './textRow.ts';

export interface FileColumns {
  /** Absent: all but those that name rows. */
  readonly columns?: readonly string[] | undefined;
  readonly group?: string | undefined;
  readonly time?: string | undefined;
}

/** Rows of one file that are looked at. */
const mostRows = 1_000_000;
const rowsForShape = 2_000;

interface NumberColumn {
  readonly name: string;
  readonly mean: number;
  readonly spread: number;
}

/** What is compared. */
interface Shape {
  readonly columns: readonly string[];
  /** Of these, the ones with prose: then they alone are compared. */
  readonly texts: readonly string[];
  readonly numbers: readonly NumberColumn[];
}

/** Hands all rows to the judge. Answers what a reader has to know of how they were read. Throws `splits-column`. */
export async function judgeFiles(
  { train, test }: { readonly train: Split; readonly test: Split },
  given: FileColumns,
  judge: LeakJudge,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const shape = await shapeOf(train, test, given, signal);
  const notes: string[] = [];
  for (const [which, split] of [
    ['test', test],
    ['train', train],
  ] as const) {
    const sample = await split.sample(mostRows, signal);
    if (sample.rule !== 'every row') notes.push(`${sample.rule} of ${which} was looked at`);
    let bad = 0;
    for await (const row of sample.rows) {
      signal.throwIfAborted();
      if (isBad(row)) bad += 1;
      else judge[which](rowOf(row, shape, given));
    }
    if (bad > 0) notes.push(`${bad} rows of ${which} could not be read`);
  }
  return notes;
}

/** Names that say nothing of what a row holds. */
const idName =
  /^(?:_?id|idx|index|uuid|guid|hash|row_?(?:id|number|num)?|__index_level_\d+__|unnamed: ?\d+|column 1|.+[_-](?:id|uuid|idx|hash))$/iu;

async function shapeOf(train: Split, test: Split, { columns, group, time }: FileColumns, signal: AbortSignal): Promise<Shape> {
  const rows: SourceRow[] = [];
  for await (const row of (await train.sample(rowsForShape, signal)).rows) if (!isBad(row)) rows.push(row);
  const names = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const ofTest = new Set((await test.columns(signal)).map(({ name }) => name));
  for (const name of [...(columns ?? []), group, time])
    if (name !== undefined && !(names.includes(name) && ofTest.has(name)))
      throw new PracticumError('splits-column', `Not both files have a column “${name}”.`, {
        hint: `They have ${names.filter((each) => ofTest.has(each)).join(', ') || 'no column in common'}.`,
      });
  const used =
    columns ??
    names.filter((name) => ofTest.has(name) && name !== group && name !== time && !(idName.test(name) && distinctShare(rows, name) > 0.5));
  if (used.length === 0)
    throw new PracticumError('splits-column', 'The two files have no column in common that could be compared.', {
      hint: 'Give columns that both have.',
    });
  const texts = used.filter((name) => isProse(rows, name));
  const numbers = used.flatMap((name): readonly NumberColumn[] => {
    const values = rows.flatMap(({ cells }) => (typeof cells[name] === 'number' ? [cells[name]] : []));
    if (values.length < rows.length / 2 || values.length < 2) return [];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return spread > 0 ? [{ name, mean, spread }] : [];
  });
  return { columns: used, texts, numbers };
}

function distinctShare(rows: readonly SourceRow[], name: string): number {
  return new Set(rows.map(({ cells }) => cellText(cells[name] ?? null))).size / Math.max(1, rows.length);
}

/** At least three words on average. */
function isProse(rows: readonly SourceRow[], name: string): boolean {
  let [cells, words] = [0, 0];
  for (const row of rows.slice(0, 200)) {
    const text = proseOf(row.cells[name] ?? null);
    if (text === '') continue;
    cells += 1;
    words += /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u.test(text) ? text.length : text.split(/\s+/u).length;
  }
  return cells > 0 && words / cells >= 3;
}

function proseOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : isList(cell) || isRecord(cell) ? [...textsIn(cell)].join('\n') : '';
}

function rowOf({ index, cells }: SourceRow, { columns, texts, numbers }: Shape, { group, time }: FileColumns): SplitRow {
  const about = {
    ...(group === undefined ? {} : { group: cellText(cells[group] ?? null) }),
    ...(time === undefined ? {} : timeOf(cells[time] ?? null)),
  };
  if (texts.length > 0) return { ...textRow(index, texts.map((name) => proseOf(cells[name] ?? null)).join('\n')), ...about };
  const values = columns.map((name) => valueHash(cells[name] ?? null));
  const count = Math.min(4, values.length);
  const parts = Array.from({ length: count }, (_, part) => hashText(values.filter((_value, at) => at % count === part).join(',')));
  const first = values[0];
  return {
    row: index,
    parts,
    isConstant: values.length > 1 && values.every((value) => value === first),
    ...(numbers.length >= 4 && numbers.length === columns.length ? { sketch: sketchOf(cells, numbers) } : {}),
    shown: columns
      .slice(0, 6)
      .map((name) => cellText(cells[name] ?? null).slice(0, 40))
      .join(', '),
    ...about,
  };
}

/** As float32, so that a file written with fewer digits has the same rows. */
function valueHash(cell: Cell): number {
  return hashText(typeof cell === 'number' ? Math.fround(cell).toString() : cell === null ? '\u0000' : normalised(cellText(cell)));
}

const sketchWidth = 16;

/** Of few columns the columns themselves; of more, sums with random signs. */
function sketchOf(cells: SourceRow['cells'], numbers: readonly NumberColumn[]): readonly number[] {
  const z = numbers.map(({ name, mean, spread }) => {
    const value = cells[name];
    return typeof value === 'number' ? (value - mean) / spread : 0;
  });
  if (z.length <= sketchWidth) return z;
  const scale = 1 / Math.sqrt(z.length);
  return Array.from({ length: sketchWidth }, (_, row) => z.reduce((sum, value, at) => sum + (signAt(row, at) ? value : -value), 0) * scale);
}

function signAt(row: number, at: number): boolean {
  let bits = Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(row + 1, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  return ((bits ^ (bits >>> 13)) & 1) === 0;
}

function timeOf(cell: Cell): { readonly time?: number } {
  const time = typeof cell === 'number' ? cell : typeof cell === 'string' ? Date.parse(cell) : Number.NaN;
  return Number.isFinite(time) ? { time } : {};
}
