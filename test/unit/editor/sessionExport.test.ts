import assert from 'node:assert/strict';
import { exportKinds, exportName } from '../../../src/editor/sessionExport.ts';

describe('The file that a session is exported to', () => {
  // shows: sessions-export
  it('is named after the session, as every file system takes it', () => {
    assert.equal(exportName('Fix the data loader', 'md'), 'Fix the data loader.md');
    assert.equal(exportName('What is a/b? <“c”>\n: d. ', 'jsonl'), 'What is a b “c” d.jsonl');
    assert.equal(exportName('…'.repeat(200), 'json'), `${'…'.repeat(80)}.json`);
    for (const title of ['', ' ', '...', '///']) assert.equal(exportName(title, 'md'), 'session.md');
  });

  // shows: sessions-export
  it('is Markdown, JSON or JSONL', () => {
    assert.deepEqual(
      exportKinds.map(({ extension }) => extension),
      ['md', 'json', 'jsonl', 'jsonl'],
    );
  });
});
