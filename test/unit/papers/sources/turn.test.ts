import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sleepFor } from '../../../../src/papers/sources/sleep.ts';
import { createTurn } from '../../../../src/papers/sources/turn.ts';
import { neverAborted, useTemporaryFolder } from '../../workspace/temporary.ts';

describe('the turn of whoever asks arXiv', () => {
  const folder = useTemporaryFolder();

  // shows: paper-polite
  it('comes one at a time, with the pause between them, among all that share a home', async () => {
    const gapMs = 40;
    const turnOf = () => createTurn({ folder: folder.path, name: 'arxiv', gapMs, sleep: sleepFor });
    // Two programs, as far as their turns know of each other.
    const [one, other] = [turnOf(), turnOf()];
    const spans: { readonly from: number; readonly to: number }[] = [];
    const ask = async (): Promise<void> => {
      const from = Date.now();
      await new Promise((done) => setImmediate(done));
      spans.push({ from, to: Date.now() });
    };
    await Promise.all([one, other, one, other].map((turn) => turn.take(ask, neverAborted)));
    const sorted = spans.toSorted((a, b) => a.from - b.from);
    // Timers of Node may come a millisecond early.
    const gaps = sorted.slice(1).map((span, index) => span.from - (sorted[index]?.to ?? 0));
    assert.ok(
      gaps.every((gap) => gap >= gapMs - 2),
      gaps.join(', '),
    );
  });

  // shows: paper-polite
  it('is given up when nobody wants it any more, and the next one gets it', async () => {
    const asked: number[] = [];
    const stop = new AbortController();
    const turn = createTurn({
      folder: folder.path,
      name: 'arxiv',
      gapMs: 3_000,
      async sleep(ms, signal) {
        asked.push(ms);
        if (asked.length === 1) stop.abort();
        signal.throwIfAborted();
      },
    });
    await turn.take(async () => undefined, neverAborted);
    await assert.rejects(
      turn.take(async () => assert.fail('it was taken back'), stop.signal),
      { name: 'AbortError' },
    );
    assert.equal(await turn.take(async () => 'mine', neverAborted), 'mine');
    assert.equal(asked.length, 2);
    assert.ok(asked.every((ms) => ms > 0 && ms <= 3_000));
  });

  // shows: paper-polite
  it('does not wait for a time that has not come, when a clock was set back', async () => {
    await writeFile(join(folder.path, 'arxiv.last'), String(Date.now() + 1e9));
    const turn = createTurn({ folder: folder.path, name: 'arxiv', gapMs: 3_000, sleep: async () => assert.fail('it waits') });
    assert.equal(await turn.take(async () => 1, neverAborted), 1);
  });
});
