import assert from 'node:assert/strict';
import type { ReadStateLine } from '../../../src/runs/folderSchema.ts';
import { readStateLines } from '../../../src/runs/stateLines.ts';

describe('What is worth knowing of a run', () => {
  const note = (code: string, text: string): ReadStateLine => ({ atMs: 1, note: code, text });

  it('is what is wrong with its record, before what a source or the script said later', () => {
    assert.equal(
      readStateLines([note('disk-full', 'The disk is full.'), note('source', 'The script raised an alert.')]).note,
      'The disk is full.',
    );
    assert.equal(readStateLines([note('source', 'An older word.'), note('source', 'The newest word.')]).note, 'The newest word.');
  });

  it('is no disk that has room again, and nothing of a former segment', () => {
    const begins = (segment: number): ReadStateLine => ({ atMs: 1, status: 'starting', host: 'h', supervisor: { pid: 1 }, segment });
    assert.equal(readStateLines([note('disk-full', 'The disk is full.'), note('disk-ok', 'There is room again.')]).note, undefined);
    assert.equal(readStateLines([begins(0), note('log-capped', 'The log is full.'), begins(1)]).note, undefined);
  });

  // shows: run-resume
  it('is how long it stood still before it was resumed, as far as its end was seen', () => {
    const begins = (atMs: number, isResumed = true): ReadStateLine => {
      const line = { atMs, status: 'starting', host: 'h', supervisor: { pid: 1 } } as const;
      return isResumed ? { ...line, segment: atMs, resumed: { checkpoint: 'a' } } : line;
    };
    const ends = (atMs: number, status: 'failed' | 'stopped' = 'failed'): ReadStateLine => ({ atMs, status });
    const paused = (...lines: readonly ReadStateLine[]): number => readStateLines(lines).pausedMs;
    assert.equal(paused(begins(0, false), ends(100)), 0);
    assert.equal(paused(begins(0, false), ends(100), begins(150), ends(200, 'stopped'), note('source', 'late'), begins(220)), 70);
    assert.equal(paused(begins(0, false), begins(500)), 0, 'one that was lost may have gone on for long');
    // Followed again, it executed all the time.
    assert.equal(paused(begins(0, false), ends(100), begins(300, false)), 0);
    assert.equal(paused(begins(0, false), ends(100), begins(50)), 0, 'a clock that was set back');
  });

  // shows: curves-marks
  it('is each time it was resumed, and from what', () => {
    const begins = (segment: number, checkpoint?: string): ReadStateLine => {
      const line = { atMs: segment, status: 'starting', host: 'h', supervisor: { pid: 1 }, segment } as const;
      return checkpoint === undefined ? line : { ...line, resumed: { checkpoint, step: segment * 10 } };
    };
    const { resumed, formerlyResumed } = readStateLines([begins(0), begins(1, 'a'), begins(2, 'b'), begins(3, 'c')]);
    assert.deepEqual(resumed, { checkpoint: 'c', step: 30, atMs: 3 });
    assert.deepEqual(
      formerlyResumed.map(({ checkpoint, atMs }) => [checkpoint, atMs]),
      [
        ['a', 1],
        ['b', 2],
      ],
    );
    assert.deepEqual(readStateLines([begins(0)]).formerlyResumed, []);
  });
});
