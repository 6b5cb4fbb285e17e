import { defined } from '../../base/defined.ts';
import { type HubIdentity, payersOf, whoAmI } from '../../hub/identity.ts';
import { exitCode } from '../exitCodes.ts';
import { type FoundToken, findToken } from '../hubHost.ts';
import { nothingMore } from '../options.ts';
import type { HubCommand } from './context.ts';

const places: Readonly<Record<FoundToken['from'], string>> = {
  environment: 'HF_TOKEN',
  keys: 'keys.json',
  'token file': 'the token file of hf',
};

/** Who is signed in to Hugging Face, with which rights, and who pays. */
export const whoami: HubCommand = async ({ words, hub, host, place, options, output, signal }) => {
  nothingMore(words);
  const from = (await findToken(place, hub.endpoints.hub))?.from;
  const identity = await whoAmI(hub, signal);
  const payer = host.hub?.payer() ?? identity.name;
  output.out(
    options.json
      ? `${JSON.stringify(defined({ endpoint: hub.endpoints.hub, ...identity, payer, tokenFrom: from }))}\n`
      : `${[firstLine(identity, hub.endpoints.hub), tokenLine(identity, from), ...otherLines(identity), `pays: ${payer}`].join('\n')}\n`,
  );
  return exitCode.done;
};

function firstLine({ name, fullName = '', isPro }: HubIdentity, hub: string): string {
  return `${name}${fullName === '' ? '' : ` (${fullName})`}${isPro ? ', PRO' : ''} at ${hub}`;
}

function tokenLine({ token: { name, role, expiresAt } }: HubIdentity, from: FoundToken['from'] | undefined): string {
  const facts = [
    name ?? 'without a name',
    role,
    ...(from === undefined ? [] : [`from ${places[from]}`]),
    ...(expiresAt === undefined ? [] : [`until ${expiresAt}`]),
  ];
  return `token: ${facts.join(', ')}`;
}

function otherLines(identity: HubIdentity): readonly string[] {
  const organisations = payersOf(identity).filter(({ kind }) => kind === 'organisation');
  return [
    ...identity.token.scopes.map((scope) => `  ${scope}`),
    ...organisations.map(({ name, facts }) => `organisation: ${name} (${facts.join('; ')})`),
  ];
}
