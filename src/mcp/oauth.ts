import { describeError, PracticumError } from '../base/errors.ts';
import type { McpHost, OAuthClient, SignIn, SignInChallenge } from './desk.ts';
import { canonicalServer, clientOf, type KeptSignIn, metadataOf, OAuthKeep } from './oauthKeep.ts';

/** A token is renewed when it holds for less than this. */
const soonMs = 60_000;
const revokeMs = 10_000;

/** What of the host signing in needs. */
export type SignInHost = Pick<McpHost, 'configurations' | 'credentials' | 'openExternal' | 'externalUrl'>;

/** OAuth 2.1 as the protocol wants it (modelcontextprotocol.io, authorization, 2025-11-25), by the official SDK, which is loaded when it is needed. */
export function createSignIn(host: SignInHost): SignIn {
  const keep = new OAuthKeep(host.credentials);
  const renewing = new Map<string, Promise<KeptSignIn | undefined>>();
  /** Many may ask at the same time: a refresh token is given away once. */
  const renew = (kept: KeptSignIn, signal: AbortSignal): Promise<KeptSignIn | undefined> => {
    const running = renewing.get(kept.server);
    if (running !== undefined) return running;
    const begun = renewKept(keep, kept, signal).finally(() => renewing.delete(kept.server));
    renewing.set(kept.server, begun);
    return begun;
  };
  return {
    async token(url, signal) {
      const kept = await keep.read(url);
      if (kept === undefined || !isDue(kept)) return kept?.accessToken;
      try {
        return (await renew(kept, signal))?.accessToken;
      } catch (error) {
        if (signal.aborted) throw error;
        // The authorization server cannot be reached; the token may hold a little longer.
        return kept.accessToken;
      }
    },
    async renewed({ url, wwwAuthenticate }, refused, signal) {
      const kept = await keep.read(url);
      if (kept === undefined) return undefined;
      // Another window or another request was quicker.
      if (kept.accessToken !== refused) return kept.accessToken;
      const { challengeWords } = await import('./oauthDiscovery.ts');
      // More rights are the person’s to give.
      if (challengeWords(wwwAuthenticate).error === 'insufficient_scope') return undefined;
      return kept.refreshToken === undefined ? undefined : (await renew(kept, signal))?.accessToken;
    },
    async signIn(challenge, signal) {
      const { openExternal } = host;
      if (openExternal === undefined)
        throw new PracticumError('mcp-sign-in', 'There is no browser to sign in with here.', {
          hint: 'Run “practicum mcp sign-in NAME” in a terminal, or sign in from the editor.',
        });
      const { signInWithBrowser } = await import('./oauthSignIn.ts');
      const browser = {
        open: (page: string) => openExternal(page),
        externalUrl: async (loopback: string) => (await host.externalUrl?.(loopback)) ?? loopback,
      };
      await keep.write(await signInWithBrowser(challenge, await givenClient(host, challenge), browser, signal));
    },
    async signOut(url) {
      const kept = await keep.read(url);
      await keep.delete(url);
      if (kept !== undefined) await revoke(kept);
    },
  };
}

function isDue({ expiresAtMs, refreshToken }: KeptSignIn): boolean {
  return refreshToken !== undefined && expiresAtMs !== undefined && expiresAtMs - Date.now() < soonMs;
}

/** The app that was registered by hand, where the definition names one. */
async function givenClient(host: SignInHost, { url }: SignInChallenge): Promise<OAuthClient | undefined> {
  const { servers } = await host.configurations();
  for (const { transport } of servers)
    if (transport.kind === 'http' && canonicalServer(transport.url) === canonicalServer(url)) return transport.oauth;
  return undefined;
}

async function renewKept(keep: OAuthKeep, kept: KeptSignIn, signal: AbortSignal): Promise<KeptSignIn | undefined> {
  const { refreshAuthorization } = await import('@modelcontextprotocol/sdk/client/auth.js');
  const { InvalidGrantError, InvalidClientError, UnauthorizedClientError } = await import(
    '@modelcontextprotocol/sdk/server/auth/errors.js'
  );
  const { createOAuthFetch } = await import('./oauthFetch.ts');
  const { tokenFields } = await import('./oauthSignIn.ts');
  try {
    const tokens = await refreshAuthorization(kept.issuer, {
      metadata: metadataOf(kept),
      clientInformation: clientOf(kept),
      refreshToken: kept.refreshToken ?? '',
      resource: kept.resource,
      fetchFn: createOAuthFetch(kept.server, signal),
    });
    const { expiresAtMs: _, ...others } = kept;
    const next = { ...others, ...tokenFields(tokens) };
    // Signed out meanwhile: what came is not kept.
    if ((await keep.read(kept.server)) === undefined) return undefined;
    await keep.write(next);
    return next;
  } catch (error) {
    const isOver = error instanceof InvalidGrantError || error instanceof InvalidClientError || error instanceof UnauthorizedClientError;
    if (!isOver) throw error;
    const now = await keep.read(kept.server);
    if (now !== undefined && now.refreshToken !== kept.refreshToken) return now;
    await keep.delete(kept.server);
    return undefined;
  }
}

/** RFC 7009. What is kept here is gone already. Throws `mcp-sign-out` where the server could not be told. */
async function revoke(kept: KeptSignIn): Promise<void> {
  const { revocation } = kept.endpoints;
  if (revocation === undefined) return;
  const { createOAuthFetch } = await import('./oauthFetch.ts');
  const send = createOAuthFetch(kept.server, AbortSignal.timeout(revokeMs));
  const { client_id, client_secret } = kept.client;
  const tokens = [
    ...(kept.refreshToken === undefined ? [] : [['refresh_token', kept.refreshToken] as const]),
    ['access_token', kept.accessToken] as const,
  ];
  try {
    for (const [hint, token] of tokens) {
      const body = new URLSearchParams({
        token,
        token_type_hint: hint,
        client_id,
        ...(client_secret === undefined ? {} : { client_secret }),
      });
      const { ok, status } = await send(revocation, { method: 'POST', body });
      if (!ok) throw new Error(`it answered ${status}`);
    }
  } catch (error) {
    throw new PracticumError(
      'mcp-sign-out',
      `The token is deleted here, but ${new URL(revocation).host} could not be told (${describeError(error)}).`,
      {
        hint: 'It ends there by itself; to be sure, end it on the page of that service.',
        cause: error,
      },
    );
  }
}
