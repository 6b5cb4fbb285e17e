import assert from 'node:assert/strict';
import { killEditor } from '../kill/editor.ts';

describe('A session in a real window whose extension host is killed', () => {
  // shows: kill-editor
  it('is gone on with, loses nothing that was acknowledged and does nothing twice unsaid', async function () {
    this.timeout(300_000);
    const { kills, edits, requests } = await killEditor({ name: 'editor', atLeast: 1 });
    assert.equal(kills, 1);
    assert.ok(edits > 0 && requests > 1, 'the kill came before there was anything to lose');
  });
});
