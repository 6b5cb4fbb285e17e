/** Which lines of a page stand in tables, algorithms, figures and their captions. What is left is the flow of the text. */
import { type CaptionStart, captionStart } from './captions.ts';
import type { Columns } from './columns.ts';
import type { Line } from './lines.ts';
import { type Box, centre, overlap, type PageMarks, union } from './marks.ts';
import { tokensOf } from './tokens.ts';

export interface Float {
  readonly kind: CaptionStart['kind'];
  readonly number?: string;
  readonly caption: readonly Line[];
  /** Rows of a table, lines of an algorithm, letters of a figure. */
  readonly lines: readonly Line[];
  readonly rules: readonly Box[];
  /** Everything of it but its caption. */
  readonly box: Box;
}

/** A caption stands at most this far from what it belongs to, in points. */
const captionGap = 45;

export function floatsOf(lines: readonly Line[], marks: PageMarks, columns: Columns, bodySize: number): readonly Float[] {
  const free = new Set(lines);
  const floats: Float[] = [];
  const captions = lines.flatMap((line, index) => {
    const found = captionStart(line);
    return found === undefined ? [] : [{ ...found, lines: captionLines(lines, index, marks.rules) }];
  });
  for (const caption of captions) for (const line of caption.lines) free.delete(line);
  for (const { kind, number, lines: own } of captions) {
    const around = { page: [...free], marks, columns, bodySize, caption: union(own.map(({ box }) => box)) };
    const others = captions.filter(({ lines: other }) => other !== own).map(({ lines: other }) => union(other.map(({ box }) => box)));
    const found = kind === 'figure' ? figureOf(around, others) : ruledOf(around, others, kind);
    for (const line of found.lines) free.delete(line);
    floats.push({ kind, number, caption: own, ...found });
  }
  for (const table of tablesWithoutCaption([...free], marks.rules, floats)) floats.push(table);
  return floats;
}

type Body = Pick<Float, 'lines' | 'rules' | 'box'>;

interface Around {
  readonly page: readonly Line[];
  readonly marks: PageMarks;
  readonly columns: Columns;
  readonly bodySize: number;
  readonly caption: Box;
}

function captionLines(lines: readonly Line[], start: number, rules: readonly Box[]): readonly Line[] {
  const first = lines[start];
  if (first === undefined) return [];
  const own = [first];
  let leading: number | undefined;
  for (let index = start + 1; index < lines.length; index++) {
    const [last, next] = [own.at(-1), lines[index]];
    if (last === undefined || next === undefined || captionStart(next) !== undefined) break;
    const drop = next.y - last.y;
    // A formula’s limit or denominator stands beside the line.
    const isBeside = Math.abs(drop) < 0.9 * first.size && next.size < 0.95 * first.size;
    if (!isBeside) {
      if (drop < 0.5 * first.size || drop > Math.min(1.6 * first.size, (leading ?? Infinity) + 1.5)) break;
      if (overlap(last.box.x0, last.box.x1, next.box.x0, next.box.x1) < 0) break;
      if (Math.abs(next.size - first.size) > 0.25 * first.size) break;
      if (
        rules.some(
          (rule) =>
            isLevel(rule) &&
            rule.y0 > last.y - 1 &&
            rule.y0 < next.y - 0.3 * next.size &&
            overlap(rule.x0, rule.x1, next.box.x0, next.box.x1) > 20,
        )
      )
        break;
      if (cellCount(next) > 1 && cellCount(last) === 1 && cellCount(first) === 1) break;
      leading ??= drop;
    }
    own.push(next);
  }
  return own;
}

function isLevel({ y0, y1, x0, x1 }: Box): boolean {
  return y1 - y0 < x1 - x0;
}

/** How many pieces a line has that stand further apart than words. */
export function cellCount(line: Line): number {
  const tokens = tokensOf(line);
  let cells = tokens.length === 0 ? 0 : 1;
  for (let index = 1; index < tokens.length; index++) {
    const [before, after] = [line.glyphs[(tokens[index - 1]?.end ?? 1) - 1], line.glyphs[tokens[index]?.start ?? 0]];
    if (before !== undefined && after !== undefined && after.x0 - before.x1 > 0.95 * line.size) cells++;
  }
  return cells;
}

/** Between the rules next to the caption; of a table without rules, the lines with cells. */
function ruledOf(around: Around, others: readonly Box[], kind: Float['kind']): Body {
  const { caption, marks } = around;
  const column = around.columns.of({ box: caption });
  const rules = marks.rules
    .filter((rule) => isLevel(rule) && overlap(rule.x0, rule.x1, column.left, column.right) > 20)
    .toSorted((a, b) => a.y0 - b.y0);
  const isBlocked = (y: number, z: number) =>
    others.some(
      (other) =>
        overlap(other.x0, other.x1, caption.x0, caption.x1) > 0 && centre(other).y > Math.min(y, z) && centre(other).y < Math.max(y, z),
    );
  const below = rules.filter(({ y0 }) => y0 > caption.y1 - 3 && !isBlocked(caption.y1, y0));
  const above = rules.filter(({ y1 }) => y1 < caption.y0 + 3 && !isBlocked(caption.y0, y1)).toReversed();
  const [nextBelow, nextAbove] = [(below[0]?.y0 ?? Infinity) - caption.y1, caption.y0 - (above[0]?.y1 ?? -Infinity)];
  const isBelow = kind !== 'table' || nextBelow <= nextAbove + 8;
  const ordered = isBelow ? below : above;
  if ((isBelow ? nextBelow : nextAbove) < captionGap && ordered.length > (isBelow && kind !== 'table' ? 0 : 1)) {
    const frame = frameOf(ordered, around.page, kind);
    if (frame.length > 1) {
      const box = union(frame);
      const lines = around.page.filter((line) => isInside(line, box, 4));
      const inner = rules.filter((rule) => isInside({ box: rule }, { ...box, y0: box.y0 - 1, y1: box.y1 + 1 }, 4));
      if (lines.length > 0) return { lines, rules: inner, box: union([box, ...lines.map((line) => line.box)]) };
    }
  }
  return unruled(around, kind);
}

/** Rules in a row, as long as what stands between them is no running text. */
function frameOf(rules: readonly Box[], lines: readonly Line[], kind: Float['kind']): readonly Box[] {
  const [first] = rules;
  if (first === undefined) return [];
  const frame = [first];
  for (const rule of rules.slice(1)) {
    // Shorter ones stand under headings, or are the bars of fractions.
    const isAlike = overlap(first.x0, first.x1, rule.x0, rule.x1) > 0.8 * Math.max(first.x1 - first.x0, rule.x1 - rule.x0);
    if (!isAlike) continue;
    const gap = union([frame.at(-1) ?? first, rule]);
    const between = lines.filter((line) => isInside(line, gap, 0));
    const prose = between.filter((line) => cellCount(line) === 1 && line.box.x1 - line.box.x0 > 0.75 * (gap.x1 - gap.x0));
    if (kind === 'table' && prose.length > 3 && prose.length > 0.5 * between.length) break;
    frame.push(rule);
    // The frame of an algorithm: under its caption and at its end.
    if (kind !== 'table' && frame.length === 2 && between.length > 0) break;
  }
  return frame;
}

function isInside({ box }: Pick<Line, 'box'>, frame: Box, slack: number): boolean {
  const { x, y } = centre(box);
  return y > frame.y0 && y < frame.y1 && x > frame.x0 - slack && x < frame.x1 + slack;
}

function unruled({ page, caption, bodySize }: Around, kind: Float['kind']): Body {
  const isRow = (line: Line) =>
    kind === 'table'
      ? cellCount(line) > 1
      : /^\s*(?:\d+[:.]|Require|Ensure|Input|Output)/.test(
          line.glyphs
            .slice(0, 8)
            .map(({ text }) => text)
            .join(''),
        );
  const rows = (step: 1 | -1) => {
    const taken: Line[] = [];
    let edge = step === 1 ? caption.y1 : caption.y0;
    const beyond = page
      .filter(
        ({ box }) =>
          overlap(box.x0, box.x1, caption.x0, caption.x1) > 0 && (step === 1 ? box.y0 > caption.y1 - 2 : box.y1 < caption.y0 + 2),
      )
      .toSorted((a, b) => step * (a.y - b.y));
    for (const line of beyond) {
      const gap = step === 1 ? line.box.y0 - edge : edge - line.box.y1;
      if (gap > (taken.length === 0 ? 2.5 : 1.6) * bodySize || !isRow(line)) break;
      taken.push(line);
      edge = step === 1 ? Math.max(edge, line.box.y1) : Math.min(edge, line.box.y0);
    }
    return taken;
  };
  const [below, above] = [rows(1), kind === 'table' ? rows(-1) : []];
  const lines = (below.length >= above.length ? below : above).toSorted((a, b) => a.y - b.y);
  return { lines, rules: [], box: lines.length === 0 ? caption : union(lines.map(({ box }) => box)) };
}

/** The pictures and drawings over the caption, and the letters in them. */
function figureOf({ page, marks, caption, columns, bodySize }: Around, others: readonly Box[]): Body {
  const column = columns.of({ box: caption });
  const shapes = [
    ...marks.pictures,
    ...marks.drawings,
    ...marks.rules.filter((rule) => rule.x1 - rule.x0 < 0.9 * (column.right - column.left)),
  ].filter(
    (box) =>
      overlap(box.x0, box.x1, column.left - 5, column.right + 5) > 0.5 * (box.x1 - box.x0) &&
      Math.max(box.x1 - box.x0, box.y1 - box.y0) > 4,
  );
  const found = reach(shapes, caption, 'above', others) ?? reach(shapes, caption, 'below', others);
  if (found === undefined) return { lines: [], rules: [], box: caption };
  const frame = { x0: found.x0 - 2 * bodySize, x1: found.x1 + 2 * bodySize, y0: found.y0 - bodySize, y1: found.y1 + bodySize };
  const isUnder = found.y0 < caption.y0;
  const area = {
    ...frame,
    y1: isUnder ? Math.max(frame.y1, caption.y0) : frame.y1,
    y0: isUnder ? frame.y0 : Math.min(frame.y0, caption.y1),
  };
  const isLetters = (line: Line) =>
    isInside(line, area, 0) && (isInside(line, found, 0) || line.box.x1 - line.box.x0 < 0.8 * (column.right - column.left));
  const lines = page.filter(isLetters);
  return { lines, rules: [], box: union([found, ...lines.map(({ box }) => box)]) };
}

function reach(shapes: readonly Box[], caption: Box, side: 'above' | 'below', others: readonly Box[]): Box | undefined {
  const isAbove = side === 'above';
  const limit = others
    .filter((other) => overlap(other.x0, other.x1, caption.x0, caption.x1) > 0)
    .map((other) => (isAbove ? other.y1 : other.y0))
    .filter((y) => (isAbove ? y < caption.y0 : y > caption.y1));
  const bound = isAbove ? Math.max(0, ...limit) : Math.min(Infinity, ...limit);
  const beside = shapes
    .filter((box) => (isAbove ? box.y1 < caption.y0 + 6 && box.y0 > bound - 2 : box.y0 > caption.y1 - 6 && box.y1 < bound + 2))
    .toSorted((a, b) => (isAbove ? b.y1 - a.y1 : a.y0 - b.y0));
  let found: Box | undefined;
  for (const box of beside) {
    const gap = isAbove ? (found?.y0 ?? caption.y0) - box.y1 : box.y0 - (found?.y1 ?? caption.y1);
    if (gap > captionGap) break;
    found = found === undefined ? box : union([found, box]);
  }
  return found;
}

/** Three or more rules of one length with cells between them. */
function tablesWithoutCaption(lines: readonly Line[], rules: readonly Box[], floats: readonly Float[]): readonly Float[] {
  const free = rules.filter(
    (rule) => isLevel(rule) && rule.x1 - rule.x0 > 60 && !floats.some(({ box }) => isInside({ box: rule }, box, 4)),
  );
  const tables: Float[] = [];
  const left = new Set(free.toSorted((a, b) => a.y0 - b.y0));
  for (const first of left) {
    left.delete(first);
    const alike = [...left].filter((rule) => Math.abs(rule.x0 - first.x0) < 3 && Math.abs(rule.x1 - first.x1) < 3);
    if (alike.length < 2) continue;
    const frame = frameOf([first, ...alike], lines, 'table');
    if (frame.length < 3) continue;
    const box = union(frame);
    const rows = lines.filter((line) => isInside(line, box, 4));
    if (rows.length < 2 || rows.filter((line) => cellCount(line) > 1).length < 0.5 * rows.length) continue;
    for (const rule of frame) left.delete(rule);
    tables.push({ kind: 'table', caption: [], lines: rows, rules: frame, box });
  }
  return tables;
}
