import assert from 'node:assert/strict';
import type { ModelEvent } from '../../../src/models/model.ts';
import { stallLimitMs } from '../../../src/models/stall.ts';
import { ManualClock } from '../base/manualClock.ts';
import { LogOnDisk } from './onLog.ts';
import { end, failure, hang, say } from './scriptedModel.ts';
import { benchOn, untilLogged } from './support.ts';

/** Lets everything run that does not wait for time. */
const settled = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));

describe('A response that does not come', () => {
  const disk = LogOnDisk.forEachTest();

  // shows: stream-stall
  it('is said after a minute, and asked for again only after what its provider is given', async () => {
    const clock = new ManualClock();
    const { agent, model } = benchOn(disk.log, { clock, steps: [hang, [say('Here I am.'), end()]] });
    const activities: string[] = [];
    agent.onDidChangeStatus(({ activity }) => activities.push(activity));
    await agent.send('Hello?', []);
    await untilLogged(disk.log, 'response.started');
    await settled();
    clock.advance(59_000);
    await settled();
    assert.ok(!activities.some((activity) => activity.startsWith('No word')));
    clock.advance(1_000);
    await settled();
    assert.match(agent.status.activity, /^No word from Scripted for 60 s/);
    const limitMs = stallLimitMs('openai');
    for (let ms = 60_000; ms < limitMs - 10_000; ms += 10_000) {
      clock.advance(10_000);
      await settled();
    }
    assert.equal(model.requests.length, 1);
    clock.advance(10_000);
    await settled();
    assert.equal(disk.last('response.superseded')?.code, 'model-broken-stream');
    // The wait before the next try is counted down in seconds.
    assert.match(agent.status.activity, /^Trying again in 1 s/);
    while (agent.isWorking) {
      clock.advance(1_000);
      await settled();
    }
    assert.equal(model.requests.length, 2);
    assert.equal(disk.last('turn.ended')?.end, 'done');
  });

  // shows: stream-stall
  it('is not missed while it is slow but alive', async () => {
    const clock = new ManualClock();
    const more = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    async function* slowly(): AsyncIterable<ModelEvent> {
      for (const { promise } of more) {
        yield { type: 'alive' };
        await promise;
      }
      yield say('There.');
      yield end();
    }
    const { agent, model } = benchOn(disk.log, { clock, steps: [slowly] });
    await agent.send('Take your time', []);
    await untilLogged(disk.log, 'response.started');
    for (const { resolve } of more) {
      await settled();
      clock.advance(stallLimitMs('openai') - 1_000);
      await settled();
      resolve();
    }
    await agent.whenIdle();
    assert.equal(model.requests.length, 1);
    assert.equal(disk.last('turn.ended')?.end, 'done');
  });

  // shows: stream-retry-after
  it('is not waited for when the service asks for more than a minute: the turn ends and says until when', async () => {
    const { agent, model } = benchOn(disk.log, { steps: [[failure('rate-limited', true, 600_000)]] });
    await agent.send('Hi', []);
    await agent.whenIdle();
    assert.equal(model.requests.length, 1);
    const ended = disk.last('turn.ended');
    assert.equal(ended?.end, 'failed');
    assert.match(ended?.hint ?? '', /10 min, until \d\d:\d\d/);
  });

  // shows: stream-retry
  it('is waited for with a countdown that can be stopped at once', async () => {
    const clock = new ManualClock();
    const { agent, model } = benchOn(disk.log, { clock, steps: [[failure('overloaded', true, 30_000)]] });
    await agent.send('Hi', []);
    await untilLogged(disk.log, 'response.superseded');
    await settled();
    assert.match(agent.status.activity, /^Trying again in 30 s/);
    clock.advance(1_000);
    await settled();
    assert.match(agent.status.activity, /^Trying again in 29 s/);
    await agent.stop();
    assert.equal(model.requests.length, 1);
    assert.equal(disk.last('turn.ended')?.end, 'stopped');
  });
});
