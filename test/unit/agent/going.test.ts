import assert from 'node:assert/strict';
import { LogOnDisk } from './onLog.ts';
import { calls, end, type Step, say } from './scriptedModel.ts';
import { type Bench, benchOn, counting, judging, tool, untilLogged, untilPending } from './support.ts';

/** The host goes away: the window is closed or reloaded, or the program dies. */
describe('When the host goes away', () => {
  const disk = LogOnDisk.forEachTest();

  const change: Step = calls(['change', { path: '/work/space/a.py' }]);
  const stalled: Step = async function* () {
    yield say('I begin with');
    await new Promise(() => undefined);
  };
  const asking = (run: () => Promise<string>): Bench =>
    benchOn(disk.log, { steps: [change], tools: [tool('change', 'write', run)], judge: () => judging('ask') });

  // shows: approval-durable
  it('leaves a question open, and nothing in the log says that anybody stopped', async () => {
    const ran = counting();
    const { agent, broker } = asking(ran.run);
    await agent.send('Change it', []);
    await untilPending(broker);
    const before = disk.log.events.length;
    await agent.close();
    assert.equal(disk.log.events.length, before);
    await disk.reopen();
    assert.deepEqual([disk.all('approval.withdrawn').length, disk.all('tool.ended').length, disk.all('turn.ended').length], [0, 0, 0]);
    const second = asking(ran.run);
    second.agent.resume();
    await untilPending(second.broker);
    assert.equal(second.broker.pending.length, 1);
    second.agent.dispose();
  });

  // shows: loop-stop
  it('tells a running tool to end, runs nothing a second time, and the reopened log says that it was interrupted', async () => {
    const running = Promise.withResolvers<AbortSignal>();
    let runs = 0;
    const slow = tool('change', 'write', async (_input, { signal }) => {
      runs += 1;
      running.resolve(signal);
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      return 'ended in good order';
    });
    const { agent } = benchOn(disk.log, { steps: [change], tools: [slow] });
    await agent.send('Change it', []);
    const signal = await running.promise;
    await agent.close();
    assert.equal(signal.aborted, true);
    await disk.reopen();
    assert.equal(runs, 1);
    const [ended] = disk.all('turn.ended');
    assert.deepEqual([ended?.end, ended?.code], ['stopped', 'interrupted']);
    assert.doesNotMatch(disk.all('tool.ended')[0]?.content ?? '', /by the person/);
  });

  // shows: model-cancel
  it('ends the request in flight and keeps what was said as interrupted', async () => {
    const aborted = Promise.withResolvers<void>();
    async function* endless(_request: unknown, signal: AbortSignal) {
      signal.addEventListener('abort', () => aborted.resolve(), { once: true });
      yield say('I was about to');
      await new Promise(() => undefined);
    }
    const { agent } = benchOn(disk.log, { steps: [endless] });
    const said = untilLogged(disk.log, 'response.text');
    await agent.send('Go', []);
    await said;
    await agent.close();
    await aborted.promise;
    await disk.reopen();
    assert.equal(disk.all('response.superseded')[0]?.code, 'interrupted');
    assert.equal(disk.all('turn.ended')[0]?.code, 'interrupted');
  });

  // shows: chat-queue
  it('takes up a message that was queued when the program died, once', async () => {
    const { agent } = benchOn(disk.log, { steps: [stalled] });
    const said = untilLogged(disk.log, 'response.text');
    await agent.send('one', []);
    await said;
    await agent.send('two', []);
    agent.dispose();
    await disk.kill();
    const second = benchOn(disk.log, { steps: [[say('Two.'), end()]] });
    second.agent.resume();
    second.agent.resume();
    await second.agent.whenIdle();
    await disk.kill();
    const third = benchOn(disk.log, { steps: [[say('Nothing is left.'), end()]] });
    third.agent.resume();
    await third.agent.whenIdle();
    assert.deepEqual(
      disk.all('turn.started').map(({ text }) => text),
      ['one', 'two'],
    );
    assert.equal(third.model.requests.length, 0);
  });

  // shows: chat-queue
  it('loses no message that waits behind others when the program dies', async () => {
    const { agent } = benchOn(disk.log, { steps: [stalled, stalled] });
    await agent.send('one', []);
    await agent.send('two', []);
    await agent.stop();
    const said = untilLogged(disk.log, 'response.text');
    await agent.send('three', []);
    await said;
    agent.dispose();
    await disk.kill();
    const second = benchOn(disk.log, { steps: [[say('Three.'), end()]] });
    second.agent.resume();
    await second.agent.whenIdle();
    assert.deepEqual(
      disk.all('turn.started').map(({ text }) => text),
      ['one', 'two', 'three'],
    );
  });

  // shows: chat-queue, loop-stop
  it('leaves queued messages alone after a reload when it was the person who had stopped', async () => {
    const { agent } = benchOn(disk.log, { steps: [stalled] });
    await agent.send('one', []);
    await agent.send('two', []);
    await agent.stop();
    await agent.close();
    await disk.reopen();
    const second = benchOn(disk.log, {
      steps: [
        [say('Two.'), end()],
        [say('Three.'), end()],
      ],
    });
    second.agent.resume();
    assert.equal(second.agent.isWorking, false);
    await second.agent.send('three', []);
    await second.agent.whenIdle();
    assert.deepEqual(
      disk.all('turn.started').map(({ text }) => text),
      ['one', 'two', 'three'],
    );
  });

  it('answers a message that comes at the very moment in which the work before it ends', async () => {
    for (let ticks = 0; ticks < 12; ticks += 1) {
      const { agent } = benchOn(disk.log, {
        steps: [
          [say('One.'), end()],
          [say('Two.'), end()],
        ],
      });
      const ended = untilLogged(disk.log, 'turn.ended');
      await agent.send('one', []);
      await ended;
      await disk.log.flush();
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      await agent.send('two', []);
      await agent.whenIdle();
      assert.deepEqual(agent.queue, [], `after ${ticks} ticks`);
      agent.dispose();
    }
  });

  it('begins no second work when a listener sends a message while the first is being written down', async () => {
    const { agent } = benchOn(disk.log, {
      steps: [
        [say('One.'), end()],
        [say('Two.'), end()],
      ],
    });
    const listener = disk.log.onDidAppend((event) => {
      if (event.type !== 'turn.started') return;
      listener.dispose();
      void agent.send('two', []);
    });
    await agent.send('one', []);
    await agent.whenIdle();
    assert.deepEqual(
      disk.log.events.map(({ type }) => type).filter((type) => type === 'turn.started' || type === 'turn.ended'),
      ['turn.started', 'turn.ended', 'turn.started', 'turn.ended'],
    );
  });
});
