import assert from 'node:assert/strict';
import { createPapersDoor, personalPapers } from '../../../src/app/papersDoor.ts';
import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority, NotPermitted } from '../../../src/base/permit.ts';
import { parseGiven } from '../../../src/papers/sources/given.ts';
import { type PaperServices, startPaperServices } from '../../doubles/papers/papers.ts';
import { neverAborted, useTemporaryFolder } from '../workspace/temporary.ts';

describe('the way to papers', () => {
  const folder = useTemporaryFolder();
  const permits = createPermitAuthority();
  let services: PaperServices;
  let keys: (string | null)[];
  beforeEach(async () => {
    keys = [];
    services = await startPaperServices([{ arxiv: '2401.00001', title: 'A Paper', abstract: 'Words.' }]);
  });
  afterEach(() => services.close());
  const host = () => ({
    home: folder.path,
    papers: {
      userAgent: 'practicum/test',
      settings: () => services.settings,
      scholarKey: () => 'the-key',
      fetch: (async (url, init) => {
        keys.push(new Headers(init?.headers).get('x-api-key'));
        return await fetch(url, init);
      }) satisfies typeof fetch,
    },
  });

  // shows: paper-hosts, ports-permit
  it('is closed to a call without a permit for that host, also for what is kept', async () => {
    const door = createPapersDoor(host(), permits.require);
    const elsewhere = permits.mint('ca_1' as CallId, [{ kind: 'lookup', host: 'example.org' }]);
    const right = permits.mint('ca_2' as CallId, [{ kind: 'lookup', host: '127.0.0.1' }]);
    assert.throws(() => door.under(elsewhere, ['127.0.0.1']), NotPermitted);
    // A host that the permit does not name is not asked, whatever the tool says of its hosts.
    await assert.rejects(door.under(elsewhere, ['example.org']).searchArxiv('paper', 5, neverAborted), NotPermitted);
    await assert.rejects(door.under(elsewhere, []).open(parseGiven('2401.00001'), { signal: neverAborted }), /does not name it|no such/i);
    assert.deepEqual(services.asked, []);
    const papers = door.under(right, ['127.0.0.1']);
    assert.equal((await papers.searchArxiv('paper', 5, neverAborted)).length, 1);
    permits.revoke(right);
    for (const words of ['other words', 'paper']) await assert.rejects(papers.searchArxiv(words, 5, neverAborted), NotPermitted);
  });

  // shows: paper-hosts
  it('gives the key of Semantic Scholar to that service alone', async () => {
    const papers = personalPapers(host());
    await papers.searchArxiv('paper', 5, neverAborted);
    await papers.searchScholar('paper', 5, neverAborted);
    assert.deepEqual(keys, [null, 'the-key']);
  });

  // shows: paper-hosts
  it('leads a link into the person’s own network only where they typed it', async () => {
    services.files.set('/x', { body: Buffer.from([0, 1]) });
    const url = new URL(`http://localhost:${new URL(services.url('files')).port}/x`);
    const given = parseGiven(url.href);
    const open = (typed?: URL) => personalPapers(host(), typed).open(given, { signal: neverAborted });
    await assert.rejects(open(), { code: 'web-private' });
    assert.deepEqual(services.asked, []);
    await assert.rejects(open(url), { code: 'not-a-paper' });
  });
});
