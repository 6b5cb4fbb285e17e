/** Headings: lines that the outline names, or that look like the numbered ones of the same paper. */
import type { Column } from './columns.ts';
import { type Body, type FlowItem, styleOf } from './flow.ts';
import { formulaSpans } from './formulaSpans.ts';
import { type HeadingNumber, headingShape, isKnownHeading, isLabel, levelsOf, runInShape } from './headingShape.ts';
import { readable } from './inlines.ts';
import { type Line, rawText } from './lines.ts';
import type { OutlineEntry } from './outline.ts';
import { tokensOf } from './tokens.ts';

export interface Heading {
  readonly lines: readonly Line[];
  readonly title: string;
  readonly number?: string;
  readonly level: number;
  /** What follows it on its last line: `Proof.` and the like begin a paragraph. */
  readonly rest?: Line;
}

interface Candidate {
  readonly lines: readonly Line[];
  readonly text: string;
  readonly style: string;
  readonly shape: HeadingNumber | undefined;
  readonly isBold: boolean;
  readonly size: number;
  /** Nothing beside and nothing close above it. */
  readonly isApart: boolean;
  readonly outline: OutlineEntry | undefined;
  readonly rest?: Line;
}

/** By its first line. */
export function headingsOf(items: readonly FlowItem[], body: Body, outline: readonly OutlineEntry[]): ReadonlyMap<Line, Heading> {
  const left = [...outline];
  const candidates: Candidate[] = [];
  for (let index = 0; index < items.length; index++) {
    const candidate = candidateAt(items, index, body, left);
    if (candidate === undefined) continue;
    candidates.push(candidate);
    if (candidate.outline !== undefined) left.splice(left.indexOf(candidate.outline), 1);
    index += candidate.lines.length - 1;
  }
  const accepted = behindTitle(candidates.filter(acceptance(candidates, body)));
  const levels = levelsOf(accepted.map(leveled));
  return new Map(
    accepted.flatMap((candidate, index): readonly [Line, Heading][] => {
      const [first] = candidate.lines;
      const { lines, shape, text, rest } = candidate;
      const title = shape?.title ?? text;
      if (first === undefined || !/\p{L}{2}/u.test(title)) return [];
      const number = shape === undefined ? {} : { number: shape.number };
      return [[first, { lines, title, level: levels[index] ?? 1, ...number, ...(rest === undefined ? {} : { rest }) }]];
    }),
  );
}

/** Titles and authors may look like headings; the abstract or the first section ends them. */
function behindTitle(accepted: readonly Candidate[]): readonly Candidate[] {
  const first = accepted.findIndex(
    ({ text, shape, outline }) => outline !== undefined || /^abstract/i.test(text) || /^(?:1|I|0)$/.test(shape?.number ?? ''),
  );
  return first < 0 || (accepted[first]?.lines[0]?.page ?? 1) > 2 ? accepted : accepted.slice(first);
}

function acceptance(candidates: readonly Candidate[], body: Body): (candidate: Candidate) => boolean {
  const named = candidates.filter(({ outline }) => outline !== undefined);
  const numbered = candidates.filter(({ shape, isApart, rest }) => shape !== undefined && isApart && rest === undefined);
  const isNamed = named.length > 2;
  const styles = new Set((isNamed ? named : numbered).filter(({ rest }) => rest === undefined).map(({ style }) => style));
  return (candidate) => {
    const { outline, style, shape, isApart, rest, text, isBold, size } = candidate;
    if (outline !== undefined) return true;
    if (rest !== undefined && isKnownHeading(text)) return true;
    if (rest !== undefined && shape === undefined) return candidates.filter((other) => isOfThisKind(other, candidate)).length > 1;
    if (rest !== undefined) return shape !== undefined && (shape.kind !== 'letter' || shape.depth === 4 || styles.has(style));
    if (!isApart) return false;
    if (isKnownHeading(text)) return true;
    if (styles.has(style))
      return style !== body.style && (shape !== undefined || size > 1.06 * body.size || isBold || / capitals$/.test(style));
    if (shape !== undefined && (!isNamed || (isBold && shape.depth > 1))) return true;
    // A paper without numbers and outline: large letters of their own.
    return styles.size === 0 && size > 1.1 * body.size && text.split(' ').length < 15;
  };
}

function candidateAt(items: readonly FlowItem[], index: number, body: Body, outline: readonly OutlineEntry[]): Candidate | undefined {
  const item = items[index];
  if (item?.kind !== 'line') return undefined;
  const first = item.line;
  const style = styleOf(first);
  const apart = isApartAt(items, index, body);
  const isEntry = entryFor(readable(rawText(first)), first.page, outline) !== undefined;
  const run = isEntry ? undefined : style === body.style || !isWhole(first) || isAbstractRun(first) ? runIn(first, body) : undefined;
  if (run !== undefined) {
    const shape = runInShape(run.text);
    const entry = entryFor(run.text, first.page, outline);
    const isAbstract = /^abstract$/i.test(run.text.replace(/[\s.:—–-]+$/u, ''));
    if (shape === undefined && entry === undefined && !isAbstract && !isParagraphHead(run.text, first)) return undefined;
    // The lowest of numbered headings may begin an indented paragraph without any room above it.
    if (!apart && !(shape?.kind === 'letter' && shape.depth === 4 && isIndented(first, item.column))) return undefined;
    const text = run.text.replace(/[\s.:—–-]+$/u, '');
    return {
      lines: [first],
      text,
      // A name in other letters or a footnote's mark on the line changes its size.
      style: `${styleOf(run.head).replace(/ [\d.]+/, '')} run-in`,
      shape: isAbstract ? undefined : runInShape(text),
      isBold: true,
      size: first.size,
      isApart: true,
      outline: entry,
      rest: run.rest,
    };
  }
  if (style === body.style || !isDistinct(first, body)) return undefined;
  const lines = [first];
  for (let next = index + 1; next < items.length && lines.length < 4; next++) {
    const [last, following] = [lines.at(-1), items[next]];
    if (
      following?.kind !== 'line' ||
      last === undefined ||
      face(styleOf(following.line)) !== face(style) ||
      following.column.index !== item.column.index
    )
      break;
    const drop = following.line.y - last.y;
    if (drop < 0.5 * first.size || drop > 1.55 * first.size || headingShape(rawText(following.line)) !== undefined) break;
    lines.push(following.line);
  }
  const text = headingText(lines);
  if (lines.length > 3 || text.length > 220 || /[•▪]/u.test(text) || !/\p{L}{2}/u.test(text) || (/[,;]$/.test(text) && lines.length === 1))
    return undefined;
  const isBold = first.glyphs.filter(({ font }) => font.isBold).length > 0.6 * first.glyphs.length;
  return {
    lines,
    text,
    style,
    shape: runInShape(text),
    isBold,
    size: first.size,
    isApart: apart,
    outline: entryFor(text, first.page, outline),
  };
}

function face(style: string): string {
  return style.replace(' capitals', '');
}

function headingText(lines: readonly Line[]): string {
  return readable(
    lines
      .map((line) => {
        const { formulas } = formulaSpans(line);
        const parts = tokensOf(line).map(({ start, end }) => {
          const touched = formulas.some((formula) => formula.start < end && formula.end > start);
          const text = (from: number, to: number): string =>
            line.glyphs
              .slice(from, to)
              .map((glyph) => glyph.text)
              .join('');
          if (!touched) return text(start, end);
          // “β-VAE”: a word that is joined to a formula is none.
          const outside = Math.max(start, ...formulas.filter((formula) => formula.start < end).map((formula) => formula.end));
          const word = outside < end ? text(outside, end) : '';
          return /^-?\p{L}{2,}/u.test(word) ? `[formula]${word}` : '[formula]';
        });
        return parts.filter((part, at) => part !== '[formula]' || parts[at - 1] !== '[formula]').join(' ');
      })
      .join(' ')
      .replaceAll(/(\p{L})- (\p{Ll})/gu, '$1$2'),
  ).trim();
}

/** Bold, slanted, capitals, or larger than the body. */
function isDistinct({ glyphs, size }: Line, body: Body): boolean {
  if (size > 1.05 * body.size) return true;
  const letters = glyphs.filter(({ text, font }) => /\p{L}/u.test(text) && !font.isMath);
  const share = (has: (glyph: (typeof letters)[number]) => boolean) => letters.filter(has).length / Math.max(1, letters.length);
  if (size < 0.75 * body.size) return false;
  return (
    share(({ font }) => font.isBold || font.isItalic || font.isSmallCapitals) > 0.7 ||
    share(({ text }) => text !== text.toLowerCase()) > 0.9
  );
}

function isSlanted({ glyphs }: Line): boolean {
  return glyphs.some(({ font }) => font.isItalic && !font.isBold);
}

/** Whoever heads a paragraph without a number stands below those that stand apart. */
function leveled({ style, size, shape, outline, rest, text }: Candidate): Parameters<typeof levelsOf>[0][number] {
  const isParagraph = rest !== undefined && shape === undefined && !isKnownHeading(text);
  return { style, size, shape, level: outline?.level ?? (isParagraph ? 4 : undefined) };
}

/** “Optimizer.”, bold before the words that it heads. */
function isParagraphHead(text: string, { glyphs: [first] }: Line): boolean {
  return first?.font.isBold === true && /^\p{Lu}.*[.?!]$/su.test(text) && text.split(' ').length <= 8 && !isLabel(text);
}

/** Both begin paragraphs in the same letters, without a number. */
function isOfThisKind(other: Candidate, { style }: Candidate): boolean {
  return other.rest !== undefined && other.shape === undefined && other.outline === undefined && other.style === style;
}

function isIndented({ box }: Line, { left }: Column): boolean {
  return box.x0 > left + 4;
}

/** Of one face from its start to its end. */
function isWhole({ glyphs }: Line): boolean {
  const faces = new Set(glyphs.filter(({ text, font }) => /\p{L}/u.test(text) && !font.isMath).map(({ font }) => font.name));
  return faces.size < 2;
}

/** The words in another face that a paragraph begins with, up to their period, colon or wide gap. */
function runIn(line: Line, body: Body): { readonly text: string; readonly head: Line; readonly rest: Line } | undefined {
  // “a.” may be upright before slanted words.
  const [first] = /^[a-z][.)]/.test(rawText(line)) ? line.glyphs.slice(2) : line.glyphs;
  if (first === undefined || !(first.font.isBold || first.font.isItalic || first.font.isSmallCapitals)) return undefined;
  const isAbstract = isAbstractRun(line);
  const end = isAbstract
    ? abstractEnd(line)
    : line.glyphs.findIndex(({ font, text }, index) => index > 0 && font.name !== first.font.name && /[\p{L}\d]/u.test(text));
  if (end < 3 || end > 100) return undefined;
  const head = { ...line, glyphs: line.glyphs.slice(0, end) };
  const text = readable(rawText(head)).trim();
  const [before, after] = [line.glyphs[end - 1], line.glyphs[end]];
  const gap = before === undefined || after === undefined ? 0 : after.x0 - before.x1;
  if (!/[.:—–?!]$/u.test(text) && gap < 0.8 * body.size) return undefined;
  return { text, head, rest: { ...line, glyphs: line.glyphs.slice(end) } };
}

/** “Abstract—” may be set in the letters of the abstract itself. */
function isAbstractRun(line: Line): boolean {
  return /^abstract\s?[.:—–]/i.test(rawText(line));
}

function abstractEnd({ glyphs }: Line): number {
  return glyphs.findIndex(({ text }) => /[.:—–]/u.test(text)) + 1;
}

function isApartAt(items: readonly FlowItem[], index: number, body: Body): boolean {
  const [item, before] = [items[index], items[index - 1]];
  if (item?.kind !== 'line') return false;
  if (before?.kind !== 'line' || before.column.index !== item.column.index || before.line.page !== item.line.page) return true;
  const drop = item.line.y - before.line.y;
  return (
    drop < 0 ||
    drop > 1.12 * Math.max(body.leading, Math.min(1.2 * item.line.size, 1.3 * body.leading)) ||
    (isDistinct(before.line, body) && !isSlanted(before.line))
  );
}

function entryFor(text: string, page: number, outline: readonly OutlineEntry[]): OutlineEntry | undefined {
  const key = comparable(headingShape(text)?.title ?? text);
  const whole = comparable(text);
  if (key.length < 2) return undefined;
  return outline.find((entry) => {
    if (entry.page !== undefined && Math.abs(entry.page - page) > 1) return false;
    const title = comparable(headingShape(entry.title)?.title ?? entry.title);
    return title === key || comparable(entry.title) === whole || (isMostOf(title, key) && (title.startsWith(key) || key.startsWith(title)));
  });
}

/** A heading whose last words differ (a footnote's mark, a formula), not a title that begins like a section. */
function isMostOf(one: string, other: string): boolean {
  return Math.min(one.length, other.length) > 12 && Math.min(one.length, other.length) > 0.7 * Math.max(one.length, other.length);
}

function comparable(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('[formula]', '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
