import assert from 'node:assert/strict';
import type { RunId } from '../../../src/base/ids.ts';
import { alertMark, alertsBesideEnd, alertsText, askPrompt, mayBeLastWords, worstLevel } from '../../../src/editor/alertText.ts';
import type { RunAlert } from '../../../src/runs/alert.ts';

const alert = (more: Partial<RunAlert>): RunAlert => ({
  id: 'a',
  atMs: 1,
  rule: 'not-finite',
  level: 'error',
  title: 'loss is NaN at step 120',
  evidence: ['loss = 0.5 (step 110), the last finite value', 'loss = NaN (step 120)', 'a third'],
  suggestion: 'Lower the learning rate.',
  action: 'ask',
  ...more,
});

describe('What is told of alerts', () => {
  // shows: watch-actions
  it('is the evidence and the next step, and that a run is being stopped', () => {
    assert.equal(
      alertsText('lr-0.1', [alert({})]),
      'The run “lr-0.1”: loss is NaN at step 120 (loss = 0.5 (step 110), the last finite value; loss = NaN (step 120)). Lower the learning rate.',
    );
    assert.match(alertsText('a', [alert({ action: 'stop' })]), /The run is being stopped\.$/);
  });

  // shows: watch-actions
  it('has rounded numbers for people, the exact ones for the agent', () => {
    const exact = alert({ evidence: ['loss = 0.09537500000000002 (step 24), the last finite value'] });
    assert.match(alertsText('a', [exact]), /\(loss = 0\.09538 \(step 24\), the last finite value\)/);
    assert.match(askPrompt({ id: 'run-7' as RunId, name: 'a' }, [exact]), /loss = 0\.09537500000000002/);
  });

  it('is several in one line, as bad as the worst', () => {
    const both = [alert({ level: 'warning', title: 'val rises' }), alert({})];
    assert.equal(alertsText('a', both), 'The run “a”: val rises; loss is NaN at step 120.');
    assert.equal(worstLevel(both), 'error');
  });

  // shows: watch-actions
  it('is, for the agent, which run and every line of the evidence, quoted', () => {
    const prompt = askPrompt({ id: 'run-7' as RunId, name: 'a' }, [alert({})]);
    assert.match(prompt, /“a” \(run-7\)/);
    assert.match(prompt, /^- loss is NaN at step 120 \(not-finite\)$/m);
    for (const line of alert({}).evidence) assert.ok(prompt.includes(`  > ${line}`), line);
  });

  // shows: watch-actions, run-tree
  it('is, in the row of the run, the newest of the worst, unless its end says it already', () => {
    const alerts = [alert({ title: 'first' }), alert({ title: 'second' }), alert({ level: 'warning', title: 'third' })];
    assert.equal(alertMark({ alerts, status: 'running' }), '⚠ second');
    assert.equal(alertMark({ alerts, status: 'done' }), '⚠ second');
    assert.equal(alertMark({ alerts, status: 'failed' }), undefined);
    assert.equal(alertMark({ alerts: [alert({ action: 'stop' })], status: 'stopped' }), undefined);
    assert.equal(alertMark({ alerts: [alert({ level: 'info' })], status: 'running' }), undefined);
    assert.equal(alertMark({ status: 'running' }), undefined);
    const resumed = { checkpoint: '/w/checkpoint-20', atMs: 2 };
    assert.equal(alertMark({ alerts, status: 'done', resumed }), undefined, 'what was found before it went on is over');
    assert.equal(alertMark({ alerts: [alert({ atMs: 3 })], status: 'done', resumed }), '⚠ loss is NaN at step 120');
  });

  // shows: watch-actions
  it('leaves out, beside the end of a run that failed, what its end says', () => {
    const alerts = [alert({}), alert({ rule: 'out-of-memory' })];
    assert.deepEqual(alertsBesideEnd({ status: 'running' }, alerts), alerts);
    assert.deepEqual(alertsBesideEnd({ status: 'failed' }, alerts), [alert({})]);
  });

  // shows: watch-actions
  it('waits a moment where it may be a script’s last words, which its end tells', () => {
    const words = alert({ rule: 'out-of-memory', atMs: 1000 });
    assert.equal(mayBeLastWords({ status: 'running' }, words, 3000), true);
    assert.equal(mayBeLastWords({ status: 'running' }, words, 9000), false, 'it lives on');
    assert.equal(mayBeLastWords({ status: 'stopped' }, words, 3000), false);
    assert.equal(mayBeLastWords({ status: 'running' }, alert({ atMs: 1000 }), 3000), false, 'a NaN ends nothing');
    assert.equal(mayBeLastWords({ status: 'running' }, { ...words, action: 'stop' }, 3000), false);
  });

  // shows: watch-actions
  it('leaves it out too where the run was resumed at once: its death was told when it failed', () => {
    const killed = alert({ rule: 'out-of-memory', atMs: 10 });
    const later = alert({ rule: 'out-of-memory', atMs: 30 });
    const resumed = { checkpoint: '/w/checkpoint-20', atMs: 20 };
    assert.deepEqual(alertsBesideEnd({ status: 'running', resumed }, [killed, later]), [later]);
  });
});
