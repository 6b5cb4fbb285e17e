import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunState } from '../../../../src/runs/run.ts';
import { type Hub, startHub } from '../../../doubles/hub/hub.ts';
import { linesOf, pointsOf, textOf } from '../ssh/seen.ts';
import { eventually } from '../workspace.ts';
import { type JobWorkspace, makeJobWorkspace, session } from './jobWorkspace.ts';

const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

/** Prints a line for each step, waits for a word to go on in the middle, and prints what a log of lines does not carry. */
const train = `
import os, sys, time
import helper

def wait_for(name):
    while not os.path.exists(os.path.join(sys.argv[1], name)):
        time.sleep(0.02)

print(helper.word, sys.argv[2:], os.environ.get('SECRET_WORD'), flush=True)
for step in range(1, 101):
    print(f'step {step} loss {1 / step:.6f}', flush=True)
    if step == 50:
        wait_for('half')
wait_for('all')
sys.stdout.buffer.write(b'bar 1\\rbar 2\\r\\n\\n===== Job started\\npracticum:' + os.environ['PRACTICUM_RUN'].encode() + b':x {}\\n\\xff\\x00 ' + b'y' * 9000)
sys.exit(3)
`;

function steps(run: RunState): readonly number[] {
  return pointsOf(run).map(({ step }) => step);
}

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
  const say = (word: string): void => writeFileSync(path.join(workspace.home, word), '');
  const isHalfWay = (run: RunState): Promise<true> => eventually(() => (pointsOf(run).length >= 50 ? true : undefined), '50 points');
  const creations = (): number => hub.requests.filter(({ method, url }) => method === 'POST' && url === '/api/jobs/ada').length;

  /** Nothing is missing and nothing is there twice, whatever happened to the line. */
  function assertWhole(ended: RunState): void {
    assert.deepEqual([ended.status, ended.exit?.code], ['failed', 3]);
    assert.deepEqual(steps(ended), hundred);
    const printed = readFileSync(path.join(ended.folder, 'console.log'));
    const head = `helped ['--lr', '0.1'] None\n${hundred.map((step) => `step ${step} loss ${(1 / step).toFixed(6)}\n`).join('')}`;
    const odd = Buffer.concat([
      Buffer.from(`bar 1\rbar 2\r\n\n===== Job started\npracticum:${ended.spec.id}:x {}\n`),
      Buffer.from([0xff, 0]),
      Buffer.from(` ${'y'.repeat(9000)}`),
    ]);
    assert.ok(printed.equals(Buffer.concat([Buffer.from(head), odd])), printed.toString('latin1'));
    assert.equal(hub.jobs.jobs.size, 1);
  }

  // shows: job-handles, job-once, job-outcome
  it('goes there with the files of the workspace and comes back byte for byte, with the exit code of the script', async () => {
    for (const word of ['half', 'all']) say(word);
    const run = await launch('--lr', '0.1');
    const ended = await workspace.ended(run);
    assertWhole(ended);
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

  // shows: job-logs-resume
  it('loses nothing and tells nothing twice where the log is cut again and again', async () => {
    hub.faults.add({ kind: 'drop-stream', path: '/logs', afterEvents: 7, times: 1 });
    hub.faults.add({ kind: 'drop-stream', path: '/logs', afterEvents: 60, times: 1 });
    hub.faults.add({ kind: 'drop-stream', path: '/logs', afterEvents: 3, times: 1 });
    const run = await launch('--lr', '0.1');
    await isHalfWay(run);
    hub.faults.add({ kind: 'cut' });
    for (const word of ['half', 'all']) say(word);
    await eventually(() => (textOf(run, 'state.jsonl').includes('is cut') ? true : undefined), 'a word of the cut line');
    hub.faults.clear();
    assertWhole(await workspace.ended(run));
    assert.match(textOf(run, 'state.jsonl'), /is up again/);
  });

  // shows: job-reattach
  it('is followed again after the process here was killed, from where its record ends, and is never started again', async () => {
    const run = await launch('--lr', '0.1');
    await isHalfWay(run);
    const { supervisor } = JSON.parse(readFileSync(path.join(run.folder, 'heartbeat'), 'utf8'));
    process.kill(supervisor.pid, 'SIGKILL');
    const other = workspace.otherRuns();
    await eventually(async () => ((await other.get(run.spec.id)).status === 'lost' ? true : undefined), 'a run that nobody follows');
    for (const word of ['half', 'all']) say(word);
    assert.deepEqual(await other.followAgain(), [run.spec.id]);
    const ended = await workspace.ended(run);
    assertWhole(ended);
    assert.equal(creations(), 1);
    const standing = await workspace.ledger().standing(session);
    assert.equal(standing.promised, 0);
    assert.ok(standing.spent > 0);
  });

  // shows: job-once
  it('is one job where the answer to its creation was lost, also for whoever goes on after that', async () => {
    for (const word of ['half', 'all']) say(word);
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
    assertWhole(await workspace.ended(run));
    assert.equal(globalThis.fetch, real);
    assert.match(textOf(run, 'state.jsonl'), /does not answer/);
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
    const run = await launch('--lr', '0.1');
    await isHalfWay(run);
    hub.faults.add({ kind: 'revoke', token: hub.token });
    hub.faults.add({ kind: 'drop-stream', path: '/logs', afterEvents: 1, times: 1 });
    for (const each of hub.jobs.jobs.values()) each.logs.push({ data: '', timestamp: '' });
    const { supervisor } = JSON.parse(readFileSync(path.join(run.folder, 'heartbeat'), 'utf8'));
    assert.ok(supervisor.pid > 0);
    const lost = await eventually(async () => {
      const state = await workspace.runs.get(run.spec.id);
      return state.status === 'lost' ? state : undefined;
    }, 'a run that nobody follows');
    assert.match(lost.note ?? '', /Nobody here follows this run on Hugging Face any more/);
    assert.equal(existsSync(path.join(run.folder, 'exit.json')), false);
  });
});
