/** Console output as plain text: escape sequences removed, progress bars reduced to what they last said. */

// CSI and OSC sequences, two-character escapes (ECMA-48), then the control characters that draw nothing.
const escapes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

export function plainOutput(output: string): string {
  const text = output.replace(escapes, '').replace(/\r+\n/g, '\n');
  return text.includes('\r') ? text.split('\n').map(lastDrawn).join('\n') : text;
}

/** A carriage return starts the line again; what was longer before stays behind it. */
function lastDrawn(line: string): string {
  let shown = '';
  for (const part of line.split('\r')) shown = part + shown.slice(part.length);
  return shown;
}

export interface BoundedLines {
  readonly lines: readonly string[];
  /** Lines before these that are not shown. */
  readonly hidden: number;
}

/** The last `limit` lines, for output that is followed from its end. */
export function lastLines(text: string, limit: number): BoundedLines {
  const lines = text.replace(/\n+$/, '').split('\n');
  return lines.length <= limit ? { lines, hidden: 0 } : { lines: lines.slice(-limit), hidden: lines.length - limit };
}
