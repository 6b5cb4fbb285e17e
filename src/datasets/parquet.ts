/** Parquet files as one split: their footers first, then only the columns and row groups that are needed. */
import type { AsyncBuffer, Compressors, FileMetaData, SchemaTree } from 'hyparquet';
import type { ByteSource } from './bytes.ts';
import { type CellRecord, isRecord, toCell } from './cell.ts';
import { compressorsFor } from './compressors.ts';
import { columnOf, isBinaryType } from './features.ts';
import { ruleOf, spread } from './sampling.ts';
import { type Column, DataSetError, type Page, type Sample, type SourceRow, type Split } from './table.ts';

/** A footer is never larger in data sets that people read. */
const longestFooterBytes = 64 * 2 ** 20;

interface OpenFile {
  readonly source: ByteSource;
  readonly metadata: FileMetaData;
  readonly compressors: Compressors;
  /** Of its first row among those of all files. */
  readonly firstRow: number;
  readonly rows: number;
}

interface Group {
  readonly file: OpenFile;
  /** Of its first row within the file. */
  readonly from: number;
  readonly rows: number;
  /** Compressed, of the columns that are read. */
  readonly bytes: number;
}

export interface ParquetOptions {
  readonly name: string;
  readonly files: readonly (() => Promise<ByteSource>)[];
  /** How many compressed bytes a sample may read. */
  readonly sampleBytes: number;
}

export class ParquetSplit implements Split {
  readonly way = 'parquet';
  readonly name: string;
  readonly #options: ParquetOptions;
  #opening: Promise<readonly OpenFile[]> | undefined;
  /** A column of a row group with bytes. */
  #pictures: { readonly key: string; readonly rows: Promise<readonly CellRecord[]> } | undefined;

  constructor(options: ParquetOptions) {
    this.name = options.name;
    this.#options = options;
  }

  async columns(signal: AbortSignal): Promise<readonly Column[]> {
    const [first] = await this.#open(signal);
    return first === undefined ? [] : await columnsOf(first.metadata);
  }

  async page(from: number, count: number, signal: AbortSignal): Promise<Page> {
    const files = await this.#open(signal);
    const { names } = await this.#readable(signal);
    const rows: SourceRow[] = [];
    for (const file of files) {
      const start = Math.max(from - file.firstRow, 0);
      const end = Math.min(from + count - file.firstRow, file.rows);
      if (start >= end) continue;
      for (const [index, cells] of (await readRows(file, names, start, end, signal)).entries())
        rows.push({ index: file.firstRow + start + index, cells, cut: [] });
    }
    return { rows, total: { rows: totalOf(files), how: 'counted' } };
  }

  async sample(wanted: number, signal: AbortSignal): Promise<Sample> {
    const files = await this.#open(signal);
    const { names, skipped } = await this.#readable(signal);
    const groups = files.flatMap((file) => groupsOf(file, names));
    const chosen = choose(groups, this.#options.sampleBytes);
    const step = Math.max(1, Math.ceil(chosen.reduce((sum, { rows }) => sum + rows, 0) / Math.max(1, wanted)));
    const rule =
      chosen.length === groups.length
        ? ruleOf(step)
        : `${ruleOf(step)} of ${chosen.length.toLocaleString('en-US')} of ${groups.length.toLocaleString('en-US')} row groups, spread evenly`;
    return { rule, total: { rows: totalOf(files), how: 'counted' }, skipped, rows: sampled(chosen, names, step, signal) };
  }

  async bytesOf(row: number, column: string, atMost: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const file = (await this.#open(signal)).find(({ firstRow, rows }) => row >= firstRow && row < firstRow + rows);
    if (file === undefined) return undefined;
    const at = row - file.firstRow;
    const group = groupsOf(file, [column]).find(({ from, rows }) => at >= from && at < from + rows);
    // The reader takes the whole column of a row group: a film is not read for a thumbnail.
    if (group === undefined || group.bytes > 16 * atMost) return undefined;
    const key = `${file.firstRow} ${group.from} ${column}`;
    // Whoever shows one picture shows its neighbours next.
    if (this.#pictures?.key !== key) this.#pictures = { key, rows: readRows(file, [column], group.from, group.from + group.rows, signal) };
    const cell = (await this.#pictures.rows)[at - group.from]?.[column];
    const inner = isRecord(cell) ? cell['bytes'] : cell;
    return typeof inner === 'object' &&
      inner !== null &&
      'bytes' in inner &&
      inner.bytes instanceof Uint8Array &&
      inner.bytes.length <= atMost
      ? inner.bytes
      : undefined;
  }

  async #readable(signal: AbortSignal): Promise<{ readonly names: readonly string[]; readonly skipped: readonly string[] }> {
    const columns = await this.columns(signal);
    return {
      names: columns.flatMap(({ name, type }) => (isBinaryType(type) ? [] : [name])),
      skipped: columns.flatMap(({ name, type }) => (isBinaryType(type) ? [name] : [])),
    };
  }

  #open(signal: AbortSignal): Promise<readonly OpenFile[]> {
    this.#opening ??= this.#openAll(signal).catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #openAll(signal: AbortSignal): Promise<readonly OpenFile[]> {
    const opened: OpenFile[] = [];
    let firstRow = 0;
    for (const open of this.#options.files) {
      const source = await open();
      const metadata = await footerOf(source, this.name, signal);
      const codecs = new Set(metadata.row_groups.flatMap(({ columns }) => columns.map(({ meta_data: facts }) => facts?.codec ?? '')));
      const rows = Number(metadata.num_rows);
      opened.push({ source, metadata, compressors: await compressorsFor(codecs), firstRow, rows });
      firstRow += rows;
    }
    return opened;
  }
}

async function footerOf(source: ByteSource, name: string, signal: AbortSignal): Promise<FileMetaData> {
  const { parquetMetadataAsync } = await import('hyparquet');
  try {
    return await parquetMetadataAsync(bufferOf(source, signal, longestFooterBytes));
  } catch (error) {
    signal.throwIfAborted();
    throw broken(name, error);
  }
}

function broken(name: string, cause: unknown): DataSetError {
  return new DataSetError(
    'dataset-broken',
    `${name} cannot be read as parquet (${cause instanceof Error ? cause.message : String(cause)}).`,
    'The file is cut off or damaged, or is no parquet file: fetch or write it again.',
    cause,
  );
}

function bufferOf(source: ByteSource, signal: AbortSignal, atMost: number): AsyncBuffer {
  return {
    byteLength: source.byteLength,
    async slice(start, end = source.byteLength) {
      const from = start < 0 ? Math.max(0, source.byteLength + start) : start;
      if (end - from > atMost) throw new RangeError(`it asks for ${end - from} bytes at once`);
      const bytes = await source.read(from, Math.min(end, source.byteLength), signal);
      const { buffer, byteOffset, byteLength } = new Uint8Array(bytes);
      return buffer.slice(byteOffset, byteOffset + byteLength);
    },
  };
}

async function readRows(
  file: OpenFile,
  columns: readonly string[],
  rowStart: number,
  rowEnd: number,
  signal: AbortSignal,
): Promise<readonly CellRecord[]> {
  if (columns.length === 0) return Array.from({ length: rowEnd - rowStart }, () => ({}));
  const { parquetReadObjects } = await import('hyparquet');
  const { source, metadata, compressors } = file;
  const buffer = bufferOf(source, signal, source.byteLength);
  try {
    const rows = await parquetReadObjects({ file: buffer, metadata, compressors, columns: [...columns], rowStart, rowEnd, utf8: false });
    return rows.map((row) => Object.fromEntries(columns.map((name) => [name, toCell(row[name])])));
  } catch (error) {
    signal.throwIfAborted();
    throw broken('A row group', error);
  }
}

async function* sampled(groups: readonly Group[], names: readonly string[], step: number, signal: AbortSignal): AsyncGenerator<SourceRow> {
  let next = 0;
  let before = 0;
  for (const { file, from, rows } of groups) {
    const wanted: number[] = [];
    for (; next < before + rows; next += step) wanted.push(next - before);
    before += rows;
    const [first] = wanted;
    if (first === undefined) continue;
    const read = await readRows(file, names, from + first, from + (wanted.at(-1) ?? first) + 1, signal);
    for (const at of wanted) yield { index: file.firstRow + from + at, cells: read[at - first] ?? {}, cut: [] };
  }
}

/** All row groups if they are small enough, else as many as fit, spread evenly. */
function choose(groups: readonly Group[], budget: number): readonly Group[] {
  const all = groups.reduce((sum, { bytes }) => sum + bytes, 0);
  if (all <= budget) return groups;
  const fitting = Math.max(1, Math.floor((groups.length * budget) / all));
  return spread(groups.length, fitting).flatMap((index) => groups[index] ?? []);
}

function groupsOf(file: OpenFile, names: readonly string[]): readonly Group[] {
  const wanted = new Set(names);
  let from = 0;
  return file.metadata.row_groups.map(({ columns, num_rows: count }) => {
    const bytes = columns
      .filter(({ meta_data: facts }) => wanted.has(facts?.path_in_schema[0] ?? ''))
      .reduce((sum, { meta_data: facts }) => sum + Number(facts?.total_compressed_size ?? 0n), 0);
    const group = { file, from, rows: Number(count), bytes };
    from += group.rows;
    return group;
  });
}

function totalOf(files: readonly OpenFile[]): number {
  return files.reduce((sum, { rows }) => sum + rows, 0);
}

/** What `datasets` wrote beside the schema says more than the schema. */
async function columnsOf(metadata: FileMetaData): Promise<readonly Column[]> {
  const { parquetSchema } = await import('hyparquet');
  const features = featuresIn(metadata);
  return parquetSchema(metadata).children.map((tree) => {
    const feature = features?.[tree.element.name];
    return feature === undefined ? { name: tree.element.name, type: schemaType(tree) } : columnOf(tree.element.name, feature);
  });
}

function featuresIn(metadata: FileMetaData): Readonly<Record<string, unknown>> | undefined {
  const text = metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')?.value;
  if (text === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    const info: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'info') : undefined;
    const features: unknown = typeof info === 'object' && info !== null ? Reflect.get(info, 'features') : undefined;
    return typeof features === 'object' && features !== null ? Object.fromEntries(Object.entries(features)) : undefined;
  } catch {
    return undefined;
  }
}

function schemaType({ element, children }: SchemaTree): string {
  const { logical_type: logical, converted_type: converted, type, repetition_type: repetition } = element;
  if (logical?.type === 'LIST' || converted === 'LIST') {
    const item = children[0]?.children[0];
    return `list<${item === undefined ? 'unknown' : schemaType(item)}>`;
  }
  if (logical?.type === 'MAP' || converted === 'MAP') return 'map';
  if (children.length > 0) {
    const names = children.map((child) => child.element.name);
    // An image as `datasets` stores it.
    if (names.length === 2 && names.includes('bytes') && names.includes('path')) return 'Image';
    const struct = `struct<${names.join(', ')}>`;
    return repetition === 'REPEATED' ? `list<${struct}>` : struct;
  }
  const plain = plainType(type, logical?.type, converted);
  return repetition === 'REPEATED' ? `list<${plain}>` : plain;
}

function plainType(type: string | undefined, logical: string | undefined, converted: string | undefined): string {
  if (logical === 'STRING' || logical === 'ENUM' || logical === 'JSON' || logical === 'UUID') return 'string';
  if (converted === 'UTF8' || converted === 'ENUM' || converted === 'JSON') return 'string';
  if (logical === 'DATE' || logical === 'TIMESTAMP' || logical === 'TIME' || logical === 'DECIMAL') return logical.toLowerCase();
  switch (type) {
    case 'BOOLEAN':
      return 'bool';
    case 'INT32':
      return 'int32';
    case 'INT64':
      return 'int64';
    case 'FLOAT':
      return 'float32';
    case 'DOUBLE':
      return 'float64';
    case 'INT96':
      return 'timestamp';
    default:
      return 'binary';
  }
}
