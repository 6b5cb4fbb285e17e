import { z } from 'zod';
import { LoopGuard } from '../../../src/agent/guards/loopGuard.ts';
import { canonicalArguments } from '../../../src/agent/guards/signature.ts';
import type { CallId, MessageId } from '../../../src/base/ids.ts';
import type { SessionEventBody } from '../../../src/sessions/events.ts';
import { adapter } from '../adapter.ts';
import { logged } from '../eventsOf.ts';
import { type ChatMessage, chatMessage, textOf } from '../messages.ts';

/** Two texts of arguments are the same call's or not; or one text is what it was. */
export const normalizeArguments = adapter(
  z.union([z.object({ a: z.string(), b: z.string() }), z.object({ args: z.string() })]),
  z.object({ same: z.boolean().optional(), normalized: z.string().optional() }),
  (input, expected) => ({
    expected,
    seen:
      'args' in input
        ? { normalized: canonicalArguments(input.args) }
        : { same: canonicalArguments(input.a) === canonicalArguments(input.b) },
  }),
);

/** How much of the history the reference looks at. */
const lookbackMessages = 30;

export const check = adapter(
  z.object({ messages: z.array(chatMessage) }),
  z.object({ fires: z.boolean(), kind: z.string().optional(), tool: z.string().optional(), pattern: z.array(z.string()).optional() }),
  ({ messages }, expected) => {
    const guard = new LoopGuard();
    for (const body of callEvents(messages.slice(-lookbackMessages))) guard.apply(logged(body));
    const advice = guard.due();
    if (advice === undefined) return { expected, seen: { fires: false } };
    if (advice.kind === 'stop') return { expected, seen: { fires: true, stops: advice.end.message } };
    const { hint: kind, text } = advice;
    const { tool, pattern } = expected;
    return {
      expected,
      seen: {
        fires: true,
        kind,
        ...(tool === undefined ? {} : { tool: text.includes(tool) ? tool : text }),
        // Where a round begins is a matter of taste.
        ...(pattern === undefined ? {} : { pattern: rotations(pattern).some((round) => text.includes(round.join(', '))) ? pattern : text }),
      },
    };
  },
);

function rotations<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.map((_, index) => [...items.slice(index), ...items.slice(0, index)]);
}

/** The calls and how they ended. A call has the result that stands directly behind its message; without one, it has an empty one. */
function callEvents(messages: readonly ChatMessage[]): readonly SessionEventBody[] {
  return messages.flatMap((message, index) => {
    const calls = message.tool_calls ?? [];
    const response = `re_${index}` as MessageId;
    const ids = calls.map((_, place) => `ca_${index}_${place}` as CallId);
    const results = calls.map(({ id }) => resultsBehind(messages, index).find(({ tool_call_id }) => tool_call_id === id));
    return [
      ...calls.map(({ id, function: { name, arguments: argumentsJson } }, place): SessionEventBody => {
        return { type: 'response.call', response, call: ids[place] ?? ('' as CallId), providerId: id, name, argumentsJson };
      }),
      ...ids.map((call, place): SessionEventBody => {
        return { type: 'tool.ended', call, outcome: 'done', content: textOf(results[place]?.content) };
      }),
    ];
  });
}

/** The results that stand directly behind a message. */
function resultsBehind(messages: readonly ChatMessage[], index: number): readonly ChatMessage[] {
  const behind = messages.slice(index + 1);
  const end = behind.findIndex(({ role }) => role !== 'tool');
  return end < 0 ? behind : behind.slice(0, end);
}
