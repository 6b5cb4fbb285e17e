import type OpenAI from 'openai';
import type { CallResult, ThinkingPart, UserPart } from '../base/messages.ts';
import { wordsOf } from '../base/userPart.ts';
import { argumentsObject, type Turn } from './history.ts';
import { MessageList, type WireMessages } from './messageList.ts';
import type { ModelRequest } from './model.ts';
import { ShownPictures } from './pictures.ts';
import { type BodyPieces, BodyStart, requestBody } from './requestBody.ts';
import { withoutLoneSurrogates } from './surrogates.ts';

/** What an endpoint was found to want otherwise than OpenAI. Data, learned from its refusals and kept as long as the model object. */
export interface Dialect {
  /** The name of the answer's limit; `none` where every limit is refused (one larger than the model's own). */
  readonly tokenLimit: 'max_completion_tokens' | 'max_tokens' | 'none';
  readonly reportsUsage: boolean;
  /** Some reasoning models take tools over this API only without reasoning. */
  readonly withoutReasoning: boolean;
  /** Some reasoning services want their reasoning back within a turn. */
  readonly repeatsReasoning: boolean;
  /** Without: pictures are said in words. */
  readonly takesImages: boolean;
}

export const openAiDialect: Dialect = {
  tokenLimit: 'max_completion_tokens',
  reportsUsage: true,
  withoutReasoning: false,
  repeatsReasoning: false,
  takesImages: true,
};
/** What servers that copy the API know: the older name of the limit. */
export const commonDialect: Dialect = { ...openAiDialect, tokenLimit: 'max_tokens' };

/** The dialects to try after a refusal that names `parameter`, likeliest first; none when it is not about a dialect. */
export function adaptations(dialect: Dialect, parameter: string): readonly Dialect[] {
  switch (parameter) {
    case 'max_tokens':
    case 'max_completion_tokens':
      return dialect.tokenLimit === parameter
        ? [
            { ...dialect, tokenLimit: parameter === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens' },
            { ...dialect, tokenLimit: 'none' },
          ]
        : [];
    case 'stream_options':
      return [{ ...dialect, reportsUsage: false }];
    case 'reasoning_effort':
      return [{ ...dialect, withoutReasoning: true }];
    case 'reasoning_content':
      return [{ ...dialect, repeatsReasoning: true }];
    default:
      return [];
  }
}

/** The parameters above, in the order in which a refusal's text is searched for them. */
export const adaptableParameters = [
  'max_completion_tokens',
  'max_tokens',
  'stream_options',
  'reasoning_effort',
  'reasoning_content',
] as const;

/** What an endpoint wants to be told so that it reads the beginning of a request from its cache. Most do that by themselves. */
export type CacheHint =
  | 'none'
  /** OpenAI itself: requests with one key go to the machine that holds their beginning (developers.openai.com, “Prompt caching”). */
  | 'key'
  /** Anthropic’s models behind the Hugging Face router: marks as on Anthropic’s own wire, and one at the top, without which nothing is written. */
  | 'marks';

export function cacheHintOf(url: string, name: string): CacheHint {
  const { host } = URL.parse(url) ?? {};
  if (host === 'api.openai.com') return 'key';
  return host === 'router.huggingface.co' && /^anthropic\/.*:fal/i.test(name) ? 'marks' : 'none';
}

const cached = { cache_control: { type: 'ephemeral' } } as const;

/** Requests of Chat Completions, as they go over the wire. The same conversation gives the same bytes up to its end, marks of caches aside. */
export class OpenAiRequests {
  readonly #name: string;
  readonly #origin: string;
  readonly #hint: CacheHint;
  readonly #pictures = new ShownPictures();
  readonly #start = new BodyStart();
  #messages: { readonly repeatsReasoning: boolean; readonly takesImages: boolean; readonly list: MessageList<WireMessage> } | undefined;

  constructor(name: string, origin: string, hint: CacheHint) {
    this.#name = name;
    this.#origin = origin;
    this.#hint = hint;
  }

  body(request: ModelRequest, dialect: Dialect): BodyPieces {
    const { system, maxOutputTokens, cacheKey, tools } = request;
    const start = this.#start.of([system, maxOutputTokens, cacheKey, dialect, ...tools], () => ({
      head: this.#head(request, dialect),
      messages: this.#systemMessages(system),
    }));
    return requestBody(start, this.#list(dialect).write(request.messages));
  }

  /** Those of this request that a refusal named are sent no more. Answers whether there were any. */
  leaveOutPictures(request: ModelRequest): boolean {
    const isOther = this.#pictures.leaveOut(request);
    if (isOther) this.#messages = undefined;
    return isOther;
  }

  #head(request: ModelRequest, dialect: Dialect): Omit<OpenAI.ChatCompletionCreateParamsStreaming, 'messages'> {
    const isMarked = this.#hint === 'marks';
    return {
      model: this.#name,
      stream: true,
      ...(this.#hint === 'key' && request.cacheKey !== undefined ? { prompt_cache_key: request.cacheKey } : {}),
      ...(isMarked ? cached : {}),
      ...(dialect.tokenLimit === 'none' ? {} : { [dialect.tokenLimit]: request.maxOutputTokens }),
      ...(dialect.reportsUsage ? { stream_options: { include_usage: true } } : {}),
      ...(dialect.withoutReasoning ? { reasoning_effort: 'none' } : {}),
      ...(request.tools.length === 0 ? {} : { tools: toolsOf(request, isMarked) }),
    };
  }

  #systemMessages(text: string): readonly WireMessage[] {
    const system = withoutLoneSurrogates(text);
    return system.trim() === '' ? [] : [{ role: 'system', content: this.#hint === 'marks' ? markedText(system) : system }];
  }

  #list({ repeatsReasoning, takesImages }: Dialect): MessageList<WireMessage> {
    if (this.#messages?.repeatsReasoning !== repeatsReasoning || this.#messages.takesImages !== takesImages) {
      const list = new MessageList(
        this.#hint === 'marks' ? markedMessages : plainMessages,
        ({ origin }: ThinkingPart): boolean => repeatsReasoning && origin === this.#origin,
        (image) => takesImages && this.#pictures.isShown(image),
      );
      this.#messages = { repeatsReasoning, takesImages, list };
    }
    return this.#messages.list;
  }
}

function toolsOf(request: ModelRequest, isMarked: boolean): OpenAI.ChatCompletionTool[] {
  return request.tools.map((tool, index) => ({
    type: 'function',
    function: { name: tool.name, description: tool.description, parameters: { ...tool.inputSchema } },
    ...(isMarked && index === request.tools.length - 1 ? cached : {}),
  }));
}

function markedText(text: string): OpenAI.ChatCompletionContentPartText[] {
  return [{ type: 'text', text, ...cached }];
}

type WireMessage = OpenAI.ChatCompletionMessageParam;

const plainMessages: WireMessages<WireMessage> = {
  /** Pictures of results are the user's on this wire, together with what the user said next. */
  append(messages, turn) {
    const last = messages.at(-1);
    if (turn.role === 'user' && last?.role === 'user') messages[messages.length - 1] = userMessage(last.content, turn.parts);
    else messages.push(...messagesOf(turn));
  },
  json: (message) => JSON.stringify(message),
};

/** With the marks of tools and system these are four, as many as the service takes. */
const markedMessages: WireMessages<WireMessage> = {
  ...plainMessages,
  json: (message, isRecent) => JSON.stringify(isRecent ? withMark(message) : message),
};

function withMark(message: WireMessage): WireMessage {
  if (message.role === 'user' && typeof message.content !== 'string') {
    const at = message.content.findLastIndex(({ type }) => type === 'text');
    return { ...message, content: message.content.map((part, index) => (index === at ? { ...part, ...cached } : part)) };
  }
  if (typeof message.content !== 'string') return message;
  switch (message.role) {
    case 'user':
    case 'tool':
    case 'assistant':
      return { ...message, content: markedText(message.content) };
    default:
      return message;
  }
}

function messagesOf(turn: Turn): WireMessage[] {
  switch (turn.role) {
    case 'user':
      return [userMessage([], turn.parts)];
    case 'assistant':
      return [assistantMessage(turn)];
    case 'tool':
      return [...turn.results.map(resultMessage), ...picturesOf(turn)];
  }
}

function resultMessage({ callId, content, isError }: CallResult): OpenAI.ChatCompletionToolMessageParam {
  // This wire has no mark for a failed call, so the words must say it.
  return { role: 'tool', tool_call_id: callId, content: isError && !/^error/i.test(content) ? `Error: ${content}` : content };
}

/** Most servers take no pictures in the messages of tools: they stand directly behind those of one response. */
function picturesOf({ results }: Extract<Turn, { role: 'tool' }>): WireMessage[] {
  const images = results.flatMap((result) => result.images ?? []);
  return images.length === 0 ? [] : [userMessage('Pictures of the results above:', images)];
}

type UserContent = OpenAI.ChatCompletionUserMessageParam['content'];

/** Words as one text, for servers that know nothing else; with pictures as a list, each behind what it shows. */
function userMessage(before: UserContent, parts: readonly UserPart[]): OpenAI.ChatCompletionUserMessageParam {
  const content: OpenAI.ChatCompletionContentPart[] = typeof before === 'string' ? [{ type: 'text', text: before }] : [...before];
  const say = (text: string): void => {
    const last = content.at(-1);
    if (last?.type === 'text') content[content.length - 1] = { type: 'text', text: `${last.text}\n\n${text}` };
    else content.push({ type: 'text', text });
  };
  for (const part of parts) {
    say(wordsOf(part));
    if (part.type === 'image') content.push({ type: 'image_url', image_url: { url: `data:${part.mediaType};base64,${part.data}` } });
  }
  const [first, ...others] = content;
  return { role: 'user', content: first?.type === 'text' && others.length === 0 ? first.text : content };
}

function assistantMessage(turn: Extract<Turn, { role: 'assistant' }>): OpenAI.ChatCompletionAssistantMessageParam {
  const texts: string[] = [];
  const reasoning: string[] = [];
  const calls: OpenAI.ChatCompletionMessageFunctionToolCall[] = [];
  for (const part of turn.parts) {
    if (part.type === 'text') texts.push(part.text);
    else if (part.type === 'thinking') reasoning.push(part.text);
    else {
      // Servers decode the arguments to fill their chat templates, so broken JSON must not reach them.
      calls.push({
        id: part.id,
        type: 'function',
        function: { name: part.name, arguments: JSON.stringify(argumentsObject(part.argumentsJson)) },
      });
    }
  }
  return {
    role: 'assistant',
    content: texts.length === 0 ? null : texts.join('\n\n'),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(reasoning.length === 0 ? {} : { reasoning_content: reasoning.join('') }),
  };
}
