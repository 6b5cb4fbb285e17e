import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Agent } from '../../../src/agent/agent.ts';
import { Conversation } from '../../../src/agent/conversation.ts';
import type { Tool } from '../../../src/base/tool.ts';
import type { FileSessionLog } from '../../../src/sessions/log.ts';
import { recoverEvents } from '../../../src/sessions/recover.ts';
import { createSession } from '../../../src/sessions/store.ts';
import { calls, end, failure, type Step, say } from './scriptedModel.ts';
import { benchOn, judging, tool } from './support.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const slowly = async (text: string): Promise<string> => {
  await tick();
  return text;
};
const change: Tool = {
  ...tool('change', 'write', async ({ path }) => await slowly(`changed ${path}`)),
  preview: async () => void (await tick()),
};
const tools: readonly Tool[] = [tool('look', 'read', async ({ path }) => await slowly(`saw ${path}`)), change];
const steps: readonly Step[] = [
  [
    say('Let me look.'),
    ...calls(['change', { path: '/a' }], ['look', { path: '/b' }], ['change', { path: '/a' }], ['change', { path: '/c' }]),
  ],
  [say('Half of'), failure('overloaded', true, 1)],
  calls(['look', { path: '/b' }]),
  [say('Done.'), end()],
  ...Array.from({ length: 6 }, (): Step => [say('Done, too.'), end()]),
];

type Act = 'stop' | 'steer' | 'queue' | 'plan' | 'auto' | 'hurry' | 'stop and send';

async function act(agent: Agent, what: Act): Promise<void> {
  switch (what) {
    case 'stop':
      return await agent.stop();
    case 'steer':
    case 'queue':
      return await agent.send('Meanwhile', [], what);
    case 'plan':
    case 'auto':
      return await agent.setMode(what);
    case 'hurry': {
      const message = agent.queue[0];
      if (message !== undefined) await agent.hurry(message.id);
      return;
    }
    case 'stop and send': {
      const stopped = agent.stop();
      await agent.send('Meanwhile', []);
      await stopped;
    }
  }
}

describe('At any moment of a turn', () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'practicum-moment-'));
  });

  afterEach(async () => {
    await rm(home, { recursive: true, force: true });
  });

  /** Plays the story, and does this once the log has so many events. Answers how many it has in the end. */
  async function play(what: Act, at: number, isLater: boolean): Promise<number> {
    const where = `${what} ${isLater ? 'after' : 'at'} event ${at}`;
    const log = await createSession({ home, workspace: '/w', app: 'test' });
    const { agent, broker } = benchOn(log, {
      steps,
      tools,
      judge: () => async (call) => {
        const isLooking = call.effects.every(({ kind }) => kind === 'read');
        if (call.mode === 'plan' && !isLooking) return await judging('deny')(call);
        return await judging(isLooking || call.mode === 'auto' ? 'allow' : 'ask')(call);
      },
    });
    broker.onDidChange(() => {
      for (const { id, call } of broker.pending)
        setImmediate(() => void broker.answer(id, isRejected(log, call) ? 'reject' : 'approve', 'call', 'test'));
    });
    let acted: Promise<void> | undefined;
    const listener = log.onDidAppend(() => {
      if (acted !== undefined || log.events.length !== at) return;
      acted = isLater ? tick().then(() => act(agent, what)) : act(agent, what);
    });
    await agent.send('one', []);
    await agent.send('two', []);
    await agent.whenIdle();
    await acted;
    await agent.whenIdle();
    listener.dispose();
    check(log, where);
    const said = new Set(
      log.events.flatMap((event) => (event.type === 'turn.started' || event.type === 'message.steered' ? [event.message] : [])),
    );
    const waiting = log.events.flatMap((event) => (event.type === 'message.queued' && !said.has(event.message) ? [event.message] : []));
    assert.deepEqual(agent.queue.map(({ id }) => id).toSorted(), waiting.toSorted(), where);
    assert.deepEqual([broker.pending, broker.unanswered], [[], []], where);
    agent.dispose();
    await log.close();
    return log.events.length;
  }

  function isRejected({ events }: FileSessionLog, call: string): boolean {
    return events.some((event) => event.type === 'response.call' && event.call === call && event.argumentsJson.includes('/c'));
  }

  function check({ events, branch }: FileSessionLog, where: string): void {
    assert.deepEqual(recoverEvents(branch), [], `${where}: something is open`);
    const ended = events.flatMap((event) => (event.type === 'tool.ended' ? [event.call] : []));
    const made = events.flatMap((event) => (event.type === 'response.call' ? [event.call] : []));
    assert.deepEqual(ended.toSorted(), made.toSorted(), `${where}: not one result for each call`);
    const said = events.flatMap((event) => (event.type === 'turn.started' || event.type === 'message.steered' ? [event.message] : []));
    assert.deepEqual(said, [...new Set(said)], `${where}: delivered twice`);
    const plan = events.findIndex((event) => event.type === 'mode.changed' && event.mode === 'plan');
    const looks = new Set(events.flatMap((event) => (event.type === 'response.call' && event.name === 'look' ? [event.call] : [])));
    for (const event of plan < 0 ? [] : events.slice(plan))
      if (event.type === 'tool.started') assert.ok(looks.has(event.call), `${where}: a change in plan mode`);
    const roles = Conversation.of(branch)
      .messages()
      .map(({ role }) => role);
    assert.equal(roles[0], 'user', where);
    for (const [index, role] of roles.entries()) if (role === 'tool') assert.equal(roles[index - 1], 'assistant', where);
  }

  // shows: loop-stop, loop-steer, loop-queue, policy-plan-mode
  it('a person can stop, steer, send, hurry and switch: every call has one result, no message is lost, nothing is left open', async function () {
    this.timeout(120_000);
    const count = await play('auto', 1_000, false);
    assert.ok(count > 30);
    const moments = Array.from({ length: count - 1 }, (_, index) => index + 2);
    // Side by side: each has a log of its own, and waits for the disk most of the time.
    for (const what of ['stop', 'steer', 'queue', 'plan', 'auto', 'hurry', 'stop and send'] as const)
      await Promise.all(moments.flatMap((at) => [play(what, at, false), play(what, at, true)]));
  });
});
