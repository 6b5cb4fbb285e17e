/** An audit, as a report, a view and `--json` have it. */
import type { CardFacts, DataSet, RowCount, Split, WholeColumn } from '../table.ts';
import type { ColumnRoles, FormatMatch } from './columnRoles.ts';
import type { ColumnFacts } from './columnStats.ts';
import type { Finding } from './finding.ts';
import type { Fitness } from './fitness.ts';

export interface SplitAudit {
  readonly split: string;
  readonly way: Split['way'];
  /** All that it has, as far as anybody knows. */
  readonly total: RowCount | undefined;
  /** Rows that were read, those among them that nobody can read included. */
  readonly looked: number;
  /** Of the rows: `every 210th row`. */
  readonly rule: string;
  readonly bytes?: number;
  /** Bytes were left out. */
  readonly skipped: readonly string[];
  readonly columns: readonly ColumnFacts[];
  /** What the Hub counted over all rows. */
  readonly whole?: readonly WholeColumn[];
  readonly languages: readonly { readonly language: string; readonly rows: number }[];
  /** A few rows as they are, cut and without secrets. Words from outside. */
  readonly examples: readonly { readonly row: number; readonly cells: Readonly<Record<string, string>> }[];
}

export interface Audit {
  readonly name: string;
  readonly where: DataSet['where'];
  readonly revision?: string;
  readonly config?: string;
  readonly configs: readonly string[];
  readonly card?: CardFacts;
  readonly notes: readonly string[];
  readonly splits: readonly SplitAudit[];
  readonly roles: ColumnRoles;
  readonly formats: readonly FormatMatch[];
  readonly fitness: readonly Fitness[];
  readonly findings: readonly Finding[];
}
