import { z } from 'zod';
import { Conversation } from '../../../src/agent/conversation.ts';
import type { TurnId } from '../../../src/base/ids.ts';
import type { CallResult, ModelMessage } from '../../../src/base/messages.ts';
import type { SessionLog } from '../../../src/sessions/events.ts';
import { adapter } from '../adapter.ts';
import { eventsOf, turnAt } from '../eventsOf.ts';
import { type ChatMessage, chatMessage, textOf } from '../messages.ts';
import { withSessionLog } from '../sessionLog.ts';

/** A message as far as it counts; the results that follow one another are one, since calls are answered in any order. */
type Skeleton = { readonly role: string; readonly calls?: readonly string[]; readonly results?: readonly unknown[] };

const repaired = z.object({
  role: z.string(),
  tool_call_ids: z.array(z.string()).optional(),
  tool_call_id: z.string().optional(),
  stub: z.boolean().optional(),
});

/** Every call has its result behind it, whatever became of it. */
export const repairDangling = adapter(
  z.object({ messages: z.array(chatMessage) }),
  z.object({ messages: z.array(repaired) }),
  ({ messages }, expected) =>
    withSessionLog(async (log) => {
      await write(log, messages);
      const seen = Conversation.of(log.branch).messages();
      return { expected: expectedSkeletons(expected.messages), seen: seen.map((message) => skeletonOf(message, messages)) };
    }),
);

const roles = z.array(z.string());

export const undoLastTurn = adapter(
  z.object({ messages: z.array(chatMessage) }),
  z.object({ removed: z.boolean(), roles }),
  async ({ messages }, expected) => {
    const last = messages.findLastIndex(({ role }) => role === 'user');
    const seen = await rewindTo(messages, last);
    return { expected: { removed: expected.removed, roles: withoutSystem(expected.roles) }, seen: { removed: last >= 0, roles: seen } };
  },
);

export const truncateToUserMessage = adapter(
  z.object({ messages: z.array(chatMessage), user_message_index: z.number() }),
  z.object({ ok: z.boolean(), roles }),
  async ({ messages, user_message_index }, expected) => {
    const users = messages.flatMap(({ role }, index) => (role === 'user' ? [index] : []));
    const place = users[user_message_index] ?? -1;
    const seen = await rewindTo(messages, place);
    return { expected: { ok: expected.ok, roles: withoutSystem(expected.roles) }, seen: { ok: place >= 0, roles: seen } };
  },
);

/** The roles that are left when the conversation goes on from before the user message at this place; all of them when there is none. */
async function rewindTo(messages: readonly ChatMessage[], place: number): Promise<readonly string[]> {
  return withSessionLog(async (log) => {
    await write(log, messages);
    if (place >= 0) await rewind(log, turnAt(place));
    const left = Conversation.of(log.branch).messages();
    return left.flatMap((message) => (message.role === 'tool' ? message.results.map(() => 'tool') : [message.role]));
  });
}

async function rewind(log: SessionLog, turn: TurnId): Promise<void> {
  const start = log.branch.findIndex((event) => event.type === 'turn.started' && event.turn === turn);
  const before = log.branch[start - 1];
  if (before === undefined) throw new Error(`${turn} is not in the log`);
  await log.append({ type: 'session.rewound', turn, to: before.id });
}

async function write(log: SessionLog, messages: readonly ChatMessage[]): Promise<void> {
  for (const body of eventsOf(messages)) await log.append(body);
}

function withoutSystem(all: readonly string[]): readonly string[] {
  return all.filter((role) => role !== 'system');
}

function expectedSkeletons(messages: readonly z.infer<typeof repaired>[]): readonly Skeleton[] {
  const skeletons: Skeleton[] = [];
  for (const { role, tool_call_ids, tool_call_id, stub } of messages) {
    const last = skeletons.at(-1);
    if (role === 'system') continue;
    if (role !== 'tool') skeletons.push(tool_call_ids === undefined ? { role } : { role, calls: tool_call_ids });
    else if (last?.results === undefined) skeletons.push({ role, results: [{ id: tool_call_id, stub }] });
    else skeletons[skeletons.length - 1] = { role, results: [...last.results, { id: tool_call_id, stub }] };
  }
  return skeletons.map(inOrder);
}

function skeletonOf(message: ModelMessage, given: readonly ChatMessage[]): Skeleton {
  const { role } = message;
  if (role === 'tool')
    return inOrder({ role, results: message.results.map((result) => ({ id: result.callId, stub: !isGiven(result, given) })) });
  const calls = role === 'user' ? [] : message.parts.flatMap((part) => (part.type === 'call' ? [part.id] : []));
  return calls.length === 0 ? { role } : { role, calls };
}

function isGiven({ callId, content, isError }: CallResult, given: readonly ChatMessage[]): boolean {
  return !isError && given.some((message) => message.tool_call_id === callId && textOf(message.content) === content);
}

function inOrder(skeleton: Skeleton): Skeleton {
  if (skeleton.results === undefined) return skeleton;
  return { ...skeleton, results: skeleton.results.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) };
}
