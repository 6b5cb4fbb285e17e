import { z } from 'zod';
import type { StopReason, Usage } from '../base/messages.ts';
import { brokenStream, type ModelFailure } from './errors.ts';
import type { ModelEvent } from './model.ts';
import { CallAssembler, type CallDelta } from './openaiCalls.ts';
import { DeltaJoiner } from './surrogates.ts';

const count = z.number().nonnegative().nullish();
const usageSchema = z.looseObject({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.looseObject({ cached_tokens: count }).nullish(),
});
type WireUsage = z.infer<typeof usageSchema>;

const callDelta = z.looseObject({
  index: z.number().nullish(),
  id: z.string().nullish(),
  function: z
    .looseObject({ name: z.string().nullish(), arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish() })
    .nullish(),
});

/** Text, or a list of pieces (some servers send their reasoning as such a piece). */
const contentSchema = z.union([
  z.string(),
  z.array(z.looseObject({ type: z.string(), text: z.string().optional(), thinking: z.unknown().optional() })),
]);

const chunkSchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        index: z.number().nullish(),
        delta: z
          .looseObject({
            content: contentSchema.nullish(),
            refusal: z.string().nullish(),
            reasoning_content: z.string().nullish(),
            reasoning: z.string().nullish(),
            tool_calls: z.array(callDelta).nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: usageSchema.nullish(),
});

export interface OpenAiReading {
  readonly service: string;
  estimate(outputTokens: number): Usage;
  newCallId(): string;
}

/**
 * The chunks of a Chat Completions stream as model events. Throws `ModelFailure` (`broken-stream`) on anything that is not a whole answer:
 * without a finish reason only a closing usage chunk says that the service had come to its end. `[DONE]` proves nothing: proxies write it
 * behind streams that broke off.
 */
export async function* readOpenAiChunks(chunks: AsyncIterable<unknown>, reading: OpenAiReading): AsyncGenerator<ModelEvent> {
  const text = new DeltaJoiner();
  const thinking = new DeltaJoiner();
  const calls = new CallAssembler(reading.newCallId);
  let usage: WireUsage | undefined;
  let finishReason: string | undefined;
  let hasClosingUsage = false;
  let hasRefusal = false;
  let estimatedOutput = 0;
  const broken = (what: string): ModelFailure => brokenStream(reading.service, what);

  for await (const raw of chunks) {
    const parsed = chunkSchema.safeParse(raw);
    if (!parsed.success) throw broken('a piece has another shape than it should');
    const chunk = parsed.data;
    // Vendors repeat a running total: the last one counts, never the sum.
    usage = chunk.usage ?? usage;
    hasClosingUsage = chunk.usage !== undefined && chunk.usage !== null && (chunk.choices ?? []).length === 0;
    for (const choice of chunk.choices ?? []) {
      if ((choice.index ?? 0) !== 0) continue;
      finishReason = choice.finish_reason ?? finishReason;
      const delta = choice.delta;
      if (delta === null || delta === undefined) continue;
      const content = readContent(delta.content);
      // Two fields for the same thing: some vendors fill both.
      const reasoned = thinking.push(content.thinking + (delta.reasoning_content ?? delta.reasoning ?? ''));
      if (reasoned !== '') yield { type: 'thinking', text: reasoned };
      if (delta.refusal !== null && delta.refusal !== undefined && delta.refusal !== '') hasRefusal = true;
      const said = text.push(content.text + (delta.refusal ?? ''));
      if (said !== '') yield { type: 'text', text: said };
      estimatedOutput += reasoned.length + said.length;
      for (const call of delta.tool_calls ?? []) {
        for (const event of calls.push(plainDelta(call))) {
          if (event.type === 'callArguments') estimatedOutput += event.json.length;
          yield event;
        }
      }
    }
  }

  if (finishReason === 'error') throw broken('the service gave up');
  if (finishReason === undefined && !(hasClosingUsage && calls.areWhole)) throw broken('it ended before the answer did');
  yield* calls.close();
  yield {
    type: 'end',
    stop: hasRefusal ? 'refusal' : stopOf(finishReason, calls.count),
    usage: finalUsage(usage, () => reading.estimate(Math.ceil(estimatedOutput / 4))),
  };
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

const textPieces = z.array(z.looseObject({ text: z.string().optional() }));

function textsOf(thinking: unknown): string {
  if (typeof thinking === 'string') return thinking;
  return (textPieces.safeParse(thinking).data ?? []).map((piece) => piece.text ?? '').join('');
}

/** This wire counts cached tokens as part of the prompt. */
function finalUsage(usage: WireUsage | undefined, estimate: () => Usage): Usage {
  const output = usage?.completion_tokens;
  if (usage === undefined || output === undefined || output === null) return estimate();
  const cacheReadTokens = usage.prompt_tokens_details?.cached_tokens ?? 0;
  return {
    inputTokens: Math.max(0, (usage.prompt_tokens ?? 0) - cacheReadTokens),
    outputTokens: output,
    cacheReadTokens,
    cacheWriteTokens: 0,
    isEstimated: false,
  };
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
