import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunId } from '../../../../src/base/ids.ts';
import { jobTruth } from '../../../../src/runs/hub/jobTruth.ts';
import type { RunState } from '../../../../src/runs/run.ts';
import { type Hub, startHub } from '../../../doubles/hub/hub.ts';
import { Refusal } from '../../../doubles/hub/refusal.ts';
import { linesOf, pointsOf, textOf } from '../ssh/seen.ts';
import { eventually } from '../workspace.ts';
import { assertWhole, isHalfWay, sayTo, train } from './jobTraining.ts';
import { type JobWorkspace, makeJobWorkspace, session } from './jobWorkspace.ts';

describe('A run as a job of Hugging Face', function () {
  this.timeout(150_000);
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

  const launch = (...args: readonly string[]): Promise<RunState> =>
    workspace.launch(workspace.script('train.py', train), { args: [workspace.home, ...args] });
  const creations = (): number => hub.requests.filter(({ method, url }) => method === 'POST' && url === '/api/jobs/ada').length;

  // shows: job-handles, job-once, job-outcome
  it('goes there with the files of the workspace and comes back byte for byte, with the exit code of the script', async () => {
    sayTo(workspace, 'half', 'all');
    const run = await launch('--lr', '0.1');
    const ended = await workspace.ended(run);
    assertWhole(ended, hub.jobs.jobs.size);
    assert.equal(creations(), 1);
    assert.match(ended.job?.page ?? '', /\/jobs\/ada\/[0-9a-f]+$/);
    const [job] = hub.jobs.jobs.values();
    assert.equal(job?.labels['practicum-run'], run.spec.id);
    // The token goes among the secrets and nowhere else.
    assert.equal(job?.spec.secrets['HF_TOKEN'], hub.token);
    assert.doesNotMatch(JSON.stringify([job?.spec.command, job?.spec.environment]), new RegExp(hub.token));
    for (const file of ['spec.json', 'state.jsonl', 'remote.json', 'console.log'])
      assert.ok(!textOf(ended, file).includes(hub.token), file);
    // Of the machine there, from its own stream.
    assert.ok(linesOf<{ memoryBytes: number }>(ended, 'system.jsonl').some(({ memoryBytes }) => memoryBytes > 0));
  });

  // shows: job-reattach
  it('is followed again after the process here was killed, from where its record ends, and is never started again', async () => {
    const run = await launch('--lr', '0.1');
    await isHalfWay(run);
    const { supervisor } = JSON.parse(readFileSync(path.join(run.folder, 'heartbeat'), 'utf8'));
    process.kill(supervisor.pid, 'SIGKILL');
    const other = workspace.otherRuns();
    await eventually(async () => ((await other.get(run.spec.id)).status === 'lost' ? true : undefined), 'a run that nobody follows');
    sayTo(workspace, 'half', 'all');
    assert.deepEqual(await other.followAgain(), [run.spec.id]);
    const ended = await workspace.ended(run);
    assertWhole(ended, hub.jobs.jobs.size);
    assert.equal(creations(), 1);
    const standing = await workspace.ledger().standing(session);
    assert.equal(standing.promised, 0);
    assert.ok(standing.spent > 0);
  });

  // shows: job-once
  it('is one job where the answer to its creation was lost, also for whoever goes on after that', async () => {
    sayTo(workspace, 'half', 'all');
    // It is created, and nobody hears of it.
    const { fetch: real } = globalThis;
    hub.faults.add({ kind: 'slow', method: 'GET', path: 'label=', delayMs: 1, times: 1 });
    const answer = hub.jobs.create.bind(hub.jobs);
    hub.jobs.create = (asked) => {
      hub.jobs.create = answer;
      const job = answer(asked);
      hub.faults.add({ kind: 'cut' });
      setTimeout(() => hub.faults.clear(), 300);
      return job;
    };
    const run = await launch('--lr', '0.1');
    assertWhole(await workspace.ended(run), hub.jobs.jobs.size);
    assert.equal(globalThis.fetch, real);
    assert.match(textOf(run, 'state.jsonl'), /does not answer/);
  });

  // shows: job-once
  it('is looked for again and cancelled where it was made and nobody here could learn of it, though the window goes on, and stays promised until then', async () => {
    const script = workspace.script('wait.py', 'import time\ntime.sleep(600)\n');
    const answer = hub.jobs.create.bind(hub.jobs);
    hub.jobs.create = (asked) => {
      answer(asked);
      throw new Refusal(500, 'Internal error');
    };
    const refused = hub.faults.add({ kind: 'status', status: 403, method: 'GET', path: 'label=' });
    const ended = await workspace.ended(await workspace.launch(script));
    const [job] = hub.jobs.jobs.values();
    assert.deepEqual([ended.status, ended.job, hub.jobs.jobs.size, job?.isOver], ['failed', undefined, 1, false]);
    assert.match(textOf(ended, 'state.jsonl'), /may have made the job all the same.*stays promised/);
    assert.ok((await workspace.ledger().standing(session)).promised > 0);
    const ledger = readFileSync(path.join(workspace.home, 'ledger/ledger.jsonl'), 'utf8');
    const reserved = JSON.parse(ledger.split('\n').find((line) => line.includes('"reserve"')) ?? '{}');
    const truth = jobTruth(
      [ended],
      () => workspace.client,
      () => Date.now(),
    );
    assert.equal(await truth(reserved), 'unknown');
    refused();
    await eventually(() => (job?.startedAtMs === undefined ? undefined : true), 'a job that is paid');
    const ledgerNow = workspace.ledger();
    assert.deepEqual([await ledgerNow.sweep(truth), job?.status.stage], [1, 'CANCELED']);
    const { promised, spent } = await ledgerNow.standing(session);
    assert.deepEqual([promised, spent], [0, 167]);
  });

  // shows: job-cancel
  it('is cancelled when it is stopped, and the script may save first', async () => {
    const script = workspace.script(
      'save.py',
      "import signal, sys, time\nprint('step 1 loss 0.5', flush=True)\ntry:\n    time.sleep(600)\nexcept KeyboardInterrupt:\n    print('saved', flush=True)\n    sys.exit(0)\n",
    );
    const run = await workspace.launch(script);
    await eventually(() => (pointsOf(run).length === 1 ? true : undefined), 'a point');
    await workspace.runs.stop(run.spec.id);
    const ended = await workspace.ended(run);
    assert.equal(ended.status, 'stopped');
    assert.match(textOf(ended, 'console.log'), /saved/);
    assert.equal([...hub.jobs.jobs.values()][0]?.status.stage, 'CANCELED');
  });

  // shows: job-once
  it('is neither started nor followed because a folder in the workspace says so', async () => {
    const script = workspace.script('train.py', "print('step 1 loss 0.5')\n");
    const ended = await workspace.ended(await workspace.launch(script));
    const spec = JSON.parse(textOf(ended, 'spec.json'));
    const plant = (id: string, job: object): void => {
      const folder = path.join(path.dirname(ended.folder), id);
      mkdirSync(folder);
      writeFileSync(path.join(folder, 'spec.json'), JSON.stringify({ ...spec, id, job: { ...spec.job, ...job } }));
      // A supervisor that is gone.
      const starting = { atMs: spec.createdMs, status: 'starting', host: 'elsewhere', supervisor: { pid: 1 } };
      writeFileSync(path.join(folder, 'state.jsonl'), `${JSON.stringify(starting)}\n`);
    };
    plant('run_planted', {});
    // The token would go there.
    plant('run_of-another-hub', { hub: 'http://127.0.0.1:9' });
    const other = workspace.otherRuns();
    assert.deepEqual(await other.followAgain(), ['run_planted']);
    const planted = await other.waitForEnd('run_planted' as RunId, AbortSignal.timeout(60_000));
    assert.match(planted.exit?.reason ?? '', /could not start: nobody agreed to pay for this job/);
    assert.equal(creations(), 1);
  });
});
