import assert from 'node:assert/strict';
import { killEditor } from '../kill/editor.ts';

describe('A session in a real window whose extension host is killed', () => {
  // shows: kill-editor
  it('is gone on with, loses nothing that was acknowledged and does nothing twice unsaid, at each of 4 kills', async function () {
    this.timeout(300_000);
    const { kills, edits, requests } = await killEditor({ name: 'editor', atLeast: 4 });
    assert.equal(kills, 4);
    assert.ok(edits > 0 && requests > 4, 'the kills came before there was anything to lose');
  });
});
