import assert from 'node:assert/strict';
import { killEditor } from '../kill/editor.ts';
import { tell } from './soak.ts';

describe('A session in a real window whose extension host is killed', () => {
  // shows: kill-editor, log-survives-kill
  it('is gone on with, loses nothing that was acknowledged and does nothing twice unsaid', async () => {
    const counts = await killEditor({ name: 'editor', atLeast: 12, share: 0.15 });
    tell('editor', { ...counts });
    assert.ok(counts.edits > 0 && counts.interrupted > 0, 'nothing was put to the test');
  });
});
