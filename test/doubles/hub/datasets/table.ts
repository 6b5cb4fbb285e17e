/** Files of a data set as rows: CSV, JSON lines, JSON and Parquet. */
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { Refusal } from '../refusal.ts';

export type Row = Readonly<Record<string, unknown>>;

export const tableExtensions = ['csv', 'tsv', 'jsonl', 'json', 'parquet'] as const;

export function isTable(path: string): boolean {
  return tableExtensions.some((each) => path.endsWith(`.${each}`));
}

export async function rowsOf(path: string, bytes: Buffer): Promise<readonly Row[]> {
  const extension = path.split('.').at(-1);
  switch (extension) {
    case 'csv':
      return csvRows(bytes.toString('utf8'), ',');
    case 'tsv':
      return csvRows(bytes.toString('utf8'), '\t');
    case 'jsonl':
      return bytes
        .toString('utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => rowOf(JSON.parse(line)));
    case 'json': {
      const whole: unknown = JSON.parse(bytes.toString('utf8'));
      return (Array.isArray(whole) ? whole : [whole]).map(rowOf);
    }
    case 'parquet': {
      const file = new Uint8Array(bytes).buffer;
      const rows = await parquetReadObjects({ file, compressors });
      return rows.map((row) => rowOf(plain(row)));
    }
    default:
      throw new Refusal(500, `The stand-in does not read ${path}`, { code: 'UnexpectedError' });
  }
}

function rowOf(value: unknown): Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : { value };
}

/** JSON has no big integers, no dates and no bytes. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
  return value;
}

/** RFC 4180, with numbers read as numbers where a whole column is made of them. */
function csvRows(text: string, separator: string): readonly Row[] {
  const [header = [], ...records] = csvRecords(text, separator);
  const readers = header.map((_, column) => {
    const cells = records.map((record) => record[column] ?? '').filter((cell) => cell !== '');
    const isNumeric = cells.length > 0 && cells.every((cell) => /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell));
    return (cell: string): unknown => (cell === '' ? null : isNumeric ? Number(cell) : cell);
  });
  return records.map((record) => Object.fromEntries(header.map((name, column) => [name, readers[column]?.(record[column] ?? '') ?? null])));
}

function csvRecords(text: string, separator: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRecord = (): void => {
    record.push(cell);
    if (record.length > 1 || cell !== '') records.push(record);
    record = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[++at] ?? '';
      else isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter === separator) {
      record.push(cell);
      cell = '';
    } else if (letter === '\n') endRecord();
    else if (letter !== '\r') cell += letter;
  }
  if (cell !== '' || record.length > 0) endRecord();
  return records;
}
