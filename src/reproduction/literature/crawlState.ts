/** What a session knows of the walks that its calls made. */
import type { HiddenText } from '../../base/origin.ts';
import type { Direction, WalkState } from '../../papers/literature/walk.ts';
import type { Sighting } from '../../papers/literature/works.ts';
import type { OnHub } from './onHub.ts';
import type { Recipe } from './stated.ts';

export interface CrawlInput {
  readonly anchor: string;
  readonly question: string;
  readonly direction: Direction;
  readonly most: number;
  readonly since?: string | undefined;
}

/** Of one session, by what was asked. */
export type Crawls = Map<string, CrawlState>;

export interface CrawlState {
  walk: WalkState;
  /** Each call goes further out. */
  calls: number;
  /** What the anchor’s own list of references names with an identifier. */
  ownReferences: readonly Sighting[];
  readonly read: Map<string, ReadWork>;
  readonly unread: Map<string, Unread>;
  /** Calls for the same walk wait for each other. */
  last: Promise<unknown>;
}

export interface ReadWork {
  readonly recipe: Recipe;
  readonly hub?: OnHub;
  readonly hidden: readonly HiddenText[];
}

export interface Unread {
  readonly why: string;
  /** A service was away, or time or requests were spent: a later call tries again. */
  readonly isForNow: boolean;
}
