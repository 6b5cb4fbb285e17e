/** What a job came to, for the ledger: by what the Hub says that it ran. */
import type { ReservationId } from '../../base/ids.ts';
import { NotPermitted } from '../../base/permit.ts';
import type { Job } from '../../hub/jobs.ts';
import type { Used } from '../../ledger/entries.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { usedByMachine } from '../../ledger/quote.ts';
import type { JobPlace } from '../run.ts';

/** Where the Hub does not say how long it ran, from its beginning until now. */
export function usedByJob(
  { microUsdPerHour = 0 }: JobPlace,
  job: Job,
  nowMs: number,
): { readonly used: Used; readonly isEstimated: boolean } {
  // One that never started cost nothing.
  const seenMs = job.startedMs === undefined ? 0 : Math.max(0, (job.finishedMs ?? nowMs) - job.startedMs);
  return { used: usedByMachine(microUsdPerHour, job.ranMs ?? seenMs), isEstimated: job.ranMs === undefined && job.startedMs !== undefined };
}

/** `home`: `$PRACTICUM_HOME`. Undefined `job`: there never was one. */
export async function settleJob(
  home: string,
  reservation: ReservationId,
  place: JobPlace,
  job: Job | undefined,
  nowMs: number,
): Promise<void> {
  // It only ends what was promised: nobody gives a permit to it.
  const require = (_: unknown, effect: ConstructorParameters<typeof NotPermitted>[0]): never => {
    throw new NotPermitted(effect, 'whoever follows a job promises nothing');
  };
  const ledger = new Ledger({ home, require, caps: () => ({ session: null, day: null, run: null }), nowMs: () => nowMs });
  if (job === undefined) return await ledger.end(reservation, undefined);
  const { used, isEstimated } = usedByJob(place, job, nowMs);
  await ledger.end(reservation, used, { isEstimated });
}
