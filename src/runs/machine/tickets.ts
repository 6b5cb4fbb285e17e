/** Whose turn it is: runs that wait, what each of them needs, and what is taken. Pure. */

/** So many of these. */
export interface Need {
  /** Names of slots, the preferred first. */
  readonly oneOf: readonly string[];
  readonly count: number;
}

export interface Ticket {
  /** Ids of runs sort by the time they were made. */
  readonly run: string;
  /** The larger goes first. */
  readonly priority: number;
  readonly needs: readonly Need[];
}

/** In the order in which they are served. */
export function inOrder<T extends Pick<Ticket, 'run' | 'priority'>>(tickets: readonly T[]): readonly T[] {
  return [...tickets].sort((a, b) => b.priority - a.priority || (a.run < b.run ? -1 : Number(a.run > b.run)));
}

/**
 * The slots that `run` may take now, or undefined while it has to wait. First come, first served, for those that need the same: one that cannot
 * be served yet keeps what is free for it, so that small ones behind it do not take its devices for ever, and one behind it that needs
 * nothing of that goes ahead.
 */
export function turnOf(run: string, tickets: readonly Ticket[], taken: ReadonlySet<string>): readonly string[] | undefined {
  const gone = new Set(taken);
  for (const ticket of inOrder(tickets)) {
    const served = serve(ticket.needs, gone);
    if (ticket.run === run) return served;
    for (const slot of served ?? ticket.needs.flatMap(({ oneOf }) => oneOf)) gone.add(slot);
  }
  return undefined;
}

function serve(needs: readonly Need[], gone: ReadonlySet<string>): readonly string[] | undefined {
  const served = new Set<string>();
  for (const { oneOf, count } of needs) {
    const free = oneOf.filter((slot) => !gone.has(slot) && !served.has(slot));
    if (free.length < count) return undefined;
    for (const slot of free.slice(0, count)) served.add(slot);
  }
  return [...served];
}
