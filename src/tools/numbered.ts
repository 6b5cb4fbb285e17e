import { cutLine } from '../workspace/lineReader.ts';

/** File lines as the model reads them: `   12⇥text`, within a size. */

export const maxOutputBytes = 32_000;

export interface NumberedPage {
  readonly text: string;
  /** The first line that did not fit; beyond the last when all did. */
  readonly nextLine: number;
}

export function numberLines(lines: readonly string[], firstLine: number, maxBytes = maxOutputBytes): NumberedPage {
  return pageOf(lines, firstLine, maxBytes, (line, number) => `${String(number).padStart(5)}\t${cutLine(line)}`);
}

/** The same page without the numbers. */
export function plainLines(lines: readonly string[], firstLine: number, maxBytes = maxOutputBytes): NumberedPage {
  return pageOf(lines, firstLine, maxBytes, (line) => cutLine(line));
}

function pageOf(
  lines: readonly string[],
  firstLine: number,
  maxBytes: number,
  rowOf: (line: string, number: number) => string,
): NumberedPage {
  const rows: string[] = [];
  let bytes = 0;
  for (const [i, line] of lines.entries()) {
    const row = rowOf(line, firstLine + i);
    bytes += Buffer.byteLength(row) + 1;
    if (bytes > maxBytes && rows.length > 0) return { text: rows.join('\n'), nextLine: firstLine + i };
    rows.push(row);
  }
  return { text: rows.join('\n'), nextLine: firstLine + lines.length };
}
