import type OpenAI from 'openai';
import * as z from 'zod';
import type { AssistantPart, CallResult, ThinkingPart, UserPart } from '../base/messages.ts';
import { wordsOf } from '../base/userPart.ts';
import { argumentsObject, type Turn } from './history.ts';
import { MessageList, type WireMessages } from './messageList.ts';
import type { ModelRequest } from './model.ts';
import { type Dialect, effortSent } from './openaiDialect.ts';
import { ShownPictures } from './pictures.ts';
import { type BodyPieces, BodyStart, requestBody } from './requestBody.ts';
import { withoutLoneSurrogates } from './surrogates.ts';

/** A reasoning item travels whole in the signature of a thinking part, and goes back as it came (developers.openai.com, “Reasoning models”). */
export const reasoningItem = z.object({
  type: z.literal('reasoning'),
  id: z.string(),
  summary: z.array(z.object({ type: z.literal('summary_text'), text: z.string() })).default([]),
  encrypted_content: z.string(),
});

/** What a message of the model was for. It travels like reasoning, and goes back on the text behind it, or answers get worse (`EasyInputMessage.phase`). */
export const messagePhase = z.object({ type: z.literal('phase'), phase: z.enum(['commentary', 'final_answer']) });

type WireItem = OpenAI.Responses.ResponseInputItem;

/** Requests of the Responses API, as they go over the wire: the whole conversation each time, since nothing is kept by the service. */
export class ResponsesRequests {
  readonly #name: string;
  readonly #origin: string;
  readonly #hasCacheKey: boolean;
  readonly #pictures = new ShownPictures();
  /** Reasoning that the service did not take for its own (another account, a rotated key) is left out from then on. */
  readonly #refusedReasoning = new Set<string>();
  readonly #start = new BodyStart('input');
  #items: { readonly takesImages: boolean; readonly encryptsReasoning: boolean; readonly list: MessageList<WireItem> } | undefined;

  constructor(name: string, origin: string, hasCacheKey: boolean) {
    this.#name = name;
    this.#origin = origin;
    this.#hasCacheKey = hasCacheKey;
  }

  body(request: ModelRequest, dialect: Dialect): BodyPieces {
    const { system, maxOutputTokens, cacheKey, effort, tools } = request;
    const start = this.#start.of([system, maxOutputTokens, cacheKey, effort, dialect, ...tools], () => ({
      head: this.#head(request, dialect),
      messages: [],
    }));
    return requestBody(start, this.#list(dialect).write(request.messages));
  }

  leaveOutPictures(request: ModelRequest): boolean {
    const isOther = this.#pictures.leaveOut(request);
    if (isOther) this.#items = undefined;
    return isOther;
  }

  /** Sends the reasoning of this request no more. Answers whether there was any that was sent before. */
  leaveOutReasoning({ messages }: ModelRequest): boolean {
    const parts = messages.flatMap((message) => (message.role === 'assistant' ? message.parts : []));
    const signatures = parts.flatMap((part) => (part.type === 'thinking' && this.#repeats(part) ? [part.signature ?? ''] : []));
    for (const signature of signatures) this.#refusedReasoning.add(signature);
    if (signatures.length > 0) this.#items = undefined;
    return signatures.length > 0;
  }

  #head(request: ModelRequest, dialect: Dialect): Omit<OpenAI.Responses.ResponseCreateParamsStreaming, 'input'> {
    const instructions = withoutLoneSurrogates(request.system);
    const effort = effortSent(request, dialect);
    const reasoning = { ...(effort === undefined ? {} : { effort }), ...(dialect.summarizes ? { summary: 'auto' as const } : {}) };
    return {
      model: this.#name,
      stream: true,
      ...(instructions.trim() === '' ? {} : { instructions }),
      ...(dialect.encryptsReasoning ? { store: false, include: ['reasoning.encrypted_content' as const] } : {}),
      ...(Object.keys(reasoning).length === 0 ? {} : { reasoning }),
      ...(this.#hasCacheKey && request.cacheKey !== undefined ? { prompt_cache_key: request.cacheKey } : {}),
      ...(dialect.tokenLimit === 'none' ? {} : { max_output_tokens: Math.max(leastOutputTokens, request.maxOutputTokens) }),
      ...(request.tools.length === 0 ? {} : { tools: toolsOf(request) }),
    };
  }

  #list({ takesImages, encryptsReasoning }: Dialect): MessageList<WireItem> {
    if (this.#items?.takesImages !== takesImages || this.#items.encryptsReasoning !== encryptsReasoning) {
      const list = new MessageList(
        wireItems,
        (part) => encryptsReasoning && this.#repeats(part),
        (image) => takesImages && this.#pictures.isShown(image),
      );
      this.#items = { takesImages, encryptsReasoning, list };
    }
    return this.#items.list;
  }

  #repeats({ origin, signature }: ThinkingPart): boolean {
    return origin === this.#origin && keptIn(signature) !== undefined && !this.#refusedReasoning.has(signature ?? '');
  }
}

/** The least limit that the service takes. */
const leastOutputTokens = 16;

const wireItems: WireMessages<WireItem> = {
  append(items, turn) {
    items.push(...itemsOf(turn));
  },
  json: (item) => JSON.stringify(item),
};

function toolsOf({ tools }: ModelRequest): OpenAI.Responses.FunctionTool[] {
  return tools.map(({ name, description, inputSchema }) => ({
    type: 'function',
    name,
    description,
    parameters: { ...inputSchema },
    // Else schemas are held to a stricter form than ours have.
    strict: false,
  }));
}

function itemsOf(turn: Turn): WireItem[] {
  switch (turn.role) {
    case 'user':
      return [{ role: 'user', content: contentOf(turn.parts) }];
    case 'assistant':
      return assistantItems(turn.parts);
    case 'tool':
      return turn.results.map(outputItem);
  }
}

function assistantItems(parts: readonly AssistantPart[]): WireItem[] {
  const items: WireItem[] = [];
  let phase: z.infer<typeof messagePhase>['phase'] | undefined;
  for (const part of parts) {
    switch (part.type) {
      case 'text':
        items.push({ role: 'assistant', content: part.text, ...(phase === undefined ? {} : { phase }) });
        phase = undefined;
        break;
      case 'thinking': {
        const kept = keptIn(part.signature);
        if (kept?.type === 'phase') phase = kept.phase;
        else if (kept !== undefined) items.push(kept);
        break;
      }
      case 'call': {
        const json = JSON.stringify(argumentsObject(part.argumentsJson));
        items.push({ type: 'function_call', call_id: part.id, name: part.name, arguments: json });
      }
    }
  }
  return items;
}

function outputItem({ callId, content, isError, images = [] }: CallResult): WireItem {
  // This wire has no mark for a failed call, so the words must say it.
  const said = isError && !/^error/i.test(content) ? `Error: ${content}` : content;
  const parts: readonly UserPart[] = [{ type: 'text', text: said }, ...images];
  return { type: 'function_call_output', call_id: callId, output: images.length === 0 ? said : listOf(parts) };
}

function contentOf(parts: readonly UserPart[]): string | OpenAI.Responses.ResponseInputMessageContentList {
  return parts.every(({ type }) => type === 'text') ? parts.map(wordsOf).join('\n\n') : listOf(parts);
}

function listOf(parts: readonly UserPart[]): (OpenAI.Responses.ResponseInputText | OpenAI.Responses.ResponseInputImage)[] {
  return parts.flatMap((part) => [
    { type: 'input_text' as const, text: wordsOf(part) },
    ...(part.type === 'text'
      ? []
      : [{ type: 'input_image' as const, detail: 'auto' as const, image_url: `data:${part.mediaType};base64,${part.data}` }]),
  ]);
}

const keptSchema = z.discriminatedUnion('type', [reasoningItem, messagePhase]);

/** Undefined for a signature of another protocol. */
function keptIn(signature: string | undefined): z.infer<typeof keptSchema> | undefined {
  if (signature?.startsWith('{') !== true) return undefined;
  try {
    return keptSchema.safeParse(JSON.parse(signature)).data;
  } catch {
    return undefined;
  }
}
