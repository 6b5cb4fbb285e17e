import { acquireLease, type Lease, type LeaseHolder, LeaseTaken, leaseHolder } from '../base/lease.ts';
import { SessionBusy } from './sessionErrors.ts';

/** The right to write the session whose log lies at `log`. Throws SessionBusy naming who has it. */
export async function leaseSession(log: string, app: string): Promise<Lease> {
  try {
    return await acquireLease(lockOf(log), app);
  } catch (error) {
    throw error instanceof LeaseTaken ? new SessionBusy(error.holder, lockOf(log)) : error;
  }
}

/** Who writes the session whose log lies at `log`; undefined: nobody. */
export function sessionHolder(log: string): Promise<LeaseHolder | undefined> {
  return leaseHolder(lockOf(log));
}

function lockOf(log: string): string {
  return log.replace(/\.jsonl$/, '.lock');
}
