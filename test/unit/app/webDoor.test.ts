import assert from 'node:assert/strict';
import { createWebDoor, webLookupHosts } from '../../../src/app/webDoor.ts';
import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority, NotPermitted, type Permit } from '../../../src/base/permit.ts';
import type { WebDoor, WebHost } from '../../../src/web/door.ts';
import { webSettingsFrom } from '../../../src/web/settings.ts';
import { useSite } from '../web/site.ts';

const { signal } = new AbortController();
const paging = { limit: 1, page: 1 };
const wanted = { fromLine: 1, lines: 1, atMostBytes: 1_000 };

describe('the way to the web', () => {
  const site = useSite();
  const permits = createPermitAuthority();
  let tokens = 0;
  const web = (): WebHost => ({
    userAgent: 'practicum/test',
    settings: () => webSettingsFrom({ provider: 'brave', endpoint: `${site.url}/search`, gitHub: site.url, privateHosts: ['127.0.0.1'] }),
    searchKey: async () => {
      tokens++;
      return 'key';
    },
    gitHubToken: async () => {
      tokens++;
      return 'token';
    },
  });

  const ways: Readonly<Record<string, (door: WebDoor, permit: Permit) => Promise<unknown>>> = {
    'reads a page': (door, permit) => door.readPage(permit, new URL(`${site.url}/page`), signal),
    'searches the web': (door, permit) => door.search(permit, { query: 'x', limit: 1 }, signal),
    'searches code': (door, permit) => door.searchCode(permit, 'x', paging, signal),
    'searches repositories': (door, permit) => door.searchRepositories(permit, 'x', paging, signal),
    'lists repositories': (door, permit) => door.listRepositories(permit, 'x', paging, signal),
    'lists files': (door, permit) => door.readTree(permit, 'a/b', undefined, signal),
    'reads a file': (door, permit) => door.readGitHubFile(permit, { repo: 'a/b', path: 'x', ref: undefined }, wanted, signal),
  };
  for (const [what, way] of Object.entries(ways)) {
    // shows: lookup-private-addresses, ports-permit
    it(`is closed to a call that ${what} without a permit for that host, and before any key is taken out`, async () => {
      const door = createWebDoor({ web: web() }, permits.require);
      tokens = 0;
      const elsewhere = permits.mint('ca_1' as CallId, [{ kind: 'lookup', host: 'example.org' }]);
      const reach = permits.mint('ca_2' as CallId, [{ kind: 'reach', host: '127.0.0.1' }]);
      const over = permits.mint('ca_3' as CallId, [{ kind: 'lookup', host: '127.0.0.1' }]);
      permits.revoke(over);
      for (const permit of [elsewhere, reach, over]) await assert.rejects(way(door, permit), NotPermitted);
      assert.deepEqual([site.asked, tokens], [[], 0]);
      const right = permits.mint('ca_4' as CallId, [{ kind: 'lookup', host: '127.0.0.1' }]);
      // Nothing is there, and it was asked.
      await assert.rejects(way(door, right), (error) => !(error instanceof NotPermitted));
      assert.equal(site.asked.length, 1);
    });
  }

  // shows: lookup-private-addresses
  it('is closed to a page that was read before, too', async () => {
    site.page('/page', '<p>Here.');
    const door = createWebDoor({ web: web() }, permits.require);
    const right = permits.mint('ca_5' as CallId, [{ kind: 'lookup', host: '127.0.0.1' }]);
    const url = new URL(`${site.url}/page`);
    assert.equal((await door.readPage(right, url, signal)).markdown, 'Here.');
    const wrong = permits.mint('ca_6' as CallId, [{ kind: 'lookup', host: 'example.org' }]);
    await assert.rejects(door.readPage(wrong, url, signal), NotPermitted);
  });

  // shows: lookup-web-search
  it('asks unasked only what was set up', () => {
    assert.deepEqual(webLookupHosts({}), []);
    assert.deepEqual(webLookupHosts({ web: { ...web(), settings: () => webSettingsFrom({}) } }), ['api.github.com']);
    assert.deepEqual(webLookupHosts({ web: { ...web(), settings: () => webSettingsFrom({ provider: 'brave' }) } }), [
      'api.github.com',
      'api.search.brave.com',
    ]);
    assert.deepEqual(webLookupHosts({ web: { ...web(), settings: () => webSettingsFrom({ provider: 'searxng' }) } }), []);
  });
});
