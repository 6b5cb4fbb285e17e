// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references, as people write them
import assert from 'node:assert/strict';
import { hideSecrets } from '../../../src/base/redact.ts';
import type { ServerConfiguration, SignIn, SignInChallenge } from '../../../src/mcp/desk.ts';
import { type HttpServerDouble, startHttpServer } from '../../doubles/mcp/httpServer.ts';
import { nasty, nodeServer, openRoom, type Room } from './support.ts';

/** Each says by itself whose it is. */
const canaries = {
  HF_TOKEN: 'hf_CanaryOfTheHub0123456789abcd',
  HUGGING_FACE_HUB_TOKEN: 'hf_SecondCanaryOfTheHub012345678',
  ANTHROPIC_API_KEY: 'sk-ant-canary-0123456789',
  OPENAI_API_KEY: 'sk-canary-0123456789abcdefghij',
  AWS_SECRET_ACCESS_KEY: 'canaryOfTheCloud0123456789',
  DATABASE_URL: 'postgres://ada:canaryOfTheDatabase1@localhost/db',
  PRACTICUM_HOME: '/canary/of/practicum',
  NODE_OPTIONS: '--no-warnings=canary',
};
const env = { ...canaries, PATH: process.env['PATH'], HOME: '/home/ada', LANG: 'C.UTF-8', THEIRS: 'theirs-0123456789-secret' };

describe('what a server is given', () => {
  let room: Room;
  afterEach(() => room.close());

  // shows: mcp-credentials
  it('as a program: what every program needs and what names it, and none of the person’s keys', async () => {
    const server = nodeServer('one', nasty, ['environment']);
    const transport = {
      ...server.transport,
      args: [nasty, 'environment', '${env:THEIRS}'],
      env: { TOKEN: 'Bearer ${env:THEIRS}', REGION: 'eu' },
    };
    room = await openRoom([{ ...server, transport } as ServerConfiguration], { env });
    await room.accept('one');
    const { content } = await room.call('mcp__one__echo', {});
    const given: { env: Record<string, string>; argv: string[] } = JSON.parse(content);
    for (const [name, canary] of Object.entries(canaries)) assert.ok(!content.includes(canary), `it got ${name}`);
    assert.deepEqual(
      Object.keys(given.env)
        .filter((name) => !['PWD', 'SHLVL', '_', 'OLDPWD'].includes(name))
        .sort(),
      ['HOME', 'LANG', 'PATH', 'REGION', 'TOKEN'],
    );
    assert.equal(given.env['TOKEN'], `Bearer ${env.THEIRS}`);
    // A command line is seen by every program, and nobody was asked about this one.
    assert.equal(given.argv[1], '${env:THEIRS}');
    // Known from then on, and hidden wherever it turns up.
    assert.ok(!hideSecrets(content).includes(env.THEIRS));
  });

  it('is not started without a value that it is to be given', async () => {
    const server = nodeServer('one', nasty, ['environment']);
    room = await openRoom(
      [{ ...server, transport: { ...server.transport, env: { A: '${env:NOT_THERE}' } } as ServerConfiguration['transport'] }],
      { env },
    );
    const row = await room.accept('one');
    assert.equal(row.state, 'failed');
    assert.match(`${row.words} ${row.nextStep}`, /NOT_THERE of your environment.*Set NOT_THERE/);
  });

  it('asks the person for an input, for this server', async () => {
    const asked: string[] = [];
    const server = nodeServer('one', nasty, ['environment']);
    const transport = { ...server.transport, env: { A: '${input:their-key}' } } as ServerConfiguration['transport'];
    room = await openRoom([{ ...server, transport }], { env });
    await room.close();
    const configurations = async () => ({ servers: [{ ...server, transport }], problems: [] });
    const none = { dispose: () => undefined };
    const credentials = { get: async () => undefined, set: async () => undefined, delete: async () => undefined };
    room = await openRoom([], {
      env,
      host: {
        configurations,
        credentials,
        onDidChange: () => none,
        input: async (id, name) => {
          asked.push(`${id} for ${name}`);
          return 'what-they-typed-42';
        },
      },
    });
    await room.accept('one');
    assert.match((await room.call('mcp__one__echo', {})).content, /what-they-typed-42/);
    assert.deepEqual(asked, ['their-key for one']);
  });
});

describe('what a server over HTTP is sent', () => {
  let mine: HttpServerDouble;
  let other: HttpServerDouble;
  let room: Room;
  beforeEach(async () => {
    [mine, other] = await Promise.all([startHttpServer(), startHttpServer()]);
  });
  afterEach(async () => {
    await room.close();
    await mine.close();
    await other.close();
  });
  const to = (name: string, url: string, headers: Record<string, string> = {}): ServerConfiguration => ({
    name,
    transport: { kind: 'http', url, headers },
    from: 'user',
    timeoutMs: 1_000,
  });
  const sent = (server: HttpServerDouble): string => JSON.stringify(server.seen);

  it('its own headers, and no key of anybody else', async () => {
    room = await openRoom([to('mine', mine.url, { 'x-api-key': '${env:THEIRS}' }), to('other', other.url)], { env });
    await room.accept('mine');
    await room.accept('other');
    assert.equal((await room.call('mcp__mine__echo', {})).content, 'done');
    assert.equal((await room.call('mcp__other__echo', {})).content, 'done');
    assert.ok(mine.seen.every(({ headers }) => headers['x-api-key'] === env.THEIRS));
    for (const canary of [...Object.values(canaries), 'authorization', 'cookie']) assert.ok(!sent(mine).includes(canary), canary);
    for (const canary of [...Object.values(canaries), env.THEIRS, 'authorization']) assert.ok(!sent(other).includes(canary), canary);
  });

  it('nothing follows a redirect to another origin', async () => {
    mine.redirect = other.url;
    room = await openRoom([to('mine', mine.url, { authorization: 'Bearer ${env:THEIRS}' })], { env });
    const row = await room.accept('mine').catch(() => undefined);
    assert.notEqual(row?.state, 'ready');
    await room.until('mine', 'failed');
    assert.deepEqual(other.seen, []);
  });

  it('a token goes to the server that it was given for, and a refusal is a sign-in', async () => {
    const tokens = new Map([[mine.url, 'token-of-mine-0123456789']]);
    const challenges: SignInChallenge[] = [];
    const signIn: SignIn = {
      token: async (url) => tokens.get(url),
      renewed: async () => undefined,
      signIn: async (challenge) => {
        challenges.push(challenge);
        tokens.set(challenge.url, 'token-of-other-0123456789');
      },
      signOut: async (url) => void tokens.delete(url),
    };
    mine.token = 'token-of-mine-0123456789';
    other.token = 'token-of-other-0123456789';
    room = await openRoom([to('mine', mine.url), to('other', other.url)], { env, signIn: async () => signIn });
    await room.accept('mine');
    const row = await room.accept('other');
    assert.equal(row.state, 'needs-sign-in');
    assert.ok(!sent(other).includes('token-of-mine'));
    await room.desk.signIn('other', new AbortController().signal);
    await room.until('other', 'ready');
    assert.deepEqual(
      challenges.map(({ url }) => url),
      [other.url],
    );
    assert.match(challenges[0]?.wwwAuthenticate ?? '', /resource_metadata/);
    assert.equal((await room.call('mcp__other__echo', {})).content, 'done');
    await room.desk.signOut('other');
    await room.until('other', 'needs-sign-in');
    assert.ok(!sent(mine).includes('token-of-other'));
  });

  it('a token that is refused is renewed once, without a person', async () => {
    let renewals = 0;
    const signIn: SignIn = {
      token: async () => (renewals === 0 ? 'old-token-0123456789' : 'new-token-0123456789'),
      renewed: async (_challenge, refused) => {
        assert.equal(refused, 'old-token-0123456789');
        renewals += 1;
        return 'new-token-0123456789';
      },
      signIn: async () => undefined,
      signOut: async () => undefined,
    };
    mine.token = 'new-token-0123456789';
    room = await openRoom([to('mine', mine.url)], { env, signIn: async () => signIn });
    assert.equal((await room.accept('mine')).state, 'ready');
    assert.equal(renewals, 1);
  });

  // shows: mcp-hangs
  it('whatever it does with a call, the call is over in time and the next one works', async () => {
    room = await openRoom([to('mine', mine.url)], { env });
    await room.accept('mine');
    for (const [does, code] of [
      ['hang', 'mcp-timeout'],
      ['huge', 'mcp-gone'],
      ['endless-event', /mcp-(gone|timeout)/],
      ['flood-events', /mcp-(gone|timeout)/],
      ['forget-session', 'mcp-gone'],
      ['break', 'mcp-gone'],
    ] as const) {
      await room.until('mine', 'ready');
      mine.does = does;
      await assert.rejects(room.call('mcp__mine__echo', {}), (error: { code?: string }) => {
        assert.match(error.code ?? '', new RegExp(code), does);
        return true;
      });
      mine.does = 'behave';
      await room.desk.restart('mine');
      await room.until('mine', 'connecting');
      await room.until('mine', 'ready');
      assert.equal((await room.call('mcp__mine__echo', {})).content, 'done', does);
    }
  });
});
