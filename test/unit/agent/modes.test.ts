import assert from 'node:assert/strict';
import type { Judge } from '../../../src/agent/decision.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import type { Tool } from '../../../src/base/tool.ts';
import { LogOnDisk } from './onLog.ts';
import { calls, end, type Step, say } from './scriptedModel.ts';
import { benchOn, counting, judging, tool, untilPending } from './support.ts';

describe('What was allowed or asked before', () => {
  const disk = LogOnDisk.forEachTest();

  const change: Step = calls(['change', { path: '/work/space/a.py' }]);

  // shows: policy-plan-mode
  it('is asked no longer once the person switches to plan mode: the turn goes on with looking only', async () => {
    const ran = counting();
    const look = tool('look', 'read', async () => 'seen');
    const { agent, broker, model } = benchOn(disk.log, {
      steps: [change, [say('This is my plan.'), end()]],
      tools: [look, tool('change', 'write', ran.run)],
      judge: () => judging('ask'),
    });
    await agent.send('Change it', []);
    await untilPending(broker);
    const [pending] = broker.pending;
    assert.ok(pending);
    await agent.setMode('plan');
    assert.equal(await broker.answer(pending.id, 'approve', 'call', 'test'), false);
    await agent.whenIdle();
    assert.equal(ran.runs, 0);
    assert.equal(disk.all('approval.withdrawn').length, 1);
    assert.match(disk.all('tool.ended')[0]?.content ?? '', /plan mode/);
    assert.deepEqual(
      model.requests[1]?.tools.map(({ name }) => name),
      ['look'],
    );
    assert.equal(disk.all('turn.ended')[0]?.end, 'done');
  });

  // shows: policy-fails-closed
  it('is judged again after the yes: what is forbidden by then does not run', async () => {
    const ran = counting();
    let verdict: 'ask' | 'deny' = 'ask';
    const judge: Judge = async () => ({ verdict, reason: 'it is now a link into the runs', rule: 'test' });
    const { agent, broker } = benchOn(disk.log, {
      steps: [change, [say('Then not.'), end()]],
      tools: [tool('change', 'write', ran.run)],
      judge: () => judge,
    });
    await agent.send('Change it', []);
    await untilPending(broker);
    verdict = 'deny';
    const [pending] = broker.pending;
    assert.ok(pending);
    await broker.answer(pending.id, 'approve', 'call', 'test');
    await agent.whenIdle();
    assert.equal(ran.runs, 0);
    assert.match(disk.all('tool.ended')[0]?.content ?? '', /Refused by policy .*link into the runs/);
  });

  // shows: policy-fails-closed
  it('fails closed, and the turn goes on, when a call cannot be judged', async () => {
    const ran = counting();
    const judge: Judge = async () => {
      throw new PracticumError('cannot-look', 'The folder cannot be read.');
    };
    const { agent } = benchOn(disk.log, {
      steps: [change, [say('Then not.'), end()]],
      tools: [tool('change', 'write', ran.run)],
      judge: () => judge,
    });
    await agent.send('Change it', []);
    await agent.whenIdle();
    assert.equal(ran.runs, 0);
    assert.match(disk.all('tool.ended')[0]?.content ?? '', /could not be judged.*The folder cannot be read/s);
    assert.equal(disk.all('turn.ended')[0]?.end, 'done');
  });

  // shows: approval-durable
  it('is withdrawn after a reload when the question has no object any more', async () => {
    const gone: Tool = {
      ...tool('change', 'write', async () => 'changed'),
      preview: async () => {
        throw new PracticumError('gone', 'The text is not there any more.');
      },
    };
    const ways = [
      { tools: [gone], judge: () => judging('ask'), outcome: 'failed' },
      { tools: [tool('change', 'write', async () => 'changed')], judge: () => judging('allow'), outcome: 'done' },
    ] as const;
    for (const { tools, judge, outcome } of ways) {
      const first = benchOn(disk.log, { steps: [change], tools: [tool('change', 'write', async () => '')], judge: () => judging('ask') });
      await first.agent.send('Change it', []);
      await untilPending(first.broker);
      await first.agent.close();
      await disk.reopen();
      const second = benchOn(disk.log, { steps: [[say('So be it.'), end()]], tools, judge });
      second.agent.resume();
      await second.agent.whenIdle();
      assert.deepEqual(second.broker.unanswered, []);
      assert.equal(disk.all('tool.ended').at(-1)?.outcome, outcome);
      await second.agent.close();
    }
    assert.equal(disk.all('approval.withdrawn').length, 2);
  });
});
