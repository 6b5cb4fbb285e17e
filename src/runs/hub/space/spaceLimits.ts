/** A Space sleeps when nobody asks it anything, and a training is asked nothing. Pure. */
import { PracticumError } from '../../../base/errors.ts';
import { minutesText } from '../jobEnding.ts';
import type { JobWish } from '../jobQuote.ts';

/** The hardware that costs nothing sleeps after 48 hours, whatever is asked for. */
export const freeFlavor = 'cpu-basic';
const longestFreeMs = 47 * 3_600_000;
/** Where its own end did not come, it is not paid for ever. */
const sleepAfterLimitSeconds = 3_600;

/** After which time without a request it is put to sleep: not before its own limit is long over. */
export function sleepSecondsOf({ timeoutMs }: Pick<JobWish, 'timeoutMs'>): number {
  return Math.floor(timeoutMs / 1000) + sleepAfterLimitSeconds;
}

/** Throws `time-limit` where it would be put to sleep before its end. */
export function requireSpaceTime({ flavor, timeoutMs }: Pick<JobWish, 'flavor' | 'timeoutMs'>): void {
  if (flavor !== freeFlavor || timeoutMs <= longestFreeMs) return;
  throw new PracticumError('time-limit', `A Space on ${flavor} is put to sleep after 48 h, in the middle of what it does.`, {
    hint: `Give at most ${minutesText(longestFreeMs)}, or other hardware.`,
  });
}
