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

  /** What came about while something opened it, one after the other. */
  async function inOrder(begin: (late: Late<{ close(): Promise<void> }>, goAhead: () => Promise<void>) => Promise<unknown>[]) {
    const order: string[] = [];
    const soon = async (what: string): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(what);
    };
    const open = async () => {
      order.push('opened');
      return { close: async (): Promise<void> => undefined };
    };
    const goAhead = async (): Promise<never> => {
      await soon('went ahead');
      throw new Error('and failed');
    };
    await Promise.all(begin(new Late(open, () => soon('settled')), goAhead));
    return order;
  }

  it('is opened after what goes ahead, also where that came second', async () => {
    const order = await inOrder((late, goAhead) => {
      const opening = late.get();
      late.letAhead(goAhead());
      return [opening];
    });
    assert.deepEqual(order, ['went ahead', 'opened']);
  });

  it('is opened for what can wait once all has settled', async () => {
    assert.deepEqual(await inOrder((late) => [late.inTurn(), late.inTurn()]), ['settled', 'opened']);
    const order = await inOrder((late, goAhead) => {
      const opening = late.inTurn();
      late.letAhead(goAhead().catch(() => goAhead()));
      return [opening];
    });
    assert.equal(order.indexOf('opened'), 3, order.join());
  });

  it('keeps nothing waiting for that where it is opened anyway', async () => {
    assert.deepEqual(await inOrder((late) => [late.get(), late.inTurn()]), ['opened']);
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
