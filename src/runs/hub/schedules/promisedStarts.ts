/** What was promised for starts by the clock, in the home: so it is settled by the jobs that there were, whatever became of whoever promised it. */
import path from 'node:path';
import * as z from 'zod';
import { PracticumError } from '../../../base/errors.ts';
import type { ReservationId, SessionId } from '../../../base/ids.ts';
import type { ProcessIdentity } from '../../../base/processes.ts';
import { whenUsed } from '../../../base/whenUsed.ts';
import { KeptRecords } from '../../keptRecords.ts';

export interface PromisedStarts {
  readonly v: 1;
  /** Its own, which stands in the command of the schedule: `sc_…`. */
  readonly id: string;
  readonly session: SessionId;
  readonly payer: string;
  /** The Hub’s address. */
  readonly hub: string;
  readonly flavor: string;
  readonly timeoutMs: number;
  readonly microUsdPerHour: number;
  readonly reservation: ReservationId;
  readonly createdMs: number;
  readonly by: ProcessIdentity & { readonly host: string };
  readonly starts: number;
  /** What starts then or later ends at once. Absent: one start by hand, beside the schedule. */
  readonly untilMs?: number;
  /** When the schedule was last asked for. Absent: never, or it was refused for certain. */
  readonly askedMs?: number;
  /** Nobody waits for it any more: whatever there is of it is ended. */
  readonly isGivenUp?: true;
  /** The Hub’s id of the schedule; absent: nobody knows yet whether there is one. */
  readonly scheduled?: string;
  /** The job that was started by hand. */
  readonly job?: string;
  /** Jobs of the schedule that were promised apart, each by a record of its own. */
  readonly apart?: readonly string[];
}

const id = z.string();
const schema = whenUsed(() =>
  z.object({
    v: z.literal(1),
    id: z.string().regex(/^sc_[0-9a-z]+$/),
    session: id.transform((text) => text as SessionId),
    payer: z.string(),
    hub: z.string(),
    flavor: z.string(),
    timeoutMs: z.number(),
    microUsdPerHour: z.number(),
    reservation: id.transform((text) => text as ReservationId),
    createdMs: z.number(),
    by: z.object({ pid: z.number(), start: z.string().exactOptional(), host: z.string() }),
    starts: z.number(),
    untilMs: z.number().exactOptional(),
    askedMs: z.number().exactOptional(),
    isGivenUp: z.literal(true).exactOptional(),
    scheduled: id.exactOptional(),
    job: id.exactOptional(),
    apart: z.array(id).exactOptional(),
  }),
);

export class PromisedStartsRecords extends KeptRecords<PromisedStarts> {
  /** `home`: `$PRACTICUM_HOME`. */
  constructor(home: string) {
    super(path.join(home, 'schedules'), schema);
  }

  /** Of a schedule by the Hub’s id. */
  ofSchedule(scheduled: string): PromisedStarts | undefined {
    return this.all().find((record) => record.scheduled === scheduled && record.untilMs !== undefined);
  }

  /** Throws NotPromised: what would start again and again without an end is nobody’s to begin. */
  requirePromise(scheduled: string, nowMs: number): void {
    const untilMs = this.ofSchedule(scheduled)?.untilMs;
    if (untilMs === undefined || nowMs >= untilMs) throw new NotPromised(scheduled);
  }
}

export class NotPromised extends PracticumError {
  constructor(id: string) {
    super(
      'not-promised',
      `What the scheduled job ${id} would cost from now on is not promised: its starts are over, or it was not scheduled here.`,
      {
        hint: `Schedule its script again with as many starts as it may have. A person can resume it themselves: hf jobs scheduled resume ${id}.`,
      },
    );
  }
}
