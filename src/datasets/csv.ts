/** Tables of text: fields, their delimiter, and what their values mean. */
import type { Cell } from './cell.ts';

export type Delimiter = ',' | ';' | '\t' | '|';
const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];

/** The one that cuts the first rows into the same number of fields, the more the better. */
export function delimiterOf(rows: readonly string[]): Delimiter {
  let best: { readonly delimiter: Delimiter; readonly score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const counts = rows.map((row) => fieldsOf(row, delimiter).length);
    const [first = 1] = counts;
    const alike = counts.filter((count) => count === first).length;
    const score = first < 2 ? 0 : (alike / counts.length) * Math.min(first, 50);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** RFC 4180. What stands behind a closing quote is kept as it is. */
export function fieldsOf(row: string, delimiter: Delimiter): readonly string[] {
  const text = row.endsWith('\r') ? row.slice(0, -1) : row;
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const { field, next } = text[at] === '"' ? quotedField(text, at, delimiter) : plainField(text, at, delimiter);
    fields.push(field);
    if (next === undefined) return fields;
    at = next;
  }
}

function plainField(text: string, at: number, delimiter: Delimiter): { readonly field: string; readonly next: number | undefined } {
  const end = text.indexOf(delimiter, at);
  return end === -1 ? { field: text.slice(at), next: undefined } : { field: text.slice(at, end), next: end + 1 };
}

function quotedField(text: string, at: number, delimiter: Delimiter): { readonly field: string; readonly next: number | undefined } {
  let field = '';
  let from = at + 1;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end === -1) return { field: field + text.slice(from), next: undefined };
    field += text.slice(from, end);
    if (text[end + 1] !== '"') {
      const rest = plainField(text, end + 1, delimiter);
      return { field: field + rest.field, next: rest.next };
    }
    field += '"';
    from = end + 2;
  }
}

/** Numbers and truth values as such; nothing at all is null. Leading zeros and long digits are names, not numbers. */
export function cellOfField(field: string): Cell {
  if (field === '') return null;
  if (/^-?(?:0|[1-9]\d{0,14})$/.test(field)) return Number(field);
  if (/^-?(?:0|[1-9]\d*)?\.\d+(?:[eE][-+]?\d+)?$|^-?[1-9]\d*(?:\.\d+)?[eE][-+]?\d+$/.test(field)) return Number(field);
  if (/^(?:true|false)$/i.test(field)) return field.toLowerCase() === 'true';
  return /^(?:nan|null|none|n\/a|#n\/a|<na>)$/i.test(field) ? null : field;
}
