/** Footnotes: what stands under a short rule at the foot of a column, or begins with a raised mark there. */
import type { Columns } from './columns.ts';
import { type Line, scriptShare } from './lines.ts';
import type { Box } from './marks.ts';

export function footnoteLines(
  lines: readonly Line[],
  rules: readonly Box[],
  columns: Columns,
  bodySize: number,
  height: number,
): ReadonlySet<Line> {
  const found = new Set<Line>();
  for (const rule of rules) {
    const column = columns.of({ box: rule });
    const [wide, columnWidth] = [rule.x1 - rule.x0, column.right - column.left];
    const isSeparator = rule.y1 - rule.y0 < wide && Math.abs(rule.x0 - column.left) < 12 && wide > 20 && wide < 0.6 * columnWidth;
    if (!isSeparator || rule.y0 < 0.3 * height) continue;
    const under = lines.filter((line) => line.y > rule.y1 && isSameColumn(columns.of(line).index, column.index, line, rule));
    if (under.every((line) => line.size < 0.97 * bodySize)) for (const line of under) found.add(line);
  }
  if (found.size > 0) return found;
  return marked(lines, columns, bodySize, height);
}

function isSameColumn(of: -1 | 0 | 1, rule: -1 | 0 | 1, line: Line, at: Box): boolean {
  return of === rule || (of === -1 && line.box.x0 < at.x1) || (rule === -1 && line.box.x0 < at.x1);
}

/** Without a rule: the last lines of a column, in small letters, from the first that begins with a mark. */
function marked(lines: readonly Line[], columns: Columns, bodySize: number, height: number): ReadonlySet<Line> {
  const found = new Set<Line>();
  for (const index of [-1, 0, 1]) {
    const column = lines.filter((line) => columns.of(line).index === index).toSorted((a, b) => a.y - b.y);
    const lastLarge = column.findLastIndex((line) => line.size >= 0.95 * bodySize);
    const small = column.slice(lastLarge + 1).filter((line) => line.y > 0.5 * height);
    const first = small.findIndex(
      ({ glyphs: [mark], y, size }) => mark !== undefined && mark.size < scriptShare * size && mark.y < y - 0.1 * size,
    );
    if (first >= 0) for (const line of small.slice(first)) found.add(line);
  }
  return found;
}

/** The raised mark that a line of a footnote begins with, and how many glyphs it has. */
export function noteMark(line: Line): { readonly mark: string; readonly length: number } | undefined {
  const raised = line.glyphs.findIndex((glyph) => glyph.size >= scriptShare * line.size || glyph.y > line.y - 0.1 * line.size);
  const length = raised < 0 ? line.glyphs.length : raised;
  const mark = line.glyphs
    .slice(0, length)
    .map(({ text }) => text)
    .join('');
  if (length > 0 && length < 4) return { mark, length };
  const first = line.glyphs[0]?.text ?? '';
  return /^[∗*†‡§¶‖]$/u.test(first) ? { mark: first, length: 1 } : undefined;
}
