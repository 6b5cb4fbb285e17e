/** Codes by which a paper calls its tasks, data or methods: `T1 | T2 | T3` as labels of a table. They are no letters, and no machines. */
import { gridOf } from './grid.ts';
import type { TablePassage } from './passages.ts';

const code = /^([B-KM-Z])(\d{1,2})$/;

/** Two of one letter at least, counted from one, in a row or a column of labels; those whose row holds one number are letters with their values. */
export function caseCodesIn(tables: readonly TablePassage[]): ReadonlySet<string> {
  return new Set(
    tables.flatMap(({ table }) => {
      const { rows } = gridOf(table);
      const lines = [
        rows[0] ?? [],
        rows[1] ?? [],
        rows.filter((row) => row.filter((cell) => cell !== undefined).length > 2).map(([label]) => label),
      ];
      return lines.flatMap((line) => {
        const codes = [...new Set(line.flatMap((cell) => (cell !== undefined && code.test(cell.text) ? [cell.text] : [])))];
        const letters = new Set(codes.map((text) => text[0]));
        return codes.length >= 2 && letters.size === 1 && codes.some((text) => /\D1$/.test(text)) ? codes : [];
      });
    }),
  );
}
