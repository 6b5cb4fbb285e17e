/** How a run ended, from what our server in its Space said of the script, and else from what the Hub says of the Space. Pure. */
import { signalOfNumber } from '../../../base/signals.ts';
import type { Space } from '../../../hub/spaces.ts';
import type { JobPlace } from '../../run.ts';
import type { Ending } from '../../script.ts';
import { endingAtLimit } from '../jobEnding.ts';
import type { JobExit } from '../jobLines.ts';

/** Undefined `space`: it is not there any more. */
export function spaceEndingOf(space: Space | undefined, exit: JobExit | undefined, place: Pick<JobPlace, 'timeoutMs'>): Ending {
  if (exit?.hitLimit === true) return endingAtLimit(place);
  if (exit === undefined) return endingOfStage(space);
  const { code, problem } = exit;
  const signal = exit.signal === null ? null : (signalOfNumber(exit.signal) ?? null);
  if (code === null && signal === null) return failed(problem ?? 'nobody knows how the script ended');
  return { code, signal, ...(problem === undefined ? {} : { reason: problem }) };
}

function endingOfStage(space: Space | undefined): Ending {
  if (space === undefined) return failed('its Space is not there any more');
  const { stage, message } = space;
  const said = message === undefined || message === '' ? '' : `: ${message}`;
  switch (stage) {
    case 'BUILD_ERROR':
    case 'CONFIG_ERROR':
      return failed(`its Space could not be built${said}; what its build said stands in build.log`);
    case 'NO_APP_FILE':
      return failed(`Hugging Face found nothing to build in its Space${said}`);
    case 'PAUSED':
    case 'STOPPED':
      return { code: null, signal: null, reason: 'its Space was paused on Hugging Face', outcome: 'stopped' };
    case 'SLEEPING':
      return failed('Hugging Face put its Space to sleep');
    case 'DELETING':
      return failed('its Space was deleted on Hugging Face');
    default:
      return failed(message === undefined || message === '' ? 'its Space ended before the script said anything of its end' : message);
  }
}

function failed(reason: string): Ending {
  return { code: null, signal: null, reason, outcome: 'failed' };
}
