import type { BlobHash, TurnId } from '../base/ids.ts';
import type { BodyOf, SessionEvent } from '../sessions/events.ts';

/** Where a file stood before the first of some turns, and how the agent left it; undefined: it did not exist. */
export interface FileSpan {
  readonly before: BlobHash | undefined;
  readonly left: BlobHash | undefined;
}

/**
 * The files that these turns changed, by path, in the order of their first change. Reads the whole log: a rewound conversation takes back
 * no files, so what another branch left on the disk counts.
 */
export function changedFiles(events: Iterable<SessionEvent>, turns: ReadonlySet<TurnId>): ReadonlyMap<string, FileSpan> {
  // Of every turn: what is taken back together leaves a file as it was before the first of them, also before turns that are not asked about.
  const changes = new Map<string, BodyOf<'file.changed'>[]>();
  const left = new Map<string, BlobHash | undefined>();
  for (const event of events) {
    if (event.type === 'file.changed') {
      const known = changes.get(event.path) ?? [];
      known.push(event);
      changes.set(event.path, known);
      // A change of another turn is not theirs to take back.
      if (turns.has(event.turn)) left.set(event.path, event.after);
    }
    if (event.type === 'files.restored') {
      const restored = new Set(event.turns);
      for (const path of event.restored) {
        const first = changes.get(path)?.find(({ turn }) => restored.has(turn));
        if (first !== undefined) left.set(path, first.before);
      }
    }
  }
  const spans = new Map<string, FileSpan>();
  for (const [path, all] of changes) {
    const first = all.find(({ turn }) => turns.has(turn));
    if (first !== undefined) spans.set(path, { before: first.before, left: left.get(path) });
  }
  return spans;
}

/** This turn and all that began after it, on whatever branch. */
export function turnsSince(events: Iterable<SessionEvent>, turn: TurnId): readonly TurnId[] {
  const turns: TurnId[] = [];
  for (const event of events) if (event.type === 'turn.started' && (turns.length > 0 || event.turn === turn)) turns.push(event.turn);
  return turns;
}
