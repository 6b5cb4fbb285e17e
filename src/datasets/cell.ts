/** Values as data sets hold them, whatever file or service they come from. */

/** Bytes of an image, a sound or anything else that is no text. Never part of a report. */
export class Binary {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

export type Cell = null | boolean | number | string | Binary | readonly Cell[] | CellRecord;

export interface CellRecord {
  readonly [name: string]: Cell;
}

export type CellKind = 'null' | 'bool' | 'int' | 'float' | 'string' | 'binary' | 'list' | 'record';

export function kindOf(cell: Cell): CellKind {
  if (cell === null) return 'null';
  if (typeof cell === 'string') return 'string';
  if (typeof cell === 'boolean') return 'bool';
  if (typeof cell === 'number') return Number.isInteger(cell) ? 'int' : 'float';
  if (cell instanceof Binary) return 'binary';
  return isList(cell) ? 'list' : 'record';
}

export function isList(cell: Cell | undefined): cell is readonly Cell[] {
  return Array.isArray(cell);
}

export function isRecord(cell: Cell | undefined): cell is CellRecord {
  return typeof cell === 'object' && cell !== null && !Array.isArray(cell) && !(cell instanceof Binary);
}

/** What a parser answered, in these terms: dates as ISO texts, integers beyond 2^53 as their digits. */
export function toCell(value: unknown): Cell {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'number':
      return value;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'object':
      return value === null ? null : objectCell(value);
    default:
      return null;
  }
}

function objectCell(value: object): Cell {
  if (value instanceof Uint8Array) return new Binary(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Binary) return value;
  if (Array.isArray(value)) return value.map(toCell);
  if (value instanceof Float32Array || value instanceof Float64Array || value instanceof Int32Array) return Array.from(value);
  if (value instanceof BigInt64Array) return Array.from(value, toCell);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toCell(each)]));
}

/** Nothing to learn from: an empty or blank text, a list or record without anything in it. */
export function isEmpty(cell: Cell): boolean {
  if (typeof cell === 'string') return cell.trim() === '';
  if (cell instanceof Binary) return cell.bytes.length === 0;
  if (isList(cell)) return cell.length === 0;
  return isRecord(cell) && Object.keys(cell).length === 0;
}

/** All texts in it, in order. */
export function* textsIn(cell: Cell): Generator<string> {
  if (typeof cell === 'string') yield cell;
  else if (isList(cell)) for (const each of cell) yield* textsIn(each);
  else if (isRecord(cell)) for (const each of Object.values(cell)) yield* textsIn(each);
}

/** As text: a string as it stands, everything else as JSON, bytes by their number. */
export function cellText(cell: Cell): string {
  return typeof cell === 'string'
    ? cell
    : JSON.stringify(cell, (_, value) => (value instanceof Binary ? `<${value.bytes.length} bytes>` : value));
}
