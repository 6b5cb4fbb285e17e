import assert from 'node:assert/strict';
import { mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutsideQuestion, PendingApproval } from '../../../src/app/api.ts';
import { createApprovals } from '../../../src/app/approvals.ts';
import { postAnswer } from '../../../src/app/outsideAnswers.ts';
import { OutsideApprovals, type OutsideWait } from '../../../src/app/outsideApprovals.ts';
import { outsideFolder, sweepOutside } from '../../../src/app/outsideFolder.ts';
import { answerMs, mattersOf, openMs, waitingOutside } from '../../../src/app/outsideRecord.ts';
import { OutsideWaiting } from '../../../src/app/outsideWaiting.ts';
import type { ApprovalId } from '../../../src/base/ids.ts';
import { readLog } from '../../../src/sessions/readLog.ts';
import { demoKey } from '../../doubles/server.ts';
import { ScriptedModel } from '../agent/scriptedModel.ts';
import { testHost, until } from './support.ts';

const train: OutsideQuestion = {
  call: { tool: 'start_run', input: { script: 'train.py', args: ['--lr', '0.1'] } },
  title: 'Train with train.py',
  reason: 'It executes code.',
  effects: [{ kind: 'execute', argv: ['python', 'train.py'], cwd: '/work' }],
  facts: { code: { hash: 'one', files: [] } },
  detail: 'Costs nothing.',
};
/** Longer than any test: whoever waits so long waits for an answer. */
const long = 60_000;

describe('What other agents ask about', function () {
  this.timeout(20_000);
  let home: string;
  const open: OutsideApprovals[] = [];

  beforeEach(async () => {
    home = await realpath(await mkdtemp(join(tmpdir(), 'practicum-outside-')));
  });
  afterEach(async () => {
    for (const approvals of open.splice(0)) await approvals.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  function serve(): OutsideApprovals {
    const onProblem = (text: string): never => assert.fail(text);
    const approvals = new OutsideApprovals({ home, app: 'test', workspace: home, roots: [home], onProblem });
    open.push(approvals);
    return approvals;
  }
  const patient = (waitMs = long, wait: Partial<OutsideWait> = {}): OutsideWait => ({
    from: 'Other Agent',
    signal: new AbortController().signal,
    waitMs,
    ...wait,
  });
  const window = (): OutsideWaiting => new OutsideWaiting(testHost(home, home, () => new ScriptedModel([]), { home }));
  const folder = (): Promise<string> => outsideFolder({ home, workspace: home });
  const waiting = async (): Promise<readonly string[]> =>
    (await waitingOutside(await folder(), Date.now())).map(({ matter }) => matter.asked.title);
  const firstId = async (): Promise<ApprovalId> => {
    const [first] = await waitingOutside(await folder(), Date.now());
    assert.ok(first !== undefined);
    return first.matter.approval;
  };

  // shows: mcp-serve-waits
  it('is shown in a window of the folder, whose answer the waiting call hears', async () => {
    const shown = window();
    const approvals = createApprovals(() => [], shown.onDidChange, shown);
    const asked = serve().ask(train, patient());
    await until(approvals.onDidChange, () => approvals.pending.length > 0);
    const { id, from, title, detail, effectLines, isLate } = approvals.pending[0] as PendingApproval;
    assert.deepEqual([from, title, detail, isLate], ['Other Agent', train.title, { kind: 'text', text: 'Costs nothing.' }, true]);
    assert.match(effectLines[0] ?? '', /execute python train\.py/);
    assert.equal(await approvals.answer(id, 'approve', 'call', 'notification'), true);
    assert.equal(await asked, 'approved');
    assert.equal(await approvals.answer(id, 'reject', 'call', 'chat'), false, 'the first answer counts');
    assert.deepEqual([approvals.pending, await waiting()], [[], []]);
    shown.dispose();
  });

  // shows: mcp-serve-waits
  it('stays when nobody answers in time; an equal call later finds the answer, once', async () => {
    const approvals = serve();
    assert.equal(await approvals.ask(train, patient(0)), 'waiting');
    assert.deepEqual(await waiting(), [train.title]);
    assert.equal(await approvals.ask(train, patient(0)), 'waiting');
    assert.deepEqual(await waiting(), [train.title], 'it is one question, however often it is asked');
    await postAnswer(await folder(), await firstId(), { answer: 'approve', by: 'command line' });
    assert.deepEqual(await waiting(), []);
    const reordered = { ...train, call: { tool: 'start_run', input: { args: ['--lr', '0.1'], script: 'train.py' } } };
    assert.equal(await approvals.ask(reordered, patient(0)), 'approved');
    assert.equal(await approvals.ask(train, patient(0)), 'waiting', 'a yes is for one call');
  });

  // shows: mcp-serve-waits
  it('takes a no for an answer to the same call, and a yes for no other: not of other arguments, code or price', async () => {
    const approvals = serve();
    await approvals.ask(train, patient(0));
    await postAnswer(await folder(), await firstId(), { answer: 'reject', by: 'notification' });
    assert.equal(await approvals.ask(train, patient(0)), 'rejected');
    assert.deepEqual(await waiting(), []);
    for (const other of [
      { ...train, call: { tool: 'start_run', input: { script: 'train.py', args: ['--lr', '1'] } } },
      { ...train, facts: { code: { hash: 'two', files: [] } } },
      { ...train, facts: { ...train.facts, cost: { usd: 3, text: 'at most $3' } } },
      { ...train, effects: [...train.effects, { kind: 'reach', host: 'example.org' } as const] },
    ])
      assert.equal(await approvals.ask(other, patient(0)), 'waiting');
    assert.equal((await waiting()).length, 4);
  });

  // shows: mcp-serve-waits
  it('outlives the program that asked: the next one takes it up under the same id, and never carries one yes out twice', async () => {
    const first = serve();
    assert.equal(await first.ask(train, patient(0)), 'waiting');
    const id = await firstId();
    const gone = assert.rejects(first.ask(train, patient()), { code: 'host-gone' });
    await first.close();
    await gone;
    assert.equal(await firstId(), id);
    await postAnswer(await folder(), id, { answer: 'approve', by: 'command line' });
    const [second, third] = [serve(), serve()];
    const both = await Promise.all([second.ask(train, patient(0)), third.ask(train, patient(0))]);
    assert.deepEqual(both.toSorted(), ['approved', 'waiting']);
  });

  // shows: mcp-serve-waits
  it('carries out one of two equal calls that wait for one yes', async () => {
    const approvals = serve();
    const one = approvals.ask(train, patient());
    const other = approvals.ask(train, patient(1_500));
    const shown = window();
    await until(shown.onDidChange, () => shown.pending.length > 0);
    await shown.answer(await firstId(), { answer: 'approve', by: 'notification' });
    assert.deepEqual([await one, await other], ['approved', 'waiting']);
    shown.dispose();
  });

  // shows: mcp-serve-waits
  it('is asked through the client as well, and the first answer ends the other question', async () => {
    const approvals = serve();
    assert.equal(await approvals.ask(train, patient(0, { elicit: async () => true })), 'approved');
    assert.equal(await approvals.ask(train, patient(0, { elicit: async () => false })), 'rejected');
    const other = { ...train, title: 'Another', call: { tool: 'start_run', input: { script: 'b.py' } } };
    const taken = Promise.withResolvers<void>();
    const elicit = (signal: AbortSignal): Promise<undefined> =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => {
          taken.resolve();
          reject(signal.reason);
        }),
      );
    const shown = window();
    const asked = approvals.ask(other, patient(0, { elicit }));
    await until(shown.onDidChange, () => shown.pending.length > 0);
    await shown.answer(await firstId(), { answer: 'approve', by: 'notification' });
    assert.equal(await asked, 'approved');
    await taken.promise;
    // One that says it can ask, and cannot.
    const third = { ...train, call: { tool: 'start_run', input: { script: 'c.py' } } };
    assert.equal(await approvals.ask(third, patient(0, { elicit: async () => Promise.reject(new Error('no window')) })), 'waiting');
    shown.dispose();
  });

  it('goes on waiting when the client gives the call up', async () => {
    const approvals = serve();
    const stop = new AbortController();
    const asked = approvals.ask(train, patient(long, { signal: stop.signal }));
    const shown = window();
    await until(shown.onDidChange, () => shown.pending.length > 0);
    stop.abort();
    assert.equal(await asked, 'waiting');
    assert.deepEqual(await waiting(), [train.title]);
    shown.dispose();
  });

  it('keeps no key, and takes what cannot be read for a no', async () => {
    const approvals = serve();
    const secret = { ...train, title: `Train with ${demoKey}`, call: { tool: 'start_run', input: { args: [demoKey] } } };
    await approvals.ask(secret, patient(0));
    const [session] = await readdir(await folder());
    const { events } = await readLog(join(await folder(), session ?? ''));
    assert.ok(!JSON.stringify(events).includes(demoKey));
    const id = await firstId();
    await postAnswer(await folder(), id, { answer: 'reject', by: 'x' });
    await writeFile(join(await folder(), 'answers', id), '{"answer":"appr');
    assert.equal(await approvals.ask(secret, patient(0)), 'rejected');
  });

  it('is over after a day without an answer, and a yes after an hour without a call', async () => {
    const approvals = serve();
    await approvals.ask(train, patient(0));
    const [session] = (await readdir(await folder())).filter((name) => name.endsWith('.jsonl'));
    const events = async () => (await readLog(join(await folder(), session ?? ''))).events;
    assert.equal(mattersOf(await events(), Date.now() + openMs - 1_000).length, 1);
    assert.equal(mattersOf(await events(), Date.now() + openMs + 1_000).length, 0);
    await postAnswer(await folder(), await firstId(), { answer: 'approve', by: 'x' });
    await approvals.close();
    const next = serve();
    await next.ask({ ...train, title: 'Other', call: { tool: 'x', input: {} } }, patient(0));
    const states = (at: number) => events().then((all) => mattersOf(all, at).map(({ state }) => state));
    assert.deepEqual(await states(Date.now()), ['approved', 'open']);
    assert.deepEqual(await states(Date.now() + answerMs + 1_000), ['open']);
  });

  it('is kept for a month after nothing waits any more, and no longer', async () => {
    const approvals = serve();
    const logs = async (): Promise<number> => (await readdir(await folder())).filter((name) => name.endsWith('.jsonl')).length;
    await approvals.ask(train, patient(0, { elicit: async () => true }));
    await approvals.close();
    const day = 24 * 60 * 60_000;
    await sweepOutside(await folder(), Date.now() + 29 * day);
    assert.equal(await logs(), 1);
    await sweepOutside(await folder(), Date.now() + 31 * day);
    assert.equal(await logs(), 0);
    await serve().ask(train, patient(0));
    await sweepOutside(await folder(), Date.now() + 31 * day);
    assert.equal(await logs(), 1, 'something waits in it');
  });
});
