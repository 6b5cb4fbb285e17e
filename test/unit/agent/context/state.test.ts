import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeState } from '../../../../src/agent/context/describeState.ts';
import { workState } from '../../../../src/agent/context/state.ts';
import type { ApprovalId, CallId, RunId, SessionId } from '../../../../src/base/ids.ts';
import { newId } from '../../../../src/base/newId.ts';
import { estimateTokens } from '../../../../src/models/estimate.ts';
import { Story } from '../guards/story.ts';

const call = newId<CallId>('ca');
const usage = { inputTokens: 100, outputTokens: 20, cacheReadTokens: 900, cacheWriteTokens: 0, isEstimated: false };

function begun(): Story {
  return new Story().tell({ type: 'session.created', session: 'se' as SessionId, workspace: '/work', app: 'test' });
}

function answered(
  story: Story,
  title: string,
  answer: 'approve' | 'reject',
  more: { scope?: 'session'; feedback?: string; argumentsJson?: string },
): void {
  const approval = newId<ApprovalId>('ap');
  const { scope = 'call', ...rest } = more;
  story.tell(
    { type: 'approval.asked', approval, call, turn: story.turn, title, reason: '', effects: [], sessionScope: 'edits in /work' },
    { type: 'approval.answered', approval, answer, scope, by: 'person', ...rest },
  );
}

/** A night's work: everything that the state keeps. */
function night(): Story {
  const story = begun().asks('Train a classifier on MNIST.').says('Trained.', usage).asks('Now with dropout.').says('Done.', usage);
  story.asks('Reach 99 % accuracy.').steers('Keep the seed at 7.');
  story.tell({
    type: 'plan.changed',
    turn: story.turn,
    items: [
      { text: 'read the data', status: 'done' },
      { text: 'tune the rate', status: 'doing' },
      { text: 'write the report', status: 'open' },
    ],
  });
  for (const path of ['/work/train.py', '/work/train.py', '/elsewhere/x.py'])
    story.edits(path, 2, 1).tell({ type: 'file.changed', turn: story.turn, call, path });
  story.runs('run_first', { state: 'failed', error: 'CUDA out of memory', script: 'train.py' });
  story.runs('run_live', { state: 'running', script: 'train.py' });
  answered(story, 'Run rm -rf data', 'reject', { feedback: 'Never delete data.' });
  answered(story, 'Edit train.py', 'approve', { scope: 'session' });
  answered(story, 'Train with train.py', 'approve', { argumentsJson: '{}' });
  return story.tell({ type: 'mode.changed', mode: 'auto' }, { type: 'hint.given', turn: story.turn, hint: 'cycle', text: '' });
}

describe('The state of the work', () => {
  // shows: context-state, plan-survives
  it('is kept as data: requests, plan, files, runs, decisions, spending', () => {
    const state = workState(night().events);
    assert.equal(state.firstRequest, 'Train a classifier on MNIST.');
    assert.deepEqual(state.earlierRequests, ['Now with dropout.']);
    assert.deepEqual(state.currentRequest, ['Reach 99 % accuracy.', 'Keep the seed at 7.']);
    assert.deepEqual(
      state.plan.map(({ status }) => status),
      ['done', 'doing', 'open'],
    );
    assert.deepEqual(state.files, [
      { path: '/work/train.py', edits: 2, added: 4, removed: 2 },
      { path: '/elsewhere/x.py', edits: 1, added: 2, removed: 1 },
    ]);
    assert.deepEqual(state.runs, [
      { id: 'run_first', name: 'run_first', script: 'train.py', state: 'failed', error: 'CUDA out of memory' },
      { id: 'run_live', name: 'run_live', script: 'train.py', state: 'running', error: undefined },
    ]);
    assert.equal(state.mode, 'auto');
    assert.deepEqual(state.rejections, [{ title: 'Run rm -rf data', words: 'Never delete data.' }]);
    assert.deepEqual([state.granted, state.corrected], [['edits in /work'], ['Train with train.py']]);
    assert.equal(state.spending.cacheReadTokens, 1_800);
    assert.deepEqual([...state.hints], [['cycle', 1]]);
  });

  // shows: context-state, plan-survives
  it('is told to the model as Markdown', () => {
    const told = describeState(workState(night().events), 2_000);
    assert.equal(
      told,
      `## Current request
Reach 99 % accuracy.
- added: Keep the seed at 7.

## Plan
- [x] read the data
- [>] tune the rate
- [ ] write the report

## Runs
- \`run_live\` “run_live” train.py: running
- \`run_first\` “run_first” train.py: failed (CUDA out of memory)

## Files changed so far
- /elsewhere/x.py: 1 edit (+2 −1)
- train.py: 2 edits (+4 −2)

## What the person decided
- mode: auto
- rejected “Run rm -rf data”, saying: Never delete data.
- allowed until the session ends: edits in /work
- changed before approving: Train with train.py

## Earlier requests
- Now with dropout.

## Spent so far
- 9 responses, 2,000 tokens sent (1,800 of them from a cache), 40 received; what it cost is not known
- hints given to you: cycle 1`,
    );
  });

  it('is empty for a session in which nothing was done', () => {
    assert.equal(describeState(workState([]), 1_000), '');
  });

  it('forgets a file that was taken back', () => {
    const story = night();
    story.tell({ type: 'files.restored', turns: [story.turn], restored: ['/work/train.py'], skipped: [] });
    assert.deepEqual(
      workState(story.events).files.map(({ path }) => path),
      ['/elsewhere/x.py'],
    );
  });

  // shows: context-state, plan-survives
  it('stays within its budget, and never loses the open plan or the id of a run that goes on', () => {
    const run = fc.record({
      state: fc.constantFrom('running' as const, 'done' as const, 'failed' as const),
      error: fc.string({ maxLength: 400 }),
    });
    const items = fc.array(fc.constantFrom('open' as const, 'done' as const), { maxLength: 12 });
    const told = fc.tuple(fc.array(run, { maxLength: 12 }), items, fc.array(fc.string({ maxLength: 900 }), { maxLength: 8 }));
    fc.assert(
      fc.property(told, fc.integer({ min: 900, max: 4_000 }), ([runs, statuses, requests], budget) => {
        const story = begun().asks('Go on.');
        for (const text of requests) story.asks(text);
        for (const [index, end] of runs.entries()) story.runs(`run_${index}_x`, end);
        for (let file = 0; file < 60; file += 1)
          story.tell({ type: 'file.changed', turn: story.turn, call, path: `/work/folder/file${file}.py` });
        const plan = statuses.map((status, index) => ({ text: `step ${index} ${'long '.repeat(50)}`, status }));
        story.tell({ type: 'plan.changed', turn: story.turn, items: plan });
        const text = describeState(workState(story.events), budget);
        for (const [index, { state }] of runs.entries()) if (state === 'running') assert.ok(text.includes(`\`run_${index}_x\``));
        for (const [index, status] of statuses.entries()) if (status === 'open') assert.ok(text.includes(`step ${index} `));
        assert.ok(estimateTokens(text) <= budget * 1.3, `${estimateTokens(text)} of ${budget}`);
      }),
      { numRuns: 200 },
    );
  });

  it('knows a run that was started and never looked at', () => {
    const story = begun().asks();
    story.tell({ type: 'run.linked', turn: story.turn, call, run: 'run_new' as RunId });
    assert.match(describeState(workState(story.events), 500), /- `run_new`: started, not looked at yet/);
  });
});
