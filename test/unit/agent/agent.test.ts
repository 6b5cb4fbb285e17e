import assert from 'node:assert/strict';
import { Conversation } from '../../../src/agent/conversation.ts';
import type { Decision } from '../../../src/agent/decision.ts';
import type { Effect } from '../../../src/base/effects.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import type { TurnId } from '../../../src/base/ids.ts';
import type { Tool } from '../../../src/base/tool.ts';
import { wordsOf } from '../../../src/base/userPart.ts';
import { LogOnDisk } from './onLog.ts';
import { calls, end, failure, hang, type Step, say } from './scriptedModel.ts';
import { type Bench, benchOn, counting, judging, tool, untilLogged, untilPending } from './support.ts';

describe('The agent', () => {
  const disk = LogOnDisk.forEachTest();

  const bench = (steps: readonly Step[], tools: readonly Tool[] = [], verdict: Decision['verdict'] = 'allow', maxResponses = 20): Bench =>
    benchOn(disk.log, { steps, tools, judge: (remembered) => judging(verdict, remembered), maxResponses });

  const ending = () => disk.last('turn.ended');
  const result = () => disk.last('tool.ended');

  // shows: loop-states, log-append-only
  it('answers, and the log holds the whole turn in order', async () => {
    const { agent } = bench([[say('Hello '), say('there.'), end()]]);
    await agent.send('Hi', []);
    await agent.whenIdle();
    assert.deepEqual(
      disk.log.events.map(({ type }) => type).filter((type) => type.startsWith('turn') || type.startsWith('response')),
      ['turn.started', 'turn.noted', 'response.started', 'response.text', 'response.ended', 'turn.ended'],
    );
    assert.equal(ending()?.end, 'done');
    assert.equal(agent.status.state, 'idle');
  });

  it('is at work before its message can be read anywhere', async () => {
    const { agent } = bench([[say('Hello.'), end()]]);
    const seen: string[] = [];
    const listening = disk.log.onDidAppend(({ type }) => {
      if (type === 'turn.started') seen.push(agent.status.state);
    });
    await agent.send('Hi', []);
    await agent.whenIdle();
    listening.dispose();
    assert.deepEqual(seen, ['streaming']);
  });

  it('gives a tool its permit and the model the tool’s result', async () => {
    const { agent, model } = bench(
      [calls(['look', { path: '/work/space/a.py' }]), [say('Seen.'), end()]],
      [tool('look', 'read', async ({ path }) => `content of ${path}`)],
    );
    await agent.send('Look', []);
    await agent.whenIdle();
    const sent = model.requests[1]?.messages.at(-1);
    assert.deepEqual(sent?.role === 'tool' && sent.results.map(({ content, isError }) => [content, isError]), [
      ['content of /work/space/a.py', false],
    ]);
  });

  // shows: loop-validates-arguments, bad-tool-arguments
  it('answers malformed arguments with an error that names the field, and runs nothing', async () => {
    const ran = counting();
    const { agent } = bench(
      [calls(['look', '{"path": 7}']), calls(['look', '{"pa']), [say('Sorry.'), end()]],
      [tool('look', 'read', ran.run)],
    );
    await agent.send('Look', []);
    await agent.whenIdle();
    const results = disk.all('tool.ended');
    assert.equal(ran.runs, 0);
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['failed', 'failed'],
    );
    assert.match(results[0]?.content ?? '', /path/);
    assert.equal(ending()?.end, 'done');
  });

  // shows: tool-errors
  it('turns what a tool throws into a result that says what to do next', async () => {
    const { agent } = bench(
      [calls(['look', { path: '/x' }]), [say('I see.'), end()]],
      [
        tool('look', 'read', async () => {
          throw new PracticumError('gone', 'It is gone.', { hint: 'List the folder.' });
        }),
      ],
    );
    await agent.send('Look', []);
    await agent.whenIdle();
    assert.equal(result()?.content, 'It is gone.\nList the folder.');
  });

  // shows: policy-fails-closed
  it('refuses a call whose effects leave what the tool declared', async () => {
    const ran = counting();
    const liar = {
      ...tool('look', 'read', ran.run),
      effects: (): readonly Effect[] => [{ kind: 'write', path: '/etc/passwd' }],
    };
    const { agent } = bench([calls(['look', { path: '/x' }]), [say('No.'), end()]], [liar]);
    await agent.send('Look', []);
    await agent.whenIdle();
    assert.equal(ran.runs, 0);
    assert.match(result()?.content ?? '', /never declared/);
  });

  // shows: log-redaction
  it('never lets the stand-in of a secret reach a file', async () => {
    const ran = counting();
    const { agent } = bench(
      [calls(['change', { path: '/x/hf_abcdefghijklmnopqrstuvwxyzABCDEFGH' }]), [say('From the environment, then.'), end()]],
      [tool('change', 'write', ran.run)],
    );
    await agent.send('Change it', []);
    await agent.whenIdle();
    assert.equal(ran.runs, 0);
    assert.match(result()?.content ?? '', /from the environment/);
    assert.doesNotMatch(JSON.stringify(disk.log.events), /hf_abcdef/);
  });

  // shows: policy-plan-mode
  it('offers no writing tool in plan mode, and knows none by that name', async () => {
    const { agent, model } = bench(
      [calls(['change', { path: '/x' }]), [say('A plan.'), end()]],
      [tool('look', 'read', async () => ''), tool('change', 'write', async () => '')],
    );
    await agent.setMode('plan');
    await agent.send('Change it', []);
    await agent.whenIdle();
    assert.deepEqual(
      model.requests[0]?.tools.map(({ name }) => name),
      ['look'],
    );
    assert.match(result()?.content ?? '', /no tool “change”/);
  });

  describe('when the policy asks', () => {
    const change = [calls(['change', { path: '/work/space/a.py' }]), [say('Done.'), end()]] as const;

    // shows: approval-durable
    it('writes the question down before anybody is asked, runs after the yes, and says which answer it was', async () => {
      const ran = counting();
      const { agent, broker } = bench(change, [tool('change', 'write', ran.run)], 'ask');
      await agent.send('Change it', []);
      await untilPending(broker);
      assert.equal(agent.status.state, 'waiting');
      assert.equal(disk.all('approval.asked').length, 1);
      assert.equal(ran.runs, 0);
      const [pending] = broker.pending;
      assert.ok(pending);
      assert.equal(await broker.answer(pending.id, 'approve', 'call', 'test'), true);
      await agent.whenIdle();
      assert.equal(ran.runs, 1);
      assert.equal(result()?.outcome, 'done');
    });

    // shows: approval-first-wins
    it('takes the first answer and ignores a later one', async () => {
      const { agent, broker } = bench(change, [tool('change', 'write', async () => 'changed')], 'ask');
      await agent.send('Change it', []);
      await untilPending(broker);
      const [pending] = broker.pending;
      assert.ok(pending);
      const answers = await Promise.all([
        broker.answer(pending.id, 'reject', 'call', 'chat'),
        broker.answer(pending.id, 'approve', 'call', 'notification'),
      ]);
      await agent.whenIdle();
      assert.deepEqual(answers, [true, false]);
      assert.equal(result()?.outcome, 'rejected');
    });

    // shows: approval-reject
    it('tells the model that it was rejected, with the person’s words', async () => {
      const { agent, broker, model } = bench(change, [tool('change', 'write', async () => 'changed')], 'ask');
      await agent.send('Change it', []);
      await untilPending(broker);
      const [pending] = broker.pending;
      assert.ok(pending);
      await broker.answer(pending.id, 'reject', 'call', 'test', { feedback: 'Use momentum instead' });
      await agent.whenIdle();
      const sent = model.requests[1]?.messages.at(-1);
      assert.ok(sent?.role === 'tool' && sent.results[0]?.isError === true);
      assert.match(sent.results[0].content, /Use momentum instead/);
    });

    it('remembers an approval for the session only when the person says so', async () => {
      const { agent, broker, remembered } = bench(change, [tool('change', 'write', async () => 'changed')], 'ask');
      await agent.send('Change it', []);
      await untilPending(broker);
      const [pending] = broker.pending;
      assert.ok(pending);
      await broker.answer(pending.id, 'approve', 'session', 'test');
      await agent.whenIdle();
      assert.deepEqual(remembered, [{ kind: 'write', path: '/work/space/a.py' }]);
    });

    // shows: approval-durable
    it('finds the same question again after the program died, under the same id', async () => {
      const first = bench(change, [tool('change', 'write', async () => 'changed')], 'ask');
      await first.agent.send('Change it', []);
      await untilPending(first.broker);
      const [before] = first.broker.pending;
      first.agent.dispose();
      await disk.reopen();

      const second = bench([[say('Done.'), end()]], [tool('change', 'write', async () => 'changed')], 'ask');
      second.agent.resume();
      await untilPending(second.broker);
      const [after] = second.broker.pending;
      assert.equal(after?.id, before?.id);
      for (const type of ['approval.asked', 'tool.proposed'] as const) assert.equal(disk.all(type).length, 1);
      assert.ok(after);
      await second.broker.answer(after.id, 'approve', 'call', 'test');
      await second.agent.whenIdle();
      assert.equal(result()?.outcome, 'done');
      assert.equal(ending()?.end, 'done');
    });

    // shows: loop-stop
    it('withdraws the question when the person stops, and leaves a history the next turn can be built from', async () => {
      const { agent, broker, model } = bench([change[0], [say('Fine.'), end()]], [tool('change', 'write', async () => 'changed')], 'ask');
      await agent.send('Change it', []);
      await untilPending(broker);
      await agent.stop();
      assert.equal(ending()?.end, 'stopped');
      assert.equal(result()?.outcome, 'abandoned');
      assert.equal(broker.pending.length, 0);
      await agent.send('Then do not', []);
      await agent.whenIdle();
      const roles = model.requests[1]?.messages.map(({ role }) => role);
      assert.deepEqual(roles, ['user', 'assistant', 'tool', 'user']);
    });
  });

  // shows: loop-stop, model-cancel
  it('stops a stalled stream at once and tells the next turn what was said until then', async () => {
    async function* talkThenHang(request: Parameters<typeof hang>[0], signal: AbortSignal) {
      yield say('I was going to');
      yield* hang(request, signal);
    }
    const { agent } = bench([talkThenHang]);
    const said = untilLogged(disk.log, 'response.text');
    await agent.send('Go', []);
    await said;
    await agent.stop();
    assert.equal(ending()?.end, 'stopped');
    assert.equal(disk.all('response.superseded').length, 1);
    const [, answer, ...rest] = Conversation.of(disk.log.events).messages();
    assert.equal(answer?.role, 'assistant');
    assert.match(JSON.stringify(answer), /I was going to.*stopped this answer here/);
    assert.deepEqual(rest, []);
  });

  // shows: chat-queue
  it('queues messages while it works and answers them in order, without those taken back', async () => {
    const release = Promise.withResolvers<void>();
    async function* slow() {
      await release.promise;
      yield say('One.');
      yield end();
    }
    const { agent, model } = bench([slow, [say('Three.'), end()]]);
    await agent.send('one', []);
    await agent.send('two', []);
    await agent.send('three', []);
    const [two] = agent.queue;
    assert.ok(two);
    await agent.unqueue(two.id);
    release.resolve();
    await agent.whenIdle();
    const asked = model.requests.map(({ messages }) => messages.findLast(({ role }) => role === 'user'));
    assert.deepEqual(
      asked.map((message) => message?.role === 'user' && message.parts.map(wordsOf).at(-1)),
      ['one', 'three'],
    );
  });

  // shows: loop-limit
  it('executes nothing of a response that was cut at the limit', async () => {
    const ran = counting();
    const cut = [...calls(['change', { path: '/x' }]).slice(0, -1), end('limit')];
    const { agent } = bench([cut, [say('Smaller, then.'), end()]], [tool('change', 'write', ran.run)]);
    await agent.send('Change it', []);
    await agent.whenIdle();
    assert.equal(ran.runs, 0);
    assert.match(result()?.content ?? '', /cut at the output limit/);
  });

  // shows: loop-empty
  it('never ends well with an empty answer', async () => {
    const { agent } = bench([[end()], [say('  \n'), end()]]);
    await agent.send('Hi', []);
    await agent.whenIdle();
    assert.equal(ending()?.end, 'empty');
  });

  // shows: loop-rounds
  it('stops a model that goes round without end, and says so', async () => {
    const { agent } = bench(
      Array.from({ length: 9 }, (_, n) => calls(['look', { path: `/${n}` }])),
      [tool('look', 'read', async () => 'same')],
      'allow',
      3,
    );
    await agent.send('Look', []);
    await agent.whenIdle();
    assert.equal(ending()?.end, 'limit');
    assert.match(ending()?.message ?? '', /3 model responses/);
  });

  // shows: model-retry
  it('tries a transient failure again without repeating a tool, and keeps the broken text out of the history', async () => {
    const ran = counting();
    const { agent, model } = bench(
      [
        calls(['look', { path: '/x' }]),
        [say('Half of'), failure('broken-stream', true, 1)],
        [failure('overloaded', true, 1)],
        [say('All of it.'), end()],
      ],
      [tool('look', 'read', ran.run)],
    );
    await agent.send('Look', []);
    await agent.whenIdle();
    assert.equal(ran.runs, 1);
    assert.equal(ending()?.end, 'done');
    assert.equal(model.requests.length, 4);
    assert.doesNotMatch(JSON.stringify(Conversation.of(disk.log.events).messages()), /Half of/);
  });

  it('gives up at once on what will not pass by itself, and names the next step', async () => {
    const { agent, model } = bench([[failure('wrong-key')]]);
    await agent.send('Hi', []);
    await agent.whenIdle();
    assert.equal(model.requests.length, 1);
    assert.deepEqual([ending()?.end, ending()?.code, ending()?.hint], ['failed', 'model-wrong-key', 'Try something else.']);
  });

  it('fails a turn when no model can be had, and takes the next message', async () => {
    const { agent: broken } = benchOn(disk.log, {
      openModel: () => Promise.reject(new PracticumError('no-model', 'No model is chosen.', { hint: 'Choose one.' })),
    });
    await broken.send('Hi', []);
    await broken.whenIdle();
    assert.equal(ending()?.code, 'no-model');
    broken.dispose();
    const { agent } = bench([[say('Now it works.'), end()]]);
    await agent.send('Hi again', []);
    await agent.whenIdle();
    assert.equal(ending()?.end, 'done');
  });

  // shows: sessions-undo, cases-deviations
  it('takes nothing back where nobody has asked for anything', async () => {
    const { agent } = bench([]);
    await disk.log.append({ type: 'plan.changed', turn: 'tu_none' as TurnId, items: [{ text: 'Look', status: 'open' }] });
    const before = disk.log.branch.length;
    await assert.rejects(agent.rewind('tu_none' as TurnId), { code: 'no-such-turn' });
    assert.equal(disk.log.branch.length, before);
  });
});
