import assert from 'node:assert/strict';
import { parseGiven } from '../../../../src/papers/sources/given.ts';

const arxiv = (id: string, version?: number) => ({
  kind: 'paper',
  id: { kind: 'arxiv', id, ...(version === undefined ? {} : { version }) },
});

describe('what a person gives for a paper', () => {
  const papers: Readonly<Record<string, unknown>> = {
    '1706.03762': arxiv('1706.03762'),
    ' arXiv:1706.03762v7 ': arxiv('1706.03762', 7),
    'arXiv: 2401.00001': arxiv('2401.00001'),
    'arXiv 2401.00001v2': arxiv('2401.00001', 2),
    'hep-th/9901001v2': arxiv('hep-th/9901001', 2),
    'https://arxiv.org/abs/1706.03762': arxiv('1706.03762'),
    'http://www.arxiv.org/pdf/1706.03762v5.pdf?download=1': arxiv('1706.03762', 5),
    'arxiv.org/pdf/cs/9901001': arxiv('cs/9901001'),
    'https://export.arxiv.org/e-print/2401.00001v1': arxiv('2401.00001', 1),
    'https://arxiv.org/html/2401.00001v2#S3.E1': { ...arxiv('2401.00001', 2), anchor: 'S3.E1' },
    'https://ar5iv.labs.arxiv.org/html/1706.03762': arxiv('1706.03762'),
    'https://huggingface.co/papers/2106.09685': arxiv('2106.09685'),
    'https://huggingface.co/papers/2106.09685.md': arxiv('2106.09685'),
    '10.48550/arXiv.2106.09685': arxiv('2106.09685'),
    'https://doi.org/10.1038/NATURE14539': { kind: 'paper', id: { kind: 'doi', id: '10.1038/nature14539' } },
    'doi:10.1038/nature14539#S2': { kind: 'paper', id: { kind: 'doi', id: '10.1038/nature14539' }, anchor: 'S2' },
    'https://openreview.net/forum?id=rJXMpikCZ&noteId=x': { kind: 'paper', id: { kind: 'openreview', id: 'rJXMpikCZ' } },
    'https://openreview.net/pdf?id=rJXMpikCZ': { kind: 'paper', id: { kind: 'openreview', id: 'rJXMpikCZ' } },
    'https://aclanthology.org/2020.acl-main.1/': { kind: 'paper', id: { kind: 'acl', id: '2020.acl-main.1' } },
    'https://www.aclweb.org/anthology/P19-1001.pdf': { kind: 'paper', id: { kind: 'acl', id: 'P19-1001' } },
    '10.18653/v1/p19-1001': { kind: 'paper', id: { kind: 'acl', id: 'P19-1001' } },
    '2020.acl-main.1': { kind: 'paper', id: { kind: 'acl', id: '2020.acl-main.1' } },
    'https://example.org/~ada/paper.pdf#page=3': { kind: 'url', url: new URL('https://example.org/~ada/paper.pdf') },
    'drafts/paper.tex': { kind: 'file', path: 'drafts/paper.tex' },
    'paper.pdf#p4.b7': { kind: 'file', path: 'paper.pdf', anchor: 'p4.b7' },
    './2401.00001': { kind: 'file', path: './2401.00001' },
    'file:///tmp/my%20paper.pdf#p4': { kind: 'file', path: '/tmp/my paper.pdf', anchor: 'p4' },
    'file:drafts/my%20paper.tex#eq:loss': { kind: 'file', path: 'drafts/my paper.tex', anchor: 'eq:loss' },
  };
  for (const [text, expected] of Object.entries(papers)) {
    // shows: paper-given
    it(`is understood: ${text.trim()}`, () => assert.deepEqual(parseGiven(text), expected));
  }

  // shows: paper-given
  it('is refused with what could be given instead, where it is none', () => {
    for (const text of [
      '',
      '  ',
      'attention is all you need',
      'arxiv:1706',
      'doi:nothing',
      'ftp://example.org/a.pdf',
      'https://user@arxiv.org/abs/1706.03762',
    ])
      assert.throws(
        () => parseGiven(text),
        (error) => error instanceof Error && 'hint' in error && typeof error.hint === 'string' && error.hint !== '',
        text,
      );
  });
});
