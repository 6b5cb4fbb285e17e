import type OpenAI from 'openai';
import type { CallResult, ThinkingPart, UserPart } from '../base/messages.ts';
import { wordsOf } from '../base/userPart.ts';
import { argumentsObject, type Turn } from './history.ts';
import { MessageList, type WireMessages } from './messageList.ts';
import type { ModelRequest } from './model.ts';
import { type Dialect, effortSent } from './openaiDialect.ts';
import { ShownPictures } from './pictures.ts';
import { type BodyPieces, BodyStart, requestBody } from './requestBody.ts';
import { withoutLoneSurrogates } from './surrogates.ts';

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
  #messages: { readonly dialect: Dialect; readonly list: MessageList<WireMessage> } | undefined;

  constructor(name: string, origin: string, hint: CacheHint) {
    this.#name = name;
    this.#origin = origin;
    this.#hint = hint;
  }

  body(request: ModelRequest, dialect: Dialect): BodyPieces {
    const { system, maxOutputTokens, cacheKey, effort, tools } = request;
    const start = this.#start.of([system, maxOutputTokens, cacheKey, effort, dialect, ...tools], () => ({
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
    const reasoning_effort = effortSent(request, dialect);
    return {
      model: this.#name,
      stream: true,
      ...(this.#hint === 'key' && request.cacheKey !== undefined ? { prompt_cache_key: request.cacheKey } : {}),
      ...(isMarked ? cached : {}),
      ...(dialect.tokenLimit === 'none' ? {} : { [dialect.tokenLimit]: request.maxOutputTokens }),
      ...(dialect.reportsUsage ? { stream_options: { include_usage: true } } : {}),
      ...(reasoning_effort === undefined ? {} : { reasoning_effort }),
      ...(request.tools.length === 0 ? {} : { tools: toolsOf(request, isMarked) }),
    };
  }

  #systemMessages(text: string): readonly WireMessage[] {
    const system = withoutLoneSurrogates(text);
    return system.trim() === '' ? [] : [{ role: 'system', content: this.#hint === 'marks' ? markedText(system) : system }];
  }

  /** What was written holds as long as nothing is written otherwise. */
  #list(dialect: Dialect): MessageList<WireMessage> {
    if (this.#messages === undefined || !isWrittenAlike(this.#messages.dialect, dialect)) {
      const { repeatsReasoning, takesImages } = dialect;
      const list = new MessageList(
        wireMessages(dialect, this.#hint === 'marks'),
        ({ origin, signature }: ThinkingPart): boolean => origin === this.#origin && (repeatsReasoning || isCallSignature(signature)),
        (image) => takesImages && this.#pictures.isShown(image),
      );
      this.#messages = { dialect, list };
    }
    return this.#messages.list;
  }
}

function isWrittenAlike(one: Dialect, other: Dialect): boolean {
  return one.repeatsReasoning === other.repeatsReasoning && one.takesImages === other.takesImages && one.signsCalls === other.signsCalls;
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

/** With the marks of tools and system those of the last two are four, as many as the service takes. */
function wireMessages(dialect: Dialect, isMarked: boolean): WireMessages<WireMessage> {
  return {
    /** Pictures of results are the user's on this wire, together with what the user said next. */
    append(messages, turn) {
      const last = messages.at(-1);
      if (turn.role === 'user' && last?.role === 'user') messages[messages.length - 1] = userMessage(last.content, turn.parts);
      else messages.push(...messagesOf(turn, dialect));
    },
    json: (message, isRecent) => JSON.stringify(isMarked && isRecent ? withMark(message) : message),
  };
}

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

function messagesOf(turn: Turn, dialect: Dialect): WireMessage[] {
  switch (turn.role) {
    case 'user':
      return [userMessage([], turn.parts)];
    case 'assistant':
      return [assistantMessage(turn, dialect)];
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

type AssistantTurn = Extract<Turn, { role: 'assistant' }>;
type WireCall = OpenAI.ChatCompletionMessageFunctionToolCall & { readonly extra_content?: unknown };

function assistantMessage({ parts }: AssistantTurn, dialect: Dialect): OpenAI.ChatCompletionAssistantMessageParam {
  const texts: string[] = [];
  const reasoning: string[] = [];
  const calls: WireCall[] = [];
  let signature: string | undefined;
  for (const part of parts) {
    if (part.type === 'text') texts.push(part.text);
    else if (part.type === 'thinking') {
      if (isCallSignature(part.signature)) signature = part.signature;
      else if (dialect.repeatsReasoning) reasoning.push(part.text);
    } else {
      // Servers decode the arguments to fill their chat templates, so broken JSON must not reach them.
      const whole = { name: part.name, arguments: JSON.stringify(argumentsObject(part.argumentsJson)) };
      const extra_content = signature === undefined ? (dialect.signsCalls && calls.length === 0 ? unsigned : undefined) : signed(signature);
      calls.push({ id: part.id, type: 'function', function: whole, ...(extra_content === undefined ? {} : { extra_content }) });
      signature = undefined;
    }
  }
  return {
    role: 'assistant',
    content: texts.length === 0 ? null : texts.join('\n\n'),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(reasoning.length === 0 ? {} : { reasoning_content: reasoning.join('') }),
  };
}

/**
 * Gemini signs its calls, and takes them back only so (ai.google.dev, “Thought signatures”). A signature travels in a thinking part before its
 * call; this prefix tells it from others.
 */
export const callSignaturePrefix = 'google:';

function isCallSignature(signature: string | undefined): signature is string {
  return signature?.startsWith(callSignaturePrefix) === true;
}

function signed(signature: string): object {
  return { google: { thought_signature: signature.slice(callSignaturePrefix.length) } };
}

/** What the same page tells to write for the first of calls that another model made. */
const unsigned = { google: { thought_signature: 'skip_thought_signature_validator' } };
