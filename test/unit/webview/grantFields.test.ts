import assert from 'node:assert/strict';
import { chatMessageSchema } from '../../../src/protocol/chatSchema.ts';
import { fieldsOf, type GrantField, type GrantFields, readGrant } from '../../../webview-ui/chat/grant/grantFields.ts';
import { grantForm } from '../../webview/trustStates.ts';

const fields = fieldsOf(grantForm.draft, true);

function problemsOf(change: Partial<GrantFields>): readonly string[] {
  const read = readGrant({ ...fields, ...change });
  return read.kind === 'wrong' ? Object.keys(read.problems) : [];
}

describe('The fields of a grant', () => {
  // shows: grant-form
  it('come back as the draft that they were filled from', () => {
    assert.deepEqual(readGrant(fields), { kind: 'fine', draft: grantForm.draft });
  });

  // shows: grant-form
  it('take numbers as people write them, and lists with blank lines and twice the same', () => {
    const read = readGrant({ ...fields, hours: ' 1,5 ', usd: '0', folders: ' digits \n\ndigits\nruns', hosts: 'PyPI.org\n' });
    assert.deepEqual(read, {
      kind: 'fine',
      draft: { ...grantForm.draft, hours: 1.5, usd: 0, folders: ['digits', 'runs'], hosts: ['pypi.org'] },
    });
  });

  const wrong: readonly (readonly [GrantField, readonly string[]])[] = [
    ['hours', ['', '0', '-1', 'a night', '1e3', '169', 'NaN']],
    ['usd', ['', '-1', 'ten', '1000001', 'Infinity']],
    ['folders', ['', ' \n ']],
    ['hosts', ['https://pypi.org', 'pypi.org/simple', 'pypi.org:443', 'a b', '*', 'evil.*', 'pypi.org,evil.example']],
  ];
  for (const [field, values] of wrong) {
    // shows: grant-form
    it(`say that ${field} are wrong, and nothing else`, () => {
      for (const value of values) assert.deepEqual(problemsOf({ [field]: value }), [field], JSON.stringify(value));
    });
  }

  // shows: grant-form
  it('never offer unapproved code where nothing can confine it', () => {
    assert.equal(fieldsOf(grantForm.draft, false).code, 'approved');
  });

  it('give drafts that the host’s schema takes', () => {
    for (const change of [{}, { hours: '168', usd: '1000000' }, { hours: '0.1', hosts: '' }]) {
      const read = readGrant({ ...fields, ...change });
      assert.ok(read.kind === 'fine');
      chatMessageSchema.parse({ type: 'signGrant', draft: read.draft });
    }
  });
});
