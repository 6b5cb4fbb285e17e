import type { SessionRow } from '../../../src/protocol/chat.ts';

/** The list of sessions as lines of known heights, so that only those in sight need to exist in the page. */
export type SessionLine =
  | { readonly kind: 'group'; readonly title: string; readonly topPx: number }
  | {
      readonly kind: 'row';
      readonly row: SessionRow;
      readonly topPx: number;
      readonly group: string;
      /** Its place in its group, from 1. */
      readonly place: number;
      readonly groupSize: number;
    };

export type RowLine = Extract<SessionLine, { readonly kind: 'row' }>;

/** As the style sheet draws them. */
export const groupHeightPx = 28;
export const rowHeightPx = 46;

export interface SessionLines {
  readonly lines: readonly SessionLine[];
  readonly rows: readonly RowLine[];
  readonly heightPx: number;
}

/** Today, Yesterday, Earlier, in the order in which the host sent the rows. */
export function sessionLines(rows: readonly SessionRow[], nowMs: number): SessionLines {
  const lines: SessionLine[] = [];
  let topPx = 0;
  for (const [title, inGroup] of groups(rows, nowMs)) {
    lines.push({ kind: 'group', title, topPx });
    topPx += groupHeightPx;
    for (const [at, row] of inGroup.entries()) {
      lines.push({ kind: 'row', row, topPx, group: title, place: at + 1, groupSize: inGroup.length });
      topPx += rowHeightPx;
    }
  }
  return { lines, rows: lines.filter((line) => line.kind === 'row'), heightPx: topPx };
}

function groups(rows: readonly SessionRow[], nowMs: number): ReadonlyMap<string, readonly SessionRow[]> {
  const today = startOfDay(nowMs, 0);
  const yesterday = startOfDay(nowMs, -1);
  const byTitle = new Map<string, SessionRow[]>([
    ['Today', []],
    ['Yesterday', []],
    ['Earlier', []],
  ]);
  for (const row of rows) {
    const title = row.lastActiveMs >= today ? 'Today' : row.lastActiveMs >= yesterday ? 'Yesterday' : 'Earlier';
    byTitle.get(title)?.push(row);
  }
  return new Map([...byTitle].filter(([, inGroup]) => inGroup.length > 0));
}

/** Midnight where the person is; a day is not always 24 hours long. */
function startOfDay(nowMs: number, days: number): number {
  const day = new Date(nowMs);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime();
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' });

/** `14:02` for today and yesterday, `3 Mar` before, with the year where it is another one. */
export function timeText(atMs: number, nowMs: number): string {
  if (atMs >= startOfDay(nowMs, -1)) return clock.format(atMs);
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return (isThisYear ? day : dayOfYear).format(atMs);
}

export function wholeTimeText(atMs: number): string {
  return whole.format(atMs);
}

/** The lines that a window of the list shows, with a few more on both sides; the row with the keyboard is always among them. */
export function linesInSight(
  { lines }: SessionLines,
  sight: { readonly topPx: number; readonly heightPx: number },
  kept: string | undefined,
): readonly SessionLine[] {
  const marginPx = 6 * rowHeightPx;
  const from = sight.topPx - marginPx;
  const to = sight.topPx + sight.heightPx + marginPx;
  return lines.filter(
    (line) => (line.topPx + rowHeightPx >= from && line.topPx <= to) || (line.kind === 'row' && line.row.session === kept),
  );
}

/** A text in pieces, those that were searched for marked. */
export function markedPieces(text: string, query: string): readonly { readonly text: string; readonly isMarked: boolean }[] {
  const words = query.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [{ text, isMarked: false }];
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})`, 'giu');
  // Splitting by a group leaves what matched at the odd places.
  return text
    .split(pattern)
    .map((piece, at) => ({ text: piece, isMarked: at % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
