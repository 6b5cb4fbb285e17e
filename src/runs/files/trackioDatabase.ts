/**
 * A database of trackio: `<TRACKIO_DIR>/<project>.db`, SQLite with a write-ahead log. Built from trackio's documented tables (0.36), whose
 * authors call them beta; no database of the real package was at hand.
 */
import type { DatabaseSync } from 'node:sqlite';
import { PracticumError } from '../../base/errors.ts';
import type { MetricRead, MetricReader, RunFacts } from './metricReader.ts';
import { passedOver } from './passedOver.ts';
import { PointColumns } from './pointColumns.ts';
import { parsePythonJson } from './pythonJson.ts';
import { isRecord, numbersIn } from './record.ts';
import { wallMsOf } from './rowNames.ts';

const rowsPerRead = 20_000;

export class NoSqlite extends PracticumError {
  constructor(file: string) {
    super('no-sqlite', `${file} is a database, and this engine (Node ${process.versions.node}) has no SQLite.`, {
      hint: 'Node 22.13 or newer has it; trackio can also write its metrics as CSV.',
    });
  }
}

/** One run of a database: newer ones have an id beside the name. */
export interface TrackioRun {
  readonly id: string | undefined;
  readonly name: string;
}

/** Throws NoSqlite, or what SQLite says of a file that is damaged. The database is only read; a writer is not kept waiting. */
function withDatabase<T>(file: string, work: (database: DatabaseSync) => T): T {
  // Asked for by name: an older engine must not fail when this file is loaded.
  const sqlite = process.getBuiltinModule('node:sqlite');
  if (sqlite === undefined) throw new NoSqlite(file);
  const database = new sqlite.DatabaseSync(file, { readOnly: true });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

export function isTrackioDatabase(file: string): boolean {
  return withDatabase(file, (database) => {
    const names = columnsOf(database, 'metrics');
    return names.has('metrics') && names.has('step') && names.has('run_name');
  });
}

export function trackioRuns(file: string): readonly TrackioRun[] {
  return withDatabase(file, (database) => {
    const id = columnsOf(database, 'metrics').has('run_id') ? 'run_id' : 'NULL';
    const rows = database
      .prepare(`SELECT ${id} AS id, run_name AS name, MIN(rowid) AS first FROM metrics GROUP BY 1, 2 ORDER BY first`)
      .all();
    return rows.map((row) => ({ id: textOf(row['id']), name: textOf(row['name']) ?? '' }));
  });
}

/** The number of the newest row, so that a reader can begin behind it. */
export function newestRow(file: string): number {
  return withDatabase(file, (database) => Number(database.prepare('SELECT MAX(rowid) AS newest FROM metrics').get()?.['newest'] ?? 0));
}

export class TrackioDatabase implements MetricReader {
  readonly #file: string;
  readonly #run: TrackioRun | undefined;
  readonly #points = new PointColumns();
  readonly #said = new Set<string>();
  readonly #config = new Map<string, string>();
  #after: number;
  #broken = 0;
  #createdMs: number | undefined;
  #endedMs: number | undefined;

  /** Without a run: what all runs of the database log after this row. */
  constructor(file: string, run?: TrackioRun, after = 0) {
    this.#file = file;
    this.#run = run;
    this.#after = after;
  }

  async read(): Promise<MetricRead> {
    this.#points.clear();
    const rows = withDatabase(this.#file, (database) => this.#rows(database));
    for (const row of rows) this.#take(row);
    const hasMore = rows.length === rowsPerRead;
    return { points: this.#points, notes: hasMore ? [] : this.#notes(), hasMore };
  }

  facts(): RunFacts {
    return {
      isUnproven: true,
      ...(this.#run === undefined ? {} : { name: this.#run.name }),
      ...(this.#createdMs === undefined ? {} : { createdMs: this.#createdMs }),
      ...(this.#endedMs === undefined ? {} : { endedMs: this.#endedMs }),
      ...(this.#config.size === 0 ? {} : { hyperparameters: this.#config }),
    };
  }

  #rows(database: DatabaseSync): readonly Record<string, unknown>[] {
    const run = this.#run;
    const isOfRun = run === undefined ? '' : run.id === undefined ? 'AND run_name = ?' : 'AND run_id = ?';
    const wanted = run === undefined ? [] : [run.id ?? run.name];
    if (run !== undefined && this.#config.size === 0) this.#readConfig(database, run);
    return database
      .prepare(`SELECT rowid AS row, timestamp, step, metrics FROM metrics WHERE rowid > ? ${isOfRun} ORDER BY rowid LIMIT ${rowsPerRead}`)
      .all(this.#after, ...wanted);
  }

  #readConfig(database: DatabaseSync, run: TrackioRun): void {
    const columns = columnsOf(database, 'configs');
    if (!columns.has('config')) return;
    const column = run.id !== undefined && columns.has('run_id') ? 'run_id' : 'run_name';
    const config = parsePythonJson(
      textOf(database.prepare(`SELECT config FROM configs WHERE ${column} = ?`).get(run.id ?? run.name)?.['config']) ?? '',
    );
    if (!isRecord(config)) return;
    for (const [name, value] of Object.entries(config)) {
      if (!name.startsWith('_') && value !== null) this.#config.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
  }

  #take(row: Record<string, unknown>): void {
    this.#after = Number(row['row']);
    const metrics = parsePythonJson(textOf(row['metrics']) ?? '');
    const step = row['step'];
    if (!isRecord(metrics) || typeof step !== 'number') {
      this.#broken += 1;
      return;
    }
    const wallMs = wallMsOf(row['timestamp']);
    if (Number.isFinite(wallMs)) {
      this.#createdMs ??= wallMs;
      this.#endedMs = wallMs;
    }
    for (const [name, value] of numbersIn(metrics)) this.#points.add(name, step, value, wallMs);
  }

  #notes(): readonly string[] {
    if (this.#broken === 0 || this.#said.has('broken')) return [];
    this.#said.add('broken');
    return [passedOver(this.#broken, 'row', 'rows', ` of ${this.#file} could not be read`)];
  }
}

function columnsOf(database: DatabaseSync, table: 'metrics' | 'configs'): ReadonlySet<string> {
  return new Set(
    database
      .prepare(`PRAGMA table_info(${table})`)
      .all()
      .map((row) => String(row['name'])),
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
