import assert from 'node:assert/strict';
import { unifiedDiff } from '../../../src/workspace/diff.ts';

describe('a diff', () => {
  // shows: edit-diff
  it('has hunks with context, and counts lines', async () => {
    const before = Array.from({ length: 9 }, (_, i) => `line ${i + 1}\n`).join('');
    const diff = await unifiedDiff(before, before.replace('line 5\n', 'line five\nline five and a half\n'));
    assert.deepEqual(diff, {
      added: 2,
      removed: 1,
      unified: '@@ -2,7 +2,8 @@\n line 2\n line 3\n line 4\n-line 5\n+line five\n+line five and a half\n line 6\n line 7\n line 8\n',
    });
  });

  it('shows a new file as added and a removed one as removed', async () => {
    assert.deepEqual(await unifiedDiff(undefined, 'a\nb\n'), { added: 2, removed: 0, unified: '@@ -0,0 +1,2 @@\n+a\n+b\n' });
    assert.equal((await unifiedDiff('a\n', undefined)).removed, 1);
    assert.deepEqual(await unifiedDiff('a', 'a'), { added: 0, removed: 0, unified: '' });
  });

  it('stays bounded when everything changed', async () => {
    const many = (word: string): string => `same\n${Array.from({ length: 30_000 }, (_, i) => `${word} ${i}\n`).join('')}same\n`;
    const diff = await unifiedDiff(many('before'), many('after'));
    assert.deepEqual([diff.added, diff.removed], [30_000, 30_000]);
    assert.match(diff.unified, /… 58001 more lines of the diff are not shown\n$/);
    assert.match(diff.unified, /^@@ -2,30000 \+2,30000 @@\n-before 0\n/);
  });
});
