/** In which column of the page a line stands, and where that column begins and ends. */
import type { Line } from './lines.ts';

export interface Column {
  /** -1: over the whole width. */
  readonly index: -1 | 0 | 1;
  readonly left: number;
  readonly right: number;
}

export interface Columns {
  readonly isTwo: boolean;
  of(line: { readonly box: Line['box'] }): Column;
}

interface PageWidth {
  readonly lines: readonly Line[];
  readonly width: number;
}

/** Of every page. A page with few lines has the columns of the others, of its own side of the sheet where there are many. */
export function columnsOfPages(pages: readonly PageWidth[]): readonly Columns[] {
  return pages.map((page, index) => {
    const alike = pages.filter(
      (other, at) => other.width === page.width && Math.abs(at - index) <= 8 && (pages.length < 6 || (at - index) % 2 === 0),
    );
    const pool = alike.flatMap(({ lines }) => longLines(lines, page.width));
    const middle = middleOf(pool, page.width);
    const pairs = alike.filter((other) => isTwoColumn(other, middle));
    const isTwo = isTwoColumn(page, middle) || (pairs.length > 0 && passing(page, middle) === 0);
    if (!isTwo) {
      const own = alike.filter((other) => !isTwoColumn(other, middle)).flatMap(({ lines }) => longLines(lines, page.width));
      const whole: Column = { index: -1, ...edges(own.length > 0 ? own : page.lines, page.width) };
      return { isTwo, of: () => whole };
    }
    const lines = (pairs.length > 0 ? pairs : [page]).flatMap((each) => longLines(each.lines, page.width));
    return twoColumns(lines, middle, page.width);
  });
}

function twoColumns(lines: readonly Line[], middle: number, width: number): Columns {
  const first: Column = {
    index: 0,
    ...edges(
      lines.filter(({ box }) => box.x1 < middle + 4),
      width,
    ),
  };
  const second: Column = {
    index: 1,
    ...edges(
      lines.filter(({ box }) => box.x0 > middle - 4),
      width,
    ),
  };
  const across: Column = { index: -1, left: first.left, right: second.right };
  return {
    isTwo: true,
    of: ({ box }) => {
      if (box.x1 <= second.left + 2) return first;
      if (box.x0 >= first.right - 2) return second;
      return across;
    },
  };
}

function longLines(lines: readonly Line[], width: number): readonly Line[] {
  return lines.filter(({ box }) => box.x1 - box.x0 > 0.2 * width);
}

function isTwoColumn({ lines, width }: PageWidth, middle: number): boolean {
  const long = longLines(lines, width);
  const left = long.filter(({ box }) => box.x1 < middle + 4).length;
  const right = long.filter(({ box }) => box.x0 > middle - 4).length;
  return left > 5 && right > 5 && left + right > 0.5 * long.length;
}

function passing({ lines, width }: PageWidth, middle: number): number {
  return longLines(lines, width).filter(({ box }) => box.x0 < middle - 8 && box.x1 > middle + 8).length;
}

/** The gutter: where the fewest long lines pass, near the middle. */
function middleOf(lines: readonly Line[], width: number): number {
  let [best, least] = [width / 2, Infinity];
  for (let x = 0.4 * width; x <= 0.6 * width; x += 2) {
    const crossing = lines.filter(({ box }) => box.x0 < x && box.x1 > x).length + Math.abs(x - width / 2) / width;
    if (crossing < least) [best, least] = [x, crossing];
  }
  return best;
}

function edges(lines: readonly Line[], width: number): { readonly left: number; readonly right: number } {
  if (lines.length === 0) return { left: 0.1 * width, right: 0.9 * width };
  return {
    left: commonest(
      lines.map(({ box }) => box.x0),
      'low',
    ),
    right: commonest(
      lines.map(({ box }) => box.x1),
      'high',
    ),
  };
}

/** Most lines begin at the margin, and most end at it. Of two about as common the outer one. */
function commonest(values: readonly number[], prefer: 'low' | 'high'): number {
  const counts = new Map<number, number>();
  for (const value of values) {
    const bin = Math.round(value);
    for (const near of [bin - 1, bin, bin + 1]) counts.set(near, (counts.get(near) ?? 0) + (near === bin ? 1 : 0.5));
  }
  const most = Math.max(...counts.values());
  const common = [...counts].filter(([, count]) => count >= 0.6 * most).map(([bin]) => bin);
  return prefer === 'low' ? Math.min(...common) : Math.max(...common);
}
