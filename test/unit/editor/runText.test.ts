import assert from 'node:assert/strict';
import { durationText, exitText, isSilent, noteText, queuedText, runDurationMs, statusIcon } from '../../../src/editor/runText.ts';
import type { RunStatus } from '../../../src/protocol/curves.ts';

describe('how runs read', () => {
  it('gives durations in the largest two units', () => {
    const cases: readonly (readonly [number, string])[] = [
      [0, '0.0 s'],
      [4_230, '4.2 s'],
      [59_400, '59 s'],
      [185_000, '3 min 05 s'],
      [7_800_000, '2 h 10 min'],
    ];
    for (const [ms, text] of cases) assert.equal(durationText(ms), text);
  });

  // shows: run-tree
  it('has an icon for every status, and another one for a failure than for a success', () => {
    const statuses: readonly RunStatus[] = ['queued', 'starting', 'running', 'stopping', 'done', 'failed', 'stopped', 'lost'];
    for (const status of statuses) assert.match(statusIcon({ status }).codicon, /^[a-z~-]+$/);
    assert.notEqual(statusIcon({ status: 'done' }).codicon, statusIcon({ status: 'failed' }).codicon);
  });

  it('says which place a run has among those that wait, and for what', () => {
    assert.equal(queuedText({ position: 1, waitsFor: 'GPU 0' }), 'queued, next, waits for GPU 0');
    assert.equal(queuedText({ position: 3, waitsFor: 'other runs to end' }), 'queued, number 3, waits for other runs to end');
  });

  it('says why a run ended where it did not simply succeed', () => {
    assert.equal(exitText({ exit: { code: 0, signal: null, endedMs: 1 } }), undefined);
    assert.equal(exitText({ exit: { code: 1, signal: null, endedMs: 1 } }), 'exit 1');
    assert.equal(exitText({ exit: { code: null, signal: 'SIGKILL', endedMs: 1 } }), 'signal SIGKILL');
    assert.equal(
      exitText({ exit: { code: null, signal: null, endedMs: 1, reason: 'could not start: no such file' } }),
      'could not start: no such file',
    );
  });

  // shows: bad-script-silent
  it('knows no duration of a run whose end nobody saw', () => {
    assert.equal(runDurationMs({ status: 'running', startedMs: 1000, exit: undefined }, 5000), 4000);
    const resumed = { status: 'done', startedMs: 1000, pausedMs: 5000, exit: { code: 0, signal: null, endedMs: 9000 } } as const;
    assert.equal(runDurationMs(resumed, 99_000), 3000, 'and none in which it stood still');
    assert.equal(runDurationMs({ status: 'lost', startedMs: 1000, exit: undefined }, 5000), undefined);
    assert.equal(runDurationMs({ status: 'done', startedMs: 1000, exit: { code: 0, signal: null, endedMs: 3000 } }, 5000), 2000);
  });

  // shows: run-newer
  it('says of a run that goes on or was lost what is unusual about it, in a sentence', () => {
    const note = 'This run was written by a newer Practicum (run folder version 2; this one reads up to 1). Update Practicum to see it.';
    const said = 'This run was written by a newer Practicum (run folder version 2; this one reads up to 1).';
    assert.deepEqual(
      (['lost', 'running', 'done'] as const).map((status) => noteText({ status, note })),
      [said, said, undefined],
    );
    assert.equal(noteText({ status: 'lost' }), undefined);
  });

  it('calls a run silent that neither printed nor measured anything', () => {
    const exit = { code: 0, signal: null, endedMs: 1 };
    assert.ok(isSilent({ exit, logBytes: 0, pointCount: 0 }));
    assert.ok(!isSilent({ exit, logBytes: 0, pointCount: 40 }), 'a SummaryWriter tells its numbers without a word');
    assert.ok(!isSilent({ exit, logBytes: 1, pointCount: 0 }));
    assert.ok(!isSilent({ exit: undefined, logBytes: 0, pointCount: 0 }));
  });
});
