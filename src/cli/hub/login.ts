import { systemClock } from '../../base/clock.ts';
import { Cancelled, PracticumError } from '../../base/errors.ts';
import { learnSecrets } from '../../base/redact.ts';
import { createHubClient, type HubClient } from '../../hub/client.ts';
import { startDeviceCode, waitForTokens } from '../../hub/deviceCode.ts';
import { type HubIdentity, whoAmI } from '../../hub/identity.ts';
import { tokenIn, tokenPlaces } from '../../hub/tokenFiles.ts';
import { WrongUsage } from '../command.ts';
import { exitCode } from '../exitCodes.ts';
import { tokenInFile, userAgent, writeHubChoices } from '../hubHost.ts';
import { hubKeyName, keepToken, keepTokens } from '../hubKeys.ts';
import { nothingMore } from '../options.ts';
import type { HubCommand, HubCommandContext } from './context.ts';

/** Signs in. Nothing is kept before the Hub has said whose token it is. */
export const login: HubCommand = async (context) => {
  const { words, values, place, hub, output, options } = context;
  nothingMore(words);
  if (values.device === true && values['token-file'] === true) throw new WrongUsage('Give only one of --device and --token-file.');
  const way = values.device === true ? byCode : values['token-file'] === true ? byTokenFile : byToken;
  const identity = await way(context);
  const { name, token } = identity;
  output.out(
    options.json
      ? `${JSON.stringify({ endpoint: hub.endpoints.hub, name, token })}\n`
      : `Signed in to ${hub.endpoints.hub} as ${name}, with a token for ${[token.role, ...token.scopes].join('; ')}.\n`,
  );
  if (place.env['HF_TOKEN']) output.err('HF_TOKEN is set and counts before what was kept now.\n');
  return exitCode.done;
};

async function byToken({ place, hub, terminal, input, signal }: HubCommandContext): Promise<HubIdentity> {
  const settings = `${hub.endpoints.hub}/settings/tokens`;
  const typed =
    terminal === undefined ? await wholeText(input) : await terminal.askSecret(`Token (${settings}; it is not shown): `, signal);
  if (typed === undefined) throw new Cancelled();
  const token = tokenIn(typed);
  if (token === undefined)
    throw new PracticumError('hub-token', 'That is no token.', {
      hint: `Make one at ${settings}, then paste it, or pipe it in: practicum hub login < FILE.`,
    });
  const identity = await ownerOf(hub, token, signal);
  await keepToken(place.home, hub.endpoints.hub, token);
  return identity;
}

/** The person’s word, kept as such: the file itself is read each time. */
async function byTokenFile({ place, hub, signal }: HubCommandContext): Promise<HubIdentity> {
  const { file } = tokenPlaces(place.env, place.homedir);
  const token = await tokenInFile(file);
  if (token === undefined)
    throw new PracticumError('hub-token-file', `There is no token at ${file}.`, { hint: 'Run: hf auth login. Or paste a token here.' });
  const identity = await ownerOf(hub, token, signal);
  writeHubChoices(place.home, { tokenFileFor: hubKeyName(hub.endpoints.hub) });
  return identity;
}

async function byCode({ place, hub, output, signal }: HubCommandContext): Promise<HubIdentity> {
  const clientId = place.env['PRACTICUM_HUB_CLIENT_ID'] ?? '';
  if (clientId === '')
    throw new PracticumError('hub-client-id', 'Signing in with a code needs the id of an app.', {
      hint: `Register a public one at ${hub.endpoints.hub}/settings/applications/new and set PRACTICUM_HUB_CLIENT_ID, or paste a token instead.`,
    });
  const code = await startDeviceCode(hub, clientId, signal);
  output.err(`Open ${code.filledPage ?? code.page} and type ${code.userCode}\n`);
  const tokens = await waitForTokens(hub, code, { clientId, clock: systemClock, signal });
  const identity = await ownerOf(hub, tokens.accessToken, signal);
  await keepTokens(place.home, hub.endpoints.hub, clientId, tokens);
  return identity;
}

async function ownerOf({ endpoints }: HubClient, token: string, signal: AbortSignal): Promise<HubIdentity> {
  learnSecrets([token]);
  return await whoAmI(createHubClient({ endpoints, token: async () => token, fetch, userAgent }), signal);
}

const longestInput = 8192;

async function wholeText(input: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += String(chunk);
    if (text.length > longestInput) break;
  }
  return text;
}
