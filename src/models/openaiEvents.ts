import * as z from 'zod';
import type { StopReason } from '../base/messages.ts';
import { type AnswerReader, parseEvent } from './answer.ts';
import { DeltaFrame } from './deltaFrame.ts';
import { brokenStream, type ModelFailure } from './errors.ts';
import type { ModelEvent } from './model.ts';
import { OpenAiAnswer, type OpenAiReading } from './openaiAnswer.ts';
import type { CallDelta } from './openaiCalls.ts';
import { callSignaturePrefix } from './openaiRequest.ts';
import { ReportedError, wireErrorOfEvent } from './wireError.ts';

const count = z.number().nonnegative().nullish();
const usageSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  /** `cache_write_tokens`: routers before services that bill what they write to a cache. */
  prompt_tokens_details: z.object({ cached_tokens: count, cache_write_tokens: count }).nullish(),
});
type WireUsage = z.infer<typeof usageSchema>;

const callDelta = z.object({
  index: z.number().nullish(),
  id: z.string().nullish(),
  function: z
    .object({ name: z.string().nullish(), arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish() })
    .nullish(),
  /** Gemini’s signature of the call. */
  extra_content: z
    .looseObject({ google: z.looseObject({ thought_signature: z.string().optional() }).optional() })
    .nullish()
    .catch(undefined),
});

/** Text, or a list of pieces (some servers send their reasoning as such a piece). */
const contentSchema = z.union([
  z.string(),
  z.array(z.object({ type: z.string(), text: z.string().optional(), thinking: z.unknown().optional() })),
]);

const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        index: z.number().nullish(),
        delta: z
          .looseObject({
            content: contentSchema.nullish(),
            refusal: z.string().nullish(),
            reasoning_content: z.string().nullish(),
            reasoning: z.string().nullish(),
            reasoning_text: z.string().nullish(),
            reasoning_details: z
              .array(z.looseObject({ text: z.string().nullish(), summary: z.string().nullish() }))
              .nullish()
              .catch(undefined),
            tool_calls: z.array(callDelta).nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: usageSchema.nullish(),
  error: z.unknown().optional(),
});
type Delta = NonNullable<Choice['delta']>;
type Choice = NonNullable<z.infer<typeof chunkSchema>['choices']>[number];

/**
 * The chunks of a Chat Completions stream as model events. Throws `ModelFailure` (`broken-stream`) on anything that is not a whole answer:
 * without a finish reason only a closing usage chunk says that the service had come to its end. `[DONE]` proves nothing: proxies write it
 * behind streams that broke off.
 */
export class OpenAiReader implements AnswerReader {
  readonly #reading: OpenAiReading;
  readonly #answer: OpenAiAnswer;
  readonly #frame = new DeltaFrame<OnlyPiece>();
  #usage: WireUsage | undefined;
  #finishReason: string | undefined;
  #hasClosingUsage = false;
  #hasRefusal = false;
  #isDone = false;

  constructor(reading: OpenAiReading) {
    this.#reading = reading;
    this.#answer = new OpenAiAnswer(reading);
  }

  get service(): string {
    return this.#reading.service;
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  take(name: string, data: string, out: ModelEvent[]): void {
    const framed = name === '' ? this.#frame.read(data) : undefined;
    if (framed !== undefined) this.#takePiece(framed.meaning, framed.piece, out);
    else if (data.startsWith('[DONE]')) this.#isDone = true;
    else if (name === '' || name === 'message') this.#takeParsed(parseEvent(this.service, data), data, out);
    // Named events are no part of this protocol, save that some servers name their failures.
    else if (name === 'error') throw new ReportedError(wireErrorOfEvent(parseEvent(this.service, data)));
  }

  #takeParsed(raw: unknown, data: string, out: ModelEvent[]): void {
    const parsed = chunkSchema.safeParse(raw);
    if (!parsed.success) throw this.#broken('a piece has another shape than it should');
    const chunk = parsed.data;
    if (chunk.error !== undefined && chunk.error !== null) throw new ReportedError(wireErrorOfEvent(raw));
    // Vendors repeat a running total: the last one counts, never the sum.
    this.#usage = chunk.usage ?? this.#usage;
    const choices = chunk.choices ?? [];
    this.#hasClosingUsage = chunk.usage !== undefined && chunk.usage !== null && choices.length === 0;
    for (const choice of choices) if ((choice.index ?? 0) === 0) this.#takeChoice(choice, out);
    const only = onlyPiece(choices);
    if (only !== undefined) this.#frame.learn(data, only.key, only);
  }

  /** A chunk that is the one before but for one string: everything else that it says is known. */
  #takePiece({ key, call }: OnlyPiece, piece: string, out: ModelEvent[]): void {
    if (call !== undefined) this.#answer.call({ ...call, json: piece }, out);
    else if (key === 'content') this.#answer.say(piece, out);
    else this.#answer.think(piece, out);
  }

  end(out: ModelEvent[]): void {
    if (this.#finishReason === 'error') throw this.#broken('the service gave up');
    if (this.#finishReason === undefined && !(this.#hasClosingUsage && this.#answer.calls.areWhole))
      throw this.#broken('it ended before the answer did');
    this.#answer.calls.close(out);
    out.push({
      type: 'end',
      stop: this.#hasRefusal ? 'refusal' : stopOf(this.#finishReason, this.#answer.calls.count),
      usage: this.#answer.usage({
        input: this.#usage?.prompt_tokens,
        output: this.#usage?.completion_tokens,
        cacheRead: this.#usage?.prompt_tokens_details?.cached_tokens,
        cacheWrite: this.#usage?.prompt_tokens_details?.cache_write_tokens,
      }),
    });
  }

  #takeChoice({ delta, finish_reason }: Choice, out: ModelEvent[]): void {
    this.#finishReason = finish_reason ?? this.#finishReason;
    if (delta === null || delta === undefined) return;
    const content = readContent(delta.content);
    this.#answer.think(content.thinking + reasoningOf(delta), out);
    if (delta.refusal !== null && delta.refusal !== undefined && delta.refusal !== '') this.#hasRefusal = true;
    this.#answer.say(content.text + (delta.refusal ?? ''), out);
    for (const call of delta.tool_calls ?? []) {
      const signature = call.extra_content?.google?.thought_signature;
      if (signature !== undefined && signature !== '') out.push({ type: 'thinking', text: '', signature: callSignaturePrefix + signature });
      this.#answer.call(plainDelta(call), out);
    }
  }

  #broken(what: string): ModelFailure {
    return brokenStream(this.service, what);
  }
}

/** The one string that a chunk brings, where it brings nothing else that could differ in its place. */
interface OnlyPiece {
  readonly key: 'arguments' | 'content' | 'reasoning_content' | 'reasoning';
  readonly call?: CallDelta;
}

function onlyPiece(choices: readonly Choice[]): OnlyPiece | undefined {
  const [choice, ...others] = choices;
  const delta = choice?.delta;
  if (others.length > 0 || delta === null || delta === undefined || (choice?.index ?? 0) !== 0) return undefined;
  const { content, refusal, reasoning_content, reasoning } = delta;
  const [call, ...otherCalls] = delta.tool_calls ?? [];
  const isEmpty = (text: unknown): boolean => text === null || text === undefined || text === '';
  if (!isEmpty(refusal) || otherCalls.length > 0 || !isEmpty(delta.reasoning_text) || (delta.reasoning_details ?? []).length > 0)
    return undefined;
  if (call !== undefined) {
    if (![content, reasoning_content, reasoning].every(isEmpty) || typeof call.function?.arguments !== 'string') return undefined;
    return { key: 'arguments', call: plainDelta(call) };
  }
  const said = (['content', 'reasoning_content', 'reasoning'] as const).filter((key) => !isEmpty(delta[key]));
  const [key] = said;
  return said.length === 1 && key !== undefined && typeof delta[key] === 'string' ? { key } : undefined;
}

/** Four fields for the same thing: some vendors fill several of them. */
function reasoningOf({ reasoning_content, reasoning, reasoning_text, reasoning_details }: Delta): string {
  const details = (reasoning_details ?? []).map(({ text, summary }) => text ?? summary ?? '').join('');
  return reasoning_content || reasoning || reasoning_text || details;
}

function plainDelta(call: z.infer<typeof callDelta>): CallDelta {
  const given = call.function?.arguments ?? '';
  return {
    index: call.index ?? undefined,
    id: call.id ?? '',
    name: call.function?.name ?? '',
    // Some servers send the arguments as the object that they are.
    json: typeof given === 'string' ? given : JSON.stringify(given),
  };
}

function readContent(content: z.infer<typeof contentSchema> | null | undefined): { readonly text: string; readonly thinking: string } {
  if (content === null || content === undefined) return { text: '', thinking: '' };
  if (typeof content === 'string') return { text: content, thinking: '' };
  let text = '';
  let thinking = '';
  for (const piece of content) {
    if (piece.type === 'thinking') thinking += textsOf(piece.thinking);
    else text += piece.text ?? '';
  }
  return { text, thinking };
}

const textPieces = z.array(z.object({ text: z.string().optional() }));

function textsOf(thinking: unknown): string {
  if (typeof thinking === 'string') return thinking;
  return (textPieces.safeParse(thinking).data ?? []).map((piece) => piece.text ?? '').join('');
}

function stopOf(reason: string | undefined, calls: number): StopReason {
  switch (reason) {
    case 'length':
      return 'limit';
    case 'content_filter':
      return 'refusal';
    default:
      // Some say “stop” beside calls, some “tool_calls” without any: what is there counts.
      return calls > 0 ? 'calls' : 'end';
  }
}
