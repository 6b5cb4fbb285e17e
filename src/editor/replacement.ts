export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The one replacement that turns `before` into `after` and leaves alone what both begin and end with, so that cursors elsewhere stay. */
export function smallestReplacement(before: string, after: string): Replacement {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let tail = 0;
  while (tail < shorter - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail += 1;
  // Positions inside a surrogate pair or between \r and \n are no places for the editor to cut.
  if (isInsidePair(before, start) || isInsidePair(after, start)) start -= 1;
  if (tail > 0 && (isInsidePair(before, before.length - tail) || isInsidePair(after, after.length - tail))) tail -= 1;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

function isInsidePair(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const [left, right] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  const isSurrogatePair = left >= 0xd800 && left < 0xdc00 && right >= 0xdc00 && right < 0xe000;
  return isSurrogatePair || (left === 13 && right === 10);
}
