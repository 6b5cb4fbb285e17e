import assert from 'node:assert/strict';
import type { ModelMessage } from '../../../src/base/messages.ts';
import { wordsOf } from '../../../src/base/userPart.ts';
import { LogOnDisk } from './onLog.ts';
import { calls, end, type Step, say } from './scriptedModel.ts';
import { benchOn, counting, judging, tool } from './support.ts';

const texts = (messages: readonly ModelMessage[] = []): string =>
  messages.flatMap((message) => (message.role === 'user' ? message.parts.map(wordsOf) : [])).join('\n');
const again = (count: number, step: Step): readonly Step[] => Array.from({ length: count }, () => step);

describe('The loop, watched', () => {
  const disk = LogOnDisk.forEachTest();

  // shows: doom-identical, doom-hints
  it('hints at the third same call with the same result, once and in its own voice, and stops at the fifth', async () => {
    const look = tool('look', 'read', async () => 'nothing new');
    const { agent, model } = benchOn(disk.log, { tools: [look], steps: again(40, calls(['look', { path: '/a' }])), maxResponses: 100 });
    await agent.send('Look until it changes', []);
    await agent.whenIdle();
    assert.equal(disk.all('tool.started').length, 5);
    assert.equal(disk.last('turn.ended')?.end, 'stuck');
    assert.deepEqual(
      disk.all('hint.given').map(({ hint }) => hint),
      ['identical'],
    );
    assert.doesNotMatch(texts(model.requests[2]?.messages), /practicum-hint/);
    assert.match(texts(model.requests[3]?.messages), /<practicum-hint>\n[\s\S]*<\/practicum-hint>/);
  });

  // shows: doom-cycle
  it('stops a cycle after its fourth round', async () => {
    const look = tool('look', 'read', async ({ path }) => `the same of ${path}`);
    const cycle = ['/a', '/b', '/c'].map((path) => calls(['look', { path }]));
    const { agent } = benchOn(disk.log, { tools: [look], steps: Array.from({ length: 10 }, () => cycle).flat(), maxResponses: 100 });
    await agent.send('Go round', []);
    await agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.end, 'stuck');
    assert.equal(disk.all('tool.started').length, 12);
    assert.deepEqual(
      disk.all('hint.given').map(({ hint }) => hint),
      ['cycle'],
    );
  });

  // shows: doom-polling
  it('lets polling go on as long as what it sees changes', async () => {
    const counter = counting();
    const { agent } = benchOn(disk.log, {
      tools: [tool('poll', 'read', counter.run)],
      steps: [...again(30, calls(['poll', { path: '/job' }])), [say('It is done.'), end()]],
      maxResponses: 100,
    });
    await agent.send('Wait for it', []);
    await agent.whenIdle();
    assert.equal(counter.runs, 30);
    assert.equal(disk.all('hint.given').length, 0);
    assert.equal(disk.last('turn.ended')?.end, 'done');
  });

  // shows: arguments-advice
  it('changes its advice after two failures in a row with the arguments of one tool', async () => {
    const look = tool('look', 'read', async () => 'seen');
    const { agent, model } = benchOn(disk.log, {
      tools: [look],
      steps: [calls(['look', '{"path": "/a']), calls(['look', '{"pa']), [say('I give up.'), end()]],
    });
    await agent.send('Look', []);
    await agent.whenIdle();
    assert.doesNotMatch(texts(model.requests[1]?.messages), /practicum-hint/);
    assert.match(texts(model.requests[2]?.messages), /practicum-hint/);
  });

  // shows: plan-reminders
  it('reminds of open items at most twice, and then lets the answer stand', async () => {
    const { agent, model } = benchOn(disk.log, { steps: again(5, [say('I am done.'), end()]) });
    await disk.log.append({ type: 'plan.changed', turn: 'tu_1' as never, items: [{ text: 'Train it', status: 'open' }] });
    await agent.send('Train', []);
    await agent.whenIdle();
    assert.equal(model.requests.length, 3);
    assert.match(texts(model.requests[2]?.messages), /Train it/);
    assert.equal(disk.last('turn.ended')?.end, 'done');
  });

  // shows: loop-300
  it('says at the limit of a request that it stopped, and counts anew only for the next request', async () => {
    const counter = counting();
    const { agent, model } = benchOn(disk.log, {
      tools: [tool('step', 'read', counter.run)],
      steps: again(20, calls(['step', { path: '/a' }])),
      maxResponses: 6,
    });
    await agent.send('Go', []);
    await agent.whenIdle();
    assert.equal(model.requests.length, 6);
    const ended = disk.last('turn.ended');
    assert.equal(ended?.end, 'limit');
    assert.match(`${ended?.message} ${ended?.hint}`, /6 model responses.*go on/i);
    await agent.send('Go on.', []);
    await agent.whenIdle();
    assert.equal(model.requests.length, 12);
  });

  // shows: loop-300
  it('does not count anew when a message steers, or after a reload', async () => {
    const counter = counting();
    const steps = again(20, calls(['step', { path: '/a' }]));
    const sent: string[] = [];
    const step = tool('step', 'read', async () => {
      if (counter.runs === 2) await first.agent.send('Faster', [], 'steer');
      if (counter.runs === 4) first.agent.dispose();
      return await counter.run();
    });
    const first = benchOn(disk.log, { tools: [step], steps, maxResponses: 6 });
    await first.agent.send('Go', []);
    await first.agent.whenIdle();
    sent.push(...first.model.requests.map(() => 'first'));
    assert.equal(disk.last('turn.ended'), undefined);
    const next = benchOn(disk.log, { tools: [step], steps, maxResponses: 6 });
    next.agent.resume();
    await next.agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.end, 'limit');
    assert.equal(sent.length + next.model.requests.length, 6);
  });

  // shows: loop-300, cases-deviations
  it('does not count anew after an approval', async () => {
    const counter = counting();
    const made = benchOn(disk.log, {
      tools: [tool('change', 'write', counter.run)],
      steps: again(20, calls(['change', { path: '/a' }])),
      judge: () => judging('ask'),
      maxResponses: 3,
    });
    made.broker.onDidChange(() => {
      for (const { id } of made.broker.pending) void made.broker.answer(id, 'approve', 'call', 'test');
    });
    await made.agent.send('Go', []);
    await made.agent.whenIdle();
    assert.equal(made.model.requests.length, 3);
    assert.equal(disk.all('approval.answered').length, 3);
    assert.equal(disk.last('turn.ended')?.end, 'limit');
  });
});
