import type { Notebook, NotebookCell } from '../workspace/notebookFormat.ts';

/** What has to be done to the cells of a notebook so that they are those of another: indices are of the notebook before. */
export interface NotebookSteps {
  /** Only the source is another: the cell keeps its outputs and whatever else it has. */
  readonly typed: readonly { readonly at: number; readonly source: string }[];
  /** Other cells in place of some; from the first to the last place. */
  readonly replaced: readonly { readonly at: number; readonly deleted: number; readonly cells: readonly NotebookCell[] }[];
}

export function notebookSteps(before: Notebook, after: Notebook): NotebookSteps {
  const typed: { readonly at: number; readonly source: string }[] = [];
  const replaced: { readonly at: number; readonly deleted: number; readonly cells: readonly NotebookCell[] }[] = [];
  let [from, to] = [0, 0];
  const close = (at: number, index: number): void => {
    if (at > from || index > to) replaced.push({ at: from, deleted: at - from, cells: after.cells.slice(to, index) });
  };
  for (const [at, index] of pairCells(before, after)) {
    const [old, wanted] = [before.cells[at], after.cells[index]];
    if (old === undefined || wanted === undefined || old.type !== wanted.type) continue;
    close(at, index);
    [from, to] = [at + 1, index + 1];
    if (old.source !== wanted.source) typed.push({ at, source: wanted.source });
  }
  close(before.cells.length, after.cells.length);
  return { typed, replaced };
}

/** Cells that are the same cell on both sides, in ascending order on both: by id, else what is equal at both ends and lies alike between. */
function pairCells(before: Notebook, after: Notebook): readonly (readonly [number, number])[] {
  if (!before.hasIds || !after.hasIds) return pairByPlace(before.cells, after.cells);
  const places = new Map(after.cells.map(({ id }, index) => [id, index]));
  const pairs: (readonly [number, number])[] = [];
  let last = -1;
  for (const [at, { id }] of before.cells.entries()) {
    const index = places.get(id);
    if (index === undefined || index <= last) continue;
    pairs.push([at, index]);
    last = index;
  }
  return pairs;
}

function pairByPlace(before: readonly NotebookCell[], after: readonly NotebookCell[]): readonly (readonly [number, number])[] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && isEqual(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < most - head && isEqual(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const isSameCount = before.length === after.length;
  return before.flatMap((_, at): readonly (readonly [number, number])[] => {
    if (at < head || isSameCount) return [[at, at]];
    return at >= before.length - tail ? [[at, at + after.length - before.length]] : [];
  });
}

function isEqual(a: NotebookCell | undefined, b: NotebookCell | undefined): boolean {
  return a?.type === b?.type && a?.source === b?.source;
}
