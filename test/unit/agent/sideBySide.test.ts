import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mustWait, runInOrder } from '../../../src/agent/schedule.ts';
import type { Effect } from '../../../src/base/effects.ts';
import { LogOnDisk } from './onLog.ts';
import { calls, end, say } from './scriptedModel.ts';
import { benchOn, judging, tool, untilPending } from './support.ts';

describe('Calls of one response', () => {
  const disk = LogOnDisk.forEachTest();

  // shows: loop-parallel
  it('that only look run side by side, and their results stand in the order of the calls', async () => {
    const both = Promise.withResolvers<void>();
    let running = 0;
    // Neither ends before both have begun.
    const look = tool('look', 'read', async ({ path }) => {
      running += 1;
      if (running === 2) both.resolve();
      await both.promise;
      return `saw ${path}`;
    });
    const steps = [calls(['look', { path: '/a' }], ['look', { path: '/b' }]), [say('Done.'), end()]];
    const { agent, model } = benchOn(disk.log, { tools: [look], steps });
    await agent.send('Look', []);
    await agent.whenIdle();
    const results = model.requests[1]?.messages.at(-1);
    assert.ok(results?.role === 'tool');
    assert.deepEqual(
      results.results.map(({ content }) => content),
      ['saw /a', 'saw /b'],
    );
  });

  // shows: loop-write-queue
  it('that write one file queue, and who reads it waits for them', async () => {
    const order: string[] = [];
    const noted = (name: string, kind: 'read' | 'write') =>
      tool(name, kind, async ({ path }) => {
        order.push(`${name} ${path} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        order.push(`${name} ${path} ends`);
        return name;
      });
    const made = calls(['write', { path: '/a' }], ['write', { path: '/a' }], ['look', { path: '/a' }], ['look', { path: '/b' }]);
    const { agent } = benchOn(disk.log, {
      tools: [noted('write', 'write'), noted('look', 'read')],
      steps: [made, [say('Done.'), end()]],
    });
    await agent.send('Go', []);
    await agent.whenIdle();
    const ofA = order.filter((line) => line.includes('/a'));
    assert.deepEqual(ofA, ['write /a begins', 'write /a ends', 'write /a begins', 'write /a ends', 'look /a begins', 'look /a ends']);
    assert.ok(order.indexOf('look /b begins') < order.indexOf('look /a begins'));
  });

  // shows: loop-independent-goes-on
  it('go on while another one waits for a person', async () => {
    const looked = Promise.withResolvers<void>();
    const look = tool('look', 'read', async () => {
      looked.resolve();
      return 'seen';
    });
    const write = tool('write', 'write', async () => 'written');
    const { agent, broker } = benchOn(disk.log, {
      tools: [look, write],
      judge: () => async (call) => await judging(call.effects.some(({ kind }) => kind === 'write') ? 'ask' : 'allow')(call),
      steps: [calls(['write', { path: '/a' }], ['look', { path: '/b' }]), [say('Done.'), end()]],
    });
    await agent.send('Go', []);
    await untilPending(broker);
    await looked.promise;
    assert.match(agent.status.activity, /^Waiting for you: write \/a/);
    const [pending] = broker.pending;
    assert.ok(pending);
    await broker.answer(pending.id, 'approve', 'call', 'test');
    await agent.whenIdle();
    assert.equal(disk.last('turn.ended')?.end, 'done');
  });

  // shows: arguments-error
  it('still run when one beside them has arguments that cannot be used', async () => {
    const look = tool('look', 'read', async () => 'seen');
    const { agent, model } = benchOn(disk.log, {
      tools: [look],
      steps: [calls(['look', { path: '/a' }], ['look', '{"path": "/b'], ['look', { wrong: 1 }]), [say('Done.'), end()]],
    });
    await agent.send('Go', []);
    await agent.whenIdle();
    const results = model.requests[1]?.messages.find(({ role }) => role === 'tool');
    assert.ok(results?.role === 'tool');
    assert.deepEqual(
      results.results.map(({ isError }) => isError),
      [false, true, true],
    );
    assert.match(results.results[2]?.content ?? '', /path/);
    assert.equal(disk.all('tool.ended').filter(({ code }) => code === 'bad-arguments').length, 2);
  });

  // shows: loop-throwing-tool
  it('end with a result when the tool throws, whatever it throws', async () => {
    const broken = tool('broken', 'read', () => Promise.reject(new TypeError('x is not a function')));
    const { agent, model } = benchOn(disk.log, { tools: [broken], steps: [calls(['broken', { path: '/a' }]), [say('I see.'), end()]] });
    await agent.send('Go', []);
    await agent.whenIdle();
    const results = model.requests[1]?.messages.at(-1);
    assert.ok(results?.role === 'tool' && results.results[0]?.isError === true);
    assert.doesNotMatch(results.results[0].content, /at .*\.ts/);
    assert.equal(disk.last('turn.ended')?.end, 'done');
  });

  it('may be changed by the person before they approve: what runs is what they approved, and the model is told', async () => {
    const written: string[] = [];
    const write = tool('write', 'write', async ({ path }) => {
      written.push(path);
      return 'written';
    });
    const { agent, broker, model } = benchOn(disk.log, {
      tools: [{ ...write, editable: ({ path }) => ({ text: path, language: 'plaintext' }), withText: (_input, path) => ({ path }) }],
      judge: () => judging('ask'),
      steps: [calls(['write', { path: '/old' }]), [say('Fine.'), end()]],
    });
    await agent.send('Write', []);
    await untilPending(broker);
    const [pending] = broker.pending;
    assert.deepEqual(pending?.script, { text: '/old', language: 'plaintext' });
    await broker.answer(pending.id, 'approve', 'call', 'test', { script: '/new' });
    await agent.whenIdle();
    assert.deepEqual(written, ['/new']);
    const results = model.requests[1]?.messages.at(-1);
    assert.ok(results?.role === 'tool');
    assert.match(results.results[0]?.content ?? '', /The person changed the arguments.*\/new/);
  });

  // shows: loop-write-queue
  it('never overlap where one changes what the other touches, in whatever order they come', async () => {
    const effect: fc.Arbitrary<Effect> = fc.oneof(
      fc.record({ kind: fc.constant('read' as const), path: fc.constantFrom('/w', '/w/a', '/w/b', '/w/a/c') }),
      fc.record({ kind: fc.constant('write' as const), path: fc.constantFrom('/w/a', '/w/b', '/w/a/c') }),
      fc.record({ kind: fc.constant('shell' as const), command: fc.constant('x'), cwd: fc.constant('/w') }),
      fc.constant({ kind: 'record', what: 'plan' } as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(effect, { maxLength: 3 }), { maxLength: 8 }), async (all) => {
        const running = new Set<readonly Effect[]>();
        const begun: (readonly Effect[])[] = [];
        await runInOrder(
          all.map((effects) => ({ effects })),
          async ({ effects }, earlier) => {
            await earlier.allOver;
            for (const other of running) assert.equal(mustWait(effects, other), false);
            for (const earlier of all.slice(0, all.indexOf(effects))) if (mustWait(effects, earlier)) assert.ok(begun.includes(earlier));
            running.add(effects);
            begun.push(effects);
            await new Promise((resolve) => setImmediate(resolve));
            running.delete(effects);
            return { isPostponed: false };
          },
        );
        assert.equal(begun.length, all.length);
      }),
      { numRuns: 60 },
    );
  });
});
