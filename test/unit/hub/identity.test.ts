import assert from 'node:assert/strict';
import { HubError } from '../../../src/hub/hubErrors.ts';
import { whoAmI } from '../../../src/hub/identity.ts';
import { storedTokens, tokenIn, tokenPlaces } from '../../../src/hub/tokenFiles.ts';
import { clientAt, json, useLoopback } from './loopback.ts';

const whoami = {
  type: 'user',
  id: '5f0',
  name: 'ada',
  fullname: 'Ada L.',
  email: null,
  canPay: true,
  isPro: true,
  periodEnd: null,
  avatarUrl: '',
  orgs: [
    {
      type: 'org',
      id: '1',
      name: 'engines',
      fullname: 'Engines',
      plan: 'team',
      canPay: true,
      spendLimitReached: true,
      roleInOrg: 'admin',
      avatarUrl: '',
    },
    {
      type: 'org',
      id: '2',
      name: 'locked',
      fullname: 'Locked',
      canPay: false,
      roleInOrg: 'read',
      securityRestrictions: ['sso', 'mfa'],
      avatarUrl: '',
    },
  ],
  auth: {
    type: 'access_token',
    expiresAt: '2027-01-01T00:00:00.000Z',
    accessToken: {
      displayName: 'laptop',
      role: 'fineGrained',
      createdAt: '2026-01-01T00:00:00.000Z',
      fineGrained: {
        canReadGatedRepos: true,
        global: ['discussion.write'],
        scoped: [
          { entity: { _id: '1', type: 'user', name: 'ada' }, permissions: ['repo.write', 'job.write'] },
          { entity: { _id: '2', type: 'org', name: 'engines' }, permissions: [] },
        ],
      },
    },
  },
};

describe('Who is signed in', () => {
  const hub = useLoopback();

  // shows: hub-sign-in, hub-payer
  it('is a user with organisations, a token with its scopes in words, and who can pay', async () => {
    hub.answers(json(whoami));
    const identity = await whoAmI(clientAt(hub.url));
    assert.deepEqual([identity.name, identity.fullName, identity.isPro, identity.canPay], ['ada', 'Ada L.', true, true]);
    assert.deepEqual(
      identity.organisations.map(({ name, plan, canPay, isSpendLimitReached, restrictions }) => [
        name,
        plan,
        canPay,
        isSpendLimitReached,
        restrictions,
      ]),
      [
        ['engines', 'team', true, true, []],
        ['locked', undefined, false, false, ['sso', 'mfa']],
      ],
    );
    assert.deepEqual(identity.token, {
      name: 'laptop',
      role: 'fineGrained',
      scopes: [
        'user ada: repo.write, job.write',
        'everywhere: discussion.write',
        'everywhere: read gated repositories that you were let into',
      ],
      expiresAt: '2027-01-01T00:00:00.000Z',
    });
  });

  // shows: hub-client
  it('is asked once for ten minutes, also by many at the same time, and one who turns away leaves the others their answer', async () => {
    const client = clientAt(hub.url);
    const stop = new AbortController();
    const asked = Promise.withResolvers<void>();
    hub.answers((_, response) => {
      asked.resolve();
      response.writeHead(200).flushHeaders();
      stop.signal.addEventListener('abort', () => response.end(JSON.stringify(whoami)));
    });
    const [left, stays] = [whoAmI(client, stop.signal), whoAmI(client, new AbortController().signal)];
    await asked.promise;
    const gone = new Error('gone');
    stop.abort(gone);
    await assert.rejects(left, (error) => error === gone);
    assert.equal((await stays).name, 'ada');
    assert.equal((await whoAmI(client)).name, 'ada');
    assert.equal(hub.asked.length, 1);
  });

  // shows: hub-sign-in
  it('is known of an OAuth token and of an old one, too', async () => {
    hub.answers(json({ type: 'user', name: 'ada', auth: { type: 'oauth' } }));
    assert.equal((await whoAmI(clientAt(hub.url))).token.role, 'oauth');
    hub.answers(json({ type: 'user', name: 'ada', auth: { type: 'access_token', accessToken: { displayName: 'old', role: 'god' } } }));
    assert.equal((await whoAmI(clientAt(hub.url))).token.role, 'write');
  });

  // shows: hub-errors-in-words
  it('is nobody without a token', async () => {
    hub.answers(json({ error: 'Invalid username or password.' }, 401));
    await assert.rejects(
      whoAmI(clientAt(hub.url, { token: async () => undefined })),
      (error) => error instanceof HubError && error.code === 'hub-sign-in' && /needs a token/.test(error.message),
    );
  });
});

describe('A token of the official programs', () => {
  // shows: hub-token-files
  it('lies where their variables say', () => {
    assert.deepEqual(tokenPlaces({}, '/home/ada'), {
      variable: undefined,
      file: '/home/ada/.cache/huggingface/token',
      stored: '/home/ada/.cache/huggingface/stored_tokens',
    });
    assert.equal(tokenPlaces({ XDG_CACHE_HOME: '/c' }, '/home/ada').file, '/c/huggingface/token');
    assert.equal(tokenPlaces({ HF_HOME: '~/hf', XDG_CACHE_HOME: '/c' }, '/home/ada').file, '/home/ada/hf/token');
    const { variable, file, stored } = tokenPlaces(
      { HF_TOKEN: ' hf_abcdefgh\n', HF_HOME: '/hf', HF_TOKEN_PATH: '/run/secrets/hf' },
      '/home/ada',
    );
    assert.deepEqual([variable, file, stored], ['hf_abcdefgh', '/run/secrets/hf', '/run/secrets/stored_tokens']);
  });

  // shows: hub-token-files
  it('is one word', () => {
    assert.equal(tokenIn('hf_abcdefgh\r\n'), 'hf_abcdefgh');
    for (const none of ['', '  ', 'hf_', 'hf_abc defgh', 'hf_abcdefgh\nhf_ijklmnop']) assert.equal(tokenIn(none), undefined);
  });

  // shows: hub-token-files
  it('has a name among those that are stored', () => {
    const text =
      '[laptop]\nhf_token = hf_aaaaaaaaaaaa\n\n[work: 2]\r\nhf_token=hf_bbbbbbbbbbbb\r\nother = x\n[empty]\nhf_token =\n# [no]\n';
    assert.deepEqual(storedTokens(text), [
      { name: 'laptop', token: 'hf_aaaaaaaaaaaa' },
      { name: 'work: 2', token: 'hf_bbbbbbbbbbbb' },
    ]);
    assert.deepEqual(storedTokens('hf_token = hf_aaaaaaaaaaaa\n'), []);
  });
});
