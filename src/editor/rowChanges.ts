/** What of the Runs view has to be drawn anew. Pure. */

/** One thing that the view may show. The same object as before: it did not change. */
export interface SeenRow {
  readonly id: string;
  /** What decides where it stands; another one moves rows. */
  readonly place: string;
  /** What is seen of it. */
  readonly look: string;
}

/**
 * The ids of those that look different where they stand; `all` where there are other rows, or others stand elsewhere. Until the editor
 * has asked for all rows again it knows none of them: a menu that is open then has lost what it was opened on.
 */
export function rowChanges(before: readonly SeenRow[], now: readonly SeenRow[]): 'all' | readonly string[] {
  if (before.length !== now.length) return 'all';
  const changed: string[] = [];
  for (const [index, row] of now.entries()) {
    const former = before[index];
    if (former === row) continue;
    if (former?.id !== row.id || former.place !== row.place) return 'all';
    if (former.look !== row.look) changed.push(row.id);
  }
  return changed;
}
