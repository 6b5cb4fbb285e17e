import { constants, copyFile, link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { writeFailure } from './diskErrors.ts';
import { PracticumError, systemErrorCode } from './errors.ts';
import { newId } from './newId.ts';
import { identify, isAlive, thisHost } from './processes.ts';

/** The right to write something that has one writer at a time. Held by a process; a holder that is gone holds nothing. */
export interface Lease {
  readonly path: string;
  release(): Promise<void>;
}

/** Who has a lease. `isHere`: a process of this machine. */
export interface LeaseHolder {
  readonly app: string;
  readonly pid: number;
  readonly host: string;
  readonly isHere: boolean;
}

export class LeaseTaken extends PracticumError {
  readonly holder: LeaseHolder;

  constructor(holder: LeaseHolder, path: string) {
    super('lease-taken', `${path} is held by ${holder.app} (process ${holder.pid}${holder.isHere ? '' : ` on ${holder.host}`}).`, {
      hint: holder.isHere ? 'Try again when it has finished.' : 'If that machine is gone for good, delete the file.',
    });
    this.holder = holder;
  }
}

const holderSchema = z.object({
  pid: z.number().int().positive(),
  /** Start time of that process, opaque: numbers of processes are reused. */
  start: z.string().exactOptional(),
  host: z.string(),
  app: z.string(),
  /** Distinguishes this lease from every other, also of the same process. */
  nonce: z.string(),
  sinceMs: z.number(),
});
type Holder = z.infer<typeof holderSchema>;

/** Others that take over the same dead holder's lease are quick; one that is not is on another machine. */
const maxAttempts = 200;

/**
 * Takes the lease at `path` for this process, or throws LeaseTaken naming who has it. There is no heartbeat: a holder is gone when
 * its process is, which the system knows at once and exactly, also after SIGKILL or a restart of the machine.
 */
export async function acquireLease(path: string, app: string): Promise<Lease> {
  const me: Holder = { ...(await identify(process.pid)), host: thisHost(), app, nonce: newId('lease'), sinceMs: Date.now() };
  const mine = `${path}.${me.nonce}`;
  try {
    await writeFile(mine, `${JSON.stringify(me)}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw writeFailure(path, error);
  }
  try {
    for (let attempt = 1; !(await linked(mine, path)); attempt += 1) {
      const holder = await readHolder(path);
      if (holder === undefined) continue; // released in between
      const isDead = holder === 'unreadable' || (holder.host === me.host && !(await isAlive(holder)));
      if (isDead && (await takeOver(path, holder, mine, app))) break;
      if (holder !== 'unreadable' && (!isDead || attempt >= maxAttempts)) {
        throw new LeaseTaken({ ...holder, isHere: holder.host === me.host }, path);
      }
    }
  } finally {
    await rm(mine, { force: true });
  }
  return {
    path,
    async release() {
      const holder = await readHolder(path);
      if (holder !== undefined && holder !== 'unreadable' && holder.nonce === me.nonce) await rm(path, { force: true });
    },
  };
}

/** Who holds the lease at `path` now, for a list: nobody when it is free, or when its holder is gone. */
export async function leaseHolder(path: string): Promise<LeaseHolder | undefined> {
  const holder = await readHolder(path);
  if (holder === undefined || holder === 'unreadable') return undefined;
  const isHere = holder.host === thisHost();
  return isHere && !(await isAlive(holder)) ? undefined : { ...holder, isHere };
}

/** A hard link appears at once and with its content, and not at all when the name is taken: an atomic test-and-set. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'EEXIST') return false;
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') return copied(from, to);
    throw writeFailure(to, error);
  }
}

/** For file systems without hard links (exFAT): exclusive as well, though its content comes a moment after its name. */
async function copied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw writeFailure(to, error);
  }
}

/**
 * Replaces a dead holder's lease. Of several that noticed the death, one may do so: whoever holds a second lease, named after the dead
 * one. It looks again before it acts, since the others may have been quicker, and should it die too, the same rule frees the second lease.
 */
async function takeOver(path: string, dead: Holder | 'unreadable', mine: string, app: string): Promise<boolean> {
  const name = dead === 'unreadable' ? 'unreadable' : dead.nonce;
  let right: Lease;
  try {
    right = await acquireLease(`${path}.after-${name}`, app);
  } catch (error) {
    if (error instanceof LeaseTaken) return false; // being taken over right now: look again who has it
    throw error;
  }
  try {
    const now = await readHolder(path);
    const isSame = now === 'unreadable' ? dead === 'unreadable' : now?.nonce === name;
    if (!isSame) return false;
    // `mine` and the lease become two names of one file; the caller removes the first.
    await rename(mine, path);
    return true;
  } finally {
    await right.release();
  }
}

async function readHolder(path: string): Promise<Holder | 'unreadable' | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return 'unreadable'; // cut by a power failure: nobody of this start of the machine wrote it
  }
}
