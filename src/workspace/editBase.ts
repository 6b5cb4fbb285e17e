import { inLfSpace, type Line, type LineEnd, splitLines, usualLineEnd } from './lines.ts';
import type { OwnPiece } from './mergeLines.ts';

/** A text indexed for edits: models write `\n`, files end lines as they like, so places are found in one and cut in the other. */
export interface Base {
  readonly raw: string;
  readonly lf: string;
  readonly lines: readonly Line[];
  /** Where each line starts, in `raw` and in `lf`; one more entry for the end of the text. */
  readonly rawStarts: readonly number[];
  readonly lfStarts: readonly number[];
}

export function indexBase(raw: string): Base {
  const lines = splitLines(raw);
  const rawStarts = [0];
  const lfStarts = [0];
  let [rawAt, lfAt] = [0, 0];
  for (const { text, end } of lines) {
    rawAt += text.length + end.length;
    lfAt += text.length + (end === '' ? 0 : 1);
    rawStarts.push(rawAt);
    lfStarts.push(lfAt);
  }
  return { raw, lf: inLfSpace(raw), lines, rawStarts, lfStarts };
}

export function toRaw(base: Base, lfOffset: number): number {
  const line = lineAt(base.lfStarts, lfOffset) - 1;
  return (base.rawStarts[line] ?? 0) + lfOffset - (base.lfStarts[line] ?? 0);
}

/** The line, from 1, in which an offset lies. `starts` has one entry more than there are lines. */
export function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? Number.POSITIVE_INFINITY) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** The line end at a place: of its own line, else of the line before, else the usual one. */
export function endNear(base: Base, rawOffset: number): LineEnd {
  const line = lineAt(base.rawStarts, rawOffset) - 1;
  const own = base.lines[line]?.end ?? '';
  const before = base.lines[line - 1]?.end ?? '';
  return own || before || usualLineEnd(base.lines);
}

/** Pieces between line ends, as `split('\n')` would give them: a text that ends with a line end has an empty last piece. */
export function toPieces(lines: readonly Line[]): readonly OwnPiece[] {
  const last = lines.at(-1);
  return last === undefined || last.end !== '' ? [...lines, { text: '', end: '' }] : lines;
}

export function textsOf(base: Base): readonly string[] {
  return base.lines.map((line) => line.text);
}
