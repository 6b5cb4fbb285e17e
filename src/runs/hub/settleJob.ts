/** What a job or a Space came to, for the ledger: by what the Hub says that it ran, where it says it. */
import type { ReservationId, RunId } from '../../base/ids.ts';
import { NotPermitted, type RequirePermit } from '../../base/permit.ts';
import type { Used } from '../../ledger/entries.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { usedByMachine } from '../../ledger/quote.ts';
import type { JobPlace } from '../run.ts';
import { jobQuote } from './jobQuote.ts';
import type { Ran } from './machine.ts';

/** Where the Hub does not say how long it ran, from its beginning until now. */
export function usedByJob(
  { microUsdPerHour = 0 }: Pick<JobPlace, 'microUsdPerHour'>,
  { startedMs, finishedMs, ranMs, isEstimated }: Ran,
  nowMs: number,
): { readonly used: Used; readonly isEstimated: boolean } {
  // One that never started cost nothing; one that did has begun its first minute, though the Hub counts whole seconds and says 0.
  const [seenMs, leastMs] = startedMs === undefined ? [0, 0] : [(finishedMs ?? nowMs) - startedMs, 1];
  return {
    used: usedByMachine(microUsdPerHour, Math.max(leastMs, ranMs ?? seenMs)),
    isEstimated: isEstimated ?? (ranMs === undefined && startedMs !== undefined),
  };
}

/** What machines came to, in one sum. */
export type Cost = Used & { readonly isEstimated?: true };

export function costOfJobs(place: Pick<JobPlace, 'microUsdPerHour'>, jobs: readonly Ran[], nowMs: number): Cost {
  const each = jobs.map((job) => usedByJob(place, job, nowMs));
  const microUsd = each.reduce((sum, { used }) => sum + used.microUsd, 0);
  return { microUsd, tokens: 0, ...(each.some(({ isEstimated }) => isEstimated) ? { isEstimated: true } : {}) };
}

/**
 * Whether this very job was promised and still is. A run folder may lie in any workspace; the ledger lies where only Practicum writes, so what
 * a folder says is never enough to begin something that costs money.
 */
export async function isPromised(home: string, run: RunId, place: JobPlace): Promise<boolean> {
  return (await promisedFor(openLedger(home), run, place)) !== undefined;
}

/** `home`: `$PRACTICUM_HOME`. Undefined `ran`: there never was one. What was promised for another run is left alone. */
export async function settleJob(home: string, run: RunId, place: JobPlace, ran: Ran | undefined, nowMs: number): Promise<void> {
  const ledger = openLedger(home);
  const reservation = await promisedFor(ledger, run, place);
  if (reservation === undefined) return;
  if (ran === undefined) return await ledger.end(reservation, undefined);
  const { used, isEstimated } = usedByJob(place, ran, nowMs);
  await ledger.end(reservation, used, { isEstimated });
}

async function promisedFor(ledger: Ledger, run: RunId, place: JobPlace): Promise<ReservationId | undefined> {
  const { reservation, microUsdPerHour } = place;
  if (reservation === undefined || microUsdPerHour === undefined) return undefined;
  const promised = await ledger.promised(reservation);
  return promised?.run === run && promised.on === jobQuote({ ...place, microUsdPerHour }).on ? reservation : undefined;
}

/** Whoever follows a job looks at what was promised and ends it; it promises nothing itself. */
function openLedger(home: string): Ledger {
  const require: RequirePermit = (_, effect) => {
    throw new NotPermitted(effect, 'whoever follows a job promises nothing');
  };
  return new Ledger({ home, require, caps: () => ({ session: null, day: null, run: null }) });
}
