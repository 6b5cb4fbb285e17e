import { defined } from '../../base/defined.ts';
import { type HubIdentity, type HubOrganisation, whoAmI } from '../../hub/identity.ts';
import { exitCode } from '../exitCodes.ts';
import type { HubCommand } from './context.ts';
import { findToken } from '../hubHost.ts';
import { nothingMore } from '../options.ts';

/** Who is signed in to Hugging Face, with which rights, and who pays. */
export const whoami: HubCommand = async ({ words, hub, host, place, options, output, signal }) => {
  nothingMore(words);
  const found = await findToken(place, hub.endpoints.hub);
  const identity = await whoAmI(hub, signal);
  const payer = host.hub?.payer() ?? identity.name;
  output.out(
    options.json
      ? `${JSON.stringify(defined({ endpoint: hub.endpoints.hub, ...identity, payer, tokenFrom: found?.from }))}\n`
      : `${linesOf(identity, payer, found?.from ?? 'nowhere', hub.endpoints.hub).join('\n')}\n`,
  );
  return exitCode.done;
};

function linesOf(
  { name, fullName, isPro, organisations, token }: HubIdentity,
  payer: string,
  from: string,
  hub: string,
): readonly string[] {
  const places = { environment: 'HF_TOKEN', keys: 'keys.json', 'token file': 'the token file of hf' };
  const where = Object.entries(places).find(([key]) => key === from)?.[1] ?? from;
  return [
    `${name}${fullName === undefined || fullName === '' ? '' : ` (${fullName})`}${isPro ? ', PRO' : ''} at ${hub}`,
    `token: ${token.name ?? 'without a name'}, ${token.role}, from ${where}${token.expiresAt === undefined ? '' : `, until ${token.expiresAt}`}`,
    ...token.scopes.map((scope) => `  ${scope}`),
    ...organisations.map(organisationLine),
    `pays: ${payer}`,
  ];
}

function organisationLine({ name, plan, role, canPay, isSpendLimitReached, restrictions }: HubOrganisation): string {
  const facts = [
    plan ?? 'no plan',
    role ?? 'role unknown',
    canPay ? 'can pay' : 'cannot pay',
    ...(isSpendLimitReached ? ['its spending limit is reached'] : []),
    ...(restrictions.length === 0 ? [] : [`turns this token away: ${restrictions.join(', ')}`]),
  ];
  return `organisation: ${name} (${facts.join('; ')})`;
}
