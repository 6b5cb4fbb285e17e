import type { AuthorizationServerMetadata, OAuthClientInformationMixed } from '@modelcontextprotocol/sdk/shared/auth.js';
import * as z from 'zod';
import { learnSecrets } from '../base/redact.ts';
import type { CredentialStore } from './desk.ts';

const keptSchema = z.object({
  /** The server’s address as it is configured, in canonical form. */
  server: z.string(),
  /** What tokens are asked for (RFC 8707). */
  resource: z.string(),
  issuer: z.string(),
  endpoints: z.object({ token: z.string(), revocation: z.string().optional(), authMethods: z.array(z.string()).optional() }),
  client: z.object({ client_id: z.string(), client_secret: z.string().optional(), token_endpoint_auth_method: z.string().optional() }),
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  expiresAtMs: z.number().optional(),
  scope: z.string().optional(),
});

/** What a sign-in left, for one server. */
export type KeptSignIn = z.infer<typeof keptSchema>;

/** RFC 8707 and MCP’s authorization: no fragment, no final slash that says nothing. A query is part of it. */
export function canonicalServer(url: string): string {
  const parsed = new URL(url);
  parsed.hash = '';
  parsed.username = '';
  parsed.password = '';
  return `${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}${parsed.search}`;
}

/** Sign-ins by server: what one left is handed out for that server only. */
export class OAuthKeep {
  readonly #credentials: CredentialStore;

  constructor(credentials: CredentialStore) {
    this.#credentials = credentials;
  }

  async read(url: string): Promise<KeptSignIn | undefined> {
    const text = await this.#credentials.get(keyOf(url));
    if (text === undefined || text === '') return undefined;
    const kept = parsed(text);
    // Whoever moved it to another key does not get it sent elsewhere.
    if (kept === undefined || kept.server !== canonicalServer(url)) return undefined;
    learn(kept);
    return kept;
  }

  async write(kept: KeptSignIn): Promise<void> {
    learn(kept);
    await this.#credentials.set(keyOf(kept.server), JSON.stringify(kept));
  }

  async delete(url: string): Promise<void> {
    await this.#credentials.delete(keyOf(url));
  }
}

function keyOf(url: string): string {
  return `oauth/${canonicalServer(url)}`;
}

function parsed(text: string): KeptSignIn | undefined {
  try {
    return keptSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function learn({ accessToken, refreshToken, client }: KeptSignIn): void {
  learnSecrets([accessToken, refreshToken, client.client_secret].filter((secret) => secret !== undefined));
}

/** As the SDK’s functions take them. */
export function clientOf({ client, issuer }: KeptSignIn): OAuthClientInformationMixed {
  const { client_secret, token_endpoint_auth_method } = client;
  return {
    client_id: client.client_id,
    issuer,
    ...(client_secret === undefined ? {} : { client_secret }),
    ...(token_endpoint_auth_method === undefined ? {} : { token_endpoint_auth_method, redirect_uris: [] }),
  };
}

/** What of the authorization server’s metadata a renewal needs. */
export function metadataOf({ issuer, endpoints }: KeptSignIn): AuthorizationServerMetadata {
  return {
    issuer,
    authorization_endpoint: endpoints.token,
    token_endpoint: endpoints.token,
    response_types_supported: ['code'],
    ...(endpoints.authMethods === undefined ? {} : { token_endpoint_auth_methods_supported: endpoints.authMethods }),
  };
}
