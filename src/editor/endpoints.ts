import { ownServices, serviceAt } from '../models/choiceServices.ts';
import type { ProviderId } from '../models/model.ts';

/** Where a provider's protocol is spoken, and which key belongs there. Pure: settings in, facts out. */
export interface Endpoint {
  readonly provider: Exclude<ProviderId, 'editor'>;
  readonly label: string;
  readonly baseUrl: string;
  readonly host: string;
  /** A key is kept for one host: another base URL never gets it. */
  readonly secretName: string;
  /** The variable that holds a key for it by convention. Read only after the person agreed to send it to this host. */
  readonly environmentVariable: string;
  /** A public service refuses whoever has no key; a server of one's own may not need one. */
  readonly needsKey: boolean;
  readonly isOnThisMachine: boolean;
}

/** The endpoint for a base URL (empty: the provider's own), or undefined when that is no http(s) address. */
export function endpointFor(provider: Endpoint['provider'], configured: string): Endpoint | undefined {
  const own = ownServices[provider];
  const baseUrl = configured === '' ? own.baseUrl : configured.replace(/\/+$/, '');
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return undefined;
  const service = serviceAt(baseUrl);
  return {
    provider,
    label: service?.label ?? url.host,
    baseUrl,
    host: url.host,
    secretName: `practicum.key.${provider}@${url.host}`,
    environmentVariable: service?.keyVariable ?? own.keyVariable,
    needsKey: service !== undefined,
    isOnThisMachine: ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname),
  };
}
