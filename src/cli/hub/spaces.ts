import { createJobDesk } from '../../app/jobDesk.ts';
import { deleteRepo } from '../../hub/repos.ts';
import { getSpace, isSpaceOver, listSpaces, pauseSpace, spacePage } from '../../hub/spaces.ts';
import type { JobOffer } from '../../runs/hub/jobDesk.ts';
import { hardwarePrices } from '../../runs/hub/jobQuote.ts';
import { spacePrefix } from '../../runs/hub/space/spaceNames.ts';
import { WrongUsage } from '../command.ts';
import { type ExitCode, exitCode } from '../exitCodes.ts';
import { nothingMore, required } from '../options.ts';
import type { HubCommand, HubCommandContext } from './context.ts';
import { runOnHub, showHardware } from './jobs.ts';

/** Spaces that runs execute in, by hand. Each ends by itself and is deleted by whoever follows its run; what is left of others is seen here. */
export const spaces: HubCommand = async (context) => {
  const [verb = 'list', ...words] = context.words;
  if (verb === 'hardware' && !(await context.hub.isSignedIn()))
    return showHardware(context, await hardwarePrices(context.hub, context.signal, 'spaces'), 'nobody, who is signed in');
  const offer = await createJobDesk(context.host).learn(context.hub, context.signal);
  switch (verb) {
    case 'hardware':
      return showHardware(context, offer.spacePrices, offer.payer);
    case 'list':
      return await showSpaces(context, offer);
    case 'run':
      return await runOnHub(context, offer, words, 'space');
    case 'pause':
    case 'delete':
      return await end(context, offer, verb, words);
    default:
      throw new WrongUsage(`“hub spaces ${verb}” is no command; there are: list, hardware, run, pause, delete. `);
  }
};

async function showSpaces({ hub, options, output, signal }: HubCommandContext, offer: JobOffer): Promise<ExitCode> {
  const found = await listSpaces(hub, offer.payer, spacePrefix, signal);
  for (const space of found) {
    const { id, stage, hardware, requestedHardware, message } = space;
    const facts = [stage, hardware ?? requestedHardware ?? '', message ?? '', spacePage(offer.hub, id)].filter((each) => each !== '');
    output.out(options.json ? `${JSON.stringify(space)}\n` : `${id}  ${facts.join(', ')}\n`);
  }
  if (found.length === 0 && !options.json) output.err(`${offer.payer} has no Spaces of runs.\n`);
  return exitCode.done;
}

async function end(
  { hub, options, output, signal }: HubCommandContext,
  { payer }: JobOffer,
  verb: 'pause' | 'delete',
  [given, ...rest]: readonly string[],
): Promise<ExitCode> {
  nothingMore(rest);
  const name = required(given, `hub spaces ${verb} needs the id of a Space`);
  const id = name.includes('/') ? name : `${payer}/${name}`;
  if (!id.split('/')[1]?.startsWith(spacePrefix)) throw new WrongUsage(`${id} is no Space of a run: those begin with ${spacePrefix}. `);
  const space = await getSpace(hub, id, signal);
  if (verb === 'pause') await pauseSpace(hub, id, signal);
  else await deleteRepo(hub, { type: 'space', id }, signal);
  const words = verb === 'delete' ? 'is deleted' : isSpaceOver(space) ? `was ${space.stage} already` : 'is paused';
  output.out(options.json ? `${JSON.stringify({ id, [verb === 'pause' ? 'paused' : 'deleted']: true })}\n` : `${id} ${words}\n`);
  return exitCode.done;
}
