import { randomBytes } from 'node:crypto';
import type { OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js';
import type { OAuthClientInformationMixed, OAuthClientMetadata, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js';
import { describeError, isCancellation } from '../base/errors.ts';
import { learnSecrets } from '../base/redact.ts';
import type { OAuthClient, SignInChallenge } from './desk.ts';
import { listenForCallback } from './oauthCallback.ts';
import { discoverSignIn, isSameIssuer, type SignInPlace } from './oauthDiscovery.ts';
import { SignInFailed } from './oauthErrors.ts';
import { createOAuthFetch } from './oauthFetch.ts';
import { canonicalServer, type KeptSignIn } from './oauthKeep.ts';

export interface Browser {
  /** False: no browser could be opened. */
  open(url: string): Promise<boolean>;
  /** How the person’s browser reaches this address of this machine. */
  externalUrl(loopback: string): Promise<string>;
}

/** How long a person may take. */
const patienceMs = 10 * 60_000;

/**
 * Authorization code with PKCE, in the person’s browser. An app is registered anew for each sign-in, since the address that the browser comes
 * back to is another one each time, unless one was given.
 */
export async function signInWithBrowser(
  challenge: SignInChallenge,
  given: OAuthClient | undefined,
  browser: Browser,
  signal: AbortSignal,
): Promise<KeptSignIn> {
  const { auth } = await import('@modelcontextprotocol/sdk/client/auth.js');
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  const place = await discoverSignIn(challenge, limit);
  if (
    given === undefined &&
    place.authorizationServerMetadata !== undefined &&
    place.authorizationServerMetadata.registration_endpoint === undefined
  )
    throw new SignInFailed(
      `${new URL(place.authorizationServerUrl).host} knows only apps that were registered by hand.`,
      'Register one there and write its id into the definition of the server: "oauth": {"clientId": "…"}.',
    );
  const callback = await listenForCallback(given?.callbackPort ?? 0);
  let redirectUrl = callback.address;
  try {
    redirectUrl = await browser.externalUrl(callback.address);
    const provider = new OneSignIn(place, given, redirectUrl);
    const options = {
      serverUrl: challenge.url,
      fetchFn: createOAuthFetch(challenge.url, limit),
      ...(given?.scopes === undefined ? (place.scope === undefined ? {} : { scope: place.scope }) : { scope: given.scopes }),
    };
    await auth(provider, options);
    const page = provider.page;
    if (page === undefined) throw new SignInFailed('There is no page to sign in on.');
    const answering = callback.answer(provider.stateWord, limit);
    // It may come back before the browser was opened at last, or nobody may be waiting any more.
    answering.catch(() => undefined);
    if (!(await browser.open(page.href))) throw new SignInFailed('No browser could be opened.', `Open this address yourself: ${page.href}`);
    const { code, issuer } = await answering;
    requireIssuer(place, issuer);
    learnSecrets([code]);
    await auth(provider, { ...options, authorizationCode: code });
    return kept(challenge.url, place, provider);
  } catch (error) {
    if (error instanceof SignInFailed || (isCancellation(error) && signal.aborted)) throw error;
    if (limit.aborted && !signal.aborted)
      throw new SignInFailed(
        `Nobody signed in within ${patienceMs / 60_000} minutes.`,
        `Sign in again when you have time. The page sends your browser back to ${redirectUrl}${given === undefined ? '' : ', which the app has to be registered with'}.`,
        error,
      );
    if (signal.aborted) throw signal.reason;
    throw new SignInFailed(`The sign-in failed (${describeError(error).slice(0, 400)}).`, undefined, error);
  } finally {
    callback.dispose();
  }
}

/** RFC 9207: the answer comes from the server that was asked. */
function requireIssuer({ authorizationServerMetadata: metadata, authorizationServerUrl }: SignInPlace, issuer: string | undefined): void {
  const isPromised = metadata !== undefined && Reflect.get(metadata, 'authorization_response_iss_parameter_supported') === true;
  if (issuer === undefined ? isPromised : !isSameIssuer(issuer, metadata?.issuer ?? authorizationServerUrl))
    throw new SignInFailed(
      `The answer came from ${issuer ?? 'nobody who says who they are'}, not from ${authorizationServerUrl}.`,
      'The code was thrown away. Try again.',
    );
}

/** The SDK’s view of one sign-in: nothing that was kept before enters it. */
class OneSignIn implements OAuthClientProvider {
  readonly redirectUrl: string;
  readonly stateWord = randomBytes(24).toString('base64url');
  readonly #place: SignInPlace;
  readonly #isGiven: boolean;
  #client: OAuthClientInformationMixed | undefined;
  #verifier = '';
  page: URL | undefined;
  granted: OAuthTokens | undefined;

  constructor(place: SignInPlace, given: OAuthClient | undefined, redirectUrl: string) {
    this.#place = place;
    this.redirectUrl = redirectUrl;
    this.#isGiven = given !== undefined;
    if (given !== undefined) this.#client = { client_id: given.clientId, issuer: place.authorizationServerUrl };
    if (place.resourceMetadata === undefined) this.validateResourceURL = async () => new URL(place.resource);
  }

  /** Without metadata of the resource the SDK would name none, and a token for any server would do. */
  validateResourceURL?: () => Promise<URL>;

  get clientMetadata(): OAuthClientMetadata {
    return {
      client_name: 'Practicum',
      redirect_uris: [this.redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
  }

  state(): string {
    return this.stateWord;
  }

  discoveryState(): SignInPlace {
    return this.#place;
  }

  clientInformation(): OAuthClientInformationMixed | undefined {
    return this.#client;
  }

  saveClientInformation(client: OAuthClientInformationMixed): void {
    if (!this.#isGiven) this.#client = client;
  }

  tokens(): undefined {
    return undefined;
  }

  saveTokens(tokens: OAuthTokens): void {
    this.granted = tokens;
  }

  redirectToAuthorization(url: URL): void {
    this.page = url;
  }

  saveCodeVerifier(verifier: string): void {
    this.#verifier = verifier;
  }

  codeVerifier(): string {
    return this.#verifier;
  }
}

function kept(url: string, place: SignInPlace, provider: OneSignIn): KeptSignIn {
  const { granted } = provider;
  const client = provider.clientInformation();
  if (granted === undefined || client === undefined) throw new SignInFailed('The server gave no token.');
  const { authorizationServerUrl, authorizationServerMetadata: metadata } = place;
  const revocation = metadata !== undefined && 'revocation_endpoint' in metadata ? metadata.revocation_endpoint : undefined;
  const method = 'token_endpoint_auth_method' in client ? client.token_endpoint_auth_method : undefined;
  return {
    server: canonicalServer(url),
    resource: place.resource,
    issuer: authorizationServerUrl,
    endpoints: {
      token: metadata?.token_endpoint ?? new URL('/token', authorizationServerUrl).href,
      ...(revocation === undefined ? {} : { revocation }),
      ...(metadata?.token_endpoint_auth_methods_supported === undefined
        ? {}
        : { authMethods: metadata.token_endpoint_auth_methods_supported }),
    },
    client: {
      client_id: client.client_id,
      ...(client.client_secret === undefined ? {} : { client_secret: client.client_secret }),
      ...(method === undefined ? {} : { token_endpoint_auth_method: method }),
    },
    ...tokenFields(granted),
  };
}

/** As they are kept; how long an access token holds counts from now. */
export function tokenFields(tokens: OAuthTokens): Pick<KeptSignIn, 'accessToken' | 'refreshToken' | 'expiresAtMs' | 'scope'> {
  return {
    accessToken: tokens.access_token,
    ...(tokens.refresh_token === undefined ? {} : { refreshToken: tokens.refresh_token }),
    ...(tokens.expires_in === undefined ? {} : { expiresAtMs: Date.now() + tokens.expires_in * 1000 }),
    ...(tokens.scope === undefined ? {} : { scope: tokens.scope }),
  };
}
