import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { InvalidGrantError, InvalidTokenError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import type { AuthorizationParams, OAuthServerProvider } from '@modelcontextprotocol/sdk/server/auth/provider.js';
import { createOAuthMetadata, getOAuthProtectedResourceMetadataUrl, mcpAuthRouter } from '@modelcontextprotocol/sdk/server/auth/router.js';
import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { OAuthClientInformationFull, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js';
import * as z from 'zod';

/** What is wrong with it, or what it leaves out. */
export interface OAuthFaults {
  /** Its metadata name this issuer. */
  issuer?: string;
  /** The protected resource names this resource. */
  resource?: string;
  /** The protected resource names this authorization server. */
  authorizationServer?: string;
  withoutPkce?: boolean;
  withoutRegistration?: boolean;
  withoutResourceMetadata?: boolean;
  /** RFC 9207: what the answer names. */
  answersAs?: string;
  /** The person says no. */
  isDenied?: boolean;
  /** It answers with another state than it was asked with. */
  otherState?: boolean;
  refusesRenewal?: boolean;
}

interface Grant {
  readonly client: string;
  readonly resource: string | undefined;
  readonly scopes: readonly string[];
}

interface App {
  (request: IncomingMessage, response: ServerResponse): void;
  use(...handlers: readonly unknown[]): void;
  get(path: string | RegExp, handler: (request: IncomingMessage, response: ServerResponse) => void): void;
  post(path: string, ...handlers: readonly unknown[]): void;
}

/**
 * An authorization server and, on another port, a server of the Model Context Protocol that wants its tokens: the official SDK’s own routes
 * and checks (mcpAuthRouter, requireBearerAuth) over grants in memory.
 */
export class OAuthDouble implements OAuthServerProvider {
  readonly faults: OAuthFaults = {};
  /** Seconds that an access token holds from now on. */
  accessSeconds = 3600;
  /** Apps that were registered by hand. */
  readonly registered = new Map<string, OAuthClientInformationFull>();
  readonly registrations: OAuthClientInformationFull[] = [];
  readonly authorizations: AuthorizationParams[] = [];
  readonly exchanges: { readonly kind: 'code' | 'refresh'; readonly resource: string | undefined }[] = [];
  readonly revoked: string[] = [];
  /** `Authorization` headers, by the server that got them. */
  readonly seen: { readonly at: 'resource' | 'authorization'; readonly authorization: string | undefined; readonly path: string }[] = [];
  readonly #codes = new Map<string, Grant & { readonly challenge: string; readonly redirectUri: string }>();
  readonly #access = new Map<string, Grant & { readonly expiresAt: number }>();
  readonly #refresh = new Map<string, Grant>();
  readonly #servers: Server[] = [];
  authorizationUrl = '';
  /** Of the server that wants tokens. */
  resourceUrl = '';

  static async start(): Promise<OAuthDouble> {
    const double = new OAuthDouble();
    double.authorizationUrl = await double.#listen(() => double.#authorizationApp());
    double.resourceUrl = `${await double.#listen(() => double.#resourceApp())}/mcp`;
    return double;
  }

  get clientsStore() {
    return {
      getClient: (id: string) => this.registered.get(id),
      registerClient: (client: Omit<OAuthClientInformationFull, 'client_id' | 'client_id_issued_at'>) => {
        const full = { ...client, client_id: randomUUID() };
        this.registered.set(full.client_id, full);
        this.registrations.push(full);
        return full;
      },
    };
  }

  async authorize(
    client: OAuthClientInformationFull,
    params: AuthorizationParams,
    response: { redirect(url: string): void },
  ): Promise<void> {
    this.authorizations.push(params);
    const back = new URL(params.redirectUri);
    const state = this.faults.otherState === true ? 'another' : params.state;
    if (state !== undefined) back.searchParams.set('state', state);
    if (this.faults.answersAs !== undefined) back.searchParams.set('iss', this.faults.answersAs);
    if (this.faults.isDenied === true) {
      back.searchParams.set('error', 'access_denied');
    } else {
      const code = randomUUID();
      const { codeChallenge: challenge, redirectUri, scopes = [], resource } = params;
      this.#codes.set(code, { client: client.client_id, challenge, redirectUri, scopes, resource: resource?.href });
      back.searchParams.set('code', code);
    }
    response.redirect(back.href);
  }

  async challengeForAuthorizationCode(_client: OAuthClientInformationFull, code: string): Promise<string> {
    return this.#code(code).challenge;
  }

  async exchangeAuthorizationCode(
    client: OAuthClientInformationFull,
    code: string,
    _verifier?: string,
    redirectUri?: string,
    resource?: URL,
  ): Promise<OAuthTokens> {
    const grant = this.#code(code);
    this.#codes.delete(code);
    this.exchanges.push({ kind: 'code', resource: resource?.href });
    if (grant.client !== client.client_id || grant.redirectUri !== redirectUri || grant.resource !== resource?.href)
      throw new InvalidGrantError('The code is for another request.');
    return this.#grant({ client: grant.client, resource: grant.resource, scopes: grant.scopes });
  }

  async exchangeRefreshToken(client: OAuthClientInformationFull, token: string, _scopes?: string[], resource?: URL): Promise<OAuthTokens> {
    const grant = this.#refresh.get(token);
    this.exchanges.push({ kind: 'refresh', resource: resource?.href });
    if (
      this.faults.refusesRenewal === true ||
      grant === undefined ||
      grant.client !== client.client_id ||
      grant.resource !== resource?.href
    )
      throw new InvalidGrantError('The refresh token does not count any more.');
    this.#refresh.delete(token);
    return this.#grant(grant);
  }

  async verifyAccessToken(token: string): Promise<AuthInfo> {
    const grant = this.#access.get(token);
    if (grant === undefined || grant.resource !== this.resourceUrl) throw new InvalidTokenError('No such token for this server.');
    return { token, clientId: grant.client, scopes: [...grant.scopes], expiresAt: grant.expiresAt, resource: new URL(grant.resource) };
  }

  async revokeToken(_client: OAuthClientInformationFull, { token }: { readonly token: string }): Promise<void> {
    this.revoked.push(token);
    this.#access.delete(token);
    this.#refresh.delete(token);
  }

  /** Access tokens end now, whatever they were said to hold. */
  endAccess(): void {
    this.#access.clear();
  }

  /** A person’s browser that says yes at once. */
  async browse(page: string): Promise<boolean> {
    const answer = await fetch(page);
    await answer.text();
    return true;
  }

  async stop(): Promise<void> {
    for (const server of this.#servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  #code(code: string) {
    const grant = this.#codes.get(code);
    if (grant === undefined) throw new InvalidGrantError('No such code.');
    return grant;
  }

  #grant(grant: Grant): OAuthTokens {
    const [access, refresh] = [`at-${randomUUID()}`, `rt-${randomUUID()}`];
    this.#access.set(access, { ...grant, expiresAt: Math.floor(Date.now() / 1000) + this.accessSeconds });
    this.#refresh.set(refresh, grant);
    return {
      access_token: access,
      refresh_token: refresh,
      token_type: 'Bearer',
      expires_in: this.accessSeconds,
      scope: grant.scopes.join(' '),
    };
  }

  async #listen(app: () => RequestListener): Promise<string> {
    let listener: RequestListener | undefined;
    const server = createServer((request, response) => {
      listener ??= app();
      listener(request, response);
    });
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${isTcp(address) ? address.port : 0}`;
  }

  #authorizationApp(): App {
    const app = newApp();
    const issuerUrl = new URL(this.authorizationUrl);
    app.use(this.#note('authorization'));
    app.get('/.well-known/oauth-authorization-server', (_request, response) => {
      const { withoutPkce, withoutRegistration, issuer, answersAs } = this.faults;
      const { registration_endpoint, code_challenge_methods_supported, ...metadata } = createOAuthMetadata({ provider: this, issuerUrl });
      json(response, {
        ...metadata,
        ...(withoutRegistration === true ? {} : { registration_endpoint }),
        ...(withoutPkce === true ? {} : { code_challenge_methods_supported }),
        ...(issuer === undefined ? {} : { issuer }),
        ...(answersAs === undefined ? {} : { authorization_response_iss_parameter_supported: true }),
      });
    });
    const quick = { rateLimit: false as const };
    app.use(
      mcpAuthRouter({
        provider: this,
        issuerUrl,
        authorizationOptions: quick,
        tokenOptions: quick,
        revocationOptions: quick,
        clientRegistrationOptions: { ...quick, clientIdGeneration: false },
      }),
    );
    return app;
  }

  #resourceApp(): App {
    const app = newApp();
    app.use(this.#note('resource'));
    app.get('/.well-known/oauth-protected-resource/mcp', (_request, response) => {
      if (this.faults.withoutResourceMetadata === true) {
        response.writeHead(404).end();
        return;
      }
      const { resource = this.resourceUrl, authorizationServer = this.authorizationUrl } = this.faults;
      json(response, { resource, authorization_servers: [authorizationServer], scopes_supported: ['tools'] });
    });
    const resourceMetadataUrl = getOAuthProtectedResourceMetadataUrl(new URL(this.resourceUrl));
    app.post(
      '/mcp',
      requireBearerAuth({ verifier: this, resourceMetadataUrl }),
      async (request: IncomingMessage, response: ServerResponse) => {
        const server = new McpServer({ name: 'signed-in', version: '1.0.0' });
        server.registerTool('whisper', { description: 'Says a word back.', inputSchema: { word: z.string() } }, ({ word }) => ({
          content: [{ type: 'text', text: `psst: ${word}` }],
        }));
        const transport = new StreamableHTTPServerTransport({});
        response.on('close', () => void transport.close());
        await server.connect(transport);
        await transport.handleRequest(request, response);
      },
    );
    return app;
  }

  #note(at: 'resource' | 'authorization') {
    return (request: IncomingMessage, _response: ServerResponse, next: () => void): void => {
      this.seen.push({ at, authorization: request.headers.authorization, path: request.url ?? '' });
      next();
    };
  }
}

function newApp(): App {
  const express: () => App = createRequire(import.meta.url)('express');
  return express();
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function isTcp(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
