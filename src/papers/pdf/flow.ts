/** The whole paper as one stream: lines of text in content order, and between them what interrupts it. */
import type { Column, Columns } from './columns.ts';
import { type Display, displaysOf } from './displays.ts';
import { type Float, floatsOf } from './floats.ts';
import type { Line } from './lines.ts';
import type { PageMarks } from './marks.ts';
import { footnoteLines } from './notes.ts';

export type FlowItem =
  | { readonly kind: 'line'; readonly line: Line; readonly column: Column }
  | { readonly kind: 'display'; readonly page: number; readonly display: Display }
  | { readonly kind: 'float'; readonly page: number; readonly float: Float }
  | { readonly kind: 'notes'; readonly page: number; readonly lines: readonly Line[] };

/** What most of the paper is set in. */
export interface Body {
  readonly size: number;
  /** From baseline to baseline. */
  readonly leading: number;
  readonly style: string;
}

export type FlowPage = Omit<PageMarks, 'glyphs'> & { readonly lines: readonly Line[] };

export function flowOf(page: FlowPage, columns: Columns, body: Body): readonly FlowItem[] {
  const marks = { ...page, glyphs: [] };
  const floats = floatsOf(page.lines, marks, columns, body.size);
  const taken = new Map<Line, Float>();
  for (const float of floats) for (const line of [...float.caption, ...float.lines]) taken.set(line, float);
  const free = page.lines.filter((line) => !taken.has(line));
  const floatRules = new Set(floats.flatMap(({ rules }) => rules));
  const notes = footnoteLines(
    free,
    page.rules.filter((rule) => !floatRules.has(rule)),
    columns,
    body.size,
    page.height,
  );
  const text = free.filter((line) => !notes.has(line));
  const displayed = new Map<Line, Display>();
  for (const display of displaysOf(text, columns, body.leading)) for (const line of display.lines) displayed.set(line, display);
  const done = new Set<Float | Display>();
  const items: FlowItem[] = [];
  for (const line of page.lines) {
    const [float, display] = [taken.get(line), displayed.get(line)];
    if (float !== undefined) {
      if (!done.has(float)) items.push({ kind: 'float', page: page.page, float });
      done.add(float);
    } else if (notes.has(line)) {
      const last = items.at(-1);
      if (last?.kind === 'notes') items[items.length - 1] = { ...last, lines: [...last.lines, line] };
      else items.push({ kind: 'notes', page: page.page, lines: [line] });
    } else if (display !== undefined) {
      if (!done.has(display)) items.push({ kind: 'display', page: page.page, display });
      done.add(display);
    } else items.push({ kind: 'line', line, column: columns.of(line) });
  }
  return items;
}

/** Font, size and case that most letters of a line have. */
export function styleOf({ glyphs, size }: Line): string {
  const counts = new Map<string, number>();
  let [upper, letters] = [0, 0];
  for (const { font, text } of glyphs) {
    if (font.isMath || !/\p{L}/u.test(text)) continue;
    counts.set(font.name, (counts.get(font.name) ?? 0) + 1);
    letters++;
    if (text !== text.toLowerCase()) upper++;
  }
  const [name = ''] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  return `${name} ${size.toFixed(1)}${letters > 3 && upper > 0.9 * letters ? ' capitals' : ''}`;
}

export function bodyOf(pages: readonly FlowPage[]): Body {
  const [styles, sizes, drops] = [new Map<string, number>(), new Map<number, number>(), new Map<number, number>()];
  for (const { lines } of pages) {
    lines.forEach((line, index) => {
      add(styles, styleOf(line), line.glyphs.length);
      add(sizes, Math.round(line.size * 10) / 10, line.glyphs.length);
      const before = lines[index - 1];
      const drop = before === undefined ? 0 : line.y - before.y;
      if (before !== undefined && drop > 0.8 * line.size && drop < 3 * line.size && Math.abs(before.size - line.size) < 0.3)
        add(drops, Math.round(drop * 2) / 2, 1);
    });
  }
  const size = most(sizes) ?? 10;
  return { size, leading: most(drops) ?? 1.2 * size, style: most(styles) ?? '' };
}

function add<K>(counts: Map<K, number>, key: K, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function most<K>(counts: ReadonlyMap<K, number>): K | undefined {
  let best: K | undefined;
  let highest = 0;
  for (const [key, count] of counts) if (count > highest) [best, highest] = [key, count];
  return best;
}
