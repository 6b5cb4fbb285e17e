import { createHash } from 'node:crypto';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import type { GrantId, ReservationId, RunId, SessionId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { whenUsed } from '../base/whenUsed.ts';
import { ledgerVersion, type ReserveEntry, type SettleEntry } from './entries.ts';
import type { LedgerState, Money, SessionMoney } from './fold.ts';
import { entrySchemas } from './schema.ts';

/** What the lines up to `offset` come to, so that a long ledger opens fast. Only a copy: it may be deleted at any time. */
export interface Snapshot {
  readonly offset: number;
  readonly state: LedgerState;
}

const count = z.number().int();
const money = z.object({ spent: count, estimated: count, promised: count });
const pairs = <T extends z.ZodType>(value: T) => z.array(z.tuple([z.string(), value]));
const cap = count.nullable();
const reserved = entrySchemas.reserve;
const snapshotSchema = whenUsed(() =>
  z.object({
    v: z.literal(ledgerVersion),
    offset: count.nonnegative(),
    /** Of the bytes before the offset: whether this is a copy of that file. */
    sha256: z.string(),
    state: z.object({
      sessions: pairs(
        money.extend({
          byKind: z.record(z.string(), count),
          caps: z.object({ session: cap.exactOptional(), day: cap.exactOptional(), run: cap.exactOptional() }),
          grants: z.record(z.string(), count),
          tokens: z.record(
            z.string(),
            money.extend({ limit: count.optional(), requests: count.exactOptional(), requestLimit: count.exactOptional() }),
          ),
          unpricedRequests: count,
          unpricedTokens: count,
        }),
      ),
      days: pairs(money),
      runs: pairs(money),
      grants: pairs(money),
      open: pairs(reserved),
      assumed: pairs(z.object({ reserved, settled: entrySchemas.settle })),
      isNewer: z.boolean(),
    }),
  }),
);

/** So many bytes before the offset are compared. */
const comparedBytes = 4_096;

/** Undefined when there is none, when it is damaged, or when it is no copy of this ledger. */
export async function readSnapshot(path: string, ledger: string): Promise<Snapshot | undefined> {
  try {
    const parsed = snapshotSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    if ((await hashBefore(ledger, parsed.offset)) !== parsed.sha256) return undefined;
    const { sessions, days, runs, grants, open: promises, assumed, isNewer } = parsed.state;
    // Checked field by field above; ids are strings with a name.
    const state: LedgerState = {
      sessions: new Map(sessions as [SessionId, SessionMoney][]),
      days: new Map(days),
      runs: new Map(runs as [RunId, Money][]),
      grants: new Map(grants as [GrantId, Money][]),
      open: new Map(promises as unknown as [ReservationId, ReserveEntry][]),
      assumed: new Map(assumed as unknown as [ReservationId, { reserved: ReserveEntry; settled: SettleEntry }][]),
      isNewer,
    };
    return { offset: parsed.offset, state };
  } catch {
    return undefined; // the ledger itself holds everything
  }
}

/** Replaces it in one step, and answers how large it is. What cannot be written is read from the ledger again. */
export async function writeSnapshot(path: string, ledger: string, { offset, state }: Snapshot): Promise<number> {
  const { sessions, days, runs, grants, open: promises, assumed, isNewer } = state;
  const plain = {
    sessions: [...sessions],
    days: [...days],
    runs: [...runs],
    grants: [...grants],
    open: [...promises],
    assumed: [...assumed],
    isNewer,
  };
  // Before anything is waited for: the state goes on changing.
  const text = JSON.stringify(plain);
  const temporary = `${path}.${newId('tmp')}`;
  try {
    const sha256 = await hashBefore(ledger, offset);
    await writeFile(temporary, `{"v":${ledgerVersion},"offset":${offset},"sha256":"${sha256}","state":${text}}\n`, { mode: 0o600 });
    await rename(temporary, path);
  } catch {
    await rm(temporary, { force: true });
  }
  return text.length;
}

async function hashBefore(path: string, offset: number): Promise<string> {
  const length = Math.min(comparedBytes, offset);
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset - length);
    return createHash('sha256').update(`${bytesRead} `).update(buffer.subarray(0, bytesRead)).digest('hex');
  } finally {
    await file.close();
  }
}
