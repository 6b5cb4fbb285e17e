import type Anthropic from '@anthropic-ai/sdk';
import type { AssistantPart, ImagePart, ThinkingPart, UserPart } from '../base/messages.ts';
import { wordsOf } from '../base/userPart.ts';
import { redactedPrefix, type SentBlock } from './anthropicBlock.ts';
import { anyThinking, type Thinking, thinkingHead } from './anthropicEffort.ts';
import { argumentsObject, type Turn } from './history.ts';
import { MessageList, type WireMessages } from './messageList.ts';
import type { ModelRequest } from './model.ts';
import { ShownPictures, saysThatItDoesNotSee } from './pictures.ts';
import { type BodyPieces, BodyStart, requestBody } from './requestBody.ts';
import { withoutLoneSurrogates } from './surrogates.ts';

const cached = { cache_control: { type: 'ephemeral' } } as const;

/**
 * Requests of the Messages API, as they go over the wire. Exactly four cache marks, as many as the service takes: tools, system, and the last
 * two messages. The older of those two survives where the newest is cut off by a slow tool. Only thinking of `origin` is sent back.
 */
export class AnthropicRequests {
  readonly #name: string;
  readonly #origin: string;
  /** Signatures that the service did not take for its own (another account, a rotated key): what they sign is left out from then on. */
  readonly #refusedSignatures = new Set<string>();
  readonly #pictures = new ShownPictures();
  #takesImages: boolean;
  readonly #start = new BodyStart();
  #messages: MessageList<WireMessage>;

  constructor(name: string, origin: string, takesImages = true) {
    this.#name = name;
    this.#origin = origin;
    this.#takesImages = takesImages;
    this.#messages = this.#newList();
  }

  /** `said`: the answer so far, of a service that paused within it. `thinking`: how the model is told how long to think. */
  body(request: ModelRequest, said: readonly SentBlock[] = [], thinking: Thinking = anyThinking): BodyPieces {
    const { system, maxOutputTokens, effort, tools } = request;
    const start = this.#start.of([system, maxOutputTokens, effort, thinking, ...tools], () => ({
      head: this.#head(request, thinking),
      messages: [],
    }));
    return requestBody(start, this.#messages.write(request.messages), said.length === 0 ? [] : [{ role: 'assistant', content: said }]);
  }

  /** Sends the thinking of this request no more. Answers whether there was any that was sent before. */
  leaveOutThinking({ messages }: ModelRequest): boolean {
    const parts = messages.flatMap((message) => (message.role === 'assistant' ? message.parts : []));
    const signatures = parts.flatMap((part) =>
      part.type === 'thinking' && part.signature !== undefined && this.#repeats(part) ? [part.signature] : [],
    );
    for (const signature of signatures) this.#refusedSignatures.add(signature);
    // What is written of conversations holds it.
    if (signatures.length > 0) this.#messages = this.#newList();
    return signatures.length > 0;
  }

  /** After a refusal that named them. Answers whether there were any that were sent before. */
  leaveOutPictures(request: ModelRequest, refusal: string): boolean {
    if (!this.#takesImages || !this.#pictures.leaveOut(request)) return false;
    if (saysThatItDoesNotSee(refusal)) this.#takesImages = false;
    this.#messages = this.#newList();
    return true;
  }

  get takesImages(): boolean {
    return this.#takesImages;
  }

  #head(request: ModelRequest, thinking: Thinking): Omit<Anthropic.MessageCreateParamsStreaming, 'messages'> {
    const system = withoutLoneSurrogates(request.system);
    return {
      model: this.#name,
      max_tokens: request.maxOutputTokens,
      stream: true,
      ...thinkingHead(request, thinking),
      ...(request.tools.length === 0 ? {} : { tools: toolsOf(request) }),
      ...(system.trim() === '' ? {} : { system: [{ type: 'text', text: system, ...cached }] }),
    };
  }

  #newList(): MessageList<WireMessage> {
    return new MessageList(
      wireMessages,
      (part) => this.#repeats(part),
      (image) => this.#takesImages && this.#pictures.isShown(image),
    );
  }

  #repeats({ origin, signature }: ThinkingPart): boolean {
    return origin === this.#origin && (signature === undefined || !this.#refusedSignatures.has(signature));
  }
}

interface WireMessage {
  readonly role: 'user' | 'assistant';
  readonly content: readonly Anthropic.ContentBlockParam[];
}

function toolsOf(request: ModelRequest): Anthropic.Tool[] {
  return request.tools.map((tool, index) => ({
    name: tool.name,
    description: tool.description,
    input_schema: { ...tool.inputSchema, type: 'object' },
    ...(index === request.tools.length - 1 ? cached : {}),
  }));
}

const wireMessages: WireMessages<WireMessage> = {
  /** Results of tools are the user's turn on this wire, together with what the user said next. */
  append(messages, turn) {
    const role = turn.role === 'assistant' ? 'assistant' : 'user';
    const content = blocksOf(turn);
    const last = messages.at(-1);
    if (last?.role === role) messages[messages.length - 1] = { role, content: [...last.content, ...content] };
    else messages.push({ role, content });
  },
  json: (message, isRecent) => JSON.stringify(isRecent ? withCacheMark(message) : message),
};

function blocksOf(turn: Turn): Anthropic.ContentBlockParam[] {
  switch (turn.role) {
    case 'user':
      return turn.parts.flatMap(userBlocks);
    case 'assistant':
      return turn.parts.flatMap(assistantBlock);
    case 'tool':
      return turn.results.map(({ callId, content, isError, images = [] }) => {
        const blocks = [...(/\S/.test(content) ? [{ type: 'text' as const, text: content }] : []), ...images.flatMap(userBlocks)];
        return {
          type: 'tool_result',
          tool_use_id: callId,
          ...(blocks.length === 0 ? {} : { content: blocks }),
          ...(isError ? { is_error: true } : {}),
        };
      });
  }
}

/** A picture stands behind what it shows, so that several can be told apart. */
function userBlocks(part: UserPart): (Anthropic.TextBlockParam | Anthropic.ImageBlockParam)[] {
  return part.type === 'text' ? [{ type: 'text', text: part.text }] : [{ type: 'text', text: wordsOf(part) }, imageBlock(part)];
}

function imageBlock({ mediaType, data }: ImagePart): Anthropic.ImageBlockParam {
  return { type: 'image', source: { type: 'base64', media_type: mediaType, data } };
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
