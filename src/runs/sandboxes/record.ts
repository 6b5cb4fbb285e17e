/** What this machine knows of the sandboxes that were started from it: in the home, so that they are found again after a restart and settled when they are over. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { ReservationId, SessionId } from '../../base/ids.ts';
import { placeOfSandbox } from '../../base/place.ts';
import type { ProcessIdentity } from '../../base/processes.ts';

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

const recordSchema = z.object({
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
});

/** Read each time they are asked for: other windows write them, too. They are few and short. */
export class SandboxRecords {
  readonly #folder: string;

  /** `home`: `$PRACTICUM_HOME`. */
  constructor(home: string) {
    this.#folder = path.join(home, 'sandboxes');
  }

  /** The newest first. */
  all(): readonly SandboxRecord[] {
    const read = this.#names().flatMap((name) => (name.endsWith('.json') ? (this.#read(name) ?? []) : []));
    return read.sort((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? 1 : -1));
  }

  get(id: string): SandboxRecord | undefined {
    return this.#read(`${id}.json`);
  }

  put(record: SandboxRecord): void {
    const file = this.#fileOf(record);
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(record)}\n`, { mode: 0o600, flush: true });
    renameSync(`${file}.${process.pid}`, file);
  }

  remove(record: SandboxRecord): void {
    rmSync(this.#fileOf(record), { force: true });
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#folder);
    } catch {
      return [];
    }
  }

  #read(name: string): SandboxRecord | undefined {
    try {
      return recordSchema.parse(JSON.parse(readFileSync(path.join(this.#folder, name), 'utf8')));
    } catch {
      // Another window has just removed it, or a later version wrote it.
      return undefined;
    }
  }

  #fileOf({ id }: SandboxRecord): string {
    return path.join(this.#folder, `${id}.json`);
  }
}
