import assert from 'node:assert/strict';
import { readSides } from '../../../src/editor/unified.ts';

describe('the two sides of a unified diff', () => {
  // shows: edit-diff
  it('are its lines before and after', () => {
    const { before, after } = readSides('@@ -1,3 +1,3 @@\n import torch\n-lr = 10.0\n+lr = 0.1\n main()\n');
    assert.equal(before, 'import torch\nlr = 10.0\nmain()');
    assert.equal(after, 'import torch\nlr = 0.1\nmain()');
  });

  it('say where a later hunk begins', () => {
    const { before, after } = readSides('@@ -1 +1,2 @@\n a\n+b\n@@ -90,2 +91,1 @@\n-x\n y');
    assert.equal(before, 'a\n… line 90\nx\ny');
    assert.equal(after, 'a\nb\n… line 91\ny');
  });

  it('leave out the remark about a missing last line end', () => {
    assert.equal(readSides('@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file').after, 'b');
  });
});
