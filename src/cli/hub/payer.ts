import { PracticumError } from '../../base/errors.ts';
import { type HubIdentity, payersOf, whoAmI } from '../../hub/identity.ts';
import { exitCode } from '../exitCodes.ts';
import { writeHubChoices } from '../hubHost.ts';
import { nothingMore } from '../options.ts';
import type { HubCommand } from './context.ts';

/** Says who may pay, or chooses: the user who is signed in, or one of the organisations that they belong to. */
export const payer: HubCommand = async ({ words: [name, ...more], host, place, hub, output, options, signal }) => {
  nothingMore(more);
  const identity = await whoAmI(hub, signal);
  if (name !== undefined) writeHubChoices(place.home, { payer: chosen(identity, name) });
  const now = host.hub?.payer() ?? identity.name;
  for (const each of payersOf(identity)) {
    const isChosen = each.name === now;
    output.out(
      options.json ? `${JSON.stringify({ ...each, isChosen })}\n` : `${isChosen ? '*' : ' '} ${each.name} (${each.facts.join('; ')})\n`,
    );
  }
  if (name !== undefined && place.env['PRACTICUM_HUB_PAYER']) output.err('PRACTICUM_HUB_PAYER is set and counts before this choice.\n');
  return exitCode.done;
};

/** Undefined: the user, which needs no choice. */
function chosen(identity: HubIdentity, name: string): string | undefined {
  const found = payersOf(identity).find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found.name === identity.name ? undefined : found.name;
  throw new PracticumError('hub-payer', `${name} is neither you nor an organisation of yours.`, {
    hint: `Choose one of: ${payersOf(identity)
      .map((each) => each.name)
      .join(', ')}.`,
  });
}
