import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { systemClock } from '../base/clock.ts';
import { systemErrorCode } from '../base/errors.ts';
import { createHubClient, type HubClient } from '../hub/client.ts';
import { refreshTokens } from '../hub/deviceCode.ts';
import type { HubHost } from '../hub/door.ts';
import { endpointsFrom, type HubEndpoints } from '../hub/endpoints.ts';
import { tokenIn, tokenPlaces } from '../hub/tokenFiles.ts';
import { HubKeep } from './hubKeep.ts';
import type { KeyStore } from './keys.ts';
import { readSetting } from './settings.ts';

/** Where Hugging Face is, as the person's settings have it now. Throws `hub-endpoint`. */
export function hubEndpoints(): HubEndpoints {
  return endpointsFrom(
    {
      hub: readSetting('practicum.hub.endpoint'),
      router: readSetting('practicum.hub.router'),
      datasetsServer: readSetting('practicum.hub.datasetsServer'),
      jobs: readSetting('practicum.hub.jobsDomain'),
      spaces: readSetting('practicum.hub.spacesDomain'),
    },
    process.env,
  );
}

export function hubClientId(): string | undefined {
  const id = readSetting('practicum.hub.clientId');
  return id === '' ? undefined : id;
}

/** A client for one token: while somebody signs in, or without one at all. */
export function hubClientWith(endpoints: HubEndpoints, userAgent: string, token?: string): HubClient {
  return createHubClient({ endpoints, token: async () => token, fetch: (input, init) => globalThis.fetch(input, init), userAgent });
}

export function createHubKeep(store: KeyStore, userAgent: string): HubKeep {
  return new HubKeep({
    store,
    borrow: borrowedToken,
    refresh: (hub, clientId, refreshToken) =>
      refreshTokens(hubClientWith(endpointsFrom({ hub }, {}), userAgent), refreshToken, { clientId, clock: systemClock }),
  });
}

/** The token of `HF_TOKEN` or of hf's file. Whoever uses it has the person's consent. */
export async function borrowedToken(from: 'environment' | 'file'): Promise<string | undefined> {
  const { variable, file } = tokenPlaces(process.env, homedir());
  if (from === 'environment') return variable;
  try {
    return tokenIn(await readFile(file, 'utf8'));
  } catch (error) {
    if (systemErrorCode(error) !== undefined) return undefined;
    throw error;
  }
}

/** For the workbench. */
export function createEditorHubHost(keep: HubKeep, userAgent: string): HubHost {
  return {
    userAgent,
    endpoints: hubEndpoints,
    token: async () => (await keep.session(hubEndpoints().hub))?.token,
    payer: () => keep.payer(hubEndpoints().hub),
  };
}
