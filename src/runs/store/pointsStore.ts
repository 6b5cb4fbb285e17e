import { stat } from 'node:fs/promises';
import { GrowingLines } from '../../base/growingLines.ts';
import { parsePoint } from '../folderSchema.ts';
import type { MetricPoint } from '../run.ts';
import { MetricFold, type MetricSummary } from '../series.ts';
import { Column, type ColumnKey } from './column.ts';
import { ColumnIndex } from './columnIndex.ts';
import { encodeColumns, pointsHashAt, readColumns, type StoredColumn } from './columnsFile.ts';
import type { MetricSeries } from './metricSeries.ts';
import { replaceFile } from './replaceFile.ts';
import { resolve } from './resolve.ts';

export interface PointsPlaces {
  /** `points.jsonl`: the truth. */
  readonly points: string;
  /** Files of columns that may have been made of it, the preferred first. None of them is believed without a look at the lines. */
  readonly columns: readonly string[];
  /** Where columns are kept that had to be made anew; undefined: nowhere. */
  readonly cache?: string | undefined;
}

/** All series of one run. They grow while it goes on: ask again for what was added. */
export interface RunSeries {
  /** As many as `points.jsonl` has points. */
  readonly pointCount: number;
  /** For people, when not all lines of `points.jsonl` could be read. */
  readonly note: string | undefined;
  /** In the order in which they first appeared. */
  readonly metrics: readonly string[];
  /** Whether points of a later segment are there, which may stand for earlier ones. */
  readonly isResumed: boolean;
  /** Exact, one row for each metric of which anything counts, in the order in which they first appeared. */
  summaries(): Promise<readonly MetricSummary[]>;
  /** Reads what was added. */
  refresh(): Promise<void>;
  /** What counts of a metric now; without any point for a name that nothing was measured of. */
  column(metric: string): Promise<MetricSeries>;
}

/** Lines that took less than this to read are not worth a file of columns. */
const cachedFromBytes = 256 * 1024;

/**
 * The points of one run as columns: taken from a file of columns where one fits, then line by line, each line once. Another process may be
 * writing the lines.
 */
export class PointsStore implements RunSeries {
  readonly #places: PointsPlaces;
  #columns = new Map<string, Column | StoredColumn>();
  /** Made anew when a column comes or goes. */
  #knownIndex: ColumnIndex | undefined;
  /** The columns that points were last added to, by metric. */
  #last = new Map<string, Column>();
  /** What metrics of several columns came to when they were last asked for. */
  #sums = new Map<string, { readonly series: MetricSeries; readonly fold: MetricFold }>();
  #lines: GrowingLines;
  #isOpen = false;
  /** Whether a column may still be in the file. */
  #hasStored = false;
  #unreadable = 0;
  /** Bytes of the lines that a file of columns holds. */
  #keptBytes = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(places: PointsPlaces) {
    this.#places = places;
    this.#lines = new GrowingLines(places.points);
  }

  get pointCount(): number {
    let count = 0;
    for (const column of this.#columns.values()) count += column.count;
    return count;
  }

  get note(): string | undefined {
    if (this.#unreadable === 0) return undefined;
    const lines = this.#unreadable === 1 ? 'One line' : `${this.#unreadable.toLocaleString('en')} lines`;
    return `${lines} of points.jsonl cannot be read and ${this.#unreadable === 1 ? 'is' : 'are'} passed over; every other point is here.`;
  }

  get metrics(): readonly string[] {
    return this.#index.metrics;
  }

  get isResumed(): boolean {
    for (const { segment } of this.#columns.values()) if (segment > 0) return true;
    return false;
  }

  get #index(): ColumnIndex {
    this.#knownIndex ??= new ColumnIndex(this.#columns.values());
    return this.#knownIndex;
  }

  /** How many bytes the numbers take that are in memory. */
  get bytes(): number {
    return this.#loaded().reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Reads what was added. */
  refresh(): Promise<void> {
    return this.#inTurn(() => this.#refresh());
  }

  summaries(): Promise<readonly MetricSummary[]> {
    return this.#inTurn(async () => {
      const rows: MetricSummary[] = [];
      for (const metric of this.metrics) {
        const row = this.#knownSummary(metric) ?? this.#added(await this.#resolve(metric));
        if (row !== undefined) rows.push(row);
      }
      return rows;
    });
  }

  column(metric: string): Promise<MetricSeries> {
    return this.#inTurn(() => this.#resolve(metric));
  }

  /** The run has ended: nothing more comes, and what was read is worth keeping. */
  seal(): Promise<void> {
    return this.#inTurn(async () => {
      for (const column of this.#loaded()) column.seal();
      await this.#keep();
    });
  }

  /** Writes the columns to `file`, whole or not at all. */
  write(file: string): Promise<void> {
    return this.#inTurn(() => this.#write(file));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #refresh(): Promise<void> {
    const { points } = this.#places;
    if (!this.#isOpen) await this.#open();
    if (this.#hasStored && ((await stat(points).catch(() => undefined))?.size ?? 0) > this.#lines.toldBytes) await this.#loadAll();
    const { tooLong } = await this.#lines.read(
      (line) => this.#add(parsePoint(line)),
      () => this.#forget(),
    );
    this.#unreadable += tooLong;
  }

  async #open(): Promise<void> {
    this.#isOpen = true;
    const { points, columns, cache } = this.#places;
    const files = cache === undefined ? columns : [...columns, cache];
    for (const file of files) {
      const stored = await readColumns(file, points);
      if (stored === undefined) continue;
      this.#knownIndex = undefined;
      this.#columns = new Map(stored.columns.map((column) => [keyOf(column), column]));
      this.#hasStored = true;
      this.#unreadable = stored.unreadableLines;
      this.#lines = new GrowingLines(points, { from: stored.pointsBytes });
      this.#keptBytes = stored.pointsBytes;
      return;
    }
  }

  #add(point: MetricPoint | undefined): void {
    if (point === undefined) {
      this.#unreadable += 1;
      return;
    }
    const { metric, segment = 0, source = 'console' } = point;
    // Nearly always the same source goes on with a metric.
    const last = this.#last.get(metric);
    const column = last?.segment === segment && last.source === source ? last : this.#columnFor({ metric, segment, source });
    column.add(point);
  }

  #columnFor(key: ColumnKey): Column {
    const known = this.#columns.get(keyOf(key));
    const column = known instanceof Column ? known : new Column(key);
    if (known === undefined) this.#knownIndex = undefined;
    this.#columns.set(keyOf(key), column);
    this.#last.set(key.metric, column);
    return column;
  }

  async #resolve(metric: string): Promise<MetricSeries> {
    const needed = new Set(this.#index.of(metric).flatMap((key) => [keyOf(key), ...this.#index.rivals(key).map(keyOf)]));
    const columns: Column[] = [];
    for (const key of needed) {
      const column = this.#columns.get(key);
      const loaded = column === undefined ? undefined : await this.#load(column);
      // The lines were read all over again instead, so that every column is there now.
      if (loaded === undefined) return resolve(metric, this.#loaded());
      columns.push(loaded);
    }
    return resolve(metric, columns);
  }

  /** What the only column of a metric comes to, without reading it. */
  #knownSummary(metric: string): MetricSummary | undefined {
    const [only, ...more] = this.#index.of(metric);
    if (only === undefined || more.length > 0 || this.#index.rivals(only).length > 0) return undefined;
    return this.#columns.get(keyOf(only))?.summary;
  }

  /** What a metric of several columns comes to. Only what came since it was last asked for is looked at. */
  #added(series: MetricSeries): MetricSummary | undefined {
    const { metric, count } = series;
    const known = this.#sums.get(metric);
    const from = known !== undefined && series.sharedWith(known.series) === known.series.count ? known.series.count : 0;
    const fold = from === 0 || known === undefined ? new MetricFold(metric) : known.fold;
    series.addTo(fold, from, count);
    this.#sums.set(metric, { series, fold });
    return fold.summary;
  }

  #loaded(): readonly Column[] {
    return [...this.#columns.values()].filter((column) => column instanceof Column);
  }

  async #loadAll(): Promise<void> {
    for (const column of [...this.#columns.values()]) if ((await this.#load(column)) === undefined) return;
    this.#hasStored = false;
  }

  async #load(column: Column | StoredColumn): Promise<Column | undefined> {
    if (column instanceof Column) return column;
    const loaded = await column.load();
    if (loaded !== undefined) {
      this.#columns.set(keyOf(loaded), loaded);
      return loaded;
    }
    // Damaged, or replaced since: the lines are the truth.
    this.#reset();
    this.#isOpen = true;
    await this.#refresh();
    return undefined;
  }

  #reset(): void {
    this.#isOpen = false;
    this.#lines = new GrowingLines(this.#places.points);
    this.#forget();
  }

  #forget(): void {
    this.#columns = new Map();
    this.#hasStored = false;
    this.#last = new Map();
    this.#sums = new Map();
    this.#knownIndex = undefined;
    this.#unreadable = 0;
    this.#keptBytes = 0;
  }

  async #keep(): Promise<void> {
    const { cache } = this.#places;
    if (cache === undefined || this.#lines.toldBytes - this.#keptBytes < cachedFromBytes) return;
    // It only saves time: a disk that refuses it is no reason not to read.
    await this.#write(cache).catch(() => undefined);
  }

  async #write(file: string): Promise<void> {
    await this.#loadAll();
    const end = this.#lines.toldBytes;
    const hash = await pointsHashAt(this.#places.points, end);
    if (hash === undefined) return;
    await replaceFile(file, encodeColumns(this.#loaded(), end, hash, this.#unreadable));
    this.#keptBytes = end;
  }
}

function keyOf({ metric, segment, source }: ColumnKey): string {
  return `${segment} ${source} ${metric}`;
}
