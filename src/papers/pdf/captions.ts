import { type Line, rawText } from './lines.ts';

export interface CaptionStart {
  readonly kind: 'table' | 'figure' | 'algorithm' | 'listing';
  /** `3`, `IV`, `A.1`. */
  readonly number: string;
}

const start =
  /^(Tab(?:le|\.)|TABLE|Fig(?:ure|\.)|FIG(?:URE|\.)|Extended Data Fig(?:ure|\.)|Scheme|Algorithm|ALGORITHM|Procedure|Listing|LISTING|Code)\s*([A-Z]{0,2}[.-]?\d{1,3}(?:[.-]\d{1,3})?[a-z]?|[IVXL]{1,6})(?=$|[\s.:|(–—-])/;

/** Whether a line begins the caption of a float: its label stands alone, or a mark or a capital follows. “Figure 3 shows” is a sentence. */
export function captionStart(line: Line): CaptionStart | undefined {
  const text = rawText(line).trim();
  const [label, word = '', number] = start.exec(text) ?? [];
  if (label === undefined || number === undefined) return undefined;
  const rest = text.slice(label.length);
  const isSetOff = /^\s*$|^\s?[.:|–—]|^\s+(?:\(|\p{Lu}|\$)/u.test(rest) || isOtherFace(line, label);
  if (!isSetOff) return undefined;
  return { kind: kindOf(word.toLowerCase()), number };
}

/** “**Figure 2** the model”: set off by its letters. */
function isOtherFace({ glyphs }: Line, label: string): boolean {
  const letters = label.replaceAll(/\s/g, '').length;
  const [first, next] = [glyphs[letters - 1], glyphs[letters]];
  return first !== undefined && next !== undefined && first.font.isBold && !next.font.isBold;
}

function kindOf(word: string): CaptionStart['kind'] {
  if (word.startsWith('tab')) return 'table';
  if (word.startsWith('alg') || word === 'procedure') return 'algorithm';
  return word.startsWith('listing') || word === 'code' ? 'listing' : 'figure';
}
