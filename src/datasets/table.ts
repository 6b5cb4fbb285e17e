/** A data set as everything here sees it: splits with columns, of which rows are read by page or by sample. */
import { PracticumError } from '../base/errors.ts';
import type { CellRecord } from './cell.ts';

export interface Column {
  readonly name: string;
  /** In the words of the Hub’s viewer where they are known: `string`, `int64`, `ClassLabel`, `Image`, `list<struct<role, content>>`. */
  readonly type: string;
  /** What the numbers of a ClassLabel stand for. */
  readonly labels?: readonly string[];
}

/** `stated`: by the Hub; `estimated`: by it or by us, and never shown as counted. */
export interface RowCount {
  readonly rows: number;
  readonly how: 'counted' | 'stated' | 'estimated';
}

export interface SourceRow {
  /** From 0. */
  readonly index: number;
  readonly cells: CellRecord;
  /** Columns of which only the beginning was given. */
  readonly cut: readonly string[];
  /** It is not UTF-8, and was read as windows-1252. */
  readonly isOtherEncoding?: boolean;
}

/** A row that cannot be read. `line`: from 1, in a file of lines. */
export interface BadRow {
  readonly index: number;
  readonly line?: number;
  readonly why: string;
}

export type ReadRow = SourceRow | BadRow;

export function isBad(row: ReadRow): row is BadRow {
  return 'why' in row;
}

export interface Page {
  readonly rows: readonly ReadRow[];
  /** Rows of the split, as far as is known now. */
  readonly total: RowCount | undefined;
}

/** Rows that stand for all, chosen by a rule that is said. */
export interface Sample {
  /** `every row`, `every 210th row`, … */
  readonly rule: string;
  readonly total: RowCount | undefined;
  readonly rows: AsyncIterable<ReadRow>;
  /** Columns that were left out, since they hold bytes. */
  readonly skipped: readonly string[];
}

export interface Split {
  readonly name: string;
  /** How its rows are read. */
  readonly way: 'viewer' | 'parquet' | 'csv' | 'jsonl' | 'json';
  readonly bytes?: number;
  columns(signal: AbortSignal): Promise<readonly Column[]>;
  /** At most as many as asked for. */
  page(from: number, count: number, signal: AbortSignal): Promise<Page>;
  sample(wanted: number, signal: AbortSignal): Promise<Sample>;
  /** What a reader has to know of how it had to be read; undefined until something went wrong. */
  trouble?(): string | undefined;
  /** How many rows there are, where that takes reading all of them. */
  countRows?(signal: AbortSignal): Promise<RowCount>;
  /** What the Hub counted over all rows. */
  whole?(signal: AbortSignal): Promise<readonly WholeColumn[] | undefined>;
  /** A cell with bytes, whole, where it has at most so many. */
  bytesOf?(row: number, column: string, atMost: number, signal: AbortSignal): Promise<Uint8Array | undefined>;
}

/** What its card says. Words from outside. */
export interface CardFacts {
  readonly licences: readonly { readonly licence: string; readonly from: string }[];
  readonly gated: 'no' | 'auto' | 'manual';
  readonly isPrivate: boolean;
  readonly languages: readonly string[];
  readonly tags: readonly string[];
  readonly description?: string;
}

export interface DataSet {
  /** `ada/pairs`, or the path as the person knows it. */
  readonly name: string;
  readonly where: 'hub' | 'here';
  readonly revision?: string;
  readonly config?: string;
  /** Other configurations that it has. */
  readonly configs: readonly string[];
  readonly splits: readonly Split[];
  readonly card?: CardFacts;
  /** What a reader has to know about how it was read. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

export type DataSetErrorCode =
  | 'dataset-not-ready'
  | 'dataset-no-config'
  | 'dataset-no-split'
  | 'dataset-no-data'
  | 'dataset-format'
  | 'dataset-broken';

export class DataSetError extends PracticumError {
  constructor(code: DataSetErrorCode, message: string, hint: string, cause?: unknown) {
    super(code, message, { hint, cause });
  }
}

/** What was counted over all rows by somebody who had them all. */
export interface WholeColumn {
  readonly column: string;
  readonly rows: number;
  readonly nulls?: number;
  readonly frequencies?: Readonly<Record<string, number>>;
}
