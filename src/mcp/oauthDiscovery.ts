import type { OAuthServerInfo } from '@modelcontextprotocol/sdk/client/auth.js';
import { describeError } from '../base/errors.ts';
import type { SignInChallenge } from './desk.ts';
import { SignInFailed } from './oauthErrors.ts';
import { createOAuthFetch, isThisMachine, requireOAuthAddress } from './oauthFetch.ts';

/** Where a person signs in for a server, and what may be believed of it. */
export interface SignInPlace extends OAuthServerInfo {
  /** What tokens are asked for (RFC 8707). */
  readonly resource: string;
  /** As the server asked for it in its refusal; else all that it says it knows. */
  readonly scope: string | undefined;
}

/**
 * Protected resource metadata (RFC 9728), then the authorization server’s (RFC 8414 or OpenID Connect Discovery). Throws SignInFailed where
 * the two are not about this server, or the authorization server is not who the metadata say (mix-up), or has no PKCE with S256.
 */
export async function discoverSignIn(challenge: SignInChallenge, signal: AbortSignal): Promise<SignInPlace> {
  const { discoverOAuthServerInfo } = await import('@modelcontextprotocol/sdk/client/auth.js');
  const { checkResourceAllowed, resourceUrlFromServerUrl } = await import('@modelcontextprotocol/sdk/shared/auth-utils.js');
  const fetchFn = createOAuthFetch(challenge.url, signal);
  const { resourceMetadata: at, scope } = challengeWords(challenge.wwwAuthenticate);
  let info: OAuthServerInfo;
  try {
    info = await discoverOAuthServerInfo(challenge.url, { fetchFn, ...(at === undefined ? {} : { resourceMetadataUrl: at }) });
  } catch (error) {
    if (error instanceof SignInFailed || signal.aborted) throw error;
    throw new SignInFailed(
      `How to sign in to ${new URL(challenge.url).host} could not be read (${describeError(error)}).`,
      undefined,
      error,
    );
  }
  const { authorizationServerUrl, authorizationServerMetadata: metadata, resourceMetadata } = info;
  const server = resourceUrlFromServerUrl(challenge.url);
  if (resourceMetadata !== undefined && !allows(checkResourceAllowed, server, resourceMetadata.resource))
    throw new SignInFailed(
      `${server.host} says that its sign-in is for ${resourceMetadata.resource}, which is another server.`,
      'Nothing was sent. A token for one server must not be given to another one; ask whoever runs it.',
    );
  const isLocal = isThisMachine(server);
  requireOAuthAddress(new URL(authorizationServerUrl), isLocal);
  if (metadata !== undefined) {
    if (!isSameIssuer(metadata.issuer, authorizationServerUrl))
      throw new SignInFailed(
        `${new URL(authorizationServerUrl).host} calls itself ${metadata.issuer}, which is another authorization server.`,
        'Nothing was sent (RFC 8414 §3.3). Ask whoever runs it.',
      );
    for (const endpoint of [metadata.authorization_endpoint, metadata.token_endpoint, metadata.registration_endpoint])
      if (endpoint !== undefined) requireOAuthAddress(new URL(endpoint), isLocal);
    if (metadata.code_challenge_methods_supported?.includes('S256') !== true)
      throw new SignInFailed(
        `${new URL(authorizationServerUrl).host} does not say that it protects codes with PKCE (S256).`,
        'MCP needs it; ask whoever runs it.',
      );
  }
  return { ...info, resource: resourceMetadata?.resource ?? plainResource(server), scope };
}

/** RFC 8707: without a final slash where the path is empty, as servers compare it letter by letter. */
function plainResource(server: URL): string {
  return server.pathname === '/' && server.search === '' ? server.origin : server.href;
}

type Check = typeof import('@modelcontextprotocol/sdk/shared/auth-utils.js')['checkResourceAllowed'];

function allows(check: Check, server: URL, resource: string): boolean {
  return URL.canParse(resource) && check({ requestedResource: server, configuredResource: resource });
}

/** A final slash is no difference: parsed addresses have one. */
export function isSameIssuer(a: string, b: string): boolean {
  const plain = (text: string): string => (URL.canParse(text) ? new URL(text).href : text).replace(/\/$/, '');
  return plain(a) === plain(b);
}

/** What a `WWW-Authenticate` header of a refusal says: RFC 9110 §11.6.1, RFC 9728 §5.1, RFC 6750 §3. */
export function challengeWords(header: string | undefined): {
  readonly resourceMetadata?: URL;
  readonly scope?: string;
  readonly error?: string;
} {
  if (header === undefined || header.length > 8_192) return {};
  const words = new Map<string, string>();
  for (const [, name = '', quoted, plain] of header.matchAll(/([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g))
    if (!words.has(name.toLowerCase())) words.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
  const at = words.get('resource_metadata');
  const scope = words.get('scope');
  const error = words.get('error');
  return {
    ...(at === undefined || !URL.canParse(at) ? {} : { resourceMetadata: new URL(at) }),
    ...(scope === undefined || scope === '' ? {} : { scope }),
    ...(error === undefined ? {} : { error }),
  };
}
