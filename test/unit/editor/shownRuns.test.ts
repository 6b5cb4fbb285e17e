import assert from 'node:assert/strict';
import { RunColors } from '../../../src/editor/runColors.ts';
import { ShownRuns } from '../../../src/editor/shownRuns.ts';

class Kept {
  readonly #values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.#values.get(key);
  }

  async update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, structuredClone(value));
  }
}

describe('The colour of a run', () => {
  // shows: curves-colors
  it('holds when others go, after a reload, and when it is taken back', () => {
    const kept = new Kept();
    const colors = new RunColors(kept);
    colors.assign(['a', 'b', 'c']);
    assert.deepEqual(
      ['a', 'b', 'c'].map((run) => colors.of(run)),
      [0, 1, 2],
    );
    const reloaded = new RunColors(kept);
    reloaded.assign(['c', 'd']);
    assert.deepEqual(
      ['c', 'd'].map((run) => reloaded.of(run)),
      [2, 3],
    );
    reloaded.assign(['b', 'c', 'd']);
    assert.equal(reloaded.of('b'), 1);
  });

  it('is forgotten of runs that are long gone', async () => {
    const kept = new Kept();
    const colors = new RunColors(kept);
    colors.assign(Array.from({ length: 5000 }, (_, i) => `old${i}`));
    colors.assign(['new']);
    assert.equal(Object.keys(kept.get('runColors') ?? {}).length, 1001);
    assert.equal(colors.of('new'), 5000);
  });

  it('begins anew where what was kept is none', async () => {
    const kept = new Kept();
    await kept.update('runColors', { a: 'red', b: -1, c: 1.5, d: 4 });
    const colors = new RunColors(kept);
    colors.assign(['a', 'd']);
    assert.deepEqual([colors.of('d'), colors.of('a')], [4, 5]);
  });
});

describe('Which runs are shown', () => {
  // shows: curves-show, curves-state
  it('is remembered after a reload', () => {
    const kept = new Kept();
    const shown = new ShownRuns(kept);
    shown.show(['a', 'b'], true);
    shown.solo(['b'], ['a', 'b', 'c']);
    const reloaded = new ShownRuns(kept);
    assert.deepEqual(
      ['a', 'b', 'c'].map((run) => reloaded.isChosen(run)),
      [false, true, false],
    );
  });
});
