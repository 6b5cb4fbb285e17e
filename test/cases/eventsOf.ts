import type { CallId, EventId, MessageId, TurnId } from '../../src/base/ids.ts';
import { newId } from '../../src/base/newId.ts';
import { type SessionEvent, type SessionEventBody, sessionLogVersion } from '../../src/sessions/events.ts';
import { type ChatMessage, textOf } from './messages.ts';

const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: true };

/** What our log would hold of a history in the reference's format: each user message begins a turn. The system prompt is no part of a log. */
export function eventsOf(messages: readonly ChatMessage[]): readonly SessionEventBody[] {
  const events: SessionEventBody[] = [];
  let turn: TurnId | undefined;
  const end = (): void => {
    if (turn !== undefined) events.push({ type: 'turn.ended', turn, end: 'done' });
  };
  for (const [index, message] of messages.entries()) {
    switch (message.role) {
      case 'user': {
        end();
        turn = turnAt(index);
        const id = `me_${index}` as MessageId;
        events.push({ type: 'turn.started', turn, message: id, text: textOf(message.content), mentions: [] });
        break;
      }
      case 'assistant':
        events.push(...responseOf(message, `re_${index}` as MessageId, turn ?? turnAt(index)));
        break;
      case 'tool': {
        const call = (message.tool_call_id ?? '') as CallId;
        events.push({ type: 'tool.ended', call, outcome: 'done', content: textOf(message.content) });
        break;
      }
      default:
        break;
    }
  }
  end();
  return events;
}

/** The event as a log would hand it out. */
export function logged(body: SessionEventBody): SessionEvent {
  return { v: sessionLogVersion, id: newId<EventId>('ev'), parent: null, atMs: 0, ...body };
}

/** The turn that the user message at this place begins. */
export function turnAt(index: number): TurnId {
  return `tu_${index}` as TurnId;
}

function responseOf({ content, tool_calls }: ChatMessage, response: MessageId, turn: TurnId): readonly SessionEventBody[] {
  const text = textOf(content);
  const calls = tool_calls ?? [];
  return [
    { type: 'response.started', turn, response, model: 'reference/scripted' },
    ...(text === '' ? [] : [{ type: 'response.text' as const, response, text }]),
    ...calls.map((call): SessionEventBody => {
      const { name, arguments: argumentsJson } = call.function;
      return { type: 'response.call', response, call: call.id as CallId, providerId: call.id, name, argumentsJson };
    }),
    { type: 'response.ended', response, stop: calls.length > 0 ? 'calls' : 'end', usage },
  ];
}
