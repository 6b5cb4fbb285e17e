import type { HiddenText } from '../../base/origin.ts';
import type { PaperWarning } from '../document.ts';
import { linesOf, rawText } from './lines.ts';
import type { Glyph } from './marks.ts';

const longest = 200;

/** What of a page nobody sees, a warning for each stretch of one kind. */
export function hiddenWarnings(glyphs: readonly Glyph[], page: number): readonly PaperWarning[] {
  const stretches: { kind: HiddenText['kind']; glyphs: Glyph[] }[] = [];
  let last: Glyph | undefined;
  for (const glyph of glyphs) {
    if (glyph.hidden !== undefined) {
      const open = stretches.at(-1);
      if (open !== undefined && last?.hidden === glyph.hidden) open.glyphs.push(glyph);
      else stretches.push({ kind: glyph.hidden, glyphs: [glyph] });
    }
    last = glyph;
  }
  return stretches.flatMap(({ kind, glyphs: own }): readonly PaperWarning[] => {
    const excerpt = visible(linesOf(own, page).map(rawText).join(' '));
    if (excerpt === '') return [];
    return [
      {
        kind: 'hidden-text',
        hidden: { kind, excerpt: excerpt.length > longest ? `${excerpt.slice(0, longest)}…` : excerpt },
        anchor: `p${page}`,
      },
    ];
  });
}

/** Tag characters spell letters that no font shows. */
function visible(text: string): string {
  return text
    .replaceAll(/[\u{e0020}-\u{e007e}]/gu, (tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000))
    .replaceAll(/[^\P{C}\n]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
