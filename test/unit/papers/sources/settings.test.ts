import assert from 'node:assert/strict';
import { parseGiven } from '../../../../src/papers/sources/given.ts';
import { hostsToAsk, paperHosts } from '../../../../src/papers/sources/hosts.ts';
import { paperSettingsFrom, usualPaperSettings } from '../../../../src/papers/sources/settings.ts';

describe('the settings of where papers come from', () => {
  // shows: paper-hosts
  it('are the usual services where nothing is set, and each can be another', () => {
    assert.deepEqual(paperSettingsFrom({}), usualPaperSettings);
    const own = paperSettingsFrom({
      arxiv: 'https://mirror.example/arxiv/',
      semanticScholar: 'http://127.0.0.1:8000',
      cacheMegabytes: '10',
    });
    assert.deepEqual(
      [own.arxiv, own.semanticScholar, own.mostBytes],
      ['https://mirror.example/arxiv', 'http://127.0.0.1:8000', 10 * 2 ** 20],
    );
    assert.deepEqual(hostsToAsk(parseGiven('1706.03762'), own), ['mirror.example', 'export.arxiv.org', 'ar5iv.labs.arxiv.org']);
    assert.ok(paperHosts(own).includes('mirror.example') && !paperHosts(own).includes('arxiv.org'));
  });

  // shows: paper-hosts
  it('say which of them is no address, and are never spoken to in the clear elsewhere', () => {
    for (const arxiv of ['arxiv.org', 'http://arxiv.org', 'https://me:secret@arxiv.org', 'file:///etc'])
      assert.throws(() => paperSettingsFrom({ arxiv }), { code: 'paper-setting', message: /practicum\.papers\.arxiv/ }, arxiv);
    assert.throws(() => paperSettingsFrom({ cacheMegabytes: 'much' }), { code: 'paper-setting' });
  });

  // shows: paper-polite
  it('shorten the pause between requests only where arXiv is this machine', () => {
    assert.equal(paperSettingsFrom({ arxivGapSeconds: '0' }).arxivGapMs, 3_000);
    assert.equal(paperSettingsFrom({ arxivGapSeconds: '10' }).arxivGapMs, 10_000);
    assert.equal(paperSettingsFrom({ arxivGapSeconds: '0', arxiv: 'http://127.0.0.1:1' }).arxivGapMs, 3_000);
    const here = { arxiv: 'http://127.0.0.1:1', arxivApi: 'http://localhost:2' };
    assert.equal(paperSettingsFrom({ ...here, arxivGapSeconds: '0' }).arxivGapMs, 0);
    assert.equal(paperSettingsFrom(here).arxivGapMs, 3_000);
  });
});
