import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { jobTruth } from '../../../../src/runs/hub/jobTruth.ts';
import { removeLeftSpaces } from '../../../../src/runs/hub/space/sweepSpaces.ts';
import type { RunState } from '../../../../src/runs/run.ts';
import { type Hub, startHub } from '../../../doubles/hub/hub.ts';
import { Refusal } from '../../../doubles/hub/refusal.ts';
import type { Space } from '../../../doubles/hub/spaces/space.ts';
import { pointsOf, textOf } from '../ssh/seen.ts';
import { eventually } from '../workspace.ts';
import { type Trained, throughCutLogs, throughGoneNetworks, throughKills } from './badLines.ts';
import { assertWhole } from './jobTraining.ts';
import { type JobWorkspace, makeJobWorkspace, session } from './jobWorkspace.ts';
import { type SpaceRuns, spaceRuns } from './spaceWorkspace.ts';

const waits = "import time\nprint('step 1 loss 0.5', flush=True)\ntime.sleep(600)\n";

describe('A run as a Space of Hugging Face, over bad lines and to bad ends', function () {
  this.timeout(300_000);
  let hub: Hub;
  let workspace: JobWorkspace;
  let runs: SpaceRuns;
  beforeEach(async () => {
    hub = await startHub();
    workspace = makeJobWorkspace(hub);
    runs = spaceRuns(hub, workspace);
  });
  afterEach(async () => {
    workspace.dispose();
    await hub.close();
  });

  const trained = (): Trained => ({ hub, workspace, launch: () => runs.launch(), machines: () => runs.built.length });
  const hasPoint = (run: RunState): Promise<true> => eventually(() => (pointsOf(run).length >= 1 ? true : undefined), 'a point');
  const last = (): Space => {
    const space = runs.built.at(-1);
    assert.ok(space !== undefined);
    return space;
  };
  const killFollower = async (run: RunState): Promise<void> => {
    process.kill(JSON.parse(readFileSync(path.join(run.folder, 'heartbeat'), 'utf8')).supervisor.pid, 'SIGKILL');
    await eventually(
      async () => ((await workspace.runs.get(run.spec.id)).status === 'lost' ? true : undefined),
      'a run that nobody follows',
    );
  };
  const spacesOfHub = (): number => hub.repos.all('space').length;

  // shows: space-logs
  it('loses nothing and tells nothing twice where the log is cut again and again', async () => {
    await throughCutLogs(trained(), '/logs/run');
  });

  // shows: space-once
  it('is one Space and whole where whoever follows it is killed again and again, at any moment', async () => {
    await throughKills(trained(), '/api/(repos|spaces)');
    assert.equal(last().starts, 1);
  });

  // shows: space-once
  it('is one Space where the answer to its creation was lost', async () => {
    for (const word of ['half', 'all'] as const) runs.say(word);
    const rebuild = hub.spaces.rebuild.bind(hub.spaces);
    hub.spaces.rebuild = (repo, delayMs) => {
      hub.spaces.rebuild = rebuild;
      rebuild(repo, delayMs);
      hub.faults.add({ kind: 'cut' });
      setTimeout(() => hub.faults.clear(), 300);
    };
    const run = await runs.launch();
    assertWhole(await workspace.ended(run), runs.built.length);
    assert.match(textOf(run, 'state.jsonl'), /does not answer/);
  });

  // shows: space-once
  it('is not begun a second time where Hugging Face starts its machine anew', async () => {
    const run = await runs.launch();
    await runs.isHalfWay(run);
    const { repo, program } = last();
    // Nobody here sees how it ended.
    hub.faults.add({ kind: 'cut' });
    program?.kill('SIGKILL');
    await eventually(() => (last().stage === 'RUNTIME_ERROR' ? true : undefined), 'a server that ended');
    hub.spaces.rebuild(repo);
    await eventually(() => (last().stage === 'RUNNING' ? true : undefined), 'a server that was started anew');
    hub.faults.clear();
    for (const word of ['half', 'all'] as const) runs.say(word);
    const ended = await workspace.ended(run);
    assert.equal(ended.status, 'failed');
    assert.match(ended.exit?.reason ?? '', /started its Space anew, and what the script had done is gone/);
    assert.equal(pointsOf(ended).length, 50);
    assert.equal(spacesOfHub(), 0);
  });

  // shows: space-ends
  it('ends itself at its time limit though nobody follows it, and what it said is not lost with its log', async () => {
    const run = await runs.launch(workspace.script('wait.py', waits), { timeoutMs: 15_000 });
    await hasPoint(run);
    await killFollower(run);
    await eventually(() => (last().stage === 'PAUSED' ? true : undefined), 'a Space that paused itself');
    // A real Hub may not keep the log of a Space that is paused.
    last().runLog.items.splice(0);
    await workspace.otherRuns().followAgain();
    const ended = await workspace.ended(run);
    assert.equal(ended.status, 'failed');
    assert.match(ended.exit?.reason ?? '', /reached its time limit of 15 s/);
    assert.equal(textOf(ended, 'console.log').split('\n')[0], 'step 1 loss 0.5');
    assert.equal(pointsOf(ended).length, 1);
    assert.equal(spacesOfHub(), 0);
  });

  // shows: space-logs
  it('says what it waits for while it is built, and has what its build said', async () => {
    hub.faults.add({ kind: 'slow-start', path: '/api/repos/create', delayMs: 8_000, times: 1 });
    const ended = await workspace.ended(await runs.launch(workspace.script('quick.py', "print('step 1 loss 0.5')\n")));
    assert.equal(ended.status, 'done');
    assert.match(textOf(ended, 'state.jsonl'), /"status":"queued","position":1,"waitsFor":"its image to be built on Hugging Face"/);
    // Nothing of it is what the script printed.
    assert.match(textOf(ended, 'build.log'), /^--> FROM ghcr[\s\S]*--> CMD /);
    assert.doesNotMatch(textOf(ended, 'console.log'), /FROM/);
  });

  // shows: space-outcome
  it('says in words why it could not be built, was put to sleep, paused or deleted', async () => {
    const script = workspace.script('wait.py', waits);
    hub.faults.add({ kind: 'build-error', error: 'no matching distribution found for nothing', times: 1 });
    const unbuilt = await workspace.ended(await runs.launch(script));
    assert.equal(unbuilt.status, 'failed');
    assert.match(unbuilt.exit?.reason ?? '', /could not be built.*no matching distribution/);
    assert.match(textOf(unbuilt, 'console.log'), /no matching distribution/);
    assert.equal((await workspace.ledger().standing(session)).spent, 0);

    const asleep = await runs.launch(script);
    await hasPoint(asleep);
    hub.spaces.stop(last(), 'SLEEPING');
    const endedAsleep = await workspace.ended(asleep);
    // Its server had the time to say how the script ended.
    assert.equal(endedAsleep.status, 'failed');

    const paused = await runs.launch(script);
    await hasPoint(paused);
    last().program?.kill('SIGKILL');
    hub.spaces.stop(last(), 'PAUSED');
    const endedPaused = await workspace.ended(paused);
    assert.equal(endedPaused.status, 'stopped');
    assert.match(endedPaused.exit?.reason ?? '', /was paused on Hugging Face/);

    const gone = await runs.launch(script);
    await hasPoint(gone);
    last().program?.kill('SIGKILL');
    const { repo } = last();
    hub.spaces.delete(repo);
    hub.repos.delete(repo);
    const endedGone = await workspace.ended(gone);
    assert.equal(endedGone.status, 'failed');
    assert.match(endedGone.exit?.reason ?? '', /not there any more/);
    assert.equal((await workspace.ledger().standing(session)).promised, 0);
  });

  // shows: space-plan
  it('says that a paid plan or a payment method is needed, and costs nothing then', async () => {
    const script = workspace.script('wait.py', waits);
    const refuse = (status: number, error: string): void => {
      hub.faults.add({ kind: 'status', status, error, method: 'POST', path: '/api/repos/create', times: 1 });
    };
    // The bucket and the data set for its files are no Spaces.
    refuse(402, 'Creating docker Spaces needs a paid plan. Subscribe to PRO at https://huggingface.co/pro.');
    const unplanned = await workspace.ended(await runs.launch(script));
    assert.match(
      unplanned.exit?.reason ?? '',
      /could not start: .*only those with a paid plan make a Docker Space, and ada has none.*or run it as a job/,
    );
    refuse(403, 'You must add a payment method to your account to upgrade the hardware of a Space');
    const unpaid = await workspace.ended(await runs.launch(script));
    assert.match(unpaid.exit?.reason ?? '', /wants a payment method of ada .* t4-small/);
    const { promised, spent } = await workspace.ledger().standing(session);
    assert.deepEqual([promised, spent, runs.built.length], [0, 0, 0]);
  });

  // shows: space-reattach
  it('is left to itself where its token is revoked, and settled by what it was promised for', async () => {
    const run = await runs.launch(workspace.script('wait.py', waits));
    await hasPoint(run);
    hub.faults.add({ kind: 'revoke', token: hub.token });
    const lost = await eventually(async () => {
      const state = await workspace.runs.get(run.spec.id);
      return state.status === 'lost' ? state : undefined;
    }, 'a run that nobody follows');
    assert.match(lost.note ?? '', /Nobody here follows this run on Hugging Face any more/);
    assert.equal(existsSync(path.join(run.folder, 'exit.json')), false);
    assert.equal(last().stage, 'RUNNING');
  });

  // shows: space-swept
  it('is settled and ended by whoever starts next, where nobody who promised it is left and its time is over', async () => {
    const run = await runs.launch(workspace.script('wait.py', waits), { timeoutMs: 3_600_000 });
    await hasPoint(run);
    await killFollower(run);
    const text = readFileSync(path.join(workspace.home, 'ledger/ledger.jsonl'), 'utf8');
    const reserved = JSON.parse(text.split('\n').find((line) => line.includes('"reserve"')) ?? '{}');
    const truthAt = async (nowMs: number): Promise<unknown> => {
      const truth = jobTruth(
        await workspace.runs.list(),
        () => workspace.client,
        () => nowMs,
      );
      return await truth(reserved);
    };
    assert.equal(await truthAt(Date.now()), 'running');
    assert.equal(last().stage, 'RUNNING');
    assert.deepEqual(await truthAt(Date.now() + 5 * 3_600_000), { microUsd: 500_000, tokens: 0, isEstimated: true });
    assert.equal(last().stage, 'PAUSED');
  });

  // shows: space-swept, space-once
  it('is found by its name, ended, removed and settled by whoever starts next, where it was made and nobody here could learn of it', async () => {
    const name = '/api/spaces/ada/practicum-run-';
    const rebuild = hub.spaces.rebuild.bind(hub.spaces);
    hub.spaces.rebuild = (repo, delayMs) => {
      rebuild(repo, delayMs);
      throw new Refusal(500, 'Internal error');
    };
    const refused = hub.faults.add({ kind: 'status', status: 403, method: 'GET', path: name });
    const ended = await workspace.ended(await runs.launch(workspace.script('wait.py', waits)));
    assert.deepEqual([ended.status, ended.job, spacesOfHub()], ['failed', undefined, 1]);
    const { promised } = await workspace.ledger().standing(session);
    assert.ok(promised > 0);
    refused();
    await eventually(() => (last().stage === 'RUNNING' ? true : undefined), 'a Space that runs');
    const ledger = readFileSync(path.join(workspace.home, 'ledger/ledger.jsonl'), 'utf8');
    const reserved = JSON.parse(ledger.split('\n').find((line) => line.includes('"reserve"')) ?? '{}');
    const truth = await jobTruth(
      [ended],
      () => workspace.client,
      () => Date.now() + 3_600_000,
    )(reserved);
    assert.deepEqual([truth, spacesOfHub()], [{ microUsd: promised, tokens: 0, isEstimated: true }, 0]);
  });

  // shows: space-swept
  it('is removed by whoever starts next, where that could not be done at its end', async () => {
    for (const word of ['half', 'all'] as const) runs.say(word);
    hub.faults.add({ kind: 'status', status: 403, method: 'DELETE', path: '/api/repos/delete', times: 1 });
    const ended = await workspace.ended(await runs.launch());
    assert.match(textOf(ended, 'state.jsonl'), /Its Space could not be removed yet/);
    assert.equal(spacesOfHub(), 1);
    const other = hub.seed({ kind: 'space', id: 'ada/practicum-run-of-somebody-else', sdk: 'static', files: {} });
    assert.equal(await removeLeftSpaces(await workspace.runs.list(), () => workspace.client, Date.now()), 1);
    assert.deepEqual(
      hub.repos.all('space').map(({ id }) => id),
      [other.id],
    );
  });

  // shows: space-reattach
  it('goes on while the network is gone for 20 seconds, twice', async () => {
    await throughGoneNetworks(trained());
  });
});
