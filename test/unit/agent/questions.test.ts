import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Judge } from '../../../src/agent/decision.ts';
import type { Tool } from '../../../src/base/tool.ts';
import { LogOnDisk } from './onLog.ts';
import { calls, end, say } from './scriptedModel.ts';
import { type Bench, type BenchOptions, benchOn, judging, tool, untilPending } from './support.ts';

/** A command: nobody can say what it touches. */
function shell(run: (command: string) => Promise<string>): Tool {
  const made: Tool<{ command: string }> = {
    name: 'shell',
    description: 'shell for the test',
    title: ({ command }) => `run ${command}`,
    input: z.object({ command: z.string() }),
    effectKinds: ['shell'],
    effects: ({ command }) => [{ kind: 'shell', command, cwd: '/w' }],
    run: async ({ command }) => ({ content: await run(command) }),
  };
  return made as Tool;
}

const asksForChanges: Judge = async (call) => await judging(call.effects.some(({ kind }) => kind !== 'read') ? 'ask' : 'allow')(call);

describe('Questions about the calls of one response', () => {
  const disk = LogOnDisk.forEachTest();
  const bench = (options: BenchOptions): Bench => benchOn(disk.log, { judge: () => asksForChanges, ...options });

  const untilAsked = async ({ broker }: Bench, count: number): Promise<void> => {
    if (broker.pending.length >= count) return;
    await new Promise<void>((resolve) => {
      const listener = broker.onDidChange(() => {
        if (broker.pending.length < count) return;
        listener.dispose();
        resolve();
      });
    });
  };
  const answer = async (
    { broker }: Bench,
    title: string,
    said: 'approve' | 'reject',
    scope: 'call' | 'session' = 'call',
  ): Promise<void> => {
    const asked = broker.pending.find((pending) => pending.title === title);
    assert.ok(asked, `nobody asks about “${title}”`);
    await broker.answer(asked.id, said, scope, 'test');
  };
  const two = [calls(['shell', { command: 'one' }], ['shell', { command: 'two' }]), [say('Done.'), end()]] as const;

  // shows: loop-write-queue, loop-independent-goes-on
  it('are all asked at once, and what was agreed to runs in the order of the calls', async () => {
    const order: string[] = [];
    const made = bench({ steps: two, tools: [shell(async (command) => String(order.push(command)))] });
    await made.agent.send('Go', []);
    await untilAsked(made, 2);
    assert.deepEqual(order, []);
    await answer(made, 'run two', 'approve');
    assert.deepEqual(order, []);
    await answer(made, 'run one', 'approve');
    await made.agent.whenIdle();
    assert.deepEqual(order, ['one', 'two']);
    assert.equal(disk.last('turn.ended')?.end, 'done');
  });

  // shows: approval-reject
  it('are settled one by one: of two, the rejected one does not run and the other one does', async () => {
    const ran: string[] = [];
    const made = bench({ steps: two, tools: [shell(async (command) => String(ran.push(command)))] });
    await made.agent.send('Go', []);
    await untilAsked(made, 2);
    await answer(made, 'run one', 'reject');
    await answer(made, 'run two', 'approve');
    await made.agent.whenIdle();
    assert.deepEqual(ran, ['two']);
    const results = made.model.requests[1]?.messages.at(-1);
    assert.ok(results?.role === 'tool');
    assert.deepEqual(
      results.results.map(({ isError }) => isError),
      [true, false],
    );
  });

  // shows: loop-write-queue
  it('wait where what they show depends on a file that another call changes', async () => {
    let text = 'old';
    const edit: Tool = {
      ...tool('edit', 'write', async () => {
        text += ' and edited';
        return text;
      }),
      preview: async () => ({ kind: 'text', text: `shown over ${text}` }),
    };
    const made = bench({ steps: [calls(['edit', { path: '/w/a' }], ['edit', { path: '/w/a' }]), [say('Done.'), end()]], tools: [edit] });
    await made.agent.send('Go', []);
    await untilPending(made.broker);
    assert.equal(made.broker.pending.length, 1);
    await answer(made, 'edit /w/a', 'approve');
    await untilPending(made.broker);
    assert.deepEqual(
      made.broker.pending.map(({ detail }) => detail),
      [{ kind: 'text', text: 'shown over old and edited' }],
    );
    await answer(made, 'edit /w/a', 'approve');
    await made.agent.whenIdle();
    assert.equal(text, 'old and edited and edited');
  });

  it('are asked again when a command before them has changed what they showed', async () => {
    let text = 'old';
    const edit: Tool = { ...tool('edit', 'write', async () => text), preview: async () => ({ kind: 'text', text }) };
    const steps = [calls(['shell', { command: 'one' }], ['edit', { path: '/w/a' }]), [say('Done.'), end()]];
    const made = bench({
      steps,
      tools: [
        shell(async () => {
          text = 'new';
          return 'ran';
        }),
        edit,
      ],
    });
    await made.agent.send('Go', []);
    await untilAsked(made, 2);
    await answer(made, 'edit /w/a', 'approve');
    await answer(made, 'run one', 'approve');
    await untilPending(made.broker);
    assert.deepEqual(
      made.broker.pending.map(({ detail }) => detail),
      [{ kind: 'text', text: 'new' }],
    );
    await answer(made, 'edit /w/a', 'reject');
    await made.agent.whenIdle();
    assert.deepEqual(
      disk.all('tool.ended').map(({ outcome }) => outcome),
      ['done', 'rejected'],
    );
  });

  it('need no answer any more once a yes for the session covers them', async () => {
    const allowed = new Set<string>();
    const ran: string[] = [];
    const judge: Judge = async ({ effects }) => {
      const verdict = effects.some(({ kind }) => !allowed.has(kind)) ? 'ask' : 'allow';
      const remember = (): void => {
        for (const { kind } of effects) allowed.add(kind);
      };
      return { verdict, reason: 'test', rule: 'test', forSession: { covers: 'commands', remember } };
    };
    const made = bench({ steps: two, judge: () => judge, tools: [shell(async (command) => String(ran.push(command)))] });
    await made.agent.send('Go', []);
    await untilAsked(made, 2);
    await answer(made, 'run two', 'approve', 'session');
    await made.agent.whenIdle();
    assert.deepEqual(ran, ['one', 'two']);
    assert.equal(disk.all('approval.withdrawn').length, 1);
    assert.equal(disk.last('turn.ended')?.end, 'done');
  });

  // shows: policy-fails-closed
  it('are judged again right before the call runs: what an earlier one has made forbidden does not run', async () => {
    let isForbidden = false;
    const ran: string[] = [];
    const judge: Judge = async () => ({ verdict: isForbidden ? 'deny' : 'ask', reason: 'it is a link now', rule: 'test' });
    const run = async (command: string): Promise<string> => {
      isForbidden = true;
      return String(ran.push(command));
    };
    const made = bench({ steps: two, judge: () => judge, tools: [shell(run)] });
    await made.agent.send('Go', []);
    await untilAsked(made, 2);
    await answer(made, 'run two', 'approve');
    await answer(made, 'run one', 'approve');
    await made.agent.whenIdle();
    assert.deepEqual(ran, ['one']);
    assert.match(disk.last('tool.ended')?.content ?? '', /it is a link now/);
  });

  // shows: approval-durable
  it('that were answered before the program died are not asked again', async () => {
    const ran: string[] = [];
    const tools = [shell(async (command) => String(ran.push(command)))];
    const first = bench({ steps: two, tools });
    await first.agent.send('Go', []);
    await untilAsked(first, 2);
    await answer(first, 'run two', 'approve');
    await first.agent.close();
    await disk.reopen();
    const next = bench({ steps: [[say('Done.'), end()]], tools });
    next.agent.resume();
    await untilPending(next.broker);
    assert.deepEqual(
      next.broker.pending.map(({ title }) => title),
      ['run one'],
    );
    await answer(next, 'run one', 'approve');
    await next.agent.whenIdle();
    assert.deepEqual(ran, ['one', 'two']);
    assert.equal(disk.all('approval.asked').length, 2);
    assert.equal(disk.all('tool.proposed').length, 2);
  });
});
