import assert from 'node:assert/strict';
import type { RunId } from '../../../src/base/ids.ts';
import { fixPrompt } from '../../../src/editor/fixRun.ts';
import type { RunSpec } from '../../../src/runs/run.ts';

const spec: Pick<RunSpec, 'id' | 'name'> = { id: '20260101-120000-broken' as RunId, name: 'broken' };

describe('What the agent is asked by “Fix This Run”', () => {
  // shows: repair-loop
  it('names the run, why it failed, and when it is done', () => {
    assert.equal(
      fixPrompt({ spec }, 'ValueError: the learning rate must be positive.'),
      'The run “broken” (20260101-120000-broken) failed: ValueError: the learning rate must be positive. Find the cause from its log, change one thing, and run it again, until it finishes.',
    );
    assert.match(fixPrompt({ spec }, undefined), /\) failed\. Find the cause/);
  });
});
