/**
 * Sentences with formulas as one line of characters that patterns can read: `$3\times10^{-4}$` becomes `3e-4`, `$\beta_1$` becomes `β1`.
 * Every character knows where it stands in the paper's own words, so that a quote is never ours.
 */
import type { Inline } from '../document.ts';
import { spelledOut } from './abbreviations.ts';
import { statedAlone } from './formulas/stating.ts';
import { mathAsText } from './mathText.ts';

export interface Line {
  readonly text: string;
  /** As `plainText` gives it. */
  readonly original: string;
  /** For each character of `text`, and one behind the last, its place in `original`. A formula's characters all have the formula's start. */
  readonly origins: readonly number[];
}

/** A line that stands nowhere in the paper. */
export function invented(text: string): Line {
  return { text, original: text, origins: [...Array(text.length + 1).keys()] };
}

export function linear(content: readonly Inline[]): Line {
  let text = '';
  let original = '';
  const origins: number[] = [];
  for (const inline of content) {
    const [shown, read] = shownAndRead(inline);
    const isVerbatim = shown === read;
    const full = inline.kind === 'text' ? spelledOut(read) : undefined;
    if (full !== undefined) for (const at of full.origins) origins.push(original.length + at);
    else for (let index = 0; index < read.length; index++) origins.push(original.length + (isVerbatim ? index : 0));
    text += full?.text ?? read;
    original += shown;
  }
  origins.push(original.length);
  return { text, original, origins };
}

/** The paper's words from `start` to `end` of the line, whole formulas. */
export function quoted({ original, origins }: Line, start: number, end: number): string {
  const from = origins[start] ?? 0;
  let until = end;
  // Up to the first character of another piece: what ends within a formula holds all of it.
  while (until < origins.length - 1 && origins[until] === origins[until - 1]) until++;
  return original
    .slice(from, origins[until] ?? original.length)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function shownAndRead(inline: Inline): readonly [shown: string, read: string] {
  switch (inline.kind) {
    case 'text': {
      // `**Batch size.** 96 images`: a heading within a line says what stands behind it.
      const isHeading = (inline.style === 'strong' || inline.style === 'emphasis') && inline.text.length <= 60;
      return [inline.text, plainCharacters(isHeading ? inline.text.replace(/\.(?=\s*$)/, ':') : inline.text)];
    }
    case 'math':
      return inline.tex === null ? ['[formula]', '[formula]'] : [`$${inline.tex}$`, statedAlone(inline.tex, mathAsText(inline.tex))];
    case 'citation':
      // A mark of its own: what is said in its sentence may be somebody else's.
      return [inline.text, '⟦cite⟧'];
    case 'reference':
      return [inline.text, '⟦ref⟧'];
    case 'footnote-mark':
      return [`[^${inline.text}]`, ''];
    case 'link':
      return [inline.text, inline.text];
  }
}

/** One character for one, so that places stay. */
function plainCharacters(text: string): string {
  return (
    text
      // `131 400`: thousands set apart by a space.
      .replaceAll(/(?<![\p{L}\d.,_–-])\d{1,3}(?:[ \u00A0\u2009\u202F]\d{3})+(?![\d\p{L}]|[.,]\d|-\p{L})/gu, (number) =>
        number.replaceAll(/\D/g, ','),
      )
      // `weight_decay = 0.1`.
      .replaceAll(/(?<=\p{L}{2,})_(?=\p{L}{2,})/gu, ' ')
      .replaceAll(/[\u00A0\u2009\u202F\n\t]/g, ' ')
      .replaceAll(/[‐‑]/g, '-')
      .replaceAll('−', '-')
      .replaceAll(/[’‘]/g, "'")
      .replaceAll(/(?<=\d ?)x(?= ?\d)/g, '×')
  );
}
