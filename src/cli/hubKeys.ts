import { systemClock } from '../base/clock.ts';
import { learnSecrets } from '../base/redact.ts';
import { createHubClient } from '../hub/client.ts';
import { isDue, NotSignedIn, type OAuthTokens, refreshTokens } from '../hub/deviceCode.ts';
import { endpointsFrom } from '../hub/endpoints.ts';
import { storedKeys, storeKeys } from './keys.ts';

/** Keys of `keys.json` for one Hub: another address never gets them. `huggingface`, or `huggingface@hub.acme.example`. */
export function hubKeyName(hub: string): string {
  const { host } = new URL(hub);
  return host === 'huggingface.co' ? 'huggingface' : `huggingface@${host}`;
}

/** A token that was pasted: no word of a session stays beside it. */
export async function keepToken(home: string, hub: string, token: string | undefined): Promise<void> {
  const name = hubKeyName(hub);
  await storeKeys(home, { [name]: token, [`${name}.refresh`]: undefined, [`${name}.expires`]: undefined, [`${name}.client`]: undefined });
}

/** Those of a code that was typed in a browser. */
export async function keepTokens(home: string, hub: string, clientId: string, tokens: OAuthTokens): Promise<void> {
  const name = hubKeyName(hub);
  learnSecrets([tokens.accessToken, ...(tokens.refreshToken === undefined ? [] : [tokens.refreshToken])]);
  await storeKeys(home, {
    [name]: tokens.accessToken,
    [`${name}.refresh`]: tokens.refreshToken,
    [`${name}.expires`]: tokens.expiresAtMs === undefined ? undefined : new Date(tokens.expiresAtMs).toISOString(),
    [`${name}.client`]: clientId,
  });
}

/** The token that was kept for this Hub, exchanged for a new one where its time is nearly over. */
export async function keptToken(home: string, hub: string, userAgent: string): Promise<string | undefined> {
  const name = hubKeyName(hub);
  const keys = await storedKeys(home);
  const accessToken = keys[name];
  const clientId = keys[`${name}.client`];
  const refreshToken = keys[`${name}.refresh`];
  if (accessToken === undefined || clientId === undefined || refreshToken === undefined) return accessToken;
  const tokens = { accessToken, refreshToken, expiresAtMs: Date.parse(keys[`${name}.expires`] ?? '') || undefined };
  if (!isDue(tokens, systemClock.nowMs())) return accessToken;
  const client = createHubClient({ endpoints: endpointsFrom({ hub }, {}), token: async () => undefined, fetch, userAgent });
  try {
    const next = await refreshTokens(client, refreshToken, { clientId, clock: systemClock });
    await keepTokens(home, hub, clientId, next);
    return next.accessToken;
  } catch (error) {
    // Another process was quicker, and the old one does not count any more.
    const now = await storedKeys(home);
    if (error instanceof NotSignedIn && now[`${name}.refresh`] !== refreshToken) return now[name];
    throw error;
  }
}
