import type { JobAddress } from '../../hub/jobs.ts';
import type { JobPlace } from '../run.ts';
import type { Progress } from '../ssh/progress.ts';
import type { Supervision } from '../supervision.ts';
import type { JobAccess } from './jobAccess.ts';

/** A job that is there, and the run that is its record here. */
export interface FollowedJob {
  readonly place: JobPlace;
  readonly address: JobAddress;
  readonly access: JobAccess;
  readonly progress: Progress;
  readonly supervision: Supervision;
}
