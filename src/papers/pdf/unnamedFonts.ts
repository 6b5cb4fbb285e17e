/**
 * Fonts that bring their own drawings, as TeX made them for old papers, have neither names nor characters: their glyphs are numbers.
 * Those whose letters stand in words set text, and their numbers are TeX’s; what the others set is formulas.
 */
import type { FontTraits } from './fonts.ts';
import type { Glyph } from './marks.ts';

/** Of TeX’s first encoding of text. */
const first: Readonly<Record<number, string>> = {
  ...{
    11: 'ff',
    12: 'fi',
    13: 'fl',
    14: 'ffi',
    15: 'ffl',
    16: 'ı',
    17: 'ȷ',
    18: '`',
    19: '´',
    20: 'ˇ',
    21: '˘',
    22: '¯',
    23: '˚',
    24: '¸',
  },
  ...{ 25: 'ß', 26: 'æ', 27: 'œ', 28: 'ø', 29: 'Æ', 30: 'Œ', 31: 'Ø', 34: '”', 39: '’', 92: '“', 96: '‘', 123: '–', 124: '—', 127: '¨' },
};
/** Of the one that is named after Cork. */
const second: Readonly<Record<number, string>> = {
  ...{ 0: '`', 1: '´', 2: 'ˆ', 3: '˜', 4: '¨', 5: '˝', 6: '˚', 7: 'ˇ', 8: '˘', 9: '¯', 11: '¸', 12: '˛', 16: '“', 17: '”', 18: '„' },
  ...{ 19: '«', 20: '»', 21: '–', 22: '—', 25: 'ı', 26: 'ȷ', 27: 'ff', 28: 'fi', 29: 'fl', 30: 'ffi', 31: 'ffl', 39: '’', 96: '‘' },
};

interface Told {
  readonly isText: boolean;
  readonly isMono: boolean;
}

/** Glyphs of each page, with what their fonts turn out to set. */
export function toldFonts(pages: readonly (readonly Glyph[])[]): readonly (readonly Glyph[])[] {
  const byFont = new Map<string, Glyph[]>();
  for (const glyph of pages.flat()) {
    if (glyph.font.isUnnamed !== true) continue;
    const own = byFont.get(glyph.font.name) ?? [];
    if (own.length === 0) byFont.set(glyph.font.name, own);
    own.push(glyph);
  }
  if (byFont.size === 0) return pages;
  const sizes = pages
    .flat()
    .map(({ size }) => size)
    .toSorted((a, b) => a - b);
  const usual = sizes[sizes.length >> 1] ?? 10;
  const told = new Map([...byFont].map(([name, glyphs]) => [name, { isText: setsText(glyphs, usual), isMono: isMono(glyphs) }]));
  const codes = [...byFont].flatMap(([name, glyphs]) => (told.get(name)?.isText === true ? glyphs.map(codeOf) : []));
  const count = (from: number, to: number): number => codes.filter((code) => code >= from && code <= to).length;
  // Where none of them is below the letters they may well be characters.
  const encoding = count(0, 31) === 0 ? {} : count(27, 31) > count(11, 15) ? second : first;
  const fonts = new Map<FontTraits, FontTraits>();
  return pages.map((glyphs) =>
    glyphs.map((glyph) => {
      const one = glyph.font.isUnnamed === true ? told.get(glyph.font.name) : undefined;
      if (one === undefined) return glyph;
      const font = fonts.get(glyph.font) ?? { ...glyph.font, isMath: !one.isText, isMono: one.isText && one.isMono };
      fonts.set(glyph.font, font);
      return { ...glyph, font, text: textOf(codeOf(glyph), glyph.text, one, encoding) };
    }),
  );
}

function codeOf({ text }: Glyph): number {
  return text.codePointAt(0) ?? 0;
}

/** Letters stand beside letters. Raised numbers may be marks of notes; a number as large as the words may be any sign. */
function setsText(glyphs: readonly Glyph[], usual: number): boolean {
  const isLetter = (glyph: Glyph | undefined): glyph is Glyph => glyph !== undefined && /^[A-Za-z]$/.test(glyph.text);
  const letters = glyphs.filter(isLetter).length;
  if (letters === 0) return glyphs.every(({ text, size }) => /^\d$/.test(text) && size < 0.85 * usual);
  const pairs = glyphs.filter((glyph, index) => {
    const before = glyphs[index - 1];
    return (
      isLetter(glyph) &&
      isLetter(before) &&
      Math.abs(glyph.y - before.y) < 0.1 * glyph.size &&
      Math.abs(glyph.x0 - before.x1) < 0.12 * glyph.size
    );
  }).length;
  return pairs > 0.45 * letters;
}

function isMono(glyphs: readonly Glyph[]): boolean {
  const widths = glyphs.map(({ x0, x1, size }) => (x1 - x0) / size);
  return glyphs.length > 20 && Math.max(...widths) - Math.min(...widths) < 0.02;
}

function textOf(code: number, text: string, { isText, isMono: isPlain }: Told, encoding: Readonly<Record<number, string>>): string {
  // Nobody reads a formula by its numbers; the sign only must not be a blank.
  if (!isText) return code < 33 ? '∂' : text;
  return (isPlain ? undefined : encoding[code]) ?? text;
}
