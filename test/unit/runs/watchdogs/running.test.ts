import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { changeMarks } from '../../../../src/runs/marks.ts';
import { eventually, makeWorkspace, type Workspace } from '../workspace.ts';

describe('The watchdogs of a run that goes on', function () {
  this.timeout(60_000);
  let workspace: Workspace;
  beforeEach(() => {
    workspace = makeWorkspace({ capUsd: 0.5 });
  });
  afterEach(() => workspace.dispose());

  // shows: watch-actions, watch-not-finite
  it('stop it when they are told to, with time to save, and say why; what is switched off for this run says nothing', async () => {
    const script = workspace.script(
      'nan.py',
      `import time
print("CUDA out of memory. Tried to allocate 2.00 GiB.", flush=True)
print("step 1 loss 2.1", flush=True)
print("step 2 loss nan", flush=True)
try:
    time.sleep(300)
except KeyboardInterrupt:
    print("saved", flush=True)
    raise
`,
    );
    const watchdogs = { 'not-finite': 'stop', 'out-of-memory': 'off' } as const;
    const run = await workspace.ended(await workspace.launch(script, [], { watchdogs }));
    assert.equal(run.status, 'stopped');
    assert.equal(run.exit?.reason, 'stopped by a watchdog: loss is NaN at step 2 (SIGINT)');
    assert.deepEqual(
      run.alerts?.map(({ rule, level, action }) => [rule, level, action]),
      [['not-finite', 'error', 'stop']],
    );
    const { lines } = await workspace.runs.logPage(run.spec.id, { lines: 20, match: 'saved' });
    assert.equal(lines.length, 1);
  });

  // shows: ledger-caps, watch-cost
  it('stop what has a price at the person’s cap, with time to save, though they are switched off for it', async () => {
    const script = workspace.script(
      'dear.py',
      `import time
try:
    time.sleep(300)
except KeyboardInterrupt:
    print("saved", flush=True)
    raise
`,
    );
    // A thousand dollars an hour are a cent in 36 ms.
    const limits = { usdPerHour: 1000 };
    const dear = await workspace.launch(script, [], { watchdogs: { 'cost-cap': 'off' }, limits });
    assert.deepEqual(dear.spec.limits, { usdPerHour: 1000, usd: 0.5, isCap: true });
    const ended = await workspace.ended(dear);
    assert.equal(ended.status, 'stopped');
    assert.match(ended.exit?.reason ?? '', /^stopped by a watchdog: This run has used up what it may cost/);
    const free = await workspace.launch(workspace.script('free.py', 'print(1)\n'));
    assert.equal(free.spec.limits, undefined);
    await workspace.ended(free);
  });

  // shows: watch-actions
  it('do what the person switches them to meanwhile, and again what the run was started with once that is taken back', async () => {
    const script = workspace.script(
      'waits.py',
      `import os, sys, time
def wait_for(name):
    while not os.path.exists(name):
        time.sleep(0.02)
print("step 1 loss 2.1", flush=True)
wait_for("switched")
print("step 2 loss nan", flush=True)
print("CUDA out of memory. Tried to allocate 2.00 GiB.", flush=True)
wait_for("never")
`,
    );
    const run = await workspace.launch(script, [], { watchdogs: { 'not-finite': 'off', 'out-of-memory': 'notify' } });
    await changeMarks(run.folder, { watchdogs: { 'not-finite': 'ask', 'out-of-memory': 'off' } });
    await changeMarks(run.folder, { watchdogs: { 'not-finite': 'stop', 'out-of-memory': null } });
    const states = path.join(run.folder, 'state.jsonl');
    const word = 'The watchdog not-finite was switched to stop.';
    await eventually(() => (readFileSync(states, 'utf8').includes(word) ? true : undefined), 'a word of what was switched');
    workspace.script('switched', '');
    const ended = await workspace.ended(run);
    assert.equal(ended.exit?.reason, 'stopped by a watchdog: loss is NaN at step 2 (SIGINT)');
    assert.deepEqual(ended.alerts?.map(({ rule, action }) => `${rule} ${action}`).toSorted(), ['not-finite stop', 'out-of-memory notify']);
  });
});
