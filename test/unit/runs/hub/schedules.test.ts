import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../../../src/base/clock.ts';
import { systemClock } from '../../../../src/base/clock.ts';
import type { CallId } from '../../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../../src/base/permit.ts';
import { hubErrorOf } from '../../../../src/hub/hubErrors.ts';
import type { Job } from '../../../../src/hub/jobs.ts';
import { deleteScheduledJob, runScheduledJob } from '../../../../src/hub/scheduledJobs.ts';
import type { Caps } from '../../../../src/ledger/entries.ts';
import { Ledger } from '../../../../src/ledger/ledger.ts';
import { PromisedStartsRecords } from '../../../../src/runs/hub/schedules/promisedStarts.ts';
import { type ScheduleWish, startsSpend } from '../../../../src/runs/hub/schedules/scheduleQuote.ts';
import { type Scheduled, Schedules } from '../../../../src/runs/hub/schedules/schedules.ts';
import { type Hub, startHub } from '../../../doubles/hub/hub.ts';
import { eventually } from '../workspace.ts';
import { type JobWorkspace, makeJobWorkspace, session } from './jobWorkspace.ts';

const dayMs = 24 * 3_600_000;

describe('A script that Hugging Face starts by the clock', function () {
  this.timeout(30_000);
  let hub: Hub;
  let workspace: JobWorkspace;
  const authority = createPermitAuthority();
  /** By which so much time has passed. */
  let passedMs = 0;
  const clock: Clock = { ...systemClock, nowMs: () => Date.now() + passedMs };
  beforeEach(async () => {
    passedMs = 0;
    hub = await startHub();
    workspace = makeJobWorkspace(hub);
    writeFileSync(path.join(workspace.root, 'nightly.py'), "print('trained')\n");
  });
  afterEach(async () => {
    workspace.dispose();
    await hub.close();
  });

  const open = (caps: Caps = { session: null, day: null, run: null }): Schedules => {
    const ledger = new Ledger({ home: workspace.home, require: authority.require, caps: () => caps });
    return new Schedules({ home: workspace.home, ledger: async () => ledger, clock });
  };
  const wish = (more: Partial<ScheduleWish> = {}): ScheduleWish => ({
    payer: 'ada',
    hub: hub.url,
    flavor: 'cpu-basic',
    timeoutMs: 600_000,
    microUsdPerHour: 60_000,
    schedule: '@daily',
    starts: 3,
    ...more,
  });
  const add = (schedules = open(), wanted = wish(), signal = new AbortController().signal): Promise<Scheduled> =>
    schedules.add(
      workspace.client,
      authority.mint('call_test' as CallId, [startsSpend(wanted)]),
      wanted,
      { root: workspace.root, script: path.join(workspace.root, 'nightly.py'), args: [] },
      { session, signal },
    );
  const startNow = (id: string): Promise<Job> => {
    const once = { ...wish(), starts: 1 };
    const permit = authority.mint('call_now' as CallId, [startsSpend(once)]);
    return open().startNow(workspace.client, permit, id, once, { session, signal: new AbortController().signal });
  };
  const standing = async () => {
    const { promised, spent } = await workspace.ledger().standing(session);
    return [promised, spent];
  };
  const records = () => new PromisedStartsRecords(workspace.home).all();
  /** As its own clock would. */
  const start = async (id: string): Promise<string> => {
    const job = await runScheduledJob(workspace.client, 'ada', id);
    return await over(job.id);
  };
  const over = (id: string): Promise<string> => eventually(() => (hub.jobs.jobs.get(id)?.isOver === true ? id : undefined), 'its end');
  const textOf = (job: string): string =>
    hub.jobs.jobs
      .get(job)
      ?.logs.items.map(({ data }) => data)
      .join('') ?? '';
  const there = async (): Promise<number> => {
    const answer = await fetch(`${hub.url}/api/scheduled-jobs/ada`, { headers: { authorization: `Bearer ${hub.token}` } });
    return JSON.parse(await answer.text()).length;
  };

  // shows: job-scheduled
  it('has all its starts promised before there is one, and settled by the jobs that there were', async () => {
    const { scheduled } = await add();
    assert.deepEqual(await standing(), [30_000, 0]);
    const job = await start(scheduled.id);
    assert.match(textOf(job), /trained/);
    assert.equal(await open().sweep(workspace.client), 0);
    assert.deepEqual(await standing(), [30_000, 0]);
    passedMs = 4 * dayMs;
    assert.equal(await open().sweep(workspace.client), 1);
    assert.deepEqual([await standing(), await there(), records()], [[0, 1000], 0, []]);
  });

  // shows: job-scheduled
  it('does nothing any more where it is started after all starts that were agreed to', async () => {
    passedMs = -10 * dayMs;
    const { scheduled } = await add();
    const text = textOf(await start(scheduled.id));
    assert.match(text, /All starts that were agreed to are over/);
    assert.doesNotMatch(text, /trained/);
  });

  // shows: job-scheduled
  it('is not asked for where the sum of its starts would pass a cap, nor without a permit for exactly that', async () => {
    await assert.rejects(add(open({ session: 29_999, day: null, run: null })), { code: 'cap' });
    const permit = authority.mint('call_test' as CallId, [startsSpend(wish({ starts: 2 }))]);
    const script = { root: workspace.root, script: path.join(workspace.root, 'nightly.py'), args: [] };
    const asking = { session, signal: new AbortController().signal };
    await assert.rejects(open().add(workspace.client, permit, wish(), script, asking), { code: 'not-permitted' });
    assert.deepEqual([await standing(), await there(), records()], [[0, 0], 0, []]);
  });

  // shows: job-scheduled
  it('is settled where somebody deleted it elsewhere, once what it had started is over', async () => {
    const { scheduled } = await add();
    await start(scheduled.id);
    await over((await startNow(scheduled.id)).id);
    assert.deepEqual(await standing(), [40_000, 0]);
    await deleteScheduledJob(workspace.client, 'ada', scheduled.id);
    // Each start counts once, by what was promised for it.
    assert.equal(await open().sweep(workspace.client), 2);
    assert.deepEqual([await standing(), records()], [[0, 2000], []]);
  });

  // shows: job-scheduled
  it('is one where the answer to its creation was lost', async () => {
    loseAnswers(1);
    const { scheduled } = await add();
    assert.deepEqual([await there(), (await standing())[0]], [1, 30_000]);
    assert.equal(records()[0]?.scheduled, scheduled.id);
  });

  // shows: job-scheduled
  it('stays promised where it may have been made all the same, and is deleted by whoever looks next', async () => {
    const stop = new AbortController();
    const mend = loseAnswers(1, () => stop.abort());
    const refused = hub.faults.add({ kind: 'status', status: 403, method: 'GET', path: '/api/scheduled-jobs/ada$' });
    await assert.rejects(add(open(), wish(), stop.signal));
    assert.deepEqual(await standing(), [30_000, 0]);
    mend();
    refused();
    assert.equal(await there(), 1);
    assert.equal(await open().sweep(workspace.client), 1);
    assert.deepEqual([await there(), await standing(), records()], [0, [0, 0], []]);
  });

  // shows: job-scheduled
  it('costs nothing where it was refused, and in full where nobody knows whether it was started once more', async () => {
    const refused = hub.faults.add({ kind: 'status', status: 403, method: 'POST', path: '/api/scheduled-jobs/ada$' });
    await assert.rejects(add());
    assert.deepEqual([await standing(), records()], [[0, 0], []]);
    refused();
    const { scheduled } = await add();
    const taken = hub.faults.add({ kind: 'status', status: 409, method: 'POST', path: '/run$', times: 1 });
    await assert.rejects(startNow(scheduled.id));
    assert.deepEqual(await standing(), [30_000, 0]);
    taken();
    hub.faults.add({ kind: 'status', status: 500, method: 'POST', path: '/run$', times: 1 });
    await assert.rejects(startNow(scheduled.id));
    assert.deepEqual(await standing(), [30_000, 10_000]);
  });

  /** What is asked for is made, and nobody hears of it. */
  function loseAnswers(times: number, then = (): void => undefined): () => void {
    const { client } = workspace;
    const real = client.json.bind(client);
    let left = times;
    const json: typeof real = async (call, schema) => {
      const answer = await real(call, schema);
      if (call.method !== 'POST' || left-- <= 0) return answer;
      then();
      throw hubErrorOf({
        status: 502,
        headers: new Headers(),
        body: '',
        url: hub.url,
        method: 'POST',
        wasSignedIn: true,
        hub: hub.url,
      });
    };
    Object.assign(client, { json });
    return () => Object.assign(client, { json: real });
  }
});
