/** How a run ended, from what the Hub says of its job and what our program there said of the script. The Hub is the authority on the job, the program on the exit code. Pure. */
import { signalOfNumber } from '../../base/signals.ts';
import type { Job } from '../../hub/jobs.ts';
import type { JobPlace } from '../run.ts';
import type { Ending } from '../script.ts';
import type { JobExit } from './jobLines.ts';

const cancelTexts: Readonly<Record<string, string>> = {
  NO_CREDITS: 'has no credits left: add some at https://huggingface.co/settings/billing',
  NO_SUBSCRIPTION: 'has no subscription that this needs: see https://huggingface.co/pricing',
  SPEND_LIMIT: 'has reached its spending limit: see https://huggingface.co/settings/billing',
  RESOURCE_GROUP_LIMIT: 'has used up what its resource group may use',
};

export function endingOf(job: Job, exit: JobExit | undefined, place: Pick<JobPlace, 'payer' | 'timeoutMs'>): Ending {
  const said = exit?.problem === undefined ? [] : [exit.problem];
  const { message = '', cancelReason } = job;
  switch (job.stage) {
    case 'COMPLETED':
      // Without a word of the script, its code is that of the job.
      return withReason({ code: exit === undefined ? 0 : exit.code, signal: signalOf(exit) }, said);
    case 'CANCELED': {
      if (cancelReason === undefined) {
        const reason = message === '' ? 'cancelled on Hugging Face' : `cancelled on Hugging Face: ${message}`;
        return { code: null, signal: null, reason, outcome: 'stopped' };
      }
      const why = cancelTexts[cancelReason] ?? 'may not go on';
      return {
        code: null,
        signal: null,
        reason: `Hugging Face ended it, because ${place.payer} ${why} (${cancelReason})`,
        outcome: 'failed',
      };
    }
    case 'DELETED':
      return { code: null, signal: null, reason: 'its job was deleted on Hugging Face', outcome: 'failed' };
    default: {
      if (/\btime(?:d )?-?out\b/i.test(message)) return endingAtLimit(place);
      const { code = null } = exit ?? {};
      if (code === 0)
        return { code: null, signal: null, reason: message || 'the job failed after the script had ended', outcome: 'failed' };
      const ending = { code, signal: signalOf(exit), ...(code === null ? { outcome: 'failed' as const } : {}) };
      // What the Hub says of an exit code that is known anyway says nothing more.
      return withReason(
        ending,
        exit === undefined ? [message === '' ? 'the job failed before the script said anything of its end' : message] : said,
      );
    }
  }
}

export function endingAtLimit({ timeoutMs }: Pick<JobPlace, 'timeoutMs'>): Ending {
  const limit = `it reached its time limit of ${minutesText(timeoutMs)}`;
  return { code: null, signal: null, reason: `${limit}: start it again with more time, from its last checkpoint`, outcome: 'failed' };
}

function signalOf(exit: JobExit | undefined): NodeJS.Signals | null {
  return exit?.signal == null ? null : (signalOfNumber(exit.signal) ?? null);
}

function withReason(ending: Ending, reasons: readonly string[]): Ending {
  return reasons.length === 0 ? ending : { ...ending, reason: reasons.join('; ') };
}

export function minutesText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  return minutes % 60 === 0 && minutes >= 120 ? `${minutes / 60} h` : `${minutes} min`;
}
