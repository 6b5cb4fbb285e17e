import assert from 'node:assert/strict';
import type { Clock } from '../../../src/base/clock.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import { isDue, refreshTokens, startDeviceCode, waitForTokens } from '../../../src/hub/deviceCode.ts';
import { whoAmI } from '../../../src/hub/identity.ts';
import { startHub } from '../../doubles/hub/hub.ts';
import { type Answer, clientAt, hangsUp, json, status, useLoopback } from './loopback.ts';

/** Time passes only while somebody sleeps. */
function passing(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = 1_000_000;
  return {
    slept,
    nowMs: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}

const begun = {
  device_code: 'dev-123',
  user_code: 'WDJB-MJHT',
  verification_uri: 'https://huggingface.co/device',
  verification_uri_complete: 'https://huggingface.co/device?code=WDJB-MJHT',
  interval: 5,
  expires_in: 900,
};
const pending = json({ error: 'authorization_pending', error_description: 'not yet' }, 400);
const granted = json({
  access_token: 'hf_oauth_aaaaaaaaaaaa',
  refresh_token: 'refresh-1',
  expires_in: 3600,
  token_type: 'bearer',
  scope: 'openid',
});
const clientId = 'c1';

describe('Signing in with a code', () => {
  const hub = useLoopback();

  async function signIn(answers: readonly Answer[], clock = passing(), signal?: AbortSignal) {
    hub.answers(json(begun), ...answers);
    const client = clientAt(hub.url);
    const code = await startDeviceCode(client, clientId);
    return await waitForTokens(client, code, { clientId, clock, signal });
  }
  const failsWith = (code: string) => (error: unknown) => error instanceof PracticumError && error.code === code;

  // shows: hub-device-code
  it('shows the code and its page, and asks at the distance that the Hub wants', async () => {
    const clock = passing();
    const tokens = await signIn([pending, pending, granted], clock);
    assert.deepEqual(tokens, {
      accessToken: 'hf_oauth_aaaaaaaaaaaa',
      refreshToken: 'refresh-1',
      expiresAtMs: 1_000_000 + 15_000 + 3_600_000,
    });
    assert.deepEqual(clock.slept, [5000, 5000, 5000]);
    const [first, second] = hub.asked;
    assert.deepEqual(
      [first?.method, first?.url, first?.body, first?.headers.authorization],
      ['POST', '/oauth/device', 'client_id=c1', undefined],
    );
    assert.equal(second?.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.equal(second?.body, 'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=dev-123&client_id=c1');
    assert.equal(second?.headers.authorization, undefined);
  });

  // shows: hub-device-code
  it('asks less often when it is told to, and when nobody answers', async () => {
    const clock = passing();
    const slow = json({ error: 'slow_down' }, 400);
    const page = status(200, { 'content-type': 'text/html' }, '<html>');
    await signIn([slow, pending, status(503), hangsUp, page, pending, granted], clock);
    assert.deepEqual(clock.slept, [5000, 10_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  // shows: hub-device-code
  it('ends when the person says no, when the code is too old, and when the app is not known', async () => {
    await assert.rejects(signIn([pending, json({ error: 'access_denied' }, 400)]), failsWith('hub-code-denied'));
    await assert.rejects(signIn([pending, json({ error: 'expired_token' }, 400)]), failsWith('hub-code-expired'));
    await assert.rejects(signIn([json({ error: 'invalid_client' }, 400)]), failsWith('hub-invalid'));
    const clock = passing();
    await assert.rejects(signIn([pending], clock), failsWith('hub-code-expired'));
    assert.equal(clock.slept.length, 180);
  });

  // shows: hub-device-code
  it('ends when it is cancelled', async () => {
    const stop = new AbortController();
    const reason = new Error('closed');
    await assert.rejects(signIn([pending, () => stop.abort(reason)], passing(), stop.signal), (error) => error === reason);
  });

  // shows: hub-device-code
  it('opens no page that is none, and takes five seconds and fifteen minutes where nothing is said', async () => {
    hub.answers(json({ ...begun, verification_uri: 'javascript:alert(1)' }));
    await assert.rejects(startDeviceCode(clientAt(hub.url), clientId), failsWith('hub-server'));
    hub.answers(json({ device_code: 'd', user_code: 'u', verification_uri: 'https://hub.example/device' }));
    assert.deepEqual(await startDeviceCode(clientAt(hub.url), clientId), {
      deviceCode: 'd',
      userCode: 'u',
      page: 'https://hub.example/device',
      filledPage: undefined,
      intervalMs: 5000,
      expiresInMs: 900_000,
    });
  });

  // shows: hub-device-code
  it('exchanges tokens before they expire, keeps the old one where no new one comes, and says when it is over', async () => {
    const waiting = { clientId, clock: passing() };
    hub.answers(json({ access_token: 'hf_oauth_bbbbbbbbbbbb', expires_in: 60 }));
    const tokens = await refreshTokens(clientAt(hub.url), 'refresh-1', waiting);
    assert.deepEqual(tokens, { accessToken: 'hf_oauth_bbbbbbbbbbbb', refreshToken: 'refresh-1', expiresAtMs: 1_060_000 });
    assert.equal(hub.asked[0]?.body, 'grant_type=refresh_token&refresh_token=refresh-1&client_id=c1');
    assert.deepEqual(
      [isDue(tokens, 999_999), isDue(tokens, 1_000_000), isDue({ ...tokens, refreshToken: undefined }, 2_000_000)],
      [false, true, false],
    );
    hub.answers(json({ error: 'invalid_grant' }, 400));
    await assert.rejects(refreshTokens(clientAt(hub.url), 'refresh-1', waiting), failsWith('hub-session-over'));
    hub.answers(status(503));
    await assert.rejects(refreshTokens(clientAt(hub.url), 'refresh-1', waiting), failsWith('hub-server'));
  });

  // shows: hub-device-code, hub-sign-in
  it('goes with the stand-in from the code to who is signed in, over a renewal, to its end', async () => {
    const clock = passing();
    const standIn = await startHub({ now: () => clock.nowMs() });
    try {
      const nobody = clientAt(standIn.url, { token: async () => undefined });
      const code = await startDeviceCode(nobody, clientId);
      const sleep: Clock['sleep'] = async (ms, signal) => {
        await clock.sleep(ms, signal);
        if (clock.slept.length === 2) standIn.oauth.approve(code.userCode, 'grace');
      };
      const tokens = await waitForTokens(nobody, code, { clientId, clock: { ...clock, sleep } });
      assert.deepEqual(clock.slept, [5000, 5000]);
      const identity = await whoAmI(clientAt(standIn.url, { token: async () => tokens.accessToken }));
      assert.deepEqual([identity.name, identity.token.role], ['grace', 'oauth']);
      assert.ok(tokens.refreshToken !== undefined);
      const next = await refreshTokens(nobody, tokens.refreshToken, { clientId, clock });
      assert.notEqual(next.accessToken, tokens.accessToken);
      await assert.rejects(refreshTokens(nobody, tokens.refreshToken, { clientId, clock }), failsWith('hub-session-over'));
    } finally {
      await standIn.close();
    }
  });
});
