/** The datasets server, computed from the files that lie in data set repositories. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Exchange } from '../exchange.ts';
import { Refusal } from '../refusal.ts';
import { cardOf } from '../repos/info.ts';
import type { Repo } from '../repos/repo.ts';
import type { Repos } from '../repos/repos.ts';
import { type Route, route } from '../routes.ts';
import { columnsOf, featuresOf, statisticsOf } from './features.ts';
import { type Split, splitsOf } from './splits.ts';
import { type Row, rowsOf } from './table.ts';
import { conditionOf } from './where.ts';

interface ParquetFile {
  readonly dataset: string;
  readonly config: string;
  readonly split: string;
  readonly url: string;
  readonly filename: string;
  readonly size: number;
}

const mostRows = 100;
const mostCellText = 2000;
const settled = { pending: [], failed: [], partial: false };

export class DatasetsServer {
  readonly #repos: Repos;
  readonly #baseUrl: () => string;

  constructor(repos: Repos, baseUrl: () => string) {
    this.#repos = repos;
    this.#baseUrl = baseUrl;
  }

  routes(): readonly Route[] {
    const get = (name: string, answer: (exchange: Exchange) => Promise<unknown>): Route =>
      route(`GET /datasets-server/${name}`, async (exchange) =>
        exchange.send(200, await answer(exchange), { 'cache-control': 'max-age=120' }),
      );
    return [
      get('is-valid', async (exchange) => {
        const isThere = this.#splits(exchange).length > 0;
        return { viewer: isThere, preview: isThere, search: isThere, filter: isThere, statistics: isThere };
      }),
      get('splits', async (exchange) => {
        const dataset = this.#dataset(exchange).id;
        return { splits: this.#splits(exchange).map(({ config, split }) => ({ dataset, config, split })), pending: [], failed: [] };
      }),
      get('first-rows', async (exchange) => {
        const { split, rows } = await this.#table(exchange);
        const shown = rows.slice(0, mostRows).map((row, row_idx) => {
          const { cells, truncated } = shortened(row);
          return { row_idx, row: cells, truncated_cells: truncated };
        });
        const { config } = split;
        const truncated = rows.length > mostRows;
        return { dataset: this.#dataset(exchange).id, config, split: split.split, features: featuresOf(rows), rows: shown, truncated };
      }),
      get('rows', async (exchange) => {
        const { rows } = await this.#table(exchange);
        return page(exchange, rows, rows.map(indexed));
      }),
      get('search', async (exchange) => {
        const query = needed(exchange, 'query').toLowerCase();
        const { rows } = await this.#table(exchange);
        const texts = (row: Row): string =>
          Object.values(row)
            .filter((cell) => typeof cell === 'string')
            .join('\n')
            .toLowerCase();
        return page(
          exchange,
          rows,
          rows.map(indexed).filter(({ row }) => query.split(/\s+/).some((word) => texts(row).includes(word))),
        );
      }),
      get('filter', async (exchange) => {
        const { rows } = await this.#table(exchange);
        const where = exchange.query('where');
        const fits = where === undefined ? () => true : conditionOf(where);
        const found = rows.map(indexed).filter(({ row }) => fits(row));
        return page(exchange, rows, ordered(found, exchange.query('orderby')));
      }),
      get('parquet', async (exchange) => {
        const repo = this.#dataset(exchange);
        const files = await this.#convert(repo);
        const config = exchange.query('config');
        return { parquet_files: files.filter((each) => config === undefined || each.config === config), ...settled };
      }),
      get('size', async (exchange) => await this.#size(exchange)),
      get('info', async (exchange) => {
        const tables = await this.#tables(this.#dataset(exchange));
        const info: Record<string, unknown> = {};
        for (const { split, rows } of tables) {
          const before = info[split.config];
          const splits = typeof before === 'object' && before !== null && 'splits' in before ? before.splits : {};
          info[split.config] = {
            config_name: split.config,
            dataset_name: this.#dataset(exchange).name,
            features: Object.fromEntries(featuresOf(rows).map(({ name, type }) => [name, type])),
            splits: { ...Object(splits), [split.split]: { name: split.split, num_examples: rows.length } },
          };
        }
        const config = exchange.query('config');
        return { dataset_info: config === undefined ? info : info[config], ...settled };
      }),
      get('statistics', async (exchange) => {
        const { rows } = await this.#table(exchange);
        return { num_examples: rows.length, statistics: statisticsOf(rows), partial: false };
      }),
    ];
  }

  #dataset(exchange: Exchange): Repo {
    const id = needed(exchange, 'dataset');
    const caller = this.#repos.accounts.caller(exchange);
    const repo = this.#repos.find('dataset', id);
    const isOpen =
      repo !== undefined &&
      this.#repos.canRead(repo, caller) &&
      (repo.settings.gated === false || this.#repos.accounts.canRead(caller, repo.owner));
    if (repo === undefined || !isOpen) {
      throw caller === undefined
        ? new Refusal(
            401,
            'The dataset does not exist, or is not accessible without authentication (private or gated). Please check the spelling of the dataset name or retry with authentication.',
            { code: 'ExternalUnauthenticatedError' },
          )
        : new Refusal(404, 'The dataset does not exist, or is not accessible with the current credentials (private or gated).', {
            code: 'ExternalAuthenticatedError',
          });
    }
    const owner = this.#repos.accounts.users.find(({ name }) => name === repo.owner);
    if (repo.isPrivate && owner?.isPro === false) {
      throw new Refusal(501, 'Private datasets are only supported for PRO users and Enterprise Hub organizations.', {
        code: 'NotSupportedPrivateRepositoryError',
      });
    }
    return repo;
  }

  #splits(exchange: Exchange): readonly Split[] {
    const repo = this.#dataset(exchange);
    const config = exchange.query('config');
    return splitsIn(this.#repos, repo).filter((each) => config === undefined || each.config === config);
  }

  async #table(exchange: Exchange): Promise<{ readonly split: Split; readonly rows: readonly Row[] }> {
    const config = needed(exchange, 'config');
    const name = needed(exchange, 'split');
    const split = this.#splits(exchange).find((each) => each.config === config && each.split === name);
    if (split === undefined) throw new Refusal(404, 'The requested split does not exist.', { code: 'ResponseNotFound' });
    return { split, rows: await this.#rows(split) };
  }

  async #tables(repo: Repo): Promise<readonly { readonly split: Split; readonly rows: readonly Row[] }[]> {
    return await Promise.all(splitsIn(this.#repos, repo).map(async (split) => ({ split, rows: await this.#rows(split) })));
  }

  async #rows({ files }: Split): Promise<readonly Row[]> {
    const all = await Promise.all(files.map(async ({ path, sha256 }) => await rowsOf(path, this.#repos.blobs.bytes(sha256))));
    return all.flat();
  }

  async #size(exchange: Exchange): Promise<unknown> {
    const repo = this.#dataset(exchange);
    const parquet = await this.#convert(repo);
    const splits = (await this.#tables(repo)).map(({ split, rows }) => {
      const bytes = parquet
        .filter((each) => each.config === split.config && each.split === split.split)
        .reduce((sum, { size }) => sum + size, 0);
      return {
        dataset: repo.id,
        config: split.config,
        split: split.split,
        num_bytes_parquet_files: bytes,
        num_bytes_memory: Buffer.byteLength(JSON.stringify(rows)),
        num_rows: rows.length,
        num_columns: columnsOf(rows).length,
        estimated_num_rows: null,
      };
    });
    const total = (of: readonly (typeof splits)[number][]): Readonly<Record<string, unknown>> => ({
      num_bytes_original_files: [...repo.head.files.values()].reduce((sum, { size }) => sum + size, 0),
      num_bytes_parquet_files: of.reduce((sum, each) => sum + each.num_bytes_parquet_files, 0),
      num_bytes_memory: of.reduce((sum, each) => sum + each.num_bytes_memory, 0),
      num_rows: of.reduce((sum, each) => sum + each.num_rows, 0),
      estimated_num_rows: null,
    });
    const configs = [...new Set(splits.map(({ config }) => config))].map((config) => {
      const own = splits.filter((each) => each.config === config);
      return { dataset: repo.id, config, num_columns: own[0]?.num_columns ?? 0, ...total(own) };
    });
    return { size: { dataset: { dataset: repo.id, ...total(splits) }, configs, splits }, ...settled };
  }

  /** Puts the Parquet files on their own reference, as the conversion bot does, and says where they are. */
  async #convert(repo: Repo): Promise<readonly ParquetFile[]> {
    const files = new Map(repo.commits.get(repo.refs.get('refs/convert/parquet') ?? '')?.files);
    const listed: ParquetFile[] = [];
    for (const { split, rows } of await this.#tables(repo)) {
      const path = `${split.config}/${split.split}/0000.parquet`;
      const stored = this.#repos.blobs.put(parquetOf(rows));
      files.set(path, this.#repos.entry(path, stored, true));
      const url = `${this.#baseUrl()}/datasets/${repo.id}/resolve/refs%2Fconvert%2Fparquet/${path}`;
      listed.push({ dataset: repo.id, config: split.config, split: split.split, url, filename: '0000.parquet', size: stored.size });
    }
    repo.commit('refs/convert/parquet', {
      title: 'Convert dataset to Parquet',
      author: 'parquet-converter',
      date: this.#repos.date(),
      files,
    });
    return listed;
  }
}

function splitsIn(repos: Repos, repo: Repo): readonly Split[] {
  return splitsOf([...repo.head.files.values()], cardOf(repos, repo.head));
}

function parquetOf(rows: readonly Row[]): Uint8Array {
  const columnData = columnsOf(rows).map((name) => {
    const data = rows.map((row) => row[name] ?? null);
    const there = data.filter((cell) => cell !== null);
    if (there.every((cell) => typeof cell === 'boolean')) return { name, data, type: 'BOOLEAN' as const };
    if (there.every((cell) => typeof cell === 'number')) return { name, data, type: 'DOUBLE' as const };
    if (there.every((cell) => typeof cell === 'string')) return { name, data, type: 'STRING' as const };
    return { name, data, type: 'JSON' as const };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

interface Indexed {
  readonly row_idx: number;
  readonly row: Row;
  readonly truncated_cells: readonly string[];
}

function indexed(row: Row, row_idx: number): Indexed {
  return { row_idx, row, truncated_cells: [] };
}

function page(exchange: Exchange, all: readonly Row[], found: readonly Indexed[]): unknown {
  const offset = exchange.integer('offset', 0);
  const length = exchange.integer('length', mostRows);
  if (length > mostRows) throw new Refusal(422, `Parameter "length" must not be bigger than ${mostRows}`, { code: 'InvalidParameter' });
  return {
    features: featuresOf(all),
    rows: found.slice(offset, offset + length),
    num_rows_total: found.length,
    num_rows_per_page: mostRows,
    partial: false,
  };
}

function ordered(rows: readonly Indexed[], orderby: string | undefined): readonly Indexed[] {
  const [, column, direction] = /^"([^"]+)"(?:\s+(asc|desc))?$/i.exec(orderby ?? '') ?? [];
  if (orderby === undefined) return rows;
  if (column === undefined) throw new Refusal(422, 'Parameter "orderby" is invalid', { code: 'InvalidParameter' });
  const sign = direction?.toLowerCase() === 'desc' ? -1 : 1;
  const key = ({ row }: Indexed): string | number => {
    const cell = row[column];
    return typeof cell === 'number' ? cell : String(cell);
  };
  return rows.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
}

function shortened(row: Row): { readonly cells: Row; readonly truncated: readonly string[] } {
  const truncated: string[] = [];
  const cells = Object.entries(row).map(([name, cell]) => {
    if (typeof cell !== 'string' || cell.length <= mostCellText) return [name, cell];
    truncated.push(name);
    return [name, cell.slice(0, mostCellText)];
  });
  return { cells: Object.fromEntries(cells), truncated };
}

function needed(exchange: Exchange, name: string): string {
  const value = exchange.query(name);
  if (value === undefined || value === '') throw new Refusal(422, `Parameter '${name}' is required`, { code: 'MissingRequiredParameter' });
  return value;
}
