import assert from 'node:assert/strict';
import { auth, type OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js';
import { PracticumError } from '../../../src/base/errors.ts';
import { hideSecrets } from '../../../src/base/redact.ts';
import type { OAuthClient, ServerConfiguration, SignIn, SignInChallenge } from '../../../src/mcp/desk.ts';
import { createSignIn, type SignInHost } from '../../../src/mcp/oauth.ts';
import { challengeWords } from '../../../src/mcp/oauthDiscovery.ts';
import { requireOAuthAddress } from '../../../src/mcp/oauthFetch.ts';
import { canonicalServer } from '../../../src/mcp/oauthKeep.ts';
import { OAuthDouble } from '../../doubles/mcp/oauthServer.ts';

describe('signing in to a server', () => {
  const signal = new AbortController().signal;
  let double: OAuthDouble;
  let kept: Map<string, string>;
  let signIn: SignIn;
  let opened: string[];

  const make = (browse: (page: string) => Promise<boolean>, oauth?: OAuthClient, host: Partial<SignInHost> = {}): SignIn => {
    const server: ServerConfiguration = {
      name: 'signed-in',
      from: 'user',
      transport: { kind: 'http', url: double.resourceUrl, headers: {}, ...(oauth === undefined ? {} : { oauth }) },
    };
    return createSignIn({
      configurations: async () => ({ servers: [server], problems: [] }),
      credentials: {
        get: async (key) => kept.get(key),
        set: async (key, value) => void kept.set(key, value),
        delete: async (key) => void kept.delete(key),
      },
      openExternal: async (page) => {
        opened.push(page);
        return await browse(page);
      },
      ...host,
    });
  };

  beforeEach(async () => {
    double = await OAuthDouble.start();
    kept = new Map();
    opened = [];
    signIn = make((page) => double.browse(page));
  });
  afterEach(() => double.stop());

  const refused = async (token?: string): Promise<SignInChallenge> => {
    const answer = await post(token);
    assert.equal(answer.status, 401);
    return { url: double.resourceUrl, wwwAuthenticate: answer.headers.get('www-authenticate') ?? '' };
  };
  const post = (token?: string): Promise<Response> =>
    fetch(double.resourceUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
      }),
    });
  const code = (error: unknown): boolean => error instanceof PracticumError && error.code === 'mcp-sign-in' && error.hint !== undefined;
  const fails = async (said: RegExp): Promise<void> => {
    await assert.rejects(
      signIn.signIn(await refused(), signal),
      (error) => code(error) && error instanceof Error && said.test(error.message),
    );
    assert.equal(kept.size, 0);
  };

  // shows: mcp-oauth
  it('registers an app, asks with PKCE for exactly this server, and keeps what the server accepts', async () => {
    assert.equal(await signIn.token(double.resourceUrl, signal), undefined);
    await signIn.signIn(await refused(), signal);
    const token = await signIn.token(double.resourceUrl, signal);
    assert.equal((await post(token)).status, 200);
    const page = new URL(opened[0] ?? '');
    assert.equal(page.origin, double.authorizationUrl);
    assert.equal(page.searchParams.get('code_challenge_method'), 'S256');
    assert.equal(page.searchParams.get('resource'), double.resourceUrl);
    assert.equal(page.searchParams.get('scope'), 'tools');
    assert.match(page.searchParams.get('redirect_uri') ?? '', /^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    assert((page.searchParams.get('state')?.length ?? 0) >= 32);
    assert.deepEqual(double.exchanges, [{ kind: 'code', resource: double.resourceUrl }]);
    assert.equal(double.registrations.length, 1);
  });

  // shows: mcp-oauth-window
  it('comes back under the address that the editor leads to this machine, which is the one that is registered', async () => {
    const led = 'https://editor.example/ports/';
    let loopback = '';
    /** A browser on another machine: what it is sent back to reaches this one through the editor. */
    const browse = async (page: string): Promise<boolean> => {
      const { headers } = await fetch(page, { redirect: 'manual' });
      const back = headers.get('location') ?? '';
      assert.ok(back.startsWith(`${led}callback?`), back);
      await (await fetch(`${loopback}${new URL(back).search}`)).text();
      return true;
    };
    const externalUrl = async (address: string): Promise<string> => {
      loopback = address;
      return `${led}callback`;
    };
    signIn = make(browse, undefined, { externalUrl });
    await signIn.signIn(await refused(), signal);
    assert.equal((await post(await signIn.token(double.resourceUrl, signal))).status, 200);
    assert.deepEqual(double.registrations[0]?.redirect_uris, [`${led}callback`]);
  });

  // shows: mcp-oauth-origin
  it('gives a token to the server that it is for, and to no other address', async () => {
    await signIn.signIn(await refused(), signal);
    const token = (await signIn.token(double.resourceUrl, signal)) ?? '';
    for (const other of [
      double.authorizationUrl,
      `${double.resourceUrl}/deeper`,
      double.resourceUrl.replace('/mcp', ''),
      'https://mcp.example/mcp',
    ])
      assert.equal(await signIn.token(other, signal), undefined, other);
    // Somebody who can write to the store moves it to another server.
    kept.set('oauth/https://evil.example/mcp', [...kept.values()][0] ?? '');
    assert.equal(await signIn.token('https://evil.example/mcp', signal), undefined);
    assert.equal(await signIn.token(`${double.resourceUrl}/#part`, signal), token);
    assert.deepEqual(
      double.seen.filter(({ authorization }) => authorization !== undefined),
      [],
    );
    assert.equal(hideSecrets(token), '[redacted:known]');
  });

  // shows: mcp-oauth-renewal
  it('renews a token that ends soon, once for all who ask, and after a refusal without a person', async () => {
    double.accessSeconds = 30;
    await signIn.signIn(await refused(), signal);
    double.accessSeconds = 3600;
    const tokens = await Promise.all([1, 2, 3].map(() => signIn.token(double.resourceUrl, signal)));
    assert.equal(new Set(tokens).size, 1);
    assert.deepEqual(double.exchanges.slice(1), [{ kind: 'refresh', resource: double.resourceUrl }]);
    double.endAccess();
    const [old] = tokens;
    const next = await signIn.renewed(await refused(old), old, signal);
    assert.equal((await post(next)).status, 200);
    // Who was refused with the old one gets the new one, which is not given away again.
    assert.equal(await signIn.renewed({ url: double.resourceUrl }, old, signal), next);
    assert.equal(double.exchanges.length, 3);
    assert.equal(opened.length, 1);
  });

  // shows: mcp-oauth-renewal
  it('is over where the server renews no more, and then nobody is signed in', async () => {
    await signIn.signIn(await refused(), signal);
    const token = await signIn.token(double.resourceUrl, signal);
    double.faults.refusesRenewal = true;
    assert.equal(await signIn.renewed({ url: double.resourceUrl }, token, signal), undefined);
    assert.equal(kept.size, 0);
  });

  // shows: mcp-oauth-renewal
  it('asks a person for more rights rather than renewing', async () => {
    await signIn.signIn(await refused(), signal);
    const token = await signIn.token(double.resourceUrl, signal);
    const wwwAuthenticate = 'Bearer error="insufficient_scope", scope="tools admin"';
    assert.equal(await signIn.renewed({ url: double.resourceUrl, wwwAuthenticate }, token, signal), undefined);
    await signIn.signIn({ url: double.resourceUrl, wwwAuthenticate }, signal);
    assert.equal(new URL(opened[1] ?? '').searchParams.get('scope'), 'tools admin');
  });

  // shows: mcp-oauth-refused
  it('is refused where the resource is another server, and nothing is opened or registered', async () => {
    double.faults.resource = 'https://bank.example/mcp';
    await fails(/says that its sign-in is for https:\/\/bank\.example\/mcp/);
    assert.deepEqual([opened, double.registrations], [[], []]);
  });

  // shows: mcp-oauth-refused
  it('is refused where the authorization server calls itself another one', async () => {
    double.faults.issuer = 'https://accounts.example';
    await fails(/calls itself https:\/\/accounts\.example/);
    assert.deepEqual([opened, double.registrations], [[], []]);
  });

  // shows: mcp-oauth-refused
  it('is refused without PKCE', async () => {
    double.faults.withoutPkce = true;
    await fails(/PKCE/);
  });

  // shows: mcp-oauth-refused
  it('is refused where the answer names another issuer than was asked', async () => {
    double.faults.answersAs = 'https://accounts.example';
    await fails(/came from https:\/\/accounts\.example/);
    assert.deepEqual(double.exchanges, []);
    double.faults.answersAs = double.authorizationUrl;
    await signIn.signIn(await refused(), signal);
  });

  // shows: mcp-oauth-refused
  it('takes no code with another state, and goes on waiting for its own', async () => {
    double.faults.otherState = true;
    const stop = new AbortController();
    signIn = make(async (page) => {
      const forged = await fetch(page);
      assert.equal(forged.status, 400);
      stop.abort(new Error('enough'));
      return true;
    });
    await assert.rejects(signIn.signIn(await refused(), stop.signal), /enough/);
    assert.deepEqual([kept.size, double.exchanges.length], [0, 0]);
  });

  // shows: mcp-oauth-refused
  it('leads nowhere but to encrypted addresses, and from elsewhere never into this machine or its network', () => {
    const refusals = [
      'http://accounts.example/',
      'https://127.0.0.1/',
      'https://192.168.1.1/',
      'https://[::1]/',
      'https://localhost/',
      'https://localhost./',
      'https://2130706433/',
      'https://[::ffff:10.0.0.1]/',
      'https://ada:pw@accounts.example/',
      'javascript:alert(1)',
      'vscode://ada.extension/callback',
      'http://169.254.169.254/',
    ];
    for (const address of refusals) assert.throws(() => requireOAuthAddress(new URL(address), false), code, address);
    requireOAuthAddress(new URL('https://accounts.example/'), false);
    requireOAuthAddress(new URL('http://127.0.0.1:8000/'), true);
    assert.throws(() => requireOAuthAddress(new URL('http://192.168.1.1/'), true), code);
  });

  // shows: mcp-oauth
  it('says what came of it when the person says no', async () => {
    double.faults.isDenied = true;
    await fails(/ended without a token \(access_denied\)/);
  });

  // shows: mcp-oauth-client
  it('uses an app that was registered by hand, at its port, and says so where one is needed', async () => {
    double.faults.withoutRegistration = true;
    await fails(/knows only apps that were registered by hand/);
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    double.registered.set('by-hand', {
      client_id: 'by-hand',
      redirect_uris: [`http://127.0.0.1:${port}/callback`],
      token_endpoint_auth_method: 'none',
    });
    signIn = make((page) => double.browse(page), { clientId: 'by-hand', callbackPort: port, scopes: 'tools' });
    await signIn.signIn(await refused(), signal);
    assert.equal((await post(await signIn.token(double.resourceUrl, signal))).status, 200);
    assert.equal(double.registrations.length, 0);
  });

  // shows: mcp-oauth
  it('asks for a token of this server only, where the server says nothing of its resource', async () => {
    double.faults.withoutResourceMetadata = true;
    // Then its own origin has to be where one signs in, and that knows no such page.
    await assert.rejects(signIn.signIn({ url: double.resourceUrl }, signal), code);
    const asked = double.seen.filter(({ path }) => path.startsWith('/register') || path.startsWith('/authorize'));
    assert.deepEqual(
      asked.map(({ at }) => at),
      ['resource'],
    );
  });

  // shows: mcp-oauth-sign-out
  it('ends by telling the server, and deletes the tokens here whether it can be told or not', async () => {
    await signIn.signIn(await refused(), signal);
    const token = (await signIn.token(double.resourceUrl, signal)) ?? '';
    await signIn.signOut(double.resourceUrl);
    assert.equal(double.revoked.length, 2);
    assert(double.revoked.includes(token));
    assert.equal(kept.size, 0);
    await refused(token);
    await signIn.signIn(await refused(), signal);
    await double.stop();
    await assert.rejects(signIn.signOut(double.resourceUrl), (error) => error instanceof PracticumError && error.code === 'mcp-sign-out');
    assert.equal(kept.size, 0);
  });

  // shows: mcp-oauth-double
  it('is done by the official client with the double as well', async () => {
    let client: OAuthClientInformationMixed | undefined;
    let tokens: OAuthTokens | undefined;
    let verifier = '';
    let answer: string | undefined;
    const provider: OAuthClientProvider = {
      redirectUrl: 'http://127.0.0.1:9/callback',
      clientMetadata: { redirect_uris: ['http://127.0.0.1:9/callback'], client_name: 'official', token_endpoint_auth_method: 'none' },
      clientInformation: () => client,
      saveClientInformation: (saved) => {
        client = saved;
      },
      tokens: () => tokens,
      saveTokens: (saved) => {
        tokens = saved;
      },
      saveCodeVerifier: (saved) => {
        verifier = saved;
      },
      codeVerifier: () => verifier,
      async redirectToAuthorization(page) {
        const { headers } = await fetch(page, { redirect: 'manual' });
        answer = new URL(headers.get('location') ?? '').searchParams.get('code') ?? undefined;
      },
    };
    assert.equal(await auth(provider, { serverUrl: double.resourceUrl }), 'REDIRECT');
    assert(answer !== undefined);
    assert.equal(await auth(provider, { serverUrl: double.resourceUrl, authorizationCode: answer }), 'AUTHORIZED');
    const official = new Client({ name: 'official', version: '1' });
    await official.connect(new StreamableHTTPClientTransport(new URL(double.resourceUrl), { authProvider: provider }));
    assert.deepEqual(
      (await official.listTools()).tools.map(({ name }) => name),
      ['whisper'],
    );
    await official.close();
  });

  it('reads what a refusal says', () => {
    assert.deepEqual(challengeWords('Bearer realm="x", resource_metadata="https://a.example/.well-known/r", scope="a b"'), {
      resourceMetadata: new URL('https://a.example/.well-known/r'),
      scope: 'a b',
    });
    assert.deepEqual(challengeWords('Bearer resource_metadata=no-address, error=invalid_token'), { error: 'invalid_token' });
    assert.deepEqual(challengeWords(undefined), {});
    assert.equal(canonicalServer('HTTPS://MCP.example:443/a/?q=1#x'), 'https://mcp.example/a?q=1');
  });
});
