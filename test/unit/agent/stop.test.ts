import assert from 'node:assert/strict';
import type { Judge } from '../../../src/agent/decision.ts';
import type { Tool } from '../../../src/base/tool.ts';
import type { LanguageModel } from '../../../src/models/model.ts';
import { LogOnDisk } from './onLog.ts';
import { calls, end, type Step, say } from './scriptedModel.ts';
import { benchOn, counting, judging, tool, untilLogged, untilPending } from './support.ts';

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

describe('Stopping', () => {
  const disk = LogOnDisk.forEachTest();

  const change: Step = calls(['change', { path: '/work/space/a.py' }]);

  // shows: loop-stop, log-survives-kill
  it('runs nothing when the person stops while their yes is being written down', async () => {
    const ran = counting();
    const { agent, broker } = benchOn(disk.log, {
      steps: [change],
      tools: [tool('change', 'write', ran.run)],
      judge: () => judging('ask'),
    });
    await agent.send('Change it', []);
    await untilPending(broker);
    const [pending] = broker.pending;
    assert.ok(pending);
    const answered = broker.answer(pending.id, 'approve', 'call', 'test');
    await Promise.all([agent.stop(), answered]);
    assert.equal(ran.runs, 0);
    assert.deepEqual(
      disk.all('tool.ended').map(({ outcome }) => outcome),
      ['abandoned'],
    );
    assert.match(disk.all('tool.ended')[0]?.content ?? '', /before it ran/);
    assert.equal(disk.all('turn.ended')[0]?.end, 'stopped');
  });

  // shows: loop-stop
  it('runs nothing when the person stops while it is being written down that the call begins', async () => {
    const ran = counting();
    const { agent } = benchOn(disk.log, { steps: [change], tools: [tool('change', 'write', ran.run)] });
    const started = untilLogged(disk.log, 'tool.started');
    await agent.send('Change it', []);
    await started;
    await agent.stop();
    assert.equal(ran.runs, 0);
    assert.match(disk.all('tool.ended')[0]?.content ?? '', /before it ran/);
  });

  // shows: loop-stop, model-cancel
  it('ends at once although the model ignores that it was told to stop', async () => {
    async function* deaf() {
      yield say('I go on and');
      await never();
    }
    const { agent } = benchOn(disk.log, { steps: [deaf] });
    const said = untilLogged(disk.log, 'response.text');
    await agent.send('Go', []);
    await said;
    await agent.stop();
    assert.equal(disk.all('turn.ended')[0]?.end, 'stopped');
    assert.equal(disk.all('response.superseded')[0]?.code, 'cancelled');
  });

  // shows: loop-stop
  it('ends at once while the model is still being opened, a call judged, or a change prepared', async () => {
    const asked = Promise.withResolvers<void>();
    const hanging = <T>(): Promise<T> => {
      asked.resolve();
      return never<T>();
    };
    const previewing: Tool = { ...tool('change', 'write', async () => ''), preview: hanging };
    const cases = [
      { openModel: () => hanging<LanguageModel>() },
      { steps: [change], tools: [tool('change', 'write', async () => '')], judge: (): Judge => hanging },
      { steps: [change], tools: [previewing] },
    ];
    for (const options of cases) {
      const { agent } = benchOn(disk.log, options);
      await agent.send('Go', []);
      await asked.promise;
      await agent.stop();
      assert.equal(agent.status.state, 'idle');
      agent.dispose();
    }
    assert.deepEqual(
      disk.all('turn.ended').map((ended) => ended.end),
      ['stopped', 'stopped', 'stopped'],
    );
  });

  // shows: loop-stop
  it('waits a moment for a running tool and then ends without it, taking its permit away', async () => {
    const running = Promise.withResolvers<void>();
    const deaf = tool('change', 'write', async () => {
      running.resolve();
      return never<string>();
    });
    const { agent } = benchOn(disk.log, { steps: [change], tools: [deaf] });
    await agent.send('Go', []);
    await running.promise;
    await agent.stop();
    const [ended] = disk.all('tool.ended');
    assert.equal(ended?.outcome, 'abandoned');
    assert.match(ended.content, /part of its effect/);
  });

  it('says what happened when a tool gave up by itself and nobody stopped it', async () => {
    const timedOut = tool('look', 'read', async () => {
      throw new DOMException('The operation timed out.', 'AbortError');
    });
    const { agent } = benchOn(disk.log, { steps: [calls(['look', { path: '/x' }]), [say('Then not.'), end()]], tools: [timedOut] });
    await agent.send('Look', []);
    await agent.whenIdle();
    assert.deepEqual(
      disk.all('tool.ended').map(({ outcome }) => outcome),
      ['failed'],
    );
    assert.equal(disk.all('turn.ended')[0]?.end, 'done');
  });

  // shows: chat-queue, loop-stop
  it('answers a message that was sent after the stop, as soon as the stop is done', async () => {
    const running = Promise.withResolvers<void>();
    const slow = tool('change', 'write', async (_input, { signal }) => {
      running.resolve();
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      return 'ended in good order';
    });
    const { agent } = benchOn(disk.log, { steps: [change, [say('Two.'), end()]], tools: [slow] });
    await agent.send('one', []);
    await running.promise;
    await Promise.all([agent.stop(), agent.send('two', [])]);
    await agent.whenIdle();
    assert.deepEqual(
      disk.all('turn.ended').map((ended) => ended.end),
      ['stopped', 'done'],
    );
  });

  it('goes on saying that it stops until it has', async () => {
    const states: string[] = [];
    const preparing = Promise.withResolvers<void>();
    const prepared = Promise.withResolvers<void>();
    const slow: Tool = {
      ...tool('change', 'write', async () => ''),
      preview: async () => {
        preparing.resolve();
        await prepared.promise;
        return undefined;
      },
    };
    const { agent } = benchOn(disk.log, { steps: [change], tools: [slow], judge: () => judging('ask') });
    await agent.send('Go', []);
    await preparing.promise;
    agent.onDidChangeStatus(({ state }) => states.push(state));
    const stopped = agent.stop();
    prepared.resolve();
    await stopped;
    assert.deepEqual(states, ['stopping', 'idle']);
  });
});
