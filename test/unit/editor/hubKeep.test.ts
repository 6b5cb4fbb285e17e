import assert from 'node:assert/strict';
import { HubKeep } from '../../../src/editor/hubKeep.ts';
import { forgetKeys, type KeyStore } from '../../../src/editor/keys.ts';
import { NotSignedIn, type OAuthTokens } from '../../../src/hub/deviceCode.ts';
import type { HubIdentity } from '../../../src/hub/identity.ts';

const hub = 'https://huggingface.co';
const other = 'https://hub.acme.example';
const token = 'hf_abcdefghijklmnopqrstuvwxyz012345';
const ada: HubIdentity = {
  name: 'ada',
  fullName: undefined,
  isPro: true,
  canPay: true,
  organisations: [],
  token: { name: 'laptop', role: 'fineGrained', scopes: ['user ada: repo.write'], expiresAt: undefined },
};

/** The secret storage and the memory of an editor, and a Hub that renews. Two windows share it. */
class Machine {
  readonly secrets = new Map<string, string>();
  readonly memory = new Map<string, unknown>();
  readonly borrowed: { environment?: string; file?: string } = {};
  readonly refreshed: string[] = [];
  nowMs = 0;
  /** What the Hub answers to a refresh token. */
  renew: (refreshToken: string) => Promise<OAuthTokens> = async (refreshToken) => ({
    accessToken: `hf_oauth_of_${refreshToken}`,
    refreshToken: `${refreshToken}+`,
    expiresAtMs: this.nowMs + 3_600_000,
  });

  readonly store: KeyStore = {
    secrets: {
      get: async (name) => this.secrets.get(name),
      store: async (name, value) => void this.secrets.set(name, value),
      delete: async (name) => void this.secrets.delete(name),
      keys: async () => [...this.secrets.keys()],
    },
    memory: {
      get: <T>(name: string, otherwise: T) => (this.memory.get(name) as T | undefined) ?? otherwise,
      update: async (name, value) => void this.memory.set(name, value),
    },
    environment: {},
    askConsent: async () => undefined,
  };

  window(): HubKeep {
    return new HubKeep({
      store: this.store,
      clock: { nowMs: () => this.nowMs, sleep: () => Promise.reject(new Error('nobody sleeps here')) },
      borrow: async (from) => this.borrowed[from],
      refresh: (_hub, _clientId, refreshToken) => {
        this.refreshed.push(refreshToken);
        return this.renew(refreshToken);
      },
    });
  }
}

describe('the sign-in that the editor keeps', () => {
  // shows: hub-sign-in
  it('is one for one Hub, with user and scopes, until it is forgotten', async () => {
    const machine = new Machine();
    const keep = machine.window();
    assert.equal(await keep.session(hub), undefined);
    await keep.keepToken(hub, token, ada);
    const session = { id: 'ada@huggingface.co', user: 'ada', scopes: ['fineGrained', 'user ada: repo.write'], from: 'pasted', token };
    assert.deepEqual(await machine.window().session(hub), session);
    assert.equal(await keep.session(other), undefined);
    await keep.forget(hub);
    assert.equal(await keep.session(hub), undefined);
    assert.equal(machine.secrets.size, 0);
  });

  // shows: hub-token-files
  it('of HF_TOKEN or of hf’s file is the person’s word and no copy: what stands there now is used, for this Hub alone', async () => {
    const machine = new Machine();
    const keep = machine.window();
    machine.borrowed.environment = token;
    machine.borrowed.file = token;
    assert.equal(await keep.session(hub), undefined);
    await keep.useBorrowed(hub, 'environment', ada);
    assert.equal((await keep.session(hub))?.token, token);
    assert.equal(await keep.session(other), undefined);
    machine.borrowed.environment = 'hf_another_one_entirely';
    assert.equal((await keep.session(hub))?.token, 'hf_another_one_entirely');
    assert.ok(!JSON.stringify([...machine.memory, ...machine.secrets]).includes('hf_'), 'no token is copied');
    delete machine.borrowed.environment;
    assert.equal(await keep.session(hub), undefined);
    await keep.useBorrowed(hub, 'file', ada);
    assert.equal((await keep.session(hub))?.from, 'file');
  });

  // shows: hub-sign-in
  it('goes with Forget API Keys and Consent', async () => {
    const machine = new Machine();
    const keep = machine.window();
    machine.borrowed.file = token;
    await keep.keepToken(hub, token, ada);
    await keep.useBorrowed(other, 'file', ada);
    await forgetKeys(machine.store);
    assert.deepEqual([await keep.session(hub), await keep.session(other)], [undefined, undefined]);
  });

  // shows: hub-device-code
  it('is renewed before its time is over, once for all that ask', async () => {
    const machine = new Machine();
    const keep = machine.window();
    await keep.keepTokens(hub, 'c1', { accessToken: token, refreshToken: 'r', expiresAtMs: 100_000 }, ada);
    assert.equal((await keep.session(hub))?.token, token);
    machine.nowMs = 50_000;
    const sessions = await Promise.all([keep.session(hub), keep.session(hub), keep.session(hub)]);
    assert.deepEqual(
      sessions.map((session) => session?.token),
      ['hf_oauth_of_r', 'hf_oauth_of_r', 'hf_oauth_of_r'],
    );
    assert.deepEqual(machine.refreshed, ['r']);
    assert.equal((await machine.window().session(hub))?.token, 'hf_oauth_of_r');
    assert.equal((await keep.session(hub))?.user, 'ada');
  });

  // shows: hub-device-code
  it('is taken from the window that was quicker, and over where the Hub says so', async () => {
    const machine = new Machine();
    const [here, there] = [machine.window(), machine.window()];
    await here.keepTokens(hub, 'c1', { accessToken: token, refreshToken: 'r', expiresAtMs: 0 }, ada);
    const over = new NotSignedIn('hub-session-over', 'Over.', 'Sign in again.');
    const renew = machine.renew;
    machine.renew = async (refreshToken) => {
      machine.renew = renew;
      await there.session(hub);
      assert.equal(refreshToken, 'r');
      throw over;
    };
    assert.equal((await here.session(hub))?.token, 'hf_oauth_of_r');
    machine.nowMs = 10_000_000;
    machine.renew = () => Promise.reject(over);
    assert.equal(await here.session(hub), undefined);
    assert.equal(machine.secrets.size, 0);
  });

  // shows: hub-device-code
  it('outlasts a Hub that cannot be reached when it is to be renewed', async () => {
    const machine = new Machine();
    const keep = machine.window();
    await keep.keepTokens(hub, 'c1', { accessToken: token, refreshToken: 'r', expiresAtMs: 0 }, ada);
    const renew = machine.renew;
    machine.renew = () => Promise.reject(new Error('no line'));
    await assert.rejects(keep.session(hub), /no line/);
    machine.renew = renew;
    assert.equal((await keep.session(hub))?.token, 'hf_oauth_of_r');
  });

  // shows: hub-payer
  it('knows who was chosen to pay, by Hub, until the person signs out', async () => {
    const keep = new Machine().window();
    await keep.choosePayer(hub, 'engines');
    assert.deepEqual([keep.payer(hub), keep.payer(other)], ['engines', undefined]);
    await keep.choosePayer(hub, undefined);
    assert.equal(keep.payer(hub), undefined);
    await keep.choosePayer(hub, 'engines');
    await keep.forget(hub);
    assert.equal(keep.payer(hub), undefined);
  });

  // shows: hub-sign-in
  it('is nobody where what is stored is broken', async () => {
    const machine = new Machine();
    machine.secrets.set('practicum.key.huggingface@huggingface.co', '{');
    machine.memory.set('practicum.huggingface.borrowed', 'x');
    assert.equal(await machine.window().session(hub), undefined);
    assert.equal(machine.window().payer(hub), undefined);
  });
});
