/** What this machine knows of the sandboxes that were started from it: in the home, so that they are found again after a restart and settled when they are over. */
import path from 'node:path';
import * as z from 'zod';
import type { ReservationId, SessionId } from '../../base/ids.ts';
import { placeOfSandbox } from '../../base/place.ts';
import type { ProcessIdentity } from '../../base/processes.ts';
import { whenUsed } from '../../base/whenUsed.ts';
import { KeptRecords } from '../keptRecords.ts';

export interface SandboxRecord {
  readonly v: 1;
  /** Its own, which labels the job: `sb_…`. */
  readonly id: string;
  /** Whose tools mean it by `on: "sandbox"`. */
  readonly session: SessionId;
  readonly payer: string;
  /** The Hub’s address. */
  readonly hub: string;
  readonly flavor: string;
  readonly image: string;
  readonly timeoutMs: number;
  /** With what its port costs. */
  readonly microUsdPerHour: number;
  /** Absent: it was started elsewhere, and is no money of this ledger’s. */
  readonly reservation?: ReservationId;
  readonly createdMs: number;
  /** `smoke`: it goes with the process that tries a script in it. */
  readonly purpose: 'session' | 'smoke';
  readonly by: ProcessIdentity & { readonly host: string };
  readonly nonce: string;
  /** When its job was last asked for, in milliseconds since 1970. Absent: never, or it was refused for certain. */
  readonly askedMs?: number;
  /** Nobody waits for it any more, though the process that asked for it may go on for days: whatever there is of it is ended. */
  readonly isGivenUp?: true;
  /** Absent: nobody knows yet whether there is one. */
  readonly job?: string;
}

/** One that is there, or was when somebody looked. */
export type SandboxWithJob = SandboxRecord & { readonly job: string };

export function hasJob(record: SandboxRecord): record is SandboxWithJob {
  return record.job !== undefined;
}

function isThere(record: SandboxRecord): record is SandboxWithJob {
  return hasJob(record) && record.isGivenUp === undefined;
}

/** The newest of a session that is known to be there. */
export function currentOf(records: Pick<SandboxRecords, 'all'>, session: SessionId): SandboxWithJob | undefined {
  return records
    .all()
    .find((record): record is SandboxWithJob => record.session === session && record.purpose === 'session' && isThere(record));
}

/** Somebody uses it again. */
export function takenUp({ isGivenUp: _, ...record }: SandboxRecord): SandboxRecord {
  return record;
}

export function placeOfRecord({ payer, job }: SandboxWithJob): string {
  return placeOfSandbox(payer, job);
}

const recordSchema = whenUsed(() =>
  z.object({
    v: z.literal(1),
    id: z.string().regex(/^sb_[0-9a-z]+$/),
    session: z.string().transform((id) => id as SessionId),
    payer: z.string(),
    hub: z.string(),
    flavor: z.string(),
    image: z.string(),
    timeoutMs: z.number(),
    microUsdPerHour: z.number(),
    reservation: z
      .string()
      .transform((id) => id as ReservationId)
      .exactOptional(),
    createdMs: z.number(),
    purpose: z.enum(['session', 'smoke']),
    by: z.object({ pid: z.number(), start: z.string().exactOptional(), host: z.string() }),
    nonce: z.string(),
    askedMs: z.number().exactOptional(),
    isGivenUp: z.literal(true).exactOptional(),
    job: z.string().exactOptional(),
  }),
);

export class SandboxRecords extends KeptRecords<SandboxRecord> {
  /** `home`: `$PRACTICUM_HOME`. */
  constructor(home: string) {
    super(path.join(home, 'sandboxes'), recordSchema);
  }
}
