import type Anthropic from '@anthropic-ai/sdk';
import type { AssistantPart } from '../base/messages.ts';
import { argumentsObject, repairHistory, type Turn } from './history.ts';
import type { ModelRequest } from './model.ts';
import { withoutLoneSurrogates } from './surrogates.ts';

/** Opaque thinking travels in the signature of an empty thinking part; this prefix tells it from a signature. */
export const redactedPrefix = 'redacted:';

const cached = { cache_control: { type: 'ephemeral' } } as const;

/**
 * The request of the Messages API. Exactly four cache marks, as many as the service takes: tools, system, and the last two messages.
 * The older of those two survives where the newest is cut off by a slow tool. Only thinking of `origin` is sent back.
 */
export function anthropicRequest(name: string, origin: string, request: ModelRequest): Anthropic.MessageCreateParamsStreaming {
  const messages = messagesOf(repairHistory(request.messages, origin));
  const system = withoutLoneSurrogates(request.system);
  return {
    model: name,
    max_tokens: request.maxOutputTokens,
    stream: true,
    ...(request.tools.length === 0 ? {} : { tools: toolsOf(request) }),
    ...(system.trim() === '' ? {} : { system: [{ type: 'text', text: system, ...cached }] }),
    messages: messages.map((message, index) => (index >= messages.length - 2 ? withCacheMark(message) : message)),
  };
}

/** The signatures of the thinking that the request would send back. */
export function signaturesIn(request: ModelRequest, origin: string): readonly string[] {
  return request.messages.flatMap((message) =>
    message.role === 'assistant'
      ? message.parts.flatMap((part) =>
          part.type === 'thinking' && part.origin === origin && part.signature !== undefined ? [part.signature] : [],
        )
      : [],
  );
}

/** The request without the thinking that the service does not know as its own. */
export function withoutThinking(request: ModelRequest, signatures: ReadonlySet<string>): ModelRequest {
  if (signatures.size === 0) return request;
  const messages = request.messages.map((message) =>
    message.role === 'assistant'
      ? {
          ...message,
          parts: message.parts.filter(
            (part) => part.type !== 'thinking' || part.signature === undefined || !signatures.has(part.signature),
          ),
        }
      : message,
  );
  return { ...request, messages };
}

interface WireMessage {
  readonly role: 'user' | 'assistant';
  readonly content: Anthropic.ContentBlockParam[];
}

function toolsOf(request: ModelRequest): Anthropic.Tool[] {
  return request.tools.map((tool, index) => ({
    name: tool.name,
    description: tool.description,
    input_schema: { ...tool.inputSchema, type: 'object' },
    ...(index === request.tools.length - 1 ? cached : {}),
  }));
}

/** Results of tools are the user's turn on this wire, together with what the user said next. */
function messagesOf(turns: readonly Turn[]): readonly WireMessage[] {
  const messages: WireMessage[] = [];
  for (const turn of turns) {
    const role = turn.role === 'assistant' ? 'assistant' : 'user';
    const content = blocksOf(turn);
    const last = messages.at(-1);
    if (last?.role === role) last.content.push(...content);
    else messages.push({ role, content });
  }
  return messages;
}

function blocksOf(turn: Turn): Anthropic.ContentBlockParam[] {
  switch (turn.role) {
    case 'user':
      return turn.texts.map((text) => ({ type: 'text', text }));
    case 'assistant':
      return turn.parts.flatMap(assistantBlock);
    case 'tool':
      return turn.results.map(({ callId, content, isError }) => ({
        type: 'tool_result',
        tool_use_id: callId,
        ...(/\S/.test(content) ? { content: [{ type: 'text' as const, text: content }] } : {}),
        ...(isError ? { is_error: true } : {}),
      }));
  }
}

function assistantBlock(part: AssistantPart): Anthropic.ContentBlockParam[] {
  switch (part.type) {
    case 'text':
      return [{ type: 'text', text: part.text }];
    case 'call':
      return [{ type: 'tool_use', id: part.id, name: part.name, input: argumentsObject(part.argumentsJson) }];
    case 'thinking': {
      // Unsigned thinking (a cut answer) cannot be sent back.
      if (part.signature === undefined) return [];
      if (part.signature.startsWith(redactedPrefix))
        return [{ type: 'redacted_thinking', data: part.signature.slice(redactedPrefix.length) }];
      return [{ type: 'thinking', thinking: part.text, signature: part.signature }];
    }
  }
}

/** Marks the last block that may carry a mark: thinking may not. */
function withCacheMark(message: WireMessage): WireMessage {
  const at = message.content.findLastIndex((block) => block.type !== 'thinking' && block.type !== 'redacted_thinking');
  return { ...message, content: message.content.map((block, index) => (index === at ? { ...block, ...cached } : block)) };
}
