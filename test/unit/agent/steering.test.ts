import assert from 'node:assert/strict';
import { Conversation } from '../../../src/agent/conversation.ts';
import type { ModelMessage } from '../../../src/base/messages.ts';
import { wordsOf } from '../../../src/base/userPart.ts';
import type { ModelEvent } from '../../../src/models/model.ts';
import { LogOnDisk } from './onLog.ts';
import { calls, end, say } from './scriptedModel.ts';
import { benchOn, counting, judging, tool, untilLogged, untilPending } from './support.ts';

const said = (message: ModelMessage | undefined): string => (message?.role === 'user' ? message.parts.map(wordsOf).join('\n') : '');
const roles = (messages: readonly ModelMessage[] = []): readonly string[] => messages.map(({ role }) => role);

describe('A message that comes while the agent works', () => {
  const disk = LogOnDisk.forEachTest();

  // shows: loop-steer
  it('is delivered behind the results of the calls that run, when it is to steer', async () => {
    const running = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const slow = tool('slow', 'read', async () => {
      running.resolve();
      await mayEnd.promise;
      return 'looked';
    });
    const { agent, model } = benchOn(disk.log, { tools: [slow], steps: [calls(['slow', { path: '/a' }]), [say('As you wish.'), end()]] });
    await agent.send('Look at a', []);
    await running.promise;
    await agent.send('And keep it short', [], 'steer');
    mayEnd.resolve();
    await agent.whenIdle();
    assert.deepEqual(roles(model.requests[1]?.messages), ['user', 'assistant', 'tool', 'user']);
    assert.equal(said(model.requests[1]?.messages.at(-1)), 'And keep it short');
    assert.equal(disk.all('turn.started').length, 1);
    assert.equal(disk.last('turn.ended')?.end, 'done');
  });

  // shows: agent-runs-wait
  it('ends a call that only waits, in good order', async () => {
    const running = Promise.withResolvers<void>();
    const waits = tool('waits', 'read', async (_, { called }) => {
      const isCalled = new Promise<string>((resolve) => called?.addEventListener('abort', () => resolve('called')));
      running.resolve();
      return await isCalled;
    });
    const again = [calls(['waits', { path: '/a' }]), calls(['waits', { path: '/b' }])];
    const { agent, model } = benchOn(disk.log, { tools: [waits], steps: [...again, [say('Well.'), end()]] });
    await agent.send('Wait for it', []);
    await running.promise;
    await agent.send('A question for later', []);
    await agent.send('How is it?', [], 'steer');
    const second = Promise.withResolvers<void>();
    const started = disk.log.onDidAppend(({ type }) => type === 'tool.started' && second.resolve());
    await second.promise;
    started.dispose();
    await agent.send('And now?', [], 'steer');
    await agent.whenIdle();
    const results = model.requests[1]?.messages.at(-2);
    assert.equal(results?.role === 'tool' ? results.results[0]?.content : '', 'called');
    assert.equal(said(model.requests[1]?.messages.at(-1)), 'How is it?');
    assert.equal(said(model.requests[2]?.messages.at(-1)), 'And now?');
  });

  // shows: loop-steer
  it('goes before calls that have not begun: they are answered, not run', async () => {
    const running = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const written: string[] = [];
    const write = tool('write', 'write', async ({ path }) => {
      written.push(path);
      running.resolve();
      await mayEnd.promise;
      return 'written';
    });
    const made = calls(['write', { path: '/a' }], ['write', { path: '/a' }]);
    const { agent, model } = benchOn(disk.log, { tools: [write], steps: [made, [say('Stopped there.'), end()]] });
    await agent.send('Write twice', []);
    await running.promise;
    await agent.send('Once is enough', [], 'steer');
    mayEnd.resolve();
    await agent.whenIdle();
    assert.deepEqual(written, ['/a']);
    const results = model.requests[1]?.messages.at(-2);
    assert.ok(results?.role === 'tool');
    assert.deepEqual(
      results.results.map(({ isError }) => isError),
      [false, true],
    );
    assert.match(results.results[1]?.content ?? '', /the person sent a message first/);
  });

  // shows: loop-steer
  it('keeps a turn going that would have ended with the answer before it', async () => {
    const mayEnd = Promise.withResolvers<void>();
    async function* slowly(): AsyncIterable<ModelEvent> {
      yield say('One.');
      await mayEnd.promise;
      yield end();
    }
    const { agent, model } = benchOn(disk.log, { steps: [slowly, [say('Two.'), end()]] });
    await agent.send('First', []);
    await untilLogged(disk.log, 'response.started');
    await agent.send('Second', [], 'steer');
    mayEnd.resolve();
    await agent.whenIdle();
    assert.deepEqual(roles(model.requests[1]?.messages), ['user', 'assistant', 'user']);
    assert.equal(disk.all('turn.started').length, 1);
    assert.equal(disk.last('turn.ended')?.end, 'done');
  });

  // shows: loop-queue
  it('waits behind the turn when it is to be queued, until it is hurried', async () => {
    const running = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const slow = tool('slow', 'read', async () => {
      running.resolve();
      await mayEnd.promise;
      return 'looked';
    });
    const steps = [calls(['slow', { path: '/a' }]), [say('One.'), end()], [say('Two.'), end()]];
    const { agent, model } = benchOn(disk.log, { tools: [slow], steps });
    await agent.send('Look', []);
    await running.promise;
    await agent.send('later', [], 'queue');
    await agent.send('now after all', [], 'queue');
    const hurried = agent.queue.find(({ text }) => text === 'now after all');
    assert.ok(hurried);
    await agent.hurry(hurried.id);
    assert.deepEqual(
      agent.queue.map(({ delivery }) => delivery),
      ['queue', 'steer'],
    );
    mayEnd.resolve();
    await agent.whenIdle();
    assert.equal(said(model.requests[1]?.messages.at(-1)), 'now after all');
    assert.equal(said(model.requests[2]?.messages.at(-1)), 'later');
    assert.equal(disk.all('turn.started').length, 2);
  });

  // shows: loop-abandon
  it('takes back the call that waits for an answer, and the model is told so', async () => {
    const counter = counting();
    const write = tool('write', 'write', counter.run);
    const { agent, broker, model } = benchOn(disk.log, {
      tools: [write],
      judge: () => judging('ask'),
      steps: [calls(['write', { path: '/a' }]), [say('Never mind then.'), end()]],
    });
    await agent.send('Write', []);
    await untilPending(broker);
    await agent.send('Wait, something else', [], 'steer');
    await agent.whenIdle();
    assert.equal(counter.runs, 0);
    assert.equal(broker.pending.length, 0);
    assert.equal(disk.last('tool.ended')?.outcome, 'abandoned');
    assert.match(disk.last('tool.ended')?.content ?? '', /sent a message instead of answering/);
    assert.deepEqual(roles(model.requests[1]?.messages), ['user', 'assistant', 'tool', 'user']);
  });

  it('is in the log before it is acted on, and is delivered once after the program died', async () => {
    const running = Promise.withResolvers<void>();
    const stuck = tool('stuck', 'read', async () => {
      running.resolve();
      return await new Promise<string>(() => undefined);
    });
    const { agent } = benchOn(disk.log, { tools: [stuck], steps: [calls(['stuck', { path: '/a' }])] });
    await agent.send('Look', []);
    await running.promise;
    await agent.send('And this', [], 'steer');
    agent.dispose();
    const log = await disk.reopen();
    const next = benchOn(log, { steps: [[say('Yes.'), end()]] });
    next.agent.resume();
    await next.agent.whenIdle();
    const messages = Conversation.of(log.branch).messages().map(said).join('\n');
    assert.equal(messages.split('And this').length - 1, 1);
    assert.equal(next.agent.queue.length, 0);
  });
});
