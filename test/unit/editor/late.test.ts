import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/events.ts';
import { Late } from '../../../src/editor/late.ts';

describe('what is opened late', () => {
  function sample() {
    const changed = new Emitter<string>();
    const seen: string[] = [];
    let openings = 0;
    const late = new Late(async (owned) => {
      openings += 1;
      const what = openings === 1 ? 'failed' : 'opened';
      owned.add({ dispose: () => seen.push(`disposed what ${what}`) });
      if (openings === 1) throw new Error('not yet');
      return { changed, close: async () => void seen.push('closed') };
    });
    return { late, changed, seen };
  }

  it('opens once, and tries again after a failure', async () => {
    const { late } = sample();
    await assert.rejects(late.get(), /not yet/);
    assert.equal(await late.get(), await late.get());
  });

  it('hands on the events of what is opened, to those who listened before', async () => {
    const { late, changed } = sample();
    const heard: string[] = [];
    late.event((opened) => opened.changed.event)((what) => heard.push(what));
    changed.fire('before');
    await assert.rejects(late.get());
    await late.get();
    changed.fire('after');
    late.dispose();
    changed.fire('too late');
    assert.deepEqual(heard, ['after']);
  });

  it('closes what is open before it lets go of it, and opens nothing for that', async () => {
    const { late, seen } = sample();
    await sample().late.close();
    await assert.rejects(late.get());
    await late.get();
    await late.close();
    assert.deepEqual(seen, ['disposed what failed', 'closed', 'disposed what opened']);
  });
});
