import type { LineEnd } from './lines.ts';

/** A piece of a text between line ends; the last has none. */
export interface OwnPiece {
  readonly text: string;
  readonly end: LineEnd;
}

const maxTableCells = 1_000_000;

/**
 * Puts `wanted` in place of `own`, keeping the file's bytes wherever the edit changes nothing: a line that stands in both `searched` (the
 * lines of `own` as the model wrote them, one for one) and `wanted` keeps its own text and end; a changed line is as `wanted` has it and
 * keeps its own end; a line that is added ends as its neighbour does (`nearbyEnd` when there is none).
 */
export function mergeLines(own: readonly OwnPiece[], searched: readonly string[], wanted: readonly string[], nearbyEnd: LineEnd): string {
  const pairOf = pairLines(searched, wanted);
  let merged = '';
  let previousEnd = nearbyEnd;
  for (const [j, text] of wanted.entries()) {
    const pair = pairOf[j];
    const piece = pair === undefined ? undefined : own[pair.index];
    const isUnchanged = pair !== undefined && searched[pair.index] === text;
    merged += isUnchanged ? (piece?.text ?? text) : text;
    if (j === wanted.length - 1) break;
    const end: LineEnd = piece === undefined || piece.end === '' ? previousEnd : piece.end;
    merged += end;
    previousEnd = end;
  }
  return merged;
}

interface Pair {
  readonly index: number;
}

/** For every wanted line the searched line that it is, or that it replaces; undefined for an added one. */
function pairLines(searched: readonly string[], wanted: readonly string[]): readonly (Pair | undefined)[] {
  const pairOf: (Pair | undefined)[] = wanted.map(() => undefined);
  let head = 0;
  while (head < searched.length && head < wanted.length && searched[head] === wanted[head]) {
    pairOf[head] = { index: head };
    head += 1;
  }
  let tail = 0;
  const most = Math.min(searched.length, wanted.length) - head;
  while (tail < most && searched[searched.length - 1 - tail] === wanted[wanted.length - 1 - tail]) {
    pairOf[wanted.length - 1 - tail] = { index: searched.length - 1 - tail };
    tail += 1;
  }
  // Blocks of changed lines of equal height are taken to be changed line for line.
  let [fromOld, fromNew] = [head, head];
  const closeBlock = (toOld: number, toNew: number): void => {
    if (toOld - fromOld === toNew - fromNew) for (let k = 0; k < toNew - fromNew; k++) pairOf[fromNew + k] = { index: fromOld + k };
  };
  for (const [i, j] of commonLines(searched.slice(head, searched.length - tail), wanted.slice(head, wanted.length - tail))) {
    closeBlock(head + i, head + j);
    pairOf[head + j] = { index: head + i };
    fromOld = head + i + 1;
    fromNew = head + j + 1;
  }
  closeBlock(searched.length - tail, wanted.length - tail);
  return pairOf;
}

/** A longest common subsequence as pairs of indices, in order; none when the table would be too large to be worth it. */
function commonLines(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const width = b.length + 1;
  if (a.length === 0 || b.length === 0 || (a.length + 1) * width > maxTableCells) return [];
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const common: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) common.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return common;
}
