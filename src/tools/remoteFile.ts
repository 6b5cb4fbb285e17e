/** Lines of a file that lies elsewhere, as read_file shows those of one here. */
import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import type { Origin } from '../base/origin.ts';
import type { PageWanted, TextPage } from '../base/textPage.ts';
import type { ToolResult } from '../base/tool.ts';
import { isNotebookPath, NotANotebook, parseNotebook } from '../workspace/notebookFormat.ts';
import { notebookLines } from '../workspace/notebookText.ts';
import { rare } from './define.ts';
import { maxLookupBytes } from './lookups.ts';
import { maxOutputBytes, numberLines, plainLines } from './numbered.ts';
import { originOfFile } from './origins.ts';

export const linesFields = {
  from_line: rare(z.int().min(1).max(10_000_000).optional()),
  lines: rare(z.int().min(1).max(2000).optional()),
};

export interface WantedLines {
  readonly from_line?: number | undefined;
  readonly lines?: number | undefined;
}

const usualLines = 300;
/** How far into a file a page may begin; a notebook is read whole. */
const mostBytes = 64 * 2 ** 20;
const mostNotebookBytes = 8 * 2 ** 20;
const endless = 10_000_000;

export function wantedPage(path: string, { from_line = 1, lines = usualLines }: WantedLines): PageWanted {
  if (isNotebookPath(path)) return { fromLine: 1, lines: endless, atMostBytes: mostNotebookBytes };
  return { fromLine: from_line, lines, atMostBytes: mostBytes };
}

class NoSuchLine extends PracticumError {
  constructor(path: string, page: TextPage) {
    const { totalLines } = page;
    super(
      'no-such-line',
      totalLines === undefined ? `${path} is too long to read from line ${page.firstLine}.` : `${path} has ${totalLines} lines.`,
      {
        hint:
          totalLines === undefined
            ? 'Read lines nearer to its beginning, or download it in a run.'
            : `Use a from_line of at most ${Math.max(1, totalLines)}.`,
      },
    );
  }
}

/** `place`: `ada/tiny@0123abc`, which stands ahead of the path. */
export function shownPage(place: string, path: string, page: TextPage, wanted: WantedLines, tool: string): ToolResult {
  const name = `${place}:${path}`;
  const origin: Origin = { kind: originOfFile(path)?.kind ?? 'file', name };
  if (page.totalLines === 0) return { content: `${name} is empty.`, origin };
  const cells = isNotebookPath(path) && !page.hasMore ? cellsOf(page.lines.join('\n'), name) : undefined;
  const first = cells === undefined && isNotebookPath(path) ? 1 : (wanted.from_line ?? 1);
  const all = cells ?? page.lines;
  const chosen = cells === undefined ? all : all.slice(first - 1, first - 1 + (wanted.lines ?? usualLines));
  if (chosen.length === 0) throw new NoSuchLine(name, cells === undefined ? page : { ...page, totalLines: cells.length });
  const most = wanted.lines === undefined ? maxLookupBytes : maxOutputBytes;
  const shown = cells === undefined ? numberLines(chosen, first, most) : plainLines(chosen, first, most);
  const total = cells?.length ?? page.totalLines;
  const hasMore = total === undefined ? true : shown.nextLine <= total;
  const left = total === undefined ? '' : `${total - shown.nextLine + 1} `;
  const more = hasMore ? [`… ${left}more lines: ${tool} with from_line=${shown.nextLine}`] : [];
  return { content: [`${name}:${first}-${shown.nextLine - 1}`, shown.text, ...more].join('\n'), origin };
}

/** undefined: it is no notebook after all, and is shown as the text that it is. */
function cellsOf(text: string, name: string): readonly string[] | undefined {
  try {
    return notebookLines(parseNotebook(text, name));
  } catch (error) {
    if (error instanceof NotANotebook) return undefined;
    throw error;
  }
}
