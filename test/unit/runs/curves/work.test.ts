import assert from 'node:assert/strict';
import { finished, type Work, WorkQueue } from '../../../../src/runs/curves/work.ts';

/** Ends only when something else had a turn. */
function* untilInterrupted(isInterrupted: () => boolean): Work<string> {
  while (!isInterrupted()) yield;
  return 'interrupted';
}

describe('Work on long series', () => {
  it('lets other things have their turn before it is done', async () => {
    let hasHappened = false;
    setImmediate(() => {
      hasHappened = true;
    });
    assert.equal(await new WorkQueue().do(untilInterrupted(() => hasHappened)), 'interrupted');
  });

  // shows: curves-follow
  it('is done before what waits where it is urgent, but not into what was begun', async () => {
    const queue = new WorkQueue();
    const done: number[] = [];
    const began = queue.do(piece(1, done));
    const waiting = [queue.do(piece(3, done)), queue.do(piece(4, done))];
    await queue.do(piece(2, done), { isUrgent: true });
    assert.deepEqual(done, [1, 2]);
    await Promise.all([began, ...waiting]);
    assert.deepEqual(done, [1, 2, 3, 4]);
  });

  it('is done one after the other, also when one fails', async () => {
    const queue = new WorkQueue();
    const done: number[] = [];
    const [first, second] = [queue.do(failing(done)), queue.do(piece(2, done))];
    await assert.rejects(first, /broken/);
    await second;
    assert.deepEqual(done, [1, 2]);
    assert.equal(finished(piece(3, done)), undefined);
  });
});

function* piece(number: number, done: number[]): Work {
  yield;
  done.push(number);
}

function* failing(done: number[]): Work {
  yield* piece(1, done);
  throw new Error('broken');
}
