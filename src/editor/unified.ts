/** The two sides of a unified diff as far as it tells them: its hunks, one after the other, with a line between that says where each begins. */
export function readSides(unified: string): { readonly before: string; readonly after: string } {
  const before: string[] = [];
  const after: string[] = [];
  for (const line of unified.split('\n')) {
    const text = line.slice(1);
    switch (line.charAt(0)) {
      case ' ':
        before.push(text);
        after.push(text);
        break;
      case '-':
        before.push(text);
        break;
      case '+':
        after.push(text);
        break;
      case '@': {
        const place = hunkPlace(line);
        if (place === undefined) break;
        before.push(`… line ${place.before}`);
        after.push(`… line ${place.after}`);
        break;
      }
      // `\ No newline at end of file` and the empty rest after the last line break carry no text.
    }
  }
  return { before: before.join('\n'), after: after.join('\n') };
}

/** `@@ -12,7 +12,8 @@`; the first line of a file needs no marker. */
function hunkPlace(line: string): { readonly before: number; readonly after: number } | undefined {
  const match = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line);
  if (match === null) return undefined;
  const [before, after] = [Number(match[1]), Number(match[2])];
  return before <= 1 && after <= 1 ? undefined : { before, after };
}
