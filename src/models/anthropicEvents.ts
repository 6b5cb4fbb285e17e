import { z } from 'zod';
import type { StopReason, Usage } from '../base/messages.ts';
import { redactedPrefix } from './anthropicRequest.ts';
import { brokenStream, type ModelFailure } from './errors.ts';
import type { ModelEvent } from './model.ts';
import { DeltaJoiner } from './surrogates.ts';

const count = z.number().nonnegative().nullish();
const usageSchema = z.looseObject({
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
});
type WireUsage = z.infer<typeof usageSchema>;

/** The events of a Messages stream that mean something here; whatever else a service sends is passed over. */
const schemas = {
  message_start: z.looseObject({ type: z.literal('message_start'), message: z.looseObject({ usage: usageSchema.nullish() }) }),
  content_block_start: z.looseObject({
    type: z.literal('content_block_start'),
    index: z.number(),
    content_block: z.looseObject({
      type: z.string(),
      id: z.string().optional(),
      name: z.string().optional(),
      input: z.unknown().optional(),
      text: z.string().optional(),
      thinking: z.string().optional(),
      signature: z.string().optional(),
      data: z.string().optional(),
    }),
  }),
  content_block_delta: z.looseObject({
    type: z.literal('content_block_delta'),
    index: z.number(),
    delta: z.looseObject({
      type: z.string(),
      text: z.string().optional(),
      thinking: z.string().optional(),
      signature: z.string().optional(),
      partial_json: z.string().optional(),
    }),
  }),
  content_block_stop: z.looseObject({ type: z.literal('content_block_stop'), index: z.number() }),
  message_delta: z.looseObject({
    type: z.literal('message_delta'),
    delta: z.looseObject({ stop_reason: z.string().nullish() }),
    usage: usageSchema.nullish(),
  }),
  message_stop: z.looseObject({ type: z.literal('message_stop') }),
};
const eventSchema = z.discriminatedUnion('type', [
  schemas.message_start,
  schemas.content_block_start,
  schemas.content_block_delta,
  schemas.content_block_stop,
  schemas.message_delta,
  schemas.message_stop,
]);
const anyEvent = z.looseObject({ type: z.string() });

type Block =
  | { readonly kind: 'text'; readonly joiner: DeltaJoiner }
  | { readonly kind: 'thinking'; readonly joiner: DeltaJoiner; signature: string }
  | { readonly kind: 'call'; readonly index: number; readonly joiner: DeltaJoiner; readonly input: unknown; hasArguments: boolean }
  | { readonly kind: 'unknown' };

export interface AnthropicReading {
  readonly service: string;
  /** Usage for a service that reports none. */
  estimate(outputTokens: number): Usage;
  newCallId(): string;
}

/**
 * The events of a Messages stream as model events. Throws `ModelFailure` (`broken-stream`) on anything that is not a whole answer.
 * `message_stop` may be missing when the stop reason was seen and every block was closed: then nothing can be missing.
 */
export async function* readAnthropicEvents(events: AsyncIterable<unknown>, reading: AnthropicReading): AsyncGenerator<ModelEvent> {
  const blocks = new Map<number, Block>();
  const ids = new Set<string>();
  let usage: WireUsage | undefined;
  let stopReason: string | undefined;
  let isStopped = false;
  let calls = 0;
  let estimatedOutput = 0;
  const broken = (what: string): ModelFailure => brokenStream(reading.service, what);

  for await (const raw of events) {
    const kind = anyEvent.safeParse(raw).data?.type;
    if (kind === undefined || !(kind in schemas)) continue;
    const parsed = eventSchema.safeParse(raw);
    if (!parsed.success) throw broken(`an event “${kind}” has another shape than it should`);
    const event = parsed.data;
    switch (event.type) {
      case 'message_start':
        usage = newerUsage(usage, event.message.usage);
        break;
      case 'content_block_start': {
        const start = event.content_block;
        if (start.type === 'text') {
          const block: Block = { kind: 'text', joiner: new DeltaJoiner() };
          blocks.set(event.index, block);
          const text = block.joiner.push(start.text ?? '');
          if (text !== '') yield { type: 'text', text };
        } else if (start.type === 'thinking') {
          const block: Block = { kind: 'thinking', joiner: new DeltaJoiner(), signature: start.signature ?? '' };
          blocks.set(event.index, block);
          const text = block.joiner.push(start.thinking ?? '');
          if (text !== '') yield { type: 'thinking', text };
        } else if (start.type === 'redacted_thinking') {
          blocks.set(event.index, { kind: 'thinking', joiner: new DeltaJoiner(), signature: redactedPrefix + (start.data ?? '') });
        } else if (start.type === 'tool_use') {
          const id = start.id === undefined || start.id === '' || ids.has(start.id) ? reading.newCallId() : start.id;
          ids.add(id);
          blocks.set(event.index, { kind: 'call', index: calls, joiner: new DeltaJoiner(), input: start.input, hasArguments: false });
          yield { type: 'call', index: calls, id, name: start.name ?? '' };
          calls += 1;
        } else blocks.set(event.index, { kind: 'unknown' });
        break;
      }
      case 'content_block_delta': {
        const block = blocks.get(event.index);
        const { delta } = event;
        if (block === undefined) throw broken('a piece belongs to no block');
        if (block.kind === 'unknown') break;
        if (delta.type === 'text_delta' && block.kind === 'text') {
          const text = block.joiner.push(delta.text ?? '');
          estimatedOutput += text.length;
          if (text !== '') yield { type: 'text', text };
        } else if (delta.type === 'thinking_delta' && block.kind === 'thinking') {
          const text = block.joiner.push(delta.thinking ?? '');
          estimatedOutput += text.length;
          if (text !== '') yield { type: 'thinking', text };
        } else if (delta.type === 'signature_delta' && block.kind === 'thinking') {
          block.signature += delta.signature ?? '';
        } else if (delta.type === 'input_json_delta' && block.kind === 'call') {
          const json = block.joiner.push(delta.partial_json ?? '');
          estimatedOutput += json.length;
          if (json !== '') {
            block.hasArguments = true;
            yield { type: 'callArguments', index: block.index, json };
          }
        } else if (knownDeltas.has(delta.type)) throw broken(`a ${delta.type} came for a ${block.kind} block`);
        break;
      }
      case 'content_block_stop': {
        const block = blocks.get(event.index);
        blocks.delete(event.index);
        if (block !== undefined) yield* closing(block);
        break;
      }
      case 'message_delta':
        usage = newerUsage(usage, event.usage);
        stopReason = event.delta.stop_reason ?? stopReason;
        break;
      case 'message_stop':
        isStopped = true;
        break;
    }
    if (isStopped) break;
  }

  if (!isStopped && stopReason === undefined) throw broken('it ended before the answer did');
  // Some proxies leave out the ends of blocks, but then say at least that the message has ended.
  if (!isStopped && blocks.size > 0) throw broken('it ended inside a block');
  for (const block of blocks.values()) yield* closing(block);
  yield { type: 'end', stop: stopOf(stopReason, calls), usage: finalUsage(usage, () => reading.estimate(Math.ceil(estimatedOutput / 4))) };
}

const knownDeltas: ReadonlySet<string> = new Set(['text_delta', 'thinking_delta', 'signature_delta', 'input_json_delta']);

function* closing(block: Block): Generator<ModelEvent> {
  if (block.kind === 'thinking' && block.signature !== '') yield { type: 'thinking', text: '', signature: block.signature };
  // A call without arguments sends no piece of them; some proxies send them whole in the block's start.
  if (block.kind === 'call' && !block.hasArguments)
    yield { type: 'callArguments', index: block.index, json: JSON.stringify(block.input ?? {}) };
}

/** Per field the newest that is not null: proxies leave fields out of `message_delta`. */
function newerUsage(before: WireUsage | undefined, after: WireUsage | null | undefined): WireUsage | undefined {
  if (after === null || after === undefined) return before;
  return {
    input_tokens: after.input_tokens ?? before?.input_tokens,
    output_tokens: after.output_tokens ?? before?.output_tokens,
    cache_read_input_tokens: after.cache_read_input_tokens ?? before?.cache_read_input_tokens,
    cache_creation_input_tokens: after.cache_creation_input_tokens ?? before?.cache_creation_input_tokens,
  };
}

function finalUsage(usage: WireUsage | undefined, estimate: () => Usage): Usage {
  if (usage?.output_tokens === undefined || usage.output_tokens === null) return estimate();
  return {
    inputTokens: usage.input_tokens ?? 0,
    outputTokens: usage.output_tokens,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
    cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
    isEstimated: false,
  };
}

function stopOf(reason: string | undefined, calls: number): StopReason {
  switch (reason) {
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'limit';
    case 'refusal':
      return 'refusal';
    default:
      // Some say “end_turn” beside calls, some “tool_use” without any: what is there counts.
      return calls > 0 ? 'calls' : 'end';
  }
}
