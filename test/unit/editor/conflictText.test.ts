import assert from 'node:assert/strict';
import { conflictText } from '../../../src/editor/conflictText.ts';

describe('Files that somebody else changed', () => {
  // shows: checkpoint-conflict
  it('are named in one sentence, and counted when there are many', () => {
    assert.equal(conflictText(['train.py']), 'train.py was changed since, not by the agent, and was left as it is.');
    assert.match(conflictText(['a.py', 'b.py']), /^a\.py and b\.py were changed since/);
    assert.match(conflictText(['a', 'b', 'c']), /^a, b and c were changed since/);
    assert.match(conflictText(['a', 'b', 'c', 'd', 'e']), /^a, b and 3 more files were changed since/);
  });
});
