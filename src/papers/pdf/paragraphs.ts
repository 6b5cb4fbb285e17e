/** Where a paragraph ends and the next begins; over columns and pages too, past floats and footnotes. */
import type { Column } from './columns.ts';
import { type Body, styleOf } from './flow.ts';
import { type Line, rawText } from './lines.ts';

export interface PlacedLine {
  readonly line: Line;
  readonly column: Column;
}

export interface ItemMark {
  readonly mark: string;
  /** Glyphs of the line that make the mark. */
  readonly length: number;
}

const bullet = /^[•∗*◦○■▪–—◆⋄·‣→✓►]$/u;
const counted = /^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\[\d{1,3}\])$/;

/** The bullet or count that an item of a list begins with: set off from what follows. */
export function itemMark({ glyphs, size }: Line): ItemMark | undefined {
  let length = 0;
  let mark = '';
  for (const [index, glyph] of glyphs.entries()) {
    const before = glyphs[index - 1];
    if (before !== undefined && glyph.x0 - before.x1 > 0.25 * size) break;
    mark += glyph.text;
    length = index + 1;
    if (length > 7) return undefined;
  }
  if (length === glyphs.length || !(bullet.test(mark) || counted.test(mark))) return undefined;
  return { mark, length };
}

/** Whether `next` begins a paragraph. `last` is the line before it in the text. */
export function beginsParagraph(last: PlacedLine, next: PlacedLine, body: Body): boolean {
  const [a, b] = [last.line, next.line];
  if (Math.abs(a.size - b.size) > 0.08 * a.size && Math.min(a.glyphs.length, b.glyphs.length) > 3) return true;
  const isSameColumn = a.page === b.page && last.column.index === next.column.index && b.y > a.y - 0.5 * a.size;
  const indent = b.box.x0 - next.column.left;
  if (!isSameColumn) return indent > 0.6 * b.size && indent < 4 * b.size && itemMark(b) === undefined ? endsSentence(a) : !goesOn(last, b);
  const drop = b.y - a.y;
  // A piece of the line before: a fraction’s numerator, a raised word.
  if (drop < 0.5 * a.size) return false;
  if (
    itemMark(b) !== undefined &&
    (drop > 1.02 * body.leading || a.box.x0 > b.box.x0 + 2 || Math.abs(a.box.x0 - b.box.x0) < 2) &&
    looksListed(a, b)
  )
    return true;
  // A tall formula pushes its lines apart; nothing is between them then.
  const widest = 1.32 * Math.min(body.leading, 1.45 * b.size);
  if (drop > widest && b.box.y0 - a.box.y1 > widest - 0.97 * b.size) return true;
  const stepsIn = b.box.x0 - a.box.x0 > 0.6 * b.size && b.box.x0 - a.box.x0 < 4 * b.size;
  if (stepsIn && indent > 0.6 * b.size && endsSentence(a) && itemMark(a) === undefined) return true;
  const room = last.column.right - a.box.x1;
  if (room > 0.25 * (last.column.right - last.column.left) && endsSentence(a) && /^[\p{Lu}\d“"‘(]/u.test(rawText(b)))
    return drop > 1.05 * body.leading || room > 0.4 * (last.column.right - last.column.left);
  // An indented first line has another line above that begins further left or right of it.
  return false;
}

function looksListed(a: Line, b: Line): boolean {
  const mark = itemMark(b)?.mark ?? '';
  // “(a)” or “2.” at the start of a line may be the middle of a sentence.
  return bullet.test(mark) || endsSentence(a) || /[,;:]$|\band$/.test(rawText(a).trimEnd()) || itemMark(a) !== undefined;
}

function endsSentence(line: Line): boolean {
  return /[.?!:](?:["”’')\]]|\[\d+\])*$/u.test(rawText(line).trimEnd());
}

/** A paragraph goes on at the top of the next column: its last line is full or ends within a sentence. */
function goesOn({ line, column }: PlacedLine, next: Line): boolean {
  if (!endsSentence(line)) return styleOf(line).split(' ')[0] === styleOf(next).split(' ')[0] || /\p{Pd}$/u.test(rawText(line));
  return line.box.x1 > column.right - 1.5 * line.size && itemMark(next) === undefined;
}
