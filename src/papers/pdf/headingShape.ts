export interface HeadingNumber {
  /** As printed, without its last period: `3.2`, `A`, `IV`. */
  readonly number: string;
  readonly kind: 'digits' | 'roman' | 'letter';
  /** 1 for `3` and `A`, 2 for `3.2` and `A.1`. */
  readonly depth: number;
  readonly title: string;
  /** “Appendix A”, in so many words. */
  readonly isAppendix: boolean;
}

const numbered =
  /^(?:(Appendix|APPENDIX|Chapter|CHAPTER|Section|Part)\s+)?((?:\d{1,2}|[A-Z]|[IVXL]{1,6})(?:\.(?:\d{1,2}|[A-Z]|[IVX]{1,5}))*)([.):]?)(?:\s*[—–-])?\s+(?=\S)(.*)$/su;

/** The number before a heading’s words. */
export function headingShape(text: string): HeadingNumber | undefined {
  const [, label, number, mark, title] = numbered.exec(text.trim()) ?? [];
  const word = label?.toLowerCase();
  if (number === undefined || title === undefined || !/^[\p{Lu}\p{N}“"‘'([$]|^\p{Ll}{3}|^[a-z][A-Z]|^[a-z]-/u.test(title)) return undefined;
  const depth = number.split('.').length;
  const [head = ''] = number.split('.');
  const kind = /^\d/.test(head) ? 'digits' : /^(?:[IVX]{2,}|[IVX])$/.test(head) && depth === 1 && mark === '.' ? 'roman' : 'letter';
  // “A new method” and “I think” have no number.
  if (kind === 'letter' && depth === 1 && mark === '' && word === undefined && /^[AI]$/.test(head) && /^\p{Ll}/u.test(title))
    return undefined;
  return { number, kind, depth, title: title.trim(), isAppendix: word === 'appendix' };
}

/** “a. Syntax” and “I.A.1.a. Syntax”, as physicists begin a paragraph. */
export function runInShape(text: string): HeadingNumber | undefined {
  const [, number, title] = /^((?:[IVX]+\.[A-Z]\.\d+\.)?[a-z])[.)]\s+(\p{Lu}.*)$/su.exec(text.trim()) ?? [];
  if (number === undefined || title === undefined) return headingShape(text);
  return { number, kind: 'letter', depth: 4, title: title.trim(), isAppendix: false };
}

const known =
  /^(?:abstract|references|bibliography|literature cited|acknowledge?ments?|acknowledge?ment of .*|appendix|appendices|supplementary materials?|ethics statement|reproducibility statement|broader impact|impact statement|contents|data availability|author contributions|competing interests)$/i;

/** Headings that stand without a number in papers that number theirs. */
export function isKnownHeading(text: string): boolean {
  return known.test(text.replaceAll(/[^\p{L}\s]/gu, '').trim());
}

const label =
  /^(?:theorem|lemma|proof|definition|remark|example|corollary|proposition|claim|assumption|conjecture|note|key ?words|index terms|figure|fig|table|algorithm|step|case|input|output)s?\b/i;

/** Bold words before a paragraph that say what it is, not what it is about. */
export function isLabel(text: string): boolean {
  return label.test(text);
}

interface Leveled {
  readonly style: string;
  readonly size: number;
  readonly shape: HeadingNumber | undefined;
  /** By the outline, or known otherwise. */
  readonly level: number | undefined;
}

/** The level of each: by the outline, by its number, or by what others in the same letters have. */
export function levelsOf(headings: readonly Leveled[]): readonly number[] {
  const hasRoman = headings.filter(({ shape }) => shape?.kind === 'roman').length > 1;
  const romanStyles = new Set(headings.filter(({ shape }) => shape?.kind === 'roman').map(({ style }) => style));
  const own = headings.map(({ shape, level, style }) => {
    if (level !== undefined) return level;
    if (shape === undefined) return undefined;
    if (!hasRoman || shape.isAppendix || shape.depth === 4) return shape.depth;
    if (shape.kind === 'roman' || romanStyles.has(style)) return 1;
    return shape.kind === 'letter' ? 1 + shape.depth : 3;
  });
  const byStyle = new Map<string, number[]>();
  own.forEach((level, index) => {
    const style = headings[index]?.style;
    if (level !== undefined && style !== undefined) byStyle.set(style, [...(byStyle.get(style) ?? []), level]);
  });
  const unknownSizes = [...new Set(headings.filter((_, index) => own[index] === undefined).map(({ size }) => size))].toSorted(
    (a, b) => b - a,
  );
  return headings.map(({ style, size }, index) => {
    const level = own[index];
    if (level !== undefined) return level;
    const alike = byStyle.get(style);
    if (alike !== undefined) return alike.toSorted((a, b) => a - b)[Math.floor(alike.length / 2)] ?? 1;
    return byStyle.size > 0 ? 1 : unknownSizes.indexOf(size) + 1;
  });
}
