/** Running heads, running feet and page numbers: what stands at the same height on page after page. */
import { type Line, rawText } from './lines.ts';

export interface PageLines {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

/** Share of the page at its top and at its bottom where they stand. */
const margin = 0.13;
const sameHeight = 3;
const pageNumber = /^[\s\p{Pd}|•]*(?:page\s*)?(?:[A-Z]?[-–.]?\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|\/)\s*\d+)?[\s\p{Pd}|•]*$/iu;

/** The lines of every page without its furniture. */
export function withoutFurniture(pages: readonly PageLines[]): readonly PageLines[] {
  const edges = pages.map(edgeLines);
  const places = new Map<string, { readonly y: number; readonly page: number }[]>();
  edges.forEach((lines, page) => {
    for (const line of lines) {
      const key = shapeOf(line);
      places.set(key, [...(places.get(key) ?? []), { y: line.y, page }]);
    }
  });
  const bands = runningBands(pages);
  return pages.map((page, index) => {
    const elsewhere = (line: Line) =>
      new Set(
        (places.get(shapeOf(line)) ?? [])
          .filter((place) => place.page !== index && isSameHeight(place.y, line.y))
          .map((place) => place.page),
      ).size;
    const isFurniture = (line: Line) => {
      const text = rawText(line).trim();
      if (/^(?:table|figure|fig\.|algorithm|listing)\b/i.test(text)) return false;
      if (isOwnNumber(line, page)) return true;
      if (pageNumber.test(text)) return elsewhere(line) >= Math.min(2, pages.length - 1) && (pages.length > 2 || isFarOut(line, page));
      if (bands.some((y) => isSameHeight(y, line.y))) return true;
      return elsewhere(line) >= Math.max(1, Math.min(3, Math.floor(pages.length / 5))) && isInMargin(line, page);
    };
    const dropped = new Set([...fromOutside(page, true, isFurniture), ...fromOutside(page, false, isFurniture), ...lineNumbers(page)]);
    return { ...page, lines: page.lines.filter((line) => !dropped.has(line)) };
  });
}

/** Inwards from one edge, as long as everything is furniture. */
function fromOutside({ lines, height }: PageLines, isTop: boolean, isFurniture: (line: Line) => boolean): readonly Line[] {
  const inwards = lines.filter((line) => line.y < height / 2 === isTop).toSorted((a, b) => (isTop ? a.y - b.y : b.y - a.y));
  const dropped: Line[] = [];
  for (const line of inwards) {
    const beside = inwards.filter((other) => isSameHeight(other.y, line.y));
    if (!beside.some(isFurniture)) break;
    if (isFurniture(line)) dropped.push(line);
  }
  return dropped;
}

/** A first page may have its number at another place than the rest: below everything, in the middle. */
function isOwnNumber(line: Line, page: PageLines): boolean {
  const isCentred = Math.abs((line.box.x0 + line.box.x1) / 2 - page.width / 2) < 0.1 * page.width;
  return rawText(line).trim() === String(page.page) && isCentred && isFarOut(line, page);
}

/** Manuscripts number their lines along the margin, in small digits under each other. */
function lineNumbers({ lines }: PageLines): readonly Line[] {
  const sizes = lines.map(({ size }) => size).toSorted((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 10;
  const small = lines.filter((line) => line.size < 0.8 * usual && /^\d{1,4}$/.test(rawText(line)));
  return small.filter(
    ({ box }) => small.filter((other) => Math.abs(other.box.x1 - box.x1) < 3 || Math.abs(other.box.x0 - box.x0) < 3).length > 3,
  );
}

function isSameHeight(a: number, b: number): boolean {
  return Math.abs(a - b) < sameHeight;
}

/** The few outermost lines of a page, wherever its paper ends. */
function edgeLines({ lines }: PageLines): readonly Line[] {
  const sorted = lines.toSorted((a, b) => a.y - b.y);
  return [...new Set([...sorted.slice(0, 4), ...sorted.slice(-4)])];
}

function isInMargin(line: Line, { height, lines }: PageLines): boolean {
  if (line.y < height * margin || line.y > height * (1 - margin)) return true;
  return isFarOut(line, { lines, height });
}

/** Set off from what is inside of it. */
function isFarOut(line: Line, { height, lines }: Pick<PageLines, 'height' | 'lines'>): boolean {
  const isTop = line.y < height / 2;
  const inward = lines.filter((other) => (isTop ? other.y > line.y + sameHeight : other.y < line.y - sameHeight));
  const next = inward.reduce((nearest, other) => Math.min(nearest, Math.abs(other.y - line.y)), Infinity);
  // The only line of a page is what the page is about.
  return inward.length > 0 && next > 1.4 * line.size;
}

/** The same words with other numbers are the same head. */
function shapeOf(line: Line): string {
  return rawText(line)
    .replaceAll(/\d+|\b[ivxlc]+\b/g, '#')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Heads that change with the chapter have no text in common, but a height: the outermost line of most pages, set off from the body. */
function runningBands(pages: readonly PageLines[]): readonly number[] {
  if (pages.length < 4) return [];
  const heights = new Map<number, number>();
  for (const page of pages) {
    for (const isTop of [true, false]) {
      const sorted = page.lines.toSorted((a, b) => (isTop ? a.y - b.y : b.y - a.y));
      const edge = sorted[0];
      if (edge === undefined || !isFarOut(edge, page) || edge.y < page.height / 2 !== isTop) continue;
      heights.set(Math.round(edge.y), (heights.get(Math.round(edge.y)) ?? 0) + 1);
    }
  }
  return [...heights].filter(([, count]) => count >= 0.6 * (pages.length - 1)).map(([y]) => y);
}
