import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunState } from '../../../../src/runs/run.ts';
import { type Hub, startHub } from '../../../doubles/hub/hub.ts';
import { pointsOf } from '../ssh/seen.ts';
import { eventually } from '../workspace.ts';
import { type Trained, throughCutLogs, throughGoneNetworks, throughKills } from './badLines.ts';
import { assertWhole, isHalfWay, sayTo, train } from './jobTraining.ts';
import { type JobWorkspace, makeJobWorkspace, session } from './jobWorkspace.ts';

describe('A run as a job of Hugging Face, over bad lines and to bad ends', function () {
  this.timeout(300_000);
  let hub: Hub;
  let workspace: JobWorkspace;
  beforeEach(async () => {
    hub = await startHub({ metricsMs: 100 });
    workspace = makeJobWorkspace(hub);
    workspace.script('helper.py', "word = 'helped'\n");
  });
  afterEach(async () => {
    workspace.dispose();
    await hub.close();
  });

  const launch = (): Promise<RunState> => workspace.launch(workspace.script('train.py', train), { args: [workspace.home, '--lr', '0.1'] });
  const trained = (): Trained => ({ hub, workspace, launch, machines: () => hub.jobs.jobs.size });

  // shows: job-logs-resume
  it('loses nothing and tells nothing twice where the log is cut again and again', async () => {
    await throughCutLogs(trained(), '/logs');
  });

  // shows: job-outcome
  it('says in words why it did not begin, why it was ended and that its time was over', async () => {
    const script = workspace.script('wait.py', "import time\nprint('step 1 loss 0.5', flush=True)\ntime.sleep(600)\n");
    hub.faults.add({ kind: 'no-credits', times: 1 });
    const unpaid = await workspace.ended(await workspace.launch(script));
    assert.equal(unpaid.status, 'failed');
    assert.match(unpaid.exit?.reason ?? '', /could not start: The payer has not enough credits.*settings\/billing/);
    assert.equal((await workspace.ledger().standing(session)).promised, 0);
    assert.equal((await workspace.ledger().standing(session)).spent, 0);

    const broke = await workspace.launch(script);
    await eventually(() => (pointsOf(broke).length === 1 ? true : undefined), 'a point');
    const job = [...hub.jobs.jobs.values()].at(-1);
    assert.ok(job !== undefined);
    hub.jobs.end(job, { stage: 'CANCELED', message: 'Insufficient credits', cancelReason: 'NO_CREDITS' });
    const ended = await workspace.ended(broke);
    assert.equal(ended.status, 'failed');
    assert.match(ended.exit?.reason ?? '', /ada has no credits left.*NO_CREDITS/);

    const slow = await workspace.launch(script);
    await eventually(() => (pointsOf(slow).length === 1 ? true : undefined), 'a point');
    const other = [...hub.jobs.jobs.values()].at(-1);
    assert.ok(other !== undefined);
    hub.jobs.end(other, { stage: 'ERROR', message: 'Job timeout' });
    assert.match((await workspace.ended(slow)).exit?.reason ?? '', /time limit of 10 min/);
  });

  // shows: job-reattach
  it('is left to itself where its token is revoked, and followed again with another', async () => {
    const run = await launch();
    await isHalfWay(run);
    hub.faults.add({ kind: 'revoke', token: hub.token });
    const { supervisor } = JSON.parse(readFileSync(path.join(run.folder, 'heartbeat'), 'utf8'));
    assert.ok(supervisor.pid > 0);
    const lost = await eventually(async () => {
      const state = await workspace.runs.get(run.spec.id);
      return state.status === 'lost' ? state : undefined;
    }, 'a run that nobody follows');
    assert.match(lost.note ?? '', /Nobody here follows this run on Hugging Face any more/);
    assert.equal(existsSync(path.join(run.folder, 'exit.json')), false);
    const other = workspace.otherRuns(hub.tokensOf('ada').read);
    assert.deepEqual(await other.followAgain(), [run.spec.id]);
    sayTo(workspace, 'half', 'all');
    assertWhole(await workspace.ended(run), hub.jobs.jobs.size);
  });

  // shows: job-reattach, job-once
  it('is one job and whole where whoever follows it is killed again and again, at any moment', async () => {
    await throughKills(trained(), '/api/jobs');
  });

  // shows: job-reattach
  it('goes on while the network is gone for 20 seconds, twice', async () => {
    await throughGoneNetworks(trained());
  });
});
