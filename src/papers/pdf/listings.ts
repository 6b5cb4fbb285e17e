import type { Line } from './lines.ts';
import { blankShare } from './lines.ts';

/** Letters of one width: a program, a prompt, a file. */
export function isListing({ glyphs }: Line): boolean {
  return glyphs.filter(({ font }) => font.isMono).length > 0.9 * glyphs.length;
}

/** With its line breaks and the blanks that its letters’ places show. */
export function listingText(lines: readonly Line[]): string {
  const left = Math.min(...lines.map(({ box }) => box.x0));
  return lines.map((line) => indentation(line, left) + monoText(line)).join('\n');
}

function widthOf({ glyphs, size }: Line): number {
  const mono = glyphs.find(({ font }) => font.isMono);
  return mono === undefined ? 0.525 * size : Math.max(1, mono.x1 - mono.x0);
}

function indentation(line: Line, left: number): string {
  return ' '.repeat(Math.max(0, Math.round((line.box.x0 - left) / widthOf(line))));
}

function monoText(line: Line): string {
  const wide = widthOf(line);
  let text = '';
  let right: number | undefined;
  for (const glyph of line.glyphs) {
    const gap = right === undefined ? 0 : glyph.x0 - right;
    if (gap > blankShare * line.size) text += ' '.repeat(Math.max(1, Math.min(80, Math.round(gap / wide))));
    text += glyph.text;
    right = glyph.x1;
  }
  return text.normalize('NFC');
}
