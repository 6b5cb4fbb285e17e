/** What the heads of a table's columns say of the values under them. */
import type { Grid, GridCell } from './grid.ts';

/** What a column of values stands under. */
export function headingsAbove(rows: Grid['rows'], first: number, column: number, value: GridCell, isOfMany: boolean): string[] {
  // `This report` over `DistilBERT`: the paper's one column, whatever else stands at its head.
  if (rows.slice(0, first).some((row) => row[column]?.columns === 1 && own.test(row[column]?.text ?? ''))) return [];
  const texts: string[] = [];
  for (let row = 0; row < first; row++) {
    const cell = rows[row]?.[column];
    if (cell === undefined || cell === value || cell.text === '' || cell.columns < value.columns) continue;
    if (cell.columns >= (rows[row]?.length ?? 0)) continue;
    // `Structure | dense, 64–8–64` below `Item | Condition`: a row like those that follow.
    if (row > 0 && isBody(rows, row)) continue;
    // A row of numbers is one of values whose name is not known, unless it is all there is. `isOfMany`: names stand in several columns.
    if ((row > 0 || isOfMany || (rows[row]?.length ?? 0) === 2) && /^[^\p{L}]*\d(?:[^\p{L}]|e(?=-?\d))*$/u.test(cell.text)) continue;
    if (texts.at(-1) !== cell.text) texts.push(cell.text);
  }
  return texts;
}

const own = /\bours?\b|\bthis (?:work|paper|replication|study|report|article)\b|^(?:replication|re-?implementation|reproduction)$/i;

/** A column under a citation, or beside one that is called ours. */
export function isOfOthers(rows: Grid['rows'], first: number, column: number): boolean {
  const heads = rows.slice(0, first);
  if (heads.some((row) => row[column]?.isCited === true && (row[column]?.columns ?? 1) < (row.length || 2))) return true;
  return heads.some(
    (row) =>
      row.some((cell) => cell !== undefined && own.test(cell.text)) &&
      row[column] !== undefined &&
      row[column]?.text !== '' &&
      !own.test(row[column]?.text ?? ''),
  );
}

/** A column of descriptions, symbols or search spaces. */
export function isNoValue(rows: Grid['rows'], first: number, column: number): boolean {
  return rows
    .slice(0, first)
    .some((row) =>
      /^(?:symbol|notation|description|meaning|comments?|notes?|remarks?|reasons?|why|rationale|purpose|explanation|justification|effect|reference|source|verif(?:ication|ied by)|checked by|evidence|status|owner|responsible)s?$/i.test(
        row[column]?.text ?? '',
      ),
    );
}

const heads = /^(?:items?|parameters?|hyper-?parameters?|settings?|options?|names?|quantit(?:y|ies)|requirements?|no\.?|#|id)$/i;

function isBody(rows: Grid['rows'], row: number): boolean {
  const label = rows[row]?.[0];
  return heads.test(rows[0]?.[0]?.text ?? '') && label !== undefined && label.text !== '' && label !== rows[0]?.[0];
}
