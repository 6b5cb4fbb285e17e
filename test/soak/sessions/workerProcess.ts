/**
 * A process in which a real agent works on a session until somebody kills it. `argv`: home, workspace, file of deeds, seed,
 * `work` (for ever) or `finish` (what is open, then end), and the session to go on with.
 *
 * On stdout, one line each, written at once so that a kill cannot unsay it: `open SESSION`, `durable INDEX ID` (an event that is on
 * the disk, and all before it), `asked APPROVAL CALL`, `answered APPROVAL ANSWER`, `stopping`, `closed`.
 * A tool that acts writes `begin CALL ITEM` and `end CALL ITEM` into the file of deeds.
 */
import { randomUUID } from 'node:crypto';
import { appendFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Agent } from '../../../src/agent/agent.ts';
import { ApprovalBroker } from '../../../src/agent/broker.ts';
import type { Judge } from '../../../src/agent/decision.ts';
import { systemClock } from '../../../src/base/clock.ts';
import type { SessionId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import type { Tool } from '../../../src/base/tool.ts';
import type { LanguageModel, ModelEvent } from '../../../src/models/model.ts';
import type { SessionLog } from '../../../src/sessions/events.ts';
import type { FileSessionLog } from '../../../src/sessions/log.ts';
import { createSession, openSession } from '../../../src/sessions/store.ts';
import { randomOf } from '../soak.ts';
import { saidText } from './story.ts';

const [, , home = '', workspace = '', deeds = '', seed = '', what = '', session] = process.argv;
const random = randomOf(seed);
const say = (line: string): number => writeSync(3, `${line}\n`);

/** Says what is on the disk, once it is. */
function telling(log: FileSessionLog): SessionLog {
  const tell = (id: string): void => void say(`durable ${log.events.findLastIndex((event) => event.id === id)} ${id}`);
  return {
    session: log.session,
    get events() {
      return log.events;
    },
    get branch() {
      return log.branch;
    },
    recall: (call) => log.recall(call),
    onDidAppend: log.onDidAppend,
    putBlob: (bytes) => log.putBlob(bytes),
    getBlob: (hash) => log.getBlob(hash),
    close: () => log.close(),
    async append(body, durability) {
      const event = await log.append(body, durability);
      if (durability === 'durable') tell(event.id);
      return event;
    },
    async flush() {
      const last = log.events.at(-1);
      await log.flush();
      if (last !== undefined) tell(last.id);
    },
  };
}

/** Says numbered words, and calls tools with an item that it never names twice. */
const model: LanguageModel = {
  id: { provider: 'openai', name: 'soak' },
  label: 'Soak',
  contextTokens: undefined,
  async *stream(request, signal): AsyncGenerator<ModelEvent> {
    const answersSince = request.messages.length - 1 - request.messages.findLastIndex(({ role }) => role === 'user');
    const isLast = answersSince >= 4 || random.chance(0.3);
    const words = random.int(1, 12);
    for (let word = 0; word < words && !signal.aborted; word += 1) {
      yield { type: 'text', text: saidText(word, word + 1) };
      if (random.chance(0.3)) await sleep(random.int(0, 3));
    }
    if (signal.aborted) return;
    const calls = isLast ? 0 : random.int(1, 3);
    for (let index = 0; index < calls; index += 1) {
      const item = `${random.pick(['allow', 'allow', 'ask', 'ask', 'deny'])}-${randomUUID()}`;
      const input = { item, ms: random.int(0, 6), chars: random.chance(0.1) ? 40_000 : random.int(0, 200) };
      yield { type: 'call', index, id: `provider-${index}`, name: random.pick(['act', 'act', 'look']) };
      yield { type: 'callArguments', index, json: JSON.stringify(input) };
    }
    const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
    yield { type: 'end', stop: calls === 0 ? 'end' : 'calls', usage };
  },
};

const input = z.object({ item: z.string(), ms: z.number(), chars: z.number() });
type Input = z.infer<typeof input>;

function tool(name: string, kind: 'read' | 'write', run: Tool<Input>['run']): Tool {
  const made: Tool<Input> = {
    name,
    description: name,
    input,
    effectKinds: [kind],
    title: ({ item }) => `${name} ${item}`,
    effects: ({ item }) => [{ kind, path: path.join(workspace, item) }],
    run,
  };
  return made as Tool;
}

const act = tool('act', 'write', async ({ item, ms, chars }, call) => {
  appendFileSync(deeds, `begin ${call.id} ${item}\n`);
  await sleep(ms);
  appendFileSync(deeds, `end ${call.id} ${item}\n`);
  return { content: 'x'.repeat(chars) };
});
const look = tool('look', 'read', async ({ ms, chars }) => {
  await sleep(ms);
  return { content: 'y'.repeat(chars) };
});

/** The item's first word is the verdict, so that it is the same after a restart. */
const judge: Judge = async ({ effects: [effect] }) => {
  const word = effect !== undefined && 'path' in effect ? path.basename(effect.path).split('-')[0] : undefined;
  const verdict = word === 'allow' || word === 'deny' ? word : 'ask';
  return { verdict, reason: 'The item says so.', rule: 'item' };
};

const where = { home, workspace, app: 'soak worker' };
const file = session === undefined ? await createSession(where) : await openSession({ ...where, session: session as SessionId });
say(`open ${file.session}`);
const log = telling(file);
const broker = new ApprovalBroker(log);
const agent = new Agent({
  log,
  broker,
  judge,
  permits: createPermitAuthority(),
  tools: () => [act, look],
  clock: systemClock,
  mode: 'ask',
  model: async () => model,
  system: () => 'soak',
  isTrusted: () => true,
  instructions: async () => [],
  limits: () => ({ maxResponses: 20, maxAttempts: 5 }),
});
agent.onDidFail((error) => {
  console.error(error);
  process.exit(9);
});

async function answer(id: (typeof broker.pending)[number]['id'], call: string): Promise<void> {
  say(`asked ${id} ${call}`);
  // Some wait for ever, or until somebody kills the process.
  if (what === 'work' && random.chance(0.25)) return;
  await sleep(random.int(0, 10));
  const choice = random.chance(0.7) ? 'approve' : 'reject';
  if (await broker.answer(id, choice, 'call', 'soak')) say(`answered ${id} ${choice}`);
}

const asked = new Set<string>();
broker.onDidChange(() => {
  for (const { id, call } of broker.pending) {
    if (asked.has(id)) continue;
    asked.add(id);
    void answer(id, call);
  }
});

async function stopSometimes(): Promise<void> {
  if (what === 'finish' || !random.chance(0.08)) return;
  await sleep(random.int(0, 30));
  say('stopping');
  await agent.stop();
}

// A question that nobody answers keeps no process alive by itself.
const alive = setInterval(() => undefined, 60_000);
agent.resume();
await agent.whenIdle();
for (let message = 1; what === 'work'; message += 1) {
  await agent.send(`message ${message}`, []);
  if (random.chance(0.2)) await agent.send(`message ${message}, and another one`, []);
  await stopSometimes();
  await agent.whenIdle();
}
await log.close();
clearInterval(alive);
say('closed');
