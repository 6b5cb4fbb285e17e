/** A split as the Hub’s viewer shows it: a hundred rows a page, long cells cut. */
import { toCell } from './cell.ts';
import { columnOf } from './features.ts';
import { type HubData, ViewerRefused } from './hubPort.ts';
import type { ParquetSplit } from './parquet.ts';
import { spread } from './sampling.ts';
import type { Column, Page, ReadRow, RowCount, Sample, Split, WholeColumn } from './table.ts';
import { rowsSchema, statisticsSchema } from './viewerSchema.ts';

export const rowsPerPage = 100;
/** More pages than that are read from the files themselves where there are some. */
const mostPages = 20;

export interface ViewerSplitOptions {
  readonly hub: HubData;
  readonly dataset: string;
  readonly config: string;
  readonly name: string;
  readonly total: RowCount | undefined;
  readonly bytes?: number;
  /** The same rows as files, where the Hub has converted them. */
  readonly parquet?: ParquetSplit;
}

export class ViewerSplit implements Split {
  readonly way = 'viewer';
  readonly name: string;
  readonly bytes?: number;
  readonly #options: ViewerSplitOptions;
  #total: RowCount | undefined;
  #columns: readonly Column[] | undefined;
  /** What the viewer said when it answered no more: from then on the files are read. */
  #refusal: string | undefined;

  constructor(options: ViewerSplitOptions) {
    this.#options = options;
    this.name = options.name;
    this.#total = options.total;
    if (options.bytes !== undefined) this.bytes = options.bytes;
  }

  /** Whether the viewer has rows of it. Throws ViewerRefused. */
  async probe(signal: AbortSignal): Promise<void> {
    await this.#asked(0, 1, signal);
  }

  async columns(signal: AbortSignal): Promise<readonly Column[]> {
    if (this.#columns === undefined) await this.#rows(0, 1, signal);
    this.#columns ??= await this.#options.parquet?.columns(signal);
    return this.#columns ?? [];
  }

  trouble(): string | undefined {
    if (this.#refusal === undefined) return undefined;
    return `The Hub’s viewer stopped answering about ${this.name} (${this.#refusal}); the rest was read from its parquet files.`;
  }

  async page(from: number, count: number, signal: AbortSignal): Promise<Page> {
    const rows: ReadRow[] = [];
    while (rows.length < count) {
      const part = await this.#rows(from + rows.length, Math.min(count - rows.length, rowsPerPage), signal);
      rows.push(...part);
      if (part.length < rowsPerPage) break;
    }
    return { rows, total: this.#total };
  }

  async sample(wanted: number, signal: AbortSignal): Promise<Sample> {
    await this.columns(signal);
    const total = this.#total?.rows ?? rowsPerPage;
    const pages = Math.ceil(Math.min(total, wanted) / rowsPerPage);
    if (pages > mostPages && this.#options.parquet !== undefined) return await this.#options.parquet.sample(wanted, signal);
    const all = Math.ceil(total / rowsPerPage);
    const chosen = spread(all, Math.min(pages, mostPages));
    const rule = chosen.length === all ? 'every row' : `${chosen.length} pages of ${rowsPerPage} rows, spread evenly`;
    return { rule, total: this.#total, skipped: [], rows: this.#sampled(chosen, signal) };
  }

  async bytesOf(row: number, column: string, atMost: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    return await this.#options.parquet?.bytesOf(row, column, atMost, signal);
  }

  /** What the Hub counted over all rows; undefined where it has not. */
  async whole(signal: AbortSignal): Promise<readonly WholeColumn[] | undefined> {
    const { hub, dataset, config, name } = this.#options;
    const parsed = statisticsSchema.safeParse(await hub.viewer('/statistics', { dataset, config, split: name }, signal));
    if (!parsed.success || parsed.data.partial === true) return undefined;
    return parsed.data.statistics.map(({ column_name: column, column_statistics: facts }) => ({
      column,
      rows: parsed.data.num_examples,
      ...(typeof facts?.nan_count === 'number' ? { nulls: facts.nan_count } : {}),
      ...(facts?.frequencies === undefined || facts.frequencies === null ? {} : { frequencies: facts.frequencies }),
    }));
  }

  async *#sampled(pages: readonly number[], signal: AbortSignal): AsyncGenerator<ReadRow> {
    for (const page of pages) yield* await this.#rows(page * rowsPerPage, rowsPerPage, signal);
  }

  /** From the viewer, and from the files where it answers no more and there are some. */
  async #rows(offset: number, length: number, signal: AbortSignal): Promise<readonly ReadRow[]> {
    const { parquet } = this.#options;
    if (this.#refusal === undefined || parquet === undefined) {
      try {
        return await this.#asked(offset, length, signal);
      } catch (error) {
        if (!(error instanceof ViewerRefused) || parquet === undefined) throw error;
        this.#refusal = error.message;
      }
    }
    const { rows, total } = await parquet.page(offset, length, signal);
    this.#total = total;
    return rows;
  }

  async #asked(offset: number, length: number, signal: AbortSignal): Promise<readonly ReadRow[]> {
    const { hub, dataset, config, name: split } = this.#options;
    const answer = rowsSchema.parse(await hub.viewer('/rows', { dataset, config, split, offset, length }, signal));
    this.#columns = answer.features.map(({ name, type }) => columnOf(name, type));
    const total = answer.num_rows_total ?? undefined;
    if (total !== undefined && answer.partial !== true) this.#total = { rows: total, how: 'stated' };
    return answer.rows.map(({ row_idx: index, row, truncated_cells: cut }) => ({
      index,
      cells: Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toCell(value)])),
      cut: cut ?? [],
    }));
  }
}
