import type { CallId, TurnId } from '../base/ids.ts';
import type { BodyOf } from '../sessions/events.ts';
import type { ToolItem } from './cards.ts';

export interface FileInTurn {
  readonly path: string;
  /** By hash: as it was before the turn, and as the turn left it. */
  readonly before: string | undefined;
  after: string | undefined;
  added: number;
  removed: number;
}

/** The files that each turn changed, and by how many lines. */
export class TurnFiles {
  readonly #ofTurn = new Map<TurnId, Map<string, FileInTurn>>();
  readonly #ofCall = new Map<CallId, FileInTurn>();

  /** A change is told before it is made, and again where something else came of it. */
  record({ turn, call, path, before, after }: BodyOf<'file.changed'>): void {
    const files = this.#ofTurn.get(turn) ?? new Map<string, FileInTurn>();
    this.#ofTurn.set(turn, files);
    const file = files.get(path) ?? { path, before, after, added: 0, removed: 0 };
    file.after = after;
    files.set(path, file);
    this.#ofCall.set(call, file);
  }

  countLines(call: CallId, { detail, state }: ToolItem): void {
    const file = this.#ofCall.get(call);
    if (file === undefined || detail?.kind !== 'edit' || state !== 'done') return;
    file.added += detail.added;
    file.removed += detail.removed;
  }

  knows(turn: TurnId): boolean {
    return this.#ofTurn.has(turn);
  }

  /** Those that did not come out as they were. */
  changedIn(turn: TurnId): readonly FileInTurn[] {
    return [...(this.#ofTurn.get(turn)?.values() ?? [])].filter(({ before, after }) => before !== after);
  }
}
