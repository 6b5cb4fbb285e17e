import assert from 'node:assert/strict';
import type { Tool } from '../../../src/base/tool.ts';
import { LogOnDisk } from './onLog.ts';
import { calls, end, hang, say } from './scriptedModel.ts';
import { benchOn, counting, judging, tool, untilLogged } from './support.ts';

const change = calls(['change', { path: '/w/a' }]);

/** A tool whose preview begins and then waits until it is let go. */
function previewed(run: () => Promise<string>): { readonly tool: Tool; readonly begun: Promise<void>; readonly show: () => void } {
  const begun = Promise.withResolvers<void>();
  const shown = Promise.withResolvers<void>();
  const made: Tool = {
    ...tool('change', 'write', run),
    preview: async () => {
      begun.resolve();
      await shown.promise;
      return undefined;
    },
  };
  return { tool: made, begun: begun.promise, show: () => shown.resolve() };
}

describe('What a person does while something else is waited for', () => {
  const disk = LogOnDisk.forEachTest();

  // shows: loop-steer, loop-abandon
  it('is heard before a question is asked that their message has made idle', async () => {
    const ran = counting();
    const shown = previewed(ran.run);
    const { agent, broker } = benchOn(disk.log, {
      steps: [change, [say('As you wish.'), end()]],
      tools: [shown.tool],
      judge: () => judging('ask'),
    });
    await agent.send('Change it', []);
    await shown.begun;
    await agent.send('Rather not', [], 'steer');
    shown.show();
    await agent.whenIdle();
    assert.equal(ran.runs, 0);
    assert.equal(disk.all('approval.asked').length, 0);
    assert.equal(disk.last('turn.ended')?.end, 'done');
    assert.deepEqual(broker.pending, []);
  });

  // shows: loop-steer, loop-abandon
  it('takes back a question that is just being written down', async () => {
    const ran = counting();
    const { agent, broker } = benchOn(disk.log, {
      steps: [change, [say('As you wish.'), end()]],
      tools: [tool('change', 'write', ran.run)],
      judge: () => judging('ask'),
    });
    const asked = untilLogged(disk.log, 'approval.asked');
    await agent.send('Change it', []);
    await asked;
    assert.equal(broker.pending.length, 0);
    await agent.send('Rather not', [], 'steer');
    await agent.whenIdle();
    assert.equal(ran.runs, 0);
    assert.match(disk.last('tool.ended')?.content ?? '', /sent a message instead of answering/);
    assert.equal(disk.all('approval.withdrawn').length, 1);
  });

  // shows: policy-plan-mode
  it('counts when they switch to plan mode while a change that needs no question is being prepared', async () => {
    const ran = counting();
    const shown = previewed(ran.run);
    const { agent } = benchOn(disk.log, {
      steps: [change, [say('A plan.'), end()]],
      tools: [shown.tool],
      judge: () => async (call) => await judging(call.mode === 'plan' ? 'deny' : 'allow')(call),
    });
    await agent.setMode('auto');
    await agent.send('Change it', []);
    await shown.begun;
    await agent.setMode('plan');
    shown.show();
    await agent.whenIdle();
    assert.equal(ran.runs, 0);
    assert.match(disk.last('tool.ended')?.content ?? '', /Refused by policy/);
  });

  // shows: loop-stop
  it('stops the work although the workspace’s instructions cannot be read to their end', async () => {
    const begun = Promise.withResolvers<void>();
    const { agent } = benchOn(disk.log, {
      instructions: () => {
        begun.resolve();
        return new Promise(() => undefined);
      },
    });
    await agent.send('Go', []);
    await begun.promise;
    await agent.stop();
    assert.equal(disk.last('turn.ended')?.end, 'stopped');
  });

  // shows: loop-queue, chat-queue
  it('delivers a message at once that was held since the stop, and the others behind it', async () => {
    const { agent, model } = benchOn(disk.log, { steps: [hang, [say('Three.'), end()], [say('Two.'), end()]] });
    const begun = untilLogged(disk.log, 'response.started');
    await agent.send('one', []);
    await begun;
    for (const text of ['two', 'three']) await agent.send(text, []);
    await agent.stop();
    const three = agent.queue.at(-1);
    assert.ok(three);
    await agent.hurry(three.id);
    await agent.whenIdle();
    assert.deepEqual(
      disk.all('turn.started').map(({ text }) => text),
      ['one', 'three', 'two'],
    );
    assert.equal(model.requests.length, 3);
    const next = benchOn(await disk.reopen());
    assert.deepEqual(next.agent.queue, []);
  });

  // shows: sessions-undo
  it('is done after the conversation has gone back, when they send it meanwhile', async () => {
    const { agent, model } = benchOn(disk.log, { steps: ['One.', 'Two.', 'Three.'].map((text) => [say(text), end()]) });
    for (const text of ['one', 'two']) {
      await agent.send(text, []);
      await agent.whenIdle();
    }
    const turn = disk.last('turn.started')?.turn;
    assert.ok(turn);
    const rewound = agent.rewind(turn);
    await agent.send('three', []);
    await rewound;
    await agent.whenIdle();
    assert.deepEqual(
      disk.log.branch.flatMap((event) => (event.type === 'turn.started' ? [event.text] : [])),
      ['one', 'three'],
    );
    assert.doesNotMatch(JSON.stringify(model.requests[2]?.messages), /two/);
  });

  // shows: sessions-undo
  it('goes back to the earliest of two places, when they choose both at once', async () => {
    const { agent } = benchOn(disk.log, { steps: ['One.', 'Two.', 'Three.'].map((text) => [say(text), end()]) });
    for (const text of ['one', 'two', 'three']) {
      await agent.send(text, []);
      await agent.whenIdle();
    }
    const [, second, third] = disk.all('turn.started').map(({ turn }) => turn);
    assert.ok(second !== undefined && third !== undefined);
    const outcomes = await Promise.allSettled([agent.rewind(second), agent.rewind(third)]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
    assert.deepEqual(
      disk.log.branch.flatMap((event) => (event.type === 'turn.started' ? [event.text] : [])),
      ['one'],
    );
  });

  // shows: loop-300, loop-steer
  it('is a request of its own when the one before it has had all its responses', async () => {
    const running = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const slow = tool('slow', 'read', async () => {
      running.resolve();
      await mayEnd.promise;
      return 'looked';
    });
    const { agent, model } = benchOn(disk.log, {
      tools: [slow],
      steps: [calls(['slow', { path: '/a' }]), [say('Yes.'), end()]],
      maxResponses: 1,
    });
    await agent.send('Look', []);
    await running.promise;
    await agent.send('And then?', [], 'steer');
    mayEnd.resolve();
    await agent.whenIdle();
    assert.deepEqual(
      disk.all('turn.ended').map((ended) => ended.end),
      ['limit', 'done'],
    );
    assert.equal(model.requests.length, 2);
  });
});
