import assert from 'node:assert/strict';
import { makeWorkspace, type Workspace } from '../workspace.ts';

describe('The watchdogs of a run that goes on', function () {
  this.timeout(60_000);
  let workspace: Workspace;
  beforeEach(() => {
    workspace = makeWorkspace();
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
});
