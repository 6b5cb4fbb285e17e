/** A text's lines with their own ends: `\n`, `\r\n`, a lone `\r` as old editors wrote it, or none on the last. */

export type LineEnd = '\n' | '\r\n' | '\r' | '';

export interface Line {
  /** Without the line end. */
  readonly text: string;
  readonly end: LineEnd;
}

/** Joining `text + end` of all lines gives the text back. A text that ends with a line end has no empty line after it. */
export function splitLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ text: text.slice(start, match.index), end: match[0] as LineEnd });
    start = match.index + match[0].length;
  }
  if (start < text.length) lines.push({ text: text.slice(start), end: '' });
  return lines;
}

export function joinLines(lines: readonly Line[]): string {
  return lines.map((line) => line.text + line.end).join('');
}

/** The same text with `\n` as every line end. */
export function inLfSpace(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** The line end that most lines have; `\n` when there is none. */
export function usualLineEnd(lines: readonly Line[]): '\n' | '\r\n' | '\r' {
  const counts = { '\n': 0, '\r\n': 0, '\r': 0 };
  for (const { end } of lines) if (end !== '') counts[end] += 1;
  if (counts['\r\n'] > counts['\n'] && counts['\r\n'] >= counts['\r']) return '\r\n';
  return counts['\r'] > counts['\n'] ? '\r' : '\n';
}
