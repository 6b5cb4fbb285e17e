import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listScheduledJobs } from '../../../../src/hub/scheduledJobs.ts';
import { usdOf } from '../../../../src/ledger/money.ts';
import { jobTruth } from '../../../../src/runs/hub/jobTruth.ts';
import { type Hub, startHub } from '../../../doubles/hub/hub.ts';
import { linesOf, pointsOf, textOf } from '../ssh/seen.ts';
import { eventually } from '../workspace.ts';
import { type JobWorkspace, makeJobWorkspace, session } from './jobWorkspace.ts';

interface SeenAlert {
  readonly rule: string;
  readonly title: string;
}

describe('What a job of Hugging Face leaves behind', function () {
  this.timeout(150_000);
  let hub: Hub;
  let workspace: JobWorkspace;
  beforeEach(async () => {
    hub = await startHub({ metricsMs: 100 });
    workspace = makeJobWorkspace(hub, { session: null, day: null, run: 2_000_000 });
  });
  afterEach(async () => {
    workspace.dispose();
    await hub.close();
  });

  // shows: job-artifacts, job-quote
  it('is kept in a private bucket and fetched, whether it saved beside itself or in the folder for that, and paid by the minute', async () => {
    // Too much for a command: it goes by way of a private data set.
    const numbers = Array.from({ length: 60_000 }, (_, index) => (index * 7919) % 104_729).join(',');
    workspace.script('data/numbers.csv', `${numbers}\n`);
    const script = workspace.script(
      'save.py',
      `
import os
numbers = open('data/numbers.csv').read().split(',')
os.makedirs('out/checkpoint-5')
open('out/checkpoint-5/model.txt', 'w').write('weights of ' + str(len(numbers)))
open(os.path.join(os.environ['PRACTICUM_OUT'], 'report.md'), 'w').write('good')
print('step 5 loss 0.25')
`,
    );
    const ended = await workspace.ended(await workspace.launch(script));
    assert.deepEqual([ended.status, ended.exit?.code], ['done', 0]);
    const artifact = (name: string): string => readFileSync(path.join(ended.folder, 'artifacts', name), 'utf8');
    assert.equal(artifact('out/checkpoint-5/model.txt'), 'weights of 60000');
    assert.equal(artifact('report.md'), 'good');
    assert.equal(existsSync(path.join(ended.folder, 'artifacts/save.py')), false);
    assert.deepEqual(linesOf<SeenAlert>(ended, 'alerts.jsonl'), []);
    const repo = hub.repos.find('dataset', 'ada/practicum-runs');
    assert.ok(repo !== undefined);
    assert.ok(hub.requests.some(({ url, method }) => method === 'POST' && url === '/api/datasets/ada/practicum-runs/commit/main'));
    // A minute of $0.01 an hour was used of the ten that were promised.
    const { spent, promised, byKind } = await workspace.ledger().standing(session);
    assert.deepEqual([spent, promised, byKind.map(({ kind }) => kind)], [167, 0, ['run']]);
  });

  // shows: job-saves-nothing
  it('is an alert where it is nothing', async () => {
    const script = workspace.script('forget.py', "print('step 1 loss 0.5')\n");
    const ended = await workspace.ended(await workspace.launch(script));
    assert.equal(ended.status, 'done');
    assert.deepEqual(
      linesOf<SeenAlert>(ended, 'alerts.jsonl').map(({ rule, title }) => [rule, title]),
      [['saves-nothing', 'The script saved nothing, and the disk of its job is gone']],
    );
  });

  // shows: job-quote
  it('was promised before, and is not begun where the promise would pass a cap', async () => {
    const script = workspace.script('train.py', "print('step 1 loss 0.5')\n");
    const dear = { flavor: 'a100-large', microUsdPerHour: 2_500_000, timeoutMs: 3_600_000 };
    await assert.rejects(workspace.launch(script, { job: dear }), { code: 'cap' });
    assert.deepEqual(await workspace.runs.list(), []);
    assert.equal(hub.jobs.jobs.size, 0);
    assert.equal((await workspace.ledger().standing(session)).promised, 0);
  });

  // shows: job-once
  it('is settled by what the Hub says where nobody who promised it is left', async () => {
    const script = workspace.script('train.py', "print('step 1 loss 0.5')\n");
    const ended = await workspace.ended(await workspace.launch(script));
    const truth = jobTruth(
      [ended],
      () => workspace.client,
      () => Date.now(),
    );
    const [reserved] = readFileSync(path.join(workspace.home, 'ledger/ledger.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('"reserve"'))
      .map((line) => JSON.parse(line));
    assert.equal(reserved.id, ended.spec.job?.reservation);
    assert.deepEqual(await truth(reserved), { microUsd: 167, tokens: 0 });
    assert.equal(await truth({ ...reserved, id: 'rs_other' }), 'unknown');
    const { exit: _, ...live } = ended;
    assert.equal(
      await jobTruth(
        [{ ...live, exit: undefined, status: 'running' }],
        () => workspace.client,
        () => 0,
      )(reserved),
      'running',
    );
    assert.ok(usdOf(167) < 0.01);
  });

  // shows: job-elsewhere
  it('is followed as a run where somebody else started it, and ended only when that is said', async () => {
    const script = "import time\nfor step in range(1, 6):\n    print(f'step {step} loss {1 / step:.3f}', flush=True)\ntime.sleep(600)";
    const response = await fetch(`${hub.url}/api/jobs/ada`, {
      method: 'POST',
      headers: { authorization: `Bearer ${hub.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        dockerImage: 'python:3.12',
        command: ['python3', '-c', script],
        flavor: 'cpu-basic',
        timeoutSeconds: 600,
        environment: {},
        labels: { name: 'by-hand' },
      }),
    });
    const { id }: { readonly id: string } = JSON.parse(await response.text());
    const run = await workspace.adopt(id);
    assert.deepEqual([run.spec.target, run.spec.name, run.spec.job?.id], ['adopted', 'by-hand', id]);
    assert.equal((await workspace.adopt(id)).spec.id, run.spec.id);
    await eventually(() => (pointsOf(run).length === 5 ? true : undefined), '5 points');
    await assert.rejects(workspace.runs.stop(run.spec.id), { code: 'adopted-run' });
    await workspace.runs.stop(run.spec.id, { adopted: true });
    const ended = await workspace.ended(run);
    assert.equal(ended.status, 'stopped');
    assert.equal(textOf(ended, 'console.log').split('\n').length, 6);
    assert.deepEqual(await Array.fromAsync(listScheduledJobs(workspace.client, 'ada')), []);
  });
});
