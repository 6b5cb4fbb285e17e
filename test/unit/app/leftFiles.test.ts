import assert from 'node:assert/strict';
import { keptText, lastLeft } from '../../../src/app/leftFiles.ts';
import type { BlobHash, CallId, EventId, TurnId } from '../../../src/base/ids.ts';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import { BlobMissing } from '../../../src/sessions/sessionErrors.ts';

const changed = (path: string, after: string | undefined, atMs: number): SessionEvent => ({
  ...{ v: 1, id: `ev_${atMs}` as EventId, parent: null, atMs },
  ...{ type: 'file.changed', turn: 'tu_1' as TurnId, call: 'ca_1' as CallId, path },
  ...(after === undefined ? {} : { after: after as BlobHash }),
});

describe('What the agent left in a file', () => {
  const events = [
    changed('/w/a.py', 'one', 1),
    changed('/w/b.py', 'other', 2),
    changed('/w/a.py', 'two', 3),
    changed('/w/c.py', undefined, 4),
  ];

  // shows: plan-books
  it('is the newest that its session wrote, before a run where that is asked', () => {
    assert.equal(lastLeft(events, '/w/a.py'), 'two');
    assert.equal(lastLeft(events, '/w/a.py', 3), 'one');
    assert.equal(lastLeft(events, '/w/a.py', 1), undefined);
    assert.equal(lastLeft(events, '/w/c.py'), undefined);
    assert.equal(lastLeft(events, '/w/d.py'), undefined);
  });

  // shows: plan-books
  it('is no text where no copy was kept, and any other failure is one', async () => {
    assert.equal(await keptText({ getBlob: async () => Buffer.from('a = 1\n') }, 'one'), 'a = 1\n');
    assert.equal(await keptText({ getBlob: async (hash) => Promise.reject(new BlobMissing(hash, undefined)) }, 'one'), undefined);
    await assert.rejects(keptText({ getBlob: async () => Promise.reject(new Error('disk')) }, 'one'), /disk/);
  });
});
