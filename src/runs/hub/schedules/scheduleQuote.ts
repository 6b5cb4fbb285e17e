/** What the starts of a schedule cost at most, all together: so many are agreed to, and there are no more. Pure. */
import type { Effect } from '../../../base/effects.ts';
import { hubTimeLimitSeconds } from '../../../hub/jobs.ts';
import type { ScheduledJob } from '../../../hub/scheduledJobs.ts';
import { spendEffect } from '../../../ledger/ledger.ts';
import { dollarsAtMost } from '../../../ledger/money.ts';
import { type MachineQuote, machineQuote } from '../../../ledger/quote.ts';
import type { JobOffer } from '../jobDesk.ts';
import { hardwareNamed, type JobWish } from '../jobQuote.ts';

/** A script that is to be started again and again. */
export interface ScheduleWish extends JobWish {
  /** `@daily`, or five fields of cron. */
  readonly schedule: string;
  /** How often at most. */
  readonly starts: number;
}

export const mostStarts = 1_000;

type Priced = Pick<ScheduleWish, 'flavor' | 'timeoutMs' | 'microUsdPerHour' | 'starts'>;

/** One start of what is scheduled, which may be anybody’s: it says itself on what it runs and for how long. Throws NoSuchHardware: what has no price is not agreed to. */
export function wishOfScheduled(
  { flavor, timeoutSeconds = hubTimeLimitSeconds, schedule }: ScheduledJob,
  { payer, hub, prices }: Pick<JobOffer, 'payer' | 'hub' | 'prices'>,
): ScheduleWish {
  const { microUsdPerHour } = hardwareNamed(flavor, prices);
  return { payer, hub, flavor, timeoutMs: timeoutSeconds * 1000, microUsdPerHour, schedule, starts: 1 };
}

export function startsQuote({ flavor, timeoutMs, microUsdPerHour, starts }: Priced): MachineQuote {
  const { quote, on, limitMs } = machineQuote(flavor, microUsdPerHour, timeoutMs);
  if (starts === 1) return { quote, on, limitMs };
  return { quote: { kind: 'priced', microUsd: starts * quote.microUsd }, on: `${starts} starts of ${on}`, limitMs: starts * limitMs };
}

export function startsSpend(wish: Priced): Effect {
  const { quote, on } = startsQuote(wish);
  return spendEffect('run', on, quote);
}

/** `at most $0.04: 7 starts of 30 min × cpu-basic $0.01/h, paid by ada`. */
export function startsQuoteText(wish: Priced & Pick<ScheduleWish, 'payer'>, tableOf?: string): string {
  const { quote, on } = startsQuote(wish);
  const from = tableOf === undefined ? '' : ` (the price is of ${tableOf}: today’s could not be had)`;
  return `at most ${dollarsAtMost(quote.microUsd)}: ${on}, paid by ${wish.payer}${from}`;
}
