/** The words of a table cell as one line of plain signs: TeX within formulas becomes what it draws, as far as numbers need it. */
import type { Inline } from '../../papers/document.ts';

export interface CellText {
  /** `92.3 ± 0.4 %`. */
  readonly text: string;
  /** Its number stands out: the table's own way to say “best”. */
  readonly isBold: boolean;
  /** Footnote marks and the like that stood behind it: `†`, `*`, `a`. */
  readonly marks: readonly string[];
}

export function cellText(content: readonly Inline[]): CellText {
  const marks: string[] = [];
  // What stands beside the number (a mark, a change) is seldom bold with it.
  const first = content.find((inline) => /\d/.test(inlineText(inline))) ?? content.find((inline) => inlineText(inline).trim() !== '');
  const isBold =
    (first?.kind === 'text' && first.style === 'strong') ||
    (first?.kind === 'math' && /\\(?:mathbf|boldsymbol|bm|textbf|pmb)\b|\\bf\b|\\bfseries\b/.test(first.tex ?? ''));
  for (const inline of content) if (inline.kind === 'footnote-mark') marks.push(inline.text);
  const line = content.map((inline) => (inline.kind === 'footnote-mark' || inline.kind === 'citation' ? ' ' : inlineText(inline))).join('');
  const text = line
    .replaceAll(/[\u00a0\u2000-\u200a\u202f\u205f\t\n]/g, ' ')
    .replaceAll(/[\u2212\u2012]/g, '-')
    .replaceAll(/\+\s*\/\s*-|\+-/g, '±')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const [, before = text, found = ''] = /^(.*?[\d)%\]])\s*((?:[*†‡§¶♠♣♦∗⋆★]|\^(?:\{[a-z*†‡§∗]{1,2}\}|[a-z*†‡§∗]))+)$/u.exec(text) ?? [];
  for (const mark of found.replaceAll(/[\^{}]/g, '')) marks.push(mark);
  return { text: before.trim(), isBold, marks };
}

function inlineText(inline: Inline): string {
  if (inline.kind === 'math') return inline.tex === null ? '[formula]' : plain(inline.tex);
  return inline.text;
}

/** Signs of TeX as they are drawn. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/\\(?:pm|textpm)(?![a-zA-Z])/g, '±'],
  [/\\(?:times|cdot)(?![a-zA-Z])/g, '×'],
  [/\\(?:uparrow|Uparrow)(?![a-zA-Z])/g, '↑'],
  [/\\(?:downarrow|Downarrow)(?![a-zA-Z])/g, '↓'],
  [/\\(?:leq?|leqslant)(?![a-zA-Z])/g, '≤'],
  [/\\(?:geq?|geqslant)(?![a-zA-Z])/g, '≥'],
  [/\\(?:sim|approx|simeq)(?![a-zA-Z])/g, '≈'],
  [/\\lt(?![a-zA-Z])/g, '<'],
  [/\\gt(?![a-zA-Z])/g, '>'],
  [/\\(?:dagger|dag)(?![a-zA-Z])/g, '†'],
  [/\\(?:ddagger|ddag)(?![a-zA-Z])/g, '‡'],
  [/\\(?:ast|star)(?![a-zA-Z])/g, '*'],
  [/\\(?:infty)(?![a-zA-Z])/g, '∞'],
  [/\\(?:checkmark|surd)(?![a-zA-Z])/g, '✓'],
  [/\\%/g, '%'],
  [/\\\$/g, '$'],
  [/\{,\}/g, ','],
];

/** `\mathbf{92.3}_{\pm 0.4}` → `92.3 ±0.4`. */
function plain(tex: string): string {
  let text = tex;
  for (const [pattern, sign] of signs) text = text.replaceAll(pattern, sign);
  // What is only there to take up room.
  text = text.replaceAll(/[_^]\s*\{\s*(?:\\text\{\s*\})?\s*\}/g, '');
  text = text.replaceAll(/\\(?:h|v)?phantom\{[^{}]*\}/g, '');
  // Powers of ten stay recognisable when their braces go.
  text = text.replaceAll(/10\s*\^\s*\{\s*([+-]?\d+)\s*\}/g, '10^$1');
  // Braces around a number alone are there for TeX.
  text = text.replaceAll(/(±\s*)\{\s*([\d.]+)\s*\}/g, '$1$2');
  // An interval around the mean, and a spread in small type below it.
  text = text
    .replaceAll(/\^\s*\{?\s*\+([\d.]+)\s*\}?\s*_\s*\{?\s*-([\d.]+)\s*\}?/g, ' +$1 -$2')
    .replaceAll(/_\s*\{?\s*-([\d.]+)\s*\}?\s*\^\s*\{?\s*\+([\d.]+)\s*\}?/g, ' +$2 -$1')
    .replaceAll(/([\d}])\s*_\s*\{\s*(\d+(?:\.\d+)?)\s*\}/g, '$1 ±$2');
  // A spread that hangs below or above its mean.
  for (let before = ''; before !== text; ) {
    before = text;
    text = text
      .replaceAll(/[_^]\s*\{\s*(?:\\(?:text|mathrm|scriptstyle|tiny|scriptsize)\s*\{?)?\s*(±[^{}]*?)\}*\s*\}/g, ' $1')
      .replaceAll(/[_^]\s*\{\s*(\([^{}()]*\))\s*\}/g, ' $1')
      .replaceAll(
        /\\(?:mathbf|boldsymbol|bm|textbf|pmb|mathrm|text|textrm|textit|mathit|underline|emph|textsc|texttt|mathsf|textsf|mathtt|mbox|hbox|operatorname|ensuremath)\*?\s*\{([^{}]*)\}/g,
        '$1',
      );
  }
  return text
    .replaceAll(/\\(?:bf|bfseries|rm|it|tiny|scriptsize|footnotesize|small|scriptstyle|displaystyle|left|right|boldmath)(?![a-zA-Z])/g, '')
    .replaceAll(/\\[,;:!>]|\\(?:quad|qquad|enspace|thinspace)(?![a-zA-Z])|~|\\ /g, ' ')
    .replaceAll(/\^\s*\{([a-z*†‡§]{1,2})\}/g, '^{$1}')
    .replaceAll(/\{([^{}]*)\}/g, (whole, inner: string, at: number, all: string) => (all[at - 1] === '^' ? whole : inner));
}
