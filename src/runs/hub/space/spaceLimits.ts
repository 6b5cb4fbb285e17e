/** A Space sleeps when nobody asks it anything, and a training is asked nothing. Pure. */
import { PracticumError } from '../../../base/errors.ts';
import type { JobPlace } from '../../run.ts';
import { minutesText } from '../jobEnding.ts';
import type { Ran } from '../machine.ts';

/** The hardware that costs nothing sleeps after 48 hours, whatever is asked for. */
export const freeFlavor = 'cpu-basic';
const longestFreeMs = 47 * 3_600_000;
/** Where its own end did not come, it is not paid for ever. */
const sleepAfterLimitSeconds = 3_600;

/** So long it may take until its server listens, which is paid as well; then the Hub gives it up. */
export const startMinutes = 10;
/**
 * What is paid beside its limit at most: its start, a minute in which the script may still end, and the time until it is paused. Promised
 * and quoted with the limit.
 */
export const spaceMarginMs = (startMinutes + 5) * 60_000;

/**
 * For how long it was paid, in whole minutes; the Hub does not say it. Its server counts `seconds` from its own start. Whoever comes back long
 * after its end has not seen when that was.
 */
export function spaceRan(
  { timeoutMs }: Pick<JobPlace, 'timeoutMs'>,
  { startedMs, seconds }: { readonly startedMs: number | undefined; readonly seconds: number | undefined },
  nowMs: number,
): Ran {
  const saidMs = (seconds ?? 0) * 1000;
  const mostMs = (seconds === undefined ? timeoutMs : saidMs) + spaceMarginMs;
  const seenMs = startedMs === undefined ? 0 : Math.min(nowMs - startedMs, mostMs);
  return { ranMs: Math.ceil(Math.max(seenMs, saidMs) / 60_000) * 60_000, isEstimated: true };
}

/** After which time without a request it is put to sleep: not before its own limit is long over. */
export function sleepSecondsOf({ timeoutMs }: Pick<JobPlace, 'timeoutMs'>): number {
  return Math.floor(timeoutMs / 1000) + sleepAfterLimitSeconds;
}

/** Throws `time-limit` where it would be put to sleep before its end. */
export function requireSpaceTime({ flavor, timeoutMs }: Pick<JobPlace, 'flavor' | 'timeoutMs'>): void {
  if (flavor !== freeFlavor || timeoutMs <= longestFreeMs) return;
  throw new PracticumError('time-limit', `A Space on ${flavor} is put to sleep after 48 h, in the middle of what it does.`, {
    hint: `Give at most ${minutesText(longestFreeMs)}, or other hardware.`,
  });
}
