import { splitLines } from './lines.ts';

/** What a card shows of a change. `unified` has hunks only, no file headers; it is bounded and says when something was left out. */
export interface TextDiff {
  readonly unified: string;
  readonly added: number;
  readonly removed: number;
}

const contextLines = 3;
/** Beyond this many single-line steps the exact diff costs more than it tells. */
const maxEditSteps = 1_500;
const maxShownLines = 2_000;
const maxShownLineLength = 1_000;

interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly string[];
}

/** undefined: the file does not exist on that side. Line ends are not shown; a change of nothing else is counted all the same. */
export async function unifiedDiff(before: string | undefined, after: string | undefined): Promise<TextDiff> {
  const [from, to] = [before ?? '', after ?? ''];
  if (from === to) return { unified: '', added: 0, removed: 0 };
  // Loaded on first use: activation has no need of it.
  const { structuredPatch } = await import('diff');
  const patch = structuredPatch('before', 'after', from, to, undefined, undefined, { context: contextLines, maxEditLength: maxEditSteps });
  const hunks = patch?.hunks ?? [wholeBlock(from, to)];
  const count = (sign: string): number => hunks.reduce((sum, hunk) => sum + hunk.lines.filter((line) => line.startsWith(sign)).length, 0);
  return { unified: formatHunks(hunks), added: count('+'), removed: count('-') };
}

/** One hunk from the first to the last line that differs: right, if not minimal. */
function wholeBlock(before: string, after: string): Hunk {
  const whole = (text: string): readonly string[] => splitLines(text).map((line) => line.text + line.end);
  const [a, b] = [whole(before), whole(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const bare = (line: string): string => line.replace(/[\r\n]+$/, '');
  const removed = a.slice(head, a.length - tail).map((line) => `-${bare(line)}`);
  const added = b.slice(head, b.length - tail).map((line) => `+${bare(line)}`);
  return { oldStart: head + 1, oldLines: removed.length, newStart: head + 1, newLines: added.length, lines: [...removed, ...added] };
}

/** An empty side is named by the line before it, as in GNU diff's format. */
function range(start: number, lines: number): string {
  return `${lines === 0 ? start - 1 : start},${lines}`;
}

function formatHunks(hunks: readonly Hunk[]): string {
  const rows = hunks.flatMap((hunk) => [
    `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines.map((line) => line.replace(/\r$/, '')),
  ]);
  const shown = rows.slice(0, maxShownLines).map((row) => (row.length > maxShownLineLength ? `${row.slice(0, maxShownLineLength)}…` : row));
  if (rows.length > shown.length) shown.push(`… ${rows.length - shown.length} more lines of the diff are not shown`);
  return `${shown.join('\n')}\n`;
}
