import assert from 'node:assert/strict';
import * as z from 'zod';
import { createHubDoor, lookupHosts, personalHubClient } from '../../../src/app/hubDoor.ts';
import { createSessionPolicy } from '../../../src/app/sessionPolicy.ts';
import type { Effect } from '../../../src/base/effects.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority, NotPermitted } from '../../../src/base/permit.ts';
import { learnSecrets } from '../../../src/base/redact.ts';
import type { HubCall } from '../../../src/hub/call.ts';
import type { HubHost } from '../../../src/hub/door.ts';
import { endpointsFrom } from '../../../src/hub/endpoints.ts';
import { whoAmI } from '../../../src/hub/identity.ts';
import { json, token, useLoopback } from '../hub/loopback.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';
import { testHost } from './support.ts';

describe('The door to the Hub', () => {
  const hub = useLoopback();
  const permits = createPermitAuthority();
  const host = (): { readonly hub: HubHost } => ({
    hub: {
      userAgent: 'practicum/test',
      endpoints: () => endpointsFrom({ hub: hub.url, router: hub.url, datasetsServer: 'http://localhost:1' }, {}),
      token: async () => token,
      payer: () => 'engines',
    },
  });
  const under = (effect: Effect) => createHubDoor(host(), permits.require).under(permits.mint('ca_test' as CallId, [effect]), effect);
  const lookup: Effect = { kind: 'lookup', host: '127.0.0.1' };
  const upload: Effect = { kind: 'publish', repo: 'datasets/ada/pairs', change: 'upload' };

  // shows: hub-permits
  it('opens only under a permit that names exactly this, for as long as it lives', async () => {
    const door = createHubDoor(host(), permits.require);
    const permit = permits.mint('ca_test' as CallId, [lookup]);
    assert.throws(() => door.under(permit, upload), NotPermitted);
    const client = door.under(permit, lookup);
    await client.done({ path: '/api/models' });
    hub.answers(json([1, 2]));
    const pages = client.pages({ path: '/api/models' }, z.number())[Symbol.asyncIterator]();
    assert.equal((await pages.next()).value, 1);
    permits.revoke(permit);
    await assert.rejects(pages.next(), NotPermitted);
    await assert.rejects(client.done({ path: '/api/models' }), NotPermitted);
    assert.equal(hub.asked.length, 2);
  });

  // shows: injection-leaks, secrets-everywhere
  it('lets no key that is known through, wherever in a call it stands', async () => {
    const secret = 'Quiet7Harbour-lamp';
    const learned = learnSecrets([secret]);
    const commit = '/api/datasets/ada/pairs/commit/main';
    const carrying: readonly HubCall[] = [
      { path: `/api/datasets/ada/pairs/tree/${secret}` },
      { path: '/api/datasets/ada/pairs/tree/main', query: { search: secret } },
      { path: commit, method: 'POST', json: { summary: `Keep ${secret}` } },
      { path: commit, method: 'POST', body: { type: 'application/x-ndjson', bytes: `{"key":"header","value":{"summary":"${secret}"}}` } },
    ];
    try {
      for (const call of carrying) await assert.rejects(under(upload).done(call), /a key would go there/);
      assert.equal(hub.asked.length, 0);
      await under(upload).done({ path: commit, method: 'POST', json: { summary: 'Keep it' } });
    } finally {
      learned.dispose();
    }
  });

  const hex = '64f9a55bb3115b4f513ec026';
  const titled: Effect = { kind: 'publish', repo: 'collections/ada/Small models', change: 'upload' };
  const cases: readonly (readonly [what: string, effect: Effect, call: HubCall, isAllowed: boolean])[] = [
    ['a look-up asks', lookup, { path: '/api/models/ada/tiny' }, true],
    ['a look-up asks for many files at once', lookup, { path: '/api/models/ada/tiny/paths-info/main', method: 'POST', json: {} }, true],
    ['a look-up changes nothing', lookup, { path: '/api/repos/create', method: 'POST', json: { name: 'x' } }, false],
    ['a look-up deletes nothing', lookup, { path: '/api/models/ada/tiny/branch/x', method: 'DELETE' }, false],
    ['a look-up asks nobody else', lookup, { at: 'datasetsServer', path: '/rows' }, false],
    ['an upload reads', upload, { path: '/api/datasets/ada/pairs/tree/main' }, true],
    ['an upload commits', upload, { path: '/api/datasets/ada/pairs/commit/main', method: 'POST', json: {} }, true],
    ['an upload stores', upload, { path: '/datasets/ada/pairs.git/info/lfs/objects/batch', method: 'POST', json: {} }, true],
    ['an upload commits to no other', upload, { path: '/api/datasets/ada/pairs2/commit/main', method: 'POST', json: {} }, false],
    ['an upload commits to no model of that name', upload, { path: '/api/models/ada/pairs/commit/main', method: 'POST', json: {} }, false],
    ['an upload does not climb out', upload, { path: '/api/datasets/ada/pairs/../other/commit/main', method: 'POST', json: {} }, false],
    [
      'it creates what it names',
      { kind: 'publish', repo: 'datasets/ada/pairs', change: 'create' },
      { path: '/api/repos/create', method: 'POST', json: { type: 'dataset', name: 'pairs', organization: 'ada' } },
      true,
    ],
    [
      'it creates nothing else',
      { kind: 'publish', repo: 'datasets/ada/pairs', change: 'create' },
      { path: '/api/repos/create', method: 'POST', json: { type: 'model', name: 'pairs', organization: 'ada' } },
      false,
    ],
    ['a job is started', { kind: 'spend', usd: 1, on: 'x', purpose: 'run' }, { path: '/api/jobs/ada', method: 'POST', json: {} }, true],
    [
      'a job is no reason to change a repository',
      { kind: 'spend', usd: 1, on: 'x', purpose: 'run' },
      { path: '/api/datasets/ada/pairs/commit/main', method: 'POST', json: {} },
      false,
    ],
    [
      'a new collection by its title',
      titled,
      { path: '/api/collections', method: 'POST', json: { title: 'Small models', namespace: 'ada' } },
      true,
    ],
    ['one of another title', titled, { path: '/api/collections', method: 'POST', json: { title: 'Large', namespace: 'ada' } }, false],
    ['what it was made as', titled, { path: `/api/collections/ada/small-models-${hex}/items`, method: 'POST', json: {} }, true],
    ['another one', titled, { path: `/api/collections/ada/large-${hex}/items`, method: 'POST', json: {} }, false],
    ['one of somebody else', titled, { path: `/api/collections/eve/small-models-${hex}/items`, method: 'POST', json: {} }, false],
    ['what takes it away', titled, { path: `/api/collections/ada/small-models-${hex}`, method: 'DELETE' }, false],
  ];
  for (const [what, effect, call, isAllowed] of cases) {
    // shows: hub-permits
    it(`and no further than that: ${what}`, async () => {
      const client = under(effect);
      if (isAllowed) await client.done(call);
      else await assert.rejects(client.done(call), NotPermitted);
      assert.equal(hub.asked.length, isAllowed ? 1 : 0);
    });
  }

  // shows: hub-permits
  it('says so where no Hub is set up', () => {
    const door = createHubDoor({}, permits.require);
    assert.equal(door.isOpen, false);
    assert.deepEqual(lookupHosts({}), []);
    const noHub = (error: unknown): boolean => error instanceof PracticumError && error.code === 'no-hub';
    assert.throws(() => door.endpoints, noHub);
    assert.throws(() => door.under(permits.mint('ca_test' as CallId, [lookup]), lookup), noHub);
    assert.throws(() => personalHubClient({}), noHub);
  });

  // shows: hub-client
  it('asks once who is signed in, whoever wants to know, and passes on what the Hub warns of', async () => {
    const heard: string[] = [];
    const shared = { ...host(), log: (_level: string, text: string) => void heard.push(text) };
    const effect: Effect = lookup;
    hub.answers(json({ name: 'ada' }, 200, { 'x-hf-warning': 'token; It ends soon.' }));
    for (const client of [
      personalHubClient(shared),
      personalHubClient(shared),
      createHubDoor(shared, permits.require).under(permits.mint('ca_test' as CallId, [effect]), effect),
    ])
      assert.equal((await whoAmI(client)).name, 'ada');
    assert.equal(hub.asked.length, 1);
    assert.deepEqual(heard, ['Hugging Face warns: It ends soon.']);
  });

  // shows: hub-payer
  it('knows who pays from the person alone', () => {
    assert.equal(createHubDoor(host(), permits.require).payer(), 'engines');
  });

  describe('for the policy', () => {
    const folder = useTemporaryFolder();

    // shows: hub-lookups-allowed
    it('makes look-ups at what is set up pass, in plan mode as well, and asks about any other', async () => {
      const never = (): never => assert.fail('no model here');
      const judge = createSessionPolicy(testHost(folder.path, folder.path, never, host()));
      const verdictOn = async (to: string): Promise<string> => {
        const effects: readonly Effect[] = [{ kind: 'lookup', host: to }];
        return (await judge({ call: 'ca_test' as CallId, tool: 'search_hub', effects, effectKinds: ['lookup'], mode: 'plan' })).verdict;
      };
      assert.equal(await verdictOn('127.0.0.1'), 'allow');
      assert.equal(await verdictOn('evil.example'), 'ask');
      assert.deepEqual(lookupHosts(host()), ['127.0.0.1', 'localhost']);
    });
  });
});
