/** Formulas on lines of their own, with the pieces (numerators, limits, cases, numbers) that pdf.js gives as lines. */
import type { Column, Columns } from './columns.ts';
import { isFunctionName } from './formulaGlyphs.ts';
import { formulaSpans } from './formulaSpans.ts';
import { type Line, rawText } from './lines.ts';
import { type Box, overlap, union } from './marks.ts';

export interface Display {
  readonly lines: readonly Line[];
  readonly box: Box;
  readonly number?: string;
}

interface Judged {
  readonly line: Line;
  readonly column: Column;
  readonly hasCore: boolean;
  /** Words that are no name of a function: a sentence, or text within a formula. */
  readonly words: number;
  readonly number: string | undefined;
  readonly isInText: boolean;
}

const numberShape = /\(\s?([A-Z]?\.?\d{1,3}(?:[.-]\d{1,3}){0,2}\s?[a-z]?[′'’*]{0,2}|[A-Z]{1,2}\d{1,3})\s?\)$/;

/** `lines`: the flow of a page in order. Each display holds lines that follow each other. */
export function displaysOf(lines: readonly Line[], columns: Columns, leading: number): readonly Display[] {
  const judged: Judged[] = [];
  for (const line of lines) judged.push(judge(line, columns.of(line), judged.at(-1), leading));
  const pieces: Judged[][] = [];
  for (let index = 0; index < judged.length; index++) {
    const seed = judged[index];
    if (seed === undefined || !isSeed(seed)) continue;
    const taken = judged.indexOf(pieces.at(-1)?.at(-1) ?? seed);
    let [first, last] = [index, index];
    // What was found on one side may reach further on the other.
    for (let size = 0; size !== last - first + 1; ) {
      size = last - first + 1;
      while (joins(judged[last + 1], judged.slice(first, last + 1))) last++;
      while ((pieces.length === 0 || first - 1 > taken) && joins(judged[first - 1], judged.slice(first, last + 1))) first--;
    }
    pieces.push(judged.slice(first, last + 1));
    index = last;
  }
  return byNumber(pieces, judged).map(display);
}

function judge(line: Line, column: Column, before: Judged | undefined, leading: number): Judged {
  const { formulas } = formulaSpans(line);
  const rest = line.glyphs.map((glyph, index) => (formulas.some(({ start, end }) => index >= start && index < end) ? ' ' : glyph.text));
  const text = rawText(line);
  const number = numberShape.exec(text.trimEnd())?.[1];
  const words = wordsOf(line, rest).filter((word) => !isFunctionName(word)).length;
  return { line, column, hasCore: formulas.length > 0, words, number, isInText: isInText(line, column, before, leading) };
}

function wordsOf(line: Line, rest: readonly string[]): readonly string[] {
  let text = '';
  line.glyphs.forEach((glyph, index) => {
    const before = line.glyphs[index - 1];
    text += (before !== undefined && glyph.x0 - before.x1 > 0.13 * line.size ? ' ' : '') + (rest[index] ?? '');
  });
  return text.match(/\p{L}{2,}/gu) ?? [];
}

/** The last line of a paragraph may be a formula and nothing else: it begins where the lines before it do, one line below. */
function isInText(line: Line, column: Column, before: Judged | undefined, leading: number): boolean {
  if (before === undefined) return Math.abs(line.box.x0 - column.left) < 2;
  if (before.words === 0 && !before.isInText) return false;
  const last = before.line;
  const drop = line.y - last.y;
  const isNext = drop > 0 ? drop < 1.35 * leading : true;
  const begins = Math.abs(line.box.x0 - column.left) < 2 || Math.abs(line.box.x0 - last.box.x0) < 1.5;
  return isNext && begins && last.box.x1 > column.right - 0.35 * (column.right - column.left);
}

function isSeed({ line, column, hasCore, words, number, isInText: isText }: Judged): boolean {
  if (!hasCore || isText) return false;
  if (words === 0) return true;
  const [isIndented, isShort] = [line.box.x0 > column.left + 1.2 * line.size, line.box.x1 < column.right - 1.2 * line.size];
  if (number !== undefined && isIndented && line.box.x1 > column.right - 3 && gapBeforeNumber(line) > 1.2 * line.size) return true;
  const { formulas } = formulaSpans(line);
  const covered = formulas.reduce((sum, { start, end }) => sum + end - start, 0);
  return isIndented && isShort && covered > 0.4 * line.glyphs.length;
}

function gapBeforeNumber({ glyphs }: Line): number {
  const open = glyphs.findLastIndex(({ text }) => text === '(');
  const [before, glyph] = [glyphs[open - 1], glyphs[open]];
  return before === undefined || glyph === undefined ? Infinity : glyph.x0 - before.x1;
}

function isNumberAlone({ line, number, column, words }: Judged): boolean {
  return number !== undefined && words === 0 && line.glyphs.length < 10 && line.glyphs[0]?.text === '(' && line.box.x1 > column.right - 4;
}

/** A piece of the same formula: without words and close, or at the same height. */
function joins(next: Judged | undefined, cluster: readonly Judged[]): boolean {
  const [some] = cluster;
  if (next === undefined || some === undefined) return false;
  if (next.column.index !== some.column.index) return false;
  const box = union(cluster.map(({ line }) => line.box));
  const [high, shared] = [next.line.box.y1 - next.line.box.y0, overlap(box.y0, box.y1, next.line.box.y0, next.line.box.y1)];
  // A number that found no room beside its formula, or stands at the middle of its rows.
  const [under, above] = [next.line.box.y0 - box.y1, box.y0 - next.line.box.y1];
  if (isNumberAlone(next) && under < 2 * next.line.size && above < 12 * next.line.size) return true;
  const indent = next.line.box.x0 - next.column.left;
  const isText = next.words > 3 || (next.words > 0 && indent < 1.2 * next.line.size);
  if (shared > 0.4 * high && !isText) return true;
  // The lower of two cases, under the middle of its brace.
  if (shared > 0.15 * high && !isText && indent > 3 * next.line.size && next.line.box.x0 > box.x0) return true;
  // The next row of several that have numbers of their own.
  const numbered = cluster.findLast(({ number }) => number !== undefined)?.line;
  if (numbered !== undefined && next.line.y > numbered.y + 0.9 * numbered.size && next.line.size > 0.8 * numbered.size) return false;
  if (next.words > 0 || next.isInText) return false;
  const isAtMargin = Math.abs(next.line.box.x0 - next.column.left) < 2 && !next.hasCore;
  return shared > -0.3 * some.line.size && !isAtMargin;
}

/** One number, one formula: rows without a number belong to the row that has it. Rows that all have one are formulas of their own. */
function byNumber(pieces: readonly (readonly Judged[])[], judged: readonly Judged[]): readonly (readonly Judged[])[] {
  const merged: Judged[][] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    const [end, start] = [last?.at(-1), piece[0]];
    const follows = end !== undefined && start !== undefined && judged.indexOf(end) + 1 === judged.indexOf(start);
    const isNear =
      follows &&
      start.column === end.column &&
      start.line.box.y0 - union(last?.map(({ line }) => line.box) ?? []).y1 < 0.9 * start.line.size;
    if (last !== undefined && isNear && !last.some(({ number }) => number !== undefined)) last.push(...piece);
    else merged.push([...piece]);
  }
  return merged;
}

function display(pieces: readonly Judged[]): Display {
  const number = pieces.findLast(
    (piece) => piece.number !== undefined && (gapBeforeNumber(piece.line) > piece.line.size || piece.line.box.x1 > piece.column.right - 3),
  )?.number;
  const lines = pieces.map(({ line }) => line);
  return { lines, box: union(lines.map(({ box }) => box)), ...(number === undefined ? {} : { number: number.replaceAll(' ', '') }) };
}
