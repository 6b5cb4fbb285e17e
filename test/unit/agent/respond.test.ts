import assert from 'node:assert/strict';
import { Conversation } from '../../../src/agent/conversation.ts';
import type { Clock } from '../../../src/base/clock.ts';
import type { ModelEvent } from '../../../src/models/model.ts';
import { LogOnDisk } from './onLog.ts';
import { calls, end, failure, ScriptedModel, type Step, say } from './scriptedModel.ts';
import { benchOn, counting, instantly, tool } from './support.ts';

describe('A model that breaks its word', () => {
  const disk = LogOnDisk.forEachTest();

  async function* endless(): AsyncGenerator<ModelEvent> {
    yield say('I was about to');
  }
  async function* throwing(): AsyncGenerator<ModelEvent> {
    yield say('I was about to');
    throw new TypeError('no such property');
  }
  const brokenWays: readonly (readonly [string, Step])[] = [
    ['ends without an end', endless],
    ['throws', throwing],
    ['cancels by itself', [say('I was about to'), failure('cancelled')]],
  ];

  for (const [what, broken] of brokenWays) {
    // shows: model-retry
    it(`is asked again when its stream ${what}, and what it had said counts for nothing`, async () => {
      const { agent, model } = benchOn(disk.log, { steps: [broken, [say('All of it.'), end()]] });
      await agent.send('Go', []);
      await agent.whenIdle();
      assert.equal(model.requests.length, 2);
      assert.equal(disk.all('turn.ended')[0]?.end, 'done');
      assert.equal(disk.all('response.superseded')[0]?.code, 'model-broken-stream');
      assert.doesNotMatch(JSON.stringify(Conversation.of(disk.log.events).messages()), /about to/);
    });
  }

  // shows: model-retry
  it('is asked again when it does not even begin, and nothing goes on watching what never began', async () => {
    const slept: AbortSignal[] = [];
    const clock: Clock = {
      ...instantly,
      sleep: (ms, signal) => {
        if (signal !== undefined && ms > 50_000) slept.push(signal);
        return instantly.sleep(ms, signal);
      },
    };
    const unable = new ScriptedModel();
    unable.stream = () => {
      throw new TypeError('no such stream');
    };
    const { agent } = benchOn(disk.log, { clock, openModel: async () => unable });
    await agent.send('Go', []);
    await agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.code, 'model-broken-stream');
    assert.ok(slept.length > 1 && slept.every(({ aborted }) => aborted));
  });

  // shows: model-retry
  it('fails the turn, and never says that the person stopped it, when no stream comes to its end', async () => {
    const { agent } = benchOn(disk.log, { steps: Array.from({ length: 9 }, () => endless) });
    await agent.send('Go', []);
    await agent.whenIdle();
    const [ended] = disk.all('turn.ended');
    assert.deepEqual([ended?.end, ended?.code], ['failed', 'model-broken-stream']);
    assert.match(ended?.message ?? '', /Scripted/);
  });

  // shows: loop-limit
  it('executes nothing of a response that ends with a refusal, and the turn ends with it', async () => {
    const ran = counting();
    const refused = [...calls(['change', { path: '/x' }]).slice(0, -1), end('refusal')];
    const { agent, model } = benchOn(disk.log, { steps: [refused, [say('No.'), end()]], tools: [tool('change', 'write', ran.run)] });
    await agent.send('Change it', []);
    await agent.whenIdle();
    assert.equal(ran.runs, 0);
    assert.equal(model.requests.length, 1);
    assert.equal(disk.all('tool.ended')[0]?.outcome, 'abandoned');
    assert.equal(disk.all('turn.ended')[0]?.end, 'refused');
  });

  it('may call without arguments, or twice under one id: each call gets its own result', async () => {
    const ran = counting();
    const twins: readonly ModelEvent[] = [
      { type: 'call', index: 0, id: 'same', name: 'look' },
      { type: 'call', index: 1, id: 'same', name: 'look' },
      { type: 'callArguments', index: 1, json: '{"path": "/b"}' },
      { type: 'call', index: 2, id: 'same', name: 'look' },
      { type: 'callArguments', index: 2, json: '{"path": "/c"}' },
      end('calls'),
    ];
    const { agent, model } = benchOn(disk.log, { steps: [twins, [say('Seen.'), end()]], tools: [tool('look', 'read', ran.run)] });
    await agent.send('Look', []);
    await agent.whenIdle();
    assert.equal(ran.runs, 2);
    const answered = model.requests[1]?.messages.at(-1);
    assert.ok(answered?.role === 'tool');
    assert.equal(new Set(answered.results.map(({ callId }) => callId)).size, 3);
    assert.deepEqual(
      answered.results.map(({ isError }) => isError),
      [true, false, false],
    );
    assert.match(answered.results[0]?.content ?? '', /path is missing/);
  });

  // shows: log-append-only
  it('sees three hundred calls with their results in order, and only ever more at the end of what it saw before', async () => {
    const many = calls(...Array.from({ length: 300 }, (_, n) => ['look', { path: `/${n}` }] as const));
    const { agent, model } = benchOn(disk.log, {
      steps: [many, calls(['look', { path: '/last' }]), [say('Seen.'), end()], [say('Again.'), end()]],
      tools: [tool('look', 'read', async ({ path }) => `content of ${path}`)],
    });
    await agent.send('Look at everything', []);
    await agent.whenIdle();
    await agent.send('And again', []);
    await agent.whenIdle();
    const sent = model.requests.map(({ messages }) => messages.map((message) => JSON.stringify(message)));
    assert.equal(sent.length, 4);
    for (const [n, messages] of sent.entries()) {
      const before = sent[n - 1] ?? [];
      assert.deepEqual(messages.slice(0, before.length), before);
    }
    const results = model.requests[1]?.messages.at(-1);
    assert.ok(results?.role === 'tool');
    assert.deepEqual(
      results.results.map(({ content }) => content),
      Array.from({ length: 300 }, (_, n) => `content of /${n}`),
    );
    assert.deepEqual(Conversation.of(disk.log.events).messages().slice(0, -1), model.requests[3]?.messages);
  });
});
