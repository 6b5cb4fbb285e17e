import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { Conversation } from '../../../src/agent/conversation.ts';
import type { Tool } from '../../../src/base/tool.ts';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import { LogOnDisk } from './onLog.ts';
import { calls, end, failure, type Step, say } from './scriptedModel.ts';
import { type Bench, benchOn, judging, tool } from './support.ts';

/** A command: nobody can say what it touches. */
const shell: Tool = {
  ...tool('shell', 'read', async ({ path }) => `ran ${path}`),
  input: z.object({ path: z.string() }),
  effectKinds: ['shell'],
  effects: () => [{ kind: 'shell', command: 'true', cwd: '/w' }],
};
const tools: readonly Tool[] = [
  tool('look', 'read', async ({ path }) => `saw ${path}`),
  tool('change', 'write', async ({ path }) => `changed ${path}`),
  shell,
];
const same = calls(['look', { path: '/same' }]);
const work: readonly Step[] = [
  [say('Let me look.'), ...calls(['change', { path: '/a' }], ['look', { path: '/b' }], ['change', { path: '/c' }])],
  [say('Half of'), failure('overloaded', true, 1)],
  calls(['shell', { path: 'one' }], ['shell', { path: 'two' }], ['change', { path: '/a' }]),
  same,
  same,
  same,
  [say('Done with one.'), end()],
  [say('Done with three.'), end()],
  [say('Forgotten.'), end()],
  [say('Done with the last.'), end()],
];

/** Answers what is asked: yes, but to the second command. */
function answering({ broker }: Bench): () => void {
  const listener = broker.onDidChange(() => {
    for (const { id, title } of broker.pending) void broker.answer(id, title === 'shell two' ? 'reject' : 'approve', 'call', 'test');
  });
  return () => listener.dispose();
}

describe('A program that is killed', () => {
  const disk = LogOnDisk.forEachTest();
  const benchHere = (steps: readonly Step[]): Bench =>
    benchOn(disk.log, {
      steps,
      tools,
      judge: () => async (call) => await judging(call.effects.some(({ kind }) => kind !== 'read') ? 'ask' : 'allow')(call),
    });

  /** All that can stand in a log but room being made. Answers its lines. */
  async function story(): Promise<readonly string[]> {
    const bench = benchHere(work);
    const { agent } = bench;
    const stop = answering(bench);
    const steered = disk.log.onDidAppend((event) => {
      if (event.type !== 'response.superseded') return;
      void agent.send('two, which steers', [], 'steer');
      void agent
        .send('never said', [])
        .then(() => agent.unqueue(agent.queue.find(({ text }) => text === 'never said')?.id ?? ('me' as never)));
      void agent.send('three, which waits', []);
    });
    await agent.send('one', []);
    await agent.whenIdle();
    steered.dispose();
    await agent.setMode('auto');
    await agent.send('forget this', []);
    await agent.whenIdle();
    const turn = disk.last('turn.started')?.turn ?? assert.fail();
    await agent.rewind(turn);
    await disk.log.append({ type: 'files.restored', turns: [turn], restored: ['/a'], skipped: [] });
    await agent.send('last', []);
    await agent.whenIdle();
    stop();
    agent.dispose();
    await disk.log.close();
    return (await readFile(disk.log.path, 'utf8')).trim().split('\n');
  }

  // shows: kill-cli, sessions-resume, log-survives-kill
  it('after any of its events goes on where it was: nothing runs twice, no message is lost or delivered twice', async function () {
    this.timeout(120_000);
    const lines = await story();
    const types = new Set(lines.map((line): string => JSON.parse(line).type));
    for (const type of ['message.steered', 'hint.given', 'session.rewound', 'files.restored', 'response.superseded', 'approval.answered'])
      assert.ok(types.has(type), `the story holds no ${type}`);
    for (let count = 1; count <= lines.length; count += 1) {
      await disk.log.close();
      const killed = lines.slice(0, count);
      await writeFile(disk.log.path, `${killed.join('\n')}\n`);
      await disk.reopen();
      const where = `killed after event ${count}, ${JSON.parse(killed.at(-1) ?? '').type}`;
      const bench = benchHere(Array.from({ length: 9 }, () => [say('Gone on.'), end()]));
      const stop = answering(bench);
      bench.agent.resume();
      await bench.agent.whenIdle();
      await bench.agent.send('Go on', []);
      await bench.agent.whenIdle();
      stop();
      bench.agent.dispose();
      checkLog(disk.log.events, where);
      checkBranch(disk.log.branch, where);
      const requests = bench.model.requests.map(({ messages }) => messages);
      assert.deepEqual(Conversation.of(disk.log.branch).messages().slice(0, -1), requests.at(-1), where);
      assert.equal(disk.last('turn.ended')?.end, 'done', where);
    }
  });

  function checkLog(events: readonly SessionEvent[], where: string): void {
    const started = events.flatMap((event) => (event.type === 'tool.started' ? [event.call] : []));
    assert.deepEqual(started, [...new Set(started)], `${where}: a call ran twice`);
    const said = events.flatMap((event) => (event.type === 'turn.started' || event.type === 'message.steered' ? [event.message] : []));
    assert.deepEqual(said, [...new Set(said)], `${where}: a message was delivered twice`);
    const unqueued = new Set(events.flatMap((event) => (event.type === 'message.unqueued' ? [event.message] : [])));
    for (const event of events)
      if (event.type === 'message.queued' && !unqueued.has(event.message))
        assert.ok(said.includes(event.message), `${where}: “${event.text}” is lost`);
    const rejected = events.flatMap((event) => (event.type === 'approval.answered' && event.answer === 'reject' ? [event.approval] : []));
    assert.ok(rejected.length <= 1, `${where}: asked again about what was rejected`);
  }

  function checkBranch(branch: readonly SessionEvent[], where: string): void {
    const ended = new Map<string, number>();
    for (const event of branch) if (event.type === 'tool.ended') ended.set(event.call, (ended.get(event.call) ?? 0) + 1);
    const superseded = new Set(branch.flatMap((event) => (event.type === 'response.superseded' ? [event.response] : [])));
    for (const event of branch) {
      if (event.type !== 'response.call' || superseded.has(event.response)) continue;
      assert.equal(ended.get(event.call), 1, `${where}: ${event.name} has ${ended.get(event.call) ?? 0} results`);
    }
    const open = new Set<string>();
    for (const event of branch) {
      if (event.type === 'approval.asked') open.add(event.approval);
      if (event.type === 'approval.answered' || event.type === 'approval.withdrawn') open.delete(event.approval);
    }
    assert.deepEqual([...open], [], `${where}: a question is still open`);
  }
});
