import { exitCode } from '../exitCodes.ts';
import { writeHubChoices } from '../hubHost.ts';
import { keepToken } from '../hubKeys.ts';
import { nothingMore } from '../options.ts';
import type { HubCommand } from './context.ts';

/** Forgets what was kept here for this Hub. What others keep is theirs. */
export const logout: HubCommand = async ({ words, place, hub, output }) => {
  nothingMore(words);
  await keepToken(place.home, hub.endpoints.hub, undefined);
  writeHubChoices(place.home, { tokenFileFor: undefined, payer: undefined });
  output.err(`Signed out of ${hub.endpoints.hub}. The token itself is still valid: ${hub.endpoints.hub}/settings/tokens.\n`);
  if (place.env['HF_TOKEN']) output.err('HF_TOKEN is still set, so it is still used.\n');
  return exitCode.done;
};
