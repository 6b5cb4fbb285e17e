import { learnSecrets } from '../base/redact.ts';
import { ownServices, serviceAt } from '../models/choiceServices.ts';
import type { ModelChoice } from '../models/choose.ts';
import { storedKeys } from './keys.ts';

/** Where a chosen model is asked, and whether the keys that were given for the main one belong there. */
export interface ModelPlace {
  readonly choice: ModelChoice & { readonly provider: 'anthropic' | 'openai' };
  readonly baseUrl: string;
  readonly isMains: boolean;
}

/**
 * The key for one place, and for no other: a service's own variable for that service; the provider's variable for its own service and for
 * where the person sent the main model; from `keys.json` what is written there for this host (`openai@gateway.example`), for the service
 * (`gemini`), or for the provider (`openai`) where its variable would count. Undefined: none is sent.
 */
export async function keyFor(
  { choice: { provider }, baseUrl, isMains }: ModelPlace,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const service = serviceAt(baseUrl);
  // A known service has a variable of its own, whatever was meant for the provider.
  const owner = service ?? (isMains ? ownServices[provider] : undefined);
  const given = owner?.keyVariable === undefined ? undefined : env[owner.keyVariable];
  const key = given === undefined || given === '' ? await stored(home, [`${provider}@${URL.parse(baseUrl)?.host}`, owner?.id]) : given;
  if (key !== undefined) learnSecrets([key]);
  return key;
}

async function stored(home: string, names: readonly (string | undefined)[]): Promise<string | undefined> {
  const keys = await storedKeys(home);
  for (const name of names) {
    const key = name === undefined ? undefined : keys[name];
    if (key !== undefined && key !== '') return key;
  }
  return undefined;
}
