import type { MentionChip } from '../protocol/chat.ts';

/** Files for an @-mention, best first. Pure: paths relative to the workspace in, ranked paths out. */
export function rankPaths(paths: readonly string[], query: string, limit: number): readonly string[] {
  const wanted = query.trim().toLowerCase();
  const scored: { readonly path: string; readonly score: number }[] = [];
  for (const path of paths) {
    const score = matchScore(path.toLowerCase(), wanted);
    if (score !== undefined) scored.push({ path, score });
  }
  scored.sort((a, b) => b.score - a.score || a.path.length - b.path.length || (a.path < b.path ? -1 : 1));
  return scored.slice(0, limit).map(({ path }) => path);
}

/** The file's name counts more than its folders, a beginning more than a middle; letters in order are the last resort. */
function matchScore(path: string, wanted: string): number | undefined {
  if (wanted === '') return 0;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === wanted) return 5;
  if (name.startsWith(wanted)) return 4;
  if (name.includes(wanted)) return 3;
  if (path.includes(wanted)) return 2;
  return hasLettersInOrder(path, wanted) ? 1 : undefined;
}

function hasLettersInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** A chip for some lines of a file: `train.py:12–40`. Lines count from 1, both ends included. */
export function selectionChip(path: string, label: string, firstLine: number, lastLine: number): MentionChip {
  const lines = firstLine === lastLine ? `${firstLine}` : `${firstLine}–${lastLine}`;
  return { kind: 'selection', label: `${label}:${lines}`, path, firstLine, lastLine };
}
