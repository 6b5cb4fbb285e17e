/** A unified diff as rows that can be drawn: line numbers on both sides, and which part of a changed line differs. */
export type DiffRow =
  | { readonly kind: 'hunk'; readonly text: string }
  | { readonly kind: 'same'; readonly before: number; readonly after: number; readonly text: string }
  | { readonly kind: 'removed'; readonly before: number; readonly text: string; readonly span?: Span }
  | { readonly kind: 'added'; readonly after: number; readonly text: string; readonly span?: Span };

/** The changed part of a line, as offsets into its text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function diffRows(unified: string): readonly DiffRow[] {
  const rows: DiffRow[] = [];
  let before = 1;
  let after = 1;
  for (const line of unified.replace(/\n$/, '').split('\n')) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@(.*)$/.exec(line);
    if (hunk !== null) {
      before = Number(hunk[1]);
      after = Number(hunk[2]);
      rows.push({ kind: 'hunk', text: (hunk[3] ?? '').trim() });
    } else if (line.startsWith('+')) rows.push({ kind: 'added', after: after++, text: line.slice(1) });
    else if (line.startsWith('-')) rows.push({ kind: 'removed', before: before++, text: line.slice(1) });
    // "\ No newline at end of file" belongs to the line before it and has no number.
    else if (!line.startsWith('\\')) rows.push({ kind: 'same', before: before++, after: after++, text: line.slice(1) });
  }
  return markChangedParts(rows);
}

/** Pairs the n-th removed line of a block with the n-th added line after it. */
function markChangedParts(rows: readonly DiffRow[]): readonly DiffRow[] {
  const marked = [...rows];
  for (let at = 0; at < rows.length; ) {
    const removed = countFrom(rows, at, 'removed');
    const added = countFrom(rows, at + removed, 'added');
    for (let pair = 0; pair < Math.min(removed, added); pair++) markPair(marked, at + pair, at + removed + pair);
    at += Math.max(1, removed + added);
  }
  return marked;
}

function countFrom(rows: readonly DiffRow[], start: number, kind: DiffRow['kind']): number {
  let count = 0;
  while (rows[start + count]?.kind === kind) count++;
  return count;
}

function markPair(rows: DiffRow[], removedAt: number, addedAt: number): void {
  const removed = rows[removedAt];
  const added = rows[addedAt];
  if (removed?.kind !== 'removed' || added?.kind !== 'added') return;
  const limit = Math.min(removed.text.length, added.text.length);
  let head = 0;
  while (head < limit && removed.text[head] === added.text[head]) head++;
  let tail = 0;
  while (tail < limit - head && removed.text.at(-1 - tail) === added.text.at(-1 - tail)) tail++;
  // Lines that share little besides indentation are other lines, not changed ones.
  if (head + tail < limit / 3) return;
  rows[removedAt] = { ...removed, span: { start: head, end: removed.text.length - tail } };
  rows[addedAt] = { ...added, span: { start: head, end: added.text.length - tail } };
}
