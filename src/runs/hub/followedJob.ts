import type { JobPlace } from '../run.ts';
import type { Progress } from '../ssh/progress.ts';
import type { Supervision } from '../supervision.ts';
import type { JobAccess } from './jobAccess.ts';
import type { HubMachine } from './machine.ts';

/** A job or a Space that is there, and the run that is its record here. */
export interface FollowedJob<S> {
  readonly place: JobPlace;
  readonly machine: HubMachine<S>;
  readonly access: JobAccess;
  readonly progress: Progress;
  readonly supervision: Supervision;
}
