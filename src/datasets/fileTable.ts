/** A file of records as a split: JSON lines, a JSON array, or a table of text. */
import { type ByteSource, chunksOf } from './bytes.ts';
import { type Cell, type CellRecord, isList, isRecord, kindOf, toCell } from './cell.ts';
import { cellOfField, type Delimiter, delimiterOf, fieldsOf } from './csv.ts';
import { decodeRecord, utf8Source } from './decode.ts';
import { type FoundRecord, longestRecordBytes, Records } from './records.ts';
import { everyNth } from './sampling.ts';
import { makeSplitter } from './splitters.ts';
import { type Column, DataSetError, isBad, type Page, type ReadRow, type RowCount, type Sample, type Split } from './table.ts';

export interface FileTableOptions {
  readonly name: string;
  readonly way: 'csv' | 'jsonl' | 'json';
  /** As the person knows it. */
  readonly label: string;
  open(): Promise<ByteSource>;
}

/** How rows of this file are made of its records. */
interface Opened {
  readonly records: Records;
  readonly note?: string;
  parse(text: string, index: number): CellRecord | string;
}

/** So many first rows say what the columns are. */
const rowsForColumns = 100;

export class FileTable implements Split {
  readonly name: string;
  readonly way: 'csv' | 'jsonl' | 'json';
  readonly #options: FileTableOptions;
  #opening: Promise<Opened> | undefined;
  #total: RowCount | undefined;

  constructor(options: FileTableOptions) {
    this.#options = options;
    this.name = options.name;
    this.way = options.way;
  }

  async columns(signal: AbortSignal): Promise<readonly Column[]> {
    const { rows } = await this.page(0, rowsForColumns, signal);
    const kinds = new Map<string, Set<string>>();
    for (const row of rows) {
      if (isBad(row)) continue;
      for (const [name, cell] of Object.entries(row.cells)) {
        const known = kinds.get(name) ?? new Set();
        kinds.set(name, known.add(typeName(cell)));
      }
    }
    return [...kinds].map(([name, types]) => ({ name, type: typeOfAll(types) }));
  }

  async page(from: number, count: number, signal: AbortSignal): Promise<Page> {
    const { records, parse } = await this.#open(signal);
    const rows: ReadRow[] = [];
    // Far from the beginning the marks of a count are worth a pass over the file.
    if (from > 0) await this.#count(records, signal);
    if (count > 0)
      for await (const record of records.read(from, 1, signal)) {
        rows.push(rowOf(record, parse));
        if (rows.length === count) break;
      }
    return { rows, total: this.#total ?? (from === 0 && rows.length < count ? { rows: rows.length, how: 'counted' } : undefined) };
  }

  /** How many rows there are: reads the file once. */
  async countRows(signal: AbortSignal): Promise<RowCount> {
    return await this.#count((await this.#open(signal)).records, signal);
  }

  async sample(wanted: number, signal: AbortSignal): Promise<Sample> {
    const { records, parse } = await this.#open(signal);
    const total = await this.#count(records, signal);
    const { step, rule } = everyNth(total.rows, wanted);
    return { rule, total, skipped: [], rows: rowsOf(records.read(0, step, signal), parse) };
  }

  /** Each `step`th row from `first` on. */
  async *every(first: number, step: number, signal: AbortSignal): AsyncGenerator<ReadRow> {
    const { records, parse } = await this.#open(signal);
    if (first > 0) await this.#count(records, signal);
    yield* rowsOf(records.read(first, step, signal), parse);
  }

  async note(signal: AbortSignal): Promise<string | undefined> {
    return (await this.#open(signal)).note;
  }

  async #count(records: Records, signal: AbortSignal): Promise<RowCount> {
    this.#total ??= { rows: await records.count(signal), how: 'counted' };
    return this.#total;
  }

  #open(signal: AbortSignal): Promise<Opened> {
    this.#opening ??= this.#openOnce(signal).catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #openOnce(signal: AbortSignal): Promise<Opened> {
    const { way, label, open } = this.#options;
    const { source, begin, note } = await utf8Source(await open(), label, signal);
    const said = note === undefined ? {} : { note };
    if (way === 'jsonl') return { records: new Records(source, 'lines', begin), parse: parseJson, ...said };
    if (way === 'json') return { records: new Records(source, 'array', begin), parse: parseJson, ...said };
    const { head, delimiter, bodyAt, firstLine } = await readHead(source, begin, label, signal);
    const parse = (text: string): CellRecord | string => parseFields(text, head, delimiter);
    return { records: new Records(source, 'rows', bodyAt, firstLine, delimiter), parse, ...said };
  }
}

async function* rowsOf(records: AsyncIterable<FoundRecord>, parse: Opened['parse']): AsyncGenerator<ReadRow> {
  for await (const record of records) yield rowOf(record, parse);
}

function rowOf({ index, line, bytes, length }: FoundRecord, parse: Opened['parse']): ReadRow {
  if (bytes === undefined)
    return { index, line, why: `it is ${(length / 2 ** 20).toFixed(0)} MB long, more than ${longestRecordBytes / 2 ** 20} MB` };
  const { text, isUtf8 } = decodeRecord(bytes);
  const cells = parse(text, index);
  if (typeof cells === 'string') return { index, line, why: cells };
  return isUtf8 ? { index, cells, cut: [] } : { index, cells, cut: [], isOtherEncoding: true };
}

function parseJson(text: string): CellRecord | string {
  try {
    const parsed: unknown = JSON.parse(text);
    const cell = toCell(parsed);
    return isRecord(cell) ? cell : { value: cell };
  } catch (error) {
    // The engine quotes the text around the place: that is data, and may be anything.
    const at = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    return at === undefined ? 'it is no JSON' : `it is no JSON (at character ${Number(at) + 1})`;
  }
}

function parseFields(text: string, head: readonly string[], delimiter: Delimiter): CellRecord | string {
  const fields = fieldsOf(text, delimiter);
  if (fields.length !== head.length) return `it has ${fields.length} fields, the head has ${head.length}`;
  return Object.fromEntries(head.map((name, index): [string, Cell] => [name, cellOfField(fields[index] ?? '')]));
}

/** The first row names the columns. */
async function readHead(
  source: ByteSource,
  begin: number,
  label: string,
  signal: AbortSignal,
): Promise<{ readonly head: readonly string[]; readonly delimiter: Delimiter; readonly bodyAt: number; readonly firstLine: number }> {
  const first: string[] = [];
  let bodyAt = source.byteLength;
  for await (const { bytes, index } of new Records(source, 'rows', begin).read(0, 1, signal)) {
    if (bytes === undefined) break;
    first.push(decodeRecord(bytes).text);
    if (index === 0) bodyAt = await endOfHead(source, begin, signal);
    if (first.length === 20) break;
  }
  const [headText] = first;
  if (headText === undefined) throw new DataSetError('dataset-no-data', `${label} is empty.`, 'Choose a file with a head and rows.');
  const delimiter = delimiterOf(first);
  const seen = new Map<string, number>();
  const head = fieldsOf(headText, delimiter).map((field, index) => {
    const name = field.trim() || `column ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
  return { head, delimiter, bodyAt, firstLine: headText.split('\n').length + 1 };
}

async function endOfHead(source: ByteSource, begin: number, signal: AbortSignal): Promise<number> {
  let end: number | undefined;
  const splitter = makeSplitter('rows', (_, at) => {
    end ??= at;
  });
  for await (const { bytes, at } of chunksOf(source, begin, signal)) {
    splitter.push(bytes, at);
    if (end !== undefined) return Math.min(end + 1, source.byteLength);
  }
  return source.byteLength;
}

function typeName(cell: Cell): string {
  const kind = kindOf(cell);
  if (kind === 'int') return 'int64';
  if (kind === 'float') return 'float64';
  if (kind === 'record' && isRecord(cell)) return `struct<${Object.keys(cell).join(', ')}>`;
  if (kind !== 'list' || !isList(cell)) return kind;
  const inner = new Set(cell.map(typeName));
  return `list<${typeOfAll(inner)}>`;
}

function typeOfAll(types: ReadonlySet<string>): string {
  const known = [...types].filter((type) => type !== 'null');
  const [only] = known;
  if (only === undefined) return types.size === 0 ? 'unknown' : 'null';
  if (known.length === 1) return only;
  if (known.every((type) => type === 'int64' || type === 'float64')) return 'float64';
  if (known.every((type) => type.startsWith('struct<'))) return 'struct';
  if (known.every((type) => type.startsWith('list<'))) return `list<${typeOfAll(new Set(known.map((type) => type.slice(5, -1))))}>`;
  return 'mixed';
}
