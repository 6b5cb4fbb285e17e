import assert from 'node:assert/strict';
import { aboutDoi, aboutOpenReview } from '../../../../src/papers/sources/about.ts';
import { parseAtom } from '../../../../src/papers/sources/arxiv.ts';
import { scholarLinks, scholarPassages, searchScholar } from '../../../../src/papers/sources/semanticScholar.ts';
import { type PaperServices, startPaperServices } from '../../../doubles/papers/papers.ts';
import { neverAborted, useTemporaryFolder } from '../../workspace/temporary.ts';
import { libraryOf } from './support.ts';

const paper = {
  paperId: null,
  title: 'Attention',
  year: null,
  abstract: null,
  externalIds: { CorpusId: 12, ArXiv: '1706.03762', DBLP: null },
  openAccessPdf: { url: '', status: 'CLOSED', license: null },
  tldr: null,
  authors: [{ authorId: null, name: null }, { name: 'Ada Lovelace' }],
};
const attention = { title: 'Attention', authors: ['Ada Lovelace'], arxiv: '1706.03762' };

describe('what services say of papers', () => {
  const folder = useTemporaryFolder();
  let services: PaperServices;
  beforeEach(async () => {
    services = await startPaperServices();
  });
  afterEach(() => services.close());
  const answer = (service: 'semanticScholar' | 'doi' | 'openReviewApi', path: RegExp, body: unknown): void =>
    services.fault({ service, path, kind: 'body', body: JSON.stringify(body) });

  // shows: paper-search
  it('may lack any field, and one odd row does not take the others with it', async () => {
    const library = libraryOf(services, folder.path);
    const id = { kind: 'arxiv', id: '1706.03762' } as const;
    answer('semanticScholar', /paper\/search/, { total: 3, next: 10, data: [paper, null, { title: 5 }] });
    assert.deepEqual(await searchScholar(library, 'attention', 5, neverAborted), [attention]);
    answer('semanticScholar', /citations/, {
      offset: 0,
      data: [{ contexts: null, intents: null, isInfluential: null, citingPaper: paper }, 7],
    });
    assert.deepEqual(await scholarLinks(library, id, 'citations', 5, neverAborted), [
      { paper: attention, contexts: [], intents: [], isInfluential: false },
    ]);
    answer('semanticScholar', /references/, { data: null, citingPaperInfo: {} });
    assert.deepEqual(await scholarLinks(library, id, 'references', 5, neverAborted), []);
    answer('semanticScholar', /snippet/, {
      data: [{ paper: null, snippet: { text: null } }, { snippet: { text: 'Words.', section: null } }],
    });
    assert.deepEqual(
      (await scholarPassages(library, 'words', undefined, 5, neverAborted)).map(({ text }) => text),
      ['Words.'],
    );
  });

  // shows: paper-sources
  it('is read through the marks and entities that are in it', async () => {
    const library = libraryOf(services, folder.path);
    const [entry] = parseAtom(
      '<feed><entry><id>http://arxiv.org/abs/math/0506203v2</id><title>On K&#246;hler &amp; &lt;x&gt;</title><author><name>J. K&#xF6;hler</name></author></entry></feed>',
    );
    assert.deepEqual([entry?.title, entry?.authors, entry?.version], ['On Köhler & <x>', ['J. Köhler'], 2]);
    answer('doi', /10\.1000/, { title: 'Of <i>cats</i> &amp; dogs', author: [{ name: 'CERN' }, { given: 'Ada' }, {}], abstract: null });
    const { title, authors } = await aboutDoi(library, '10.1000/a', neverAborted);
    assert.deepEqual([title, authors], ['Of cats & dogs', ['CERN', 'Ada']]);
    const content = {
      title: { value: 'T' },
      authors: { value: [{ fullname: 'Ada Lovelace', username: '~Ada1' }] },
      abstract: { value: null },
    };
    answer('openReviewApi', /notes/, { notes: [{ content }] });
    assert.deepEqual((await aboutOpenReview(library, 'abcd', neverAborted)).authors, ['Ada Lovelace']);
  });
});
