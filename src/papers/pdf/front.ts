/** Title and authors: what stands before the first heading, in the largest letters, and the names below it. */
import { type Author, plainText } from '../document.ts';
import type { Body } from './flow.ts';
import { formulaSpans } from './formulaSpans.ts';
import type { PaperWords } from './hyphens.ts';
import { inlinesOf, readable } from './inlines.ts';
import type { Line } from './lines.ts';
import { tokensOf } from './tokens.ts';

export interface Front {
  readonly title: string;
  readonly authors: readonly Author[];
  /** Lines that are said by `title` and `authors` and nothing else. */
  readonly lines: ReadonlySet<Line>;
}

const affiliation =
  /\b(?:univers|institut|department|laborator|school|college|academy|research|center|centre|faculty|hospital|company|corporation|inc|ltd|gmbh|google|microsoft|deepmind|openai|conference|proceedings|workshop|journal|street|avenue|abstract|preprint|review|usa|china|germany)/i;
const name = /^\p{Lu}[\p{L}.'’-]*(?:\s+(?:de|van|von|den|der|la|le|el|al|bin|di|da|du|dos|\p{Lu}[\p{L}.'’-]*)){1,4}$/u;

/** `lines`: of the first pages, up to the first heading. */
export function frontOf(lines: readonly Line[], body: Body, words: PaperWords): Front {
  const first = lines[0]?.page;
  const size = Math.max(0, ...lines.filter(({ page, glyphs }) => page === first && glyphs.length > 3).map((line) => line.size));
  if (size < 1.12 * body.size) return { title: '', authors: [], lines: new Set() };
  const start = lines.findIndex((line) => line.size > 0.97 * size && line.glyphs.length > 3);
  const title: Line[] = [];
  for (const line of lines.slice(start)) {
    const last = title.at(-1);
    const isFar = last !== undefined && (Math.abs(line.y - last.y) > 2.2 * size || line.page !== last.page);
    if (line.size < 0.93 * size || isFar) break;
    title.push(line);
  }
  const said = new Set(title);
  const authors: Author[] = [];
  for (const line of lines.slice(start + title.length, start + title.length + 40)) {
    if (line.page !== first || line.size < 0.85 * body.size) continue;
    const parts = partsOf(line);
    const names = parts.filter((part) => name.test(part) && !affiliation.test(part));
    if (names.length === 0 || names.length < parts.length) continue;
    for (const each of names) if (!authors.some((author) => author.name === each)) authors.push({ name: each });
    said.add(line);
  }
  const content = inlinesOf(title, { anchor: 'title', words, note: () => undefined });
  const text = plainText(content.filter(({ kind }) => kind !== 'footnote-mark'));
  return {
    title: text
      .replaceAll(/\s+/g, ' ')
      .replace(/[∗*†‡,\s]+$/u, '')
      .trim(),
    authors,
    lines: said,
  };
}

/** Between commas, “and” and wide gaps, without raised marks. */
function partsOf(line: Line): readonly string[] {
  const { marks, formulas } = formulaSpans(line);
  let text = '';
  let right: number | undefined;
  for (const { start, end } of tokensOf(line)) {
    const first = line.glyphs[start];
    if (right !== undefined && first !== undefined) text += first.x0 - right > 1.3 * line.size ? ', ' : ' ';
    for (let index = start; index < end; index++) {
      if (![...marks, ...formulas].some((span) => index >= span.start && index < span.end)) text += line.glyphs[index]?.text ?? '';
    }
    right = line.glyphs[end - 1]?.x1;
  }
  return readable(text)
    .split(/,|;|&|\band\b|\bAND\b/)
    .map((part) =>
      part
        .replaceAll(/[∗*†‡§¶\d]+/gu, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => part !== '');
}
