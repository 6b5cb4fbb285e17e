import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addressIn, addressText, parseAddress } from '../../../src/papers/address.ts';

describe('an address in a paper', () => {
  // shows: paper-address
  it('is read as it is written, whatever kind of paper it is in', () => {
    for (const text of [
      'arxiv:1706.03762v7#S3.E1',
      'arxiv:1706.03762',
      'arxiv:hep-th/9901001v2#alg1.l3',
      'doi:10.1145/3292500.3330701#S2',
      'openreview:rJ4km2R5t7#S3.T1',
      'acl:2023.acl-long.1#S3.T1',
      `sha256:${'ab'.repeat(32)}#p4.b7`,
      'file:drafts/paper.tex#eq:loss',
    ])
      assert.equal(addressText(parseAddress(text)), text);
  });

  it('keeps a label with blanks and number signs, and a path with them', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{1,40}$/), fc.stringMatching(/^[ -~]{1,40}$/), (path, label) => {
        fc.pre(path.trim() === path && label.trim() !== '');
        const text = addressIn(addressText({ paper: { kind: 'file', id: path } }), label);
        assert.deepEqual(parseAddress(text), { paper: { kind: 'file', id: path }, anchor: label });
      }),
    );
  });

  it('is refused with what to write instead', () => {
    for (const text of ['', '1706.03762', 'arxiv:17.1', 'sha256:abc', 'doi:nothing', 'arxiv:1706.03762#', 'gopher:x#y'])
      assert.throws(() => parseAddress(text), { code: 'bad-address' });
  });
});
