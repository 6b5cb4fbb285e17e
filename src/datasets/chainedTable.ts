/** Several files of records as one split, one behind the other. */
import type { FileTable } from './fileTable.ts';
import { everyNth } from './sampling.ts';
import { type Column, isBad, type Page, type ReadRow, type RowCount, type Sample, type Split } from './table.ts';

export interface ChainedPart {
  /** As the person knows it. */
  readonly label: string;
  readonly table: FileTable;
}

export class ChainedTable implements Split {
  readonly name: string;
  readonly way: FileTable['way'];
  readonly #parts: readonly ChainedPart[];

  /** `first`: says how they are read; the others of them may be JSON or JSON lines. */
  constructor(name: string, first: ChainedPart, others: readonly ChainedPart[]) {
    this.name = name;
    this.way = first.table.way;
    this.#parts = [first, ...others];
  }

  /** Those of all files: a later one may have more. */
  async columns(signal: AbortSignal): Promise<readonly Column[]> {
    const found = new Map<string, Column>();
    for (const { table } of this.#parts)
      for (const column of await table.columns(signal)) {
        const known = found.get(column.name);
        found.set(column.name, known === undefined || known.type === column.type ? column : { ...known, type: typeOfBoth(known, column) });
      }
    return [...found.values()];
  }

  async page(from: number, count: number, signal: AbortSignal): Promise<Page> {
    const rows: ReadRow[] = [];
    let offset = 0;
    for (const part of this.#parts) {
      if (rows.length === count) break;
      const start = Math.max(0, from - offset);
      // Where none of it is wanted, and where another follows, it has to be known how many there are.
      const total = start > 0 ? (await part.table.countRows(signal)).rows : undefined;
      if (total === undefined || start < total) {
        const { rows: read } = await part.table.page(start, count - rows.length, signal);
        rows.push(...read.map((row) => moved(row, offset, part.label)));
        if (rows.length === count) break;
      }
      offset += (await part.table.countRows(signal)).rows;
    }
    const counted = await this.#counted(signal, rows.length < count);
    return { rows, total: counted };
  }

  async countRows(signal: AbortSignal): Promise<RowCount> {
    let rows = 0;
    for (const { table } of this.#parts) rows += (await table.countRows(signal)).rows;
    return { rows, how: 'counted' };
  }

  async sample(wanted: number, signal: AbortSignal): Promise<Sample> {
    const total = await this.countRows(signal);
    const { step, rule } = everyNth(total.rows, wanted);
    return { rule: `${rule} of ${this.#parts.length} files`, total, skipped: [], rows: this.#every(step, signal) };
  }

  async *#every(step: number, signal: AbortSignal): AsyncGenerator<ReadRow> {
    let offset = 0;
    for (const { table, label } of this.#parts) {
      // The rhythm goes on from file to file.
      const first = (step - (offset % step)) % step;
      for await (const row of table.every(first, step, signal)) yield moved(row, offset, label);
      offset += (await table.countRows(signal)).rows;
    }
  }

  /** Only where all was read anyway: to count is to download. */
  async #counted(signal: AbortSignal, isAtEnd: boolean): Promise<RowCount | undefined> {
    return isAtEnd ? await this.countRows(signal) : undefined;
  }
}

function moved(row: ReadRow, offset: number, label: string): ReadRow {
  const index = row.index + offset;
  return isBad(row) ? { ...row, index, why: `in ${label}: ${row.why}` } : { ...row, index };
}

function typeOfBoth(a: Column, b: Column): string {
  if (a.type === 'null' || a.type === 'unknown') return b.type;
  if (b.type === 'null' || b.type === 'unknown') return a.type;
  const numbers = ['int64', 'float64'];
  return numbers.includes(a.type) && numbers.includes(b.type) ? 'float64' : 'mixed';
}
