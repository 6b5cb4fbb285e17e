import assert from 'node:assert/strict';
import { killEditor } from '../kill/editor.ts';

describe('Sessions in a real window whose extension host is killed again and again', () => {
  // shows: kill-editor, log-survives-kill
  it('are gone on with, lose nothing that was acknowledged and do nothing twice unsaid, at each of 50 kills', async function () {
    this.timeout(1_500_000);
    const { kills, edits, questions, interrupted } = await killEditor({ name: 'editor', atLeast: 50 });
    assert.equal(kills, 50);
    assert.ok(edits > 0 && questions > 0 && interrupted > 0, 'nothing was put to the test');
  });
});
