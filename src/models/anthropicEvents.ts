import * as z from 'zod';
import type { StopReason, Usage } from '../base/messages.ts';
import { sumOfUsage } from '../base/usage.ts';
import { type AnswerReader, parseEvent } from './answer.ts';
import { AnthropicBlock, type BlockDelta, fieldOfDelta, type SentBlock } from './anthropicBlock.ts';
import { DeltaFrame } from './deltaFrame.ts';
import { brokenStream, type ModelFailure } from './errors.ts';
import type { ModelEvent } from './model.ts';
import { ReportedError, wireErrorOfEvent } from './wireError.ts';

const count = z.number().nonnegative().nullish();
const usageSchema = z.object({
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
});
type WireUsage = z.infer<typeof usageSchema>;

/** The events of a Messages stream that mean something here; whatever else a service sends is passed over. */
const schemas = {
  message_start: z.object({ message: z.object({ usage: usageSchema.nullish() }) }),
  content_block_start: z.object({ index: z.number(), content_block: z.looseObject({ type: z.string() }) }),
  content_block_delta: z.object({
    index: z.number(),
    delta: z.object({
      type: z.string(),
      text: z.string().optional(),
      thinking: z.string().optional(),
      signature: z.string().optional(),
      partial_json: z.string().optional(),
    }),
  }),
  content_block_stop: z.object({ index: z.number() }),
  message_delta: z.object({ delta: z.object({ stop_reason: z.string().nullish() }), usage: usageSchema.nullish() }),
};
const named = z.object({ type: z.string() });

/** How often a service may pause within one answer before it is taken as it is. */
const maxPauses = 5;

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
export class AnthropicReader implements AnswerReader {
  readonly #reading: AnthropicReading;
  readonly #blocks: AnthropicBlock[] = [];
  readonly #open = new Map<number, AnthropicBlock>();
  readonly #callIds = new Set<string>();
  readonly #frame = new DeltaFrame<{ readonly index: number; readonly type: string; readonly field: keyof BlockDelta }>();
  #usage: WireUsage | undefined;
  #stopReason: string | undefined;
  #isStopped = false;
  #outputChars = 0;
  #pauses = 0;
  #usageBeforePauses: readonly Usage[] = [];

  constructor(reading: AnthropicReading) {
    this.#reading = reading;
  }

  get service(): string {
    return this.#reading.service;
  }

  get isDone(): boolean {
    return this.#isStopped;
  }

  take(name: string, data: string, out: ModelEvent[]): void {
    // Pings, and events of a later version of the protocol; some proxies leave the names out and close with OpenAI’s mark.
    const framed = name === 'content_block_delta' ? this.#frame.read(data) : undefined;
    if (framed !== undefined) {
      const { index, type, field } = framed.meaning;
      this.#delta({ index, delta: { type, [field]: framed.piece } }, out);
      return;
    }
    if ((name !== '' && name !== 'error' && name !== 'message_stop' && !(name in schemas)) || data === '[DONE]') return;
    const raw = parseEvent(this.service, data);
    this.#takeParsed(named.safeParse(raw).data?.type ?? name, raw, data, out);
  }

  #takeParsed(type: string, raw: unknown, data: string, out: ModelEvent[]): void {
    switch (type) {
      case 'content_block_delta':
        this.#readDelta(this.#read(schemas.content_block_delta, type, raw), data, out);
        return;
      case 'content_block_start':
        this.#start(this.#read(schemas.content_block_start, type, raw), out);
        return;
      case 'content_block_stop': {
        const { index } = this.#read(schemas.content_block_stop, type, raw);
        this.#open.get(index)?.close(out);
        this.#open.delete(index);
        return;
      }
      case 'message_start':
        this.#usage = newerUsage(this.#usage, this.#read(schemas.message_start, type, raw).message.usage);
        return;
      case 'message_delta': {
        const { delta, usage } = this.#read(schemas.message_delta, type, raw);
        this.#usage = newerUsage(this.#usage, usage);
        this.#stopReason = delta.stop_reason ?? this.#stopReason;
        return;
      }
      case 'message_stop':
        this.#isStopped = true;
        return;
      case 'error':
        throw new ReportedError(wireErrorOfEvent(raw));
    }
  }

  end(out: ModelEvent[]): void {
    if (!this.#isStopped && this.#stopReason === undefined) throw this.#broken('it ended before the answer did');
    // Some proxies leave out the ends of blocks, but then say at least that the message has ended.
    if (!this.#isStopped && this.#open.size > 0) throw this.#broken('it ended inside a block');
    for (const block of this.#open.values()) block.close(out);
    if (this.isPaused) return;
    const usage = [...this.#usageBeforePauses, this.#finalUsage()].reduce(sumOfUsage);
    out.push({ type: 'end', stop: stopOf(this.#stopReason, this.#callIds.size), usage });
  }

  /** The service paused and wants its own words back, unchanged, to go on. */
  get isPaused(): boolean {
    return this.#stopReason === 'pause_turn' && this.#pauses < maxPauses;
  }

  /** What has been said so far, as it is sent back; from now on the reader takes what follows it. */
  goOn(): readonly SentBlock[] {
    this.#pauses += 1;
    this.#usageBeforePauses = [...this.#usageBeforePauses, this.#finalUsage()];
    this.#usage = undefined;
    this.#stopReason = undefined;
    this.#isStopped = false;
    this.#outputChars = 0;
    this.#open.clear();
    return this.#blocks.flatMap((block) => block.sentBack());
  }

  #read<T>(schema: z.ZodType<T>, type: string, raw: unknown): T {
    const parsed = schema.safeParse(raw);
    if (!parsed.success) throw this.#broken(`an event “${type}” has another shape than it should`);
    return parsed.data;
  }

  #start({ index, content_block }: z.infer<typeof schemas.content_block_start>, out: ModelEvent[]): void {
    const block = AnthropicBlock.begin(content_block, this.#callIds.size);
    if (block === undefined) throw this.#broken(`a block “${content_block.type}” has another shape than it should`);
    this.#blocks.push(block);
    this.#open.set(index, block);
    if (block.call !== undefined) {
      const id = block.call.id === '' || this.#callIds.has(block.call.id) ? this.#reading.newCallId() : block.call.id;
      this.#callIds.add(id);
      out.push({ type: 'call', index: block.call.index, id, name: block.call.name });
    }
    this.#outputChars += block.open(out);
  }

  #readDelta(event: z.infer<typeof schemas.content_block_delta>, data: string, out: ModelEvent[]): void {
    this.#delta(event, out);
    const { index, delta } = event;
    const field = fieldOfDelta(delta.type);
    if (field !== undefined && delta[field] !== undefined) this.#frame.learn(data, field, { index, type: delta.type, field });
  }

  #delta({ index, delta }: { readonly index: number; readonly delta: BlockDelta }, out: ModelEvent[]): void {
    const block = this.#open.get(index);
    if (block === undefined) throw this.#broken('a piece belongs to no block');
    const length = block.add(delta, out);
    if (length === undefined) throw this.#broken(`a ${delta.type} came for a ${block.kind} block`);
    this.#outputChars += length;
  }

  #finalUsage(): Usage {
    const usage = this.#usage;
    if (usage?.output_tokens === undefined || usage.output_tokens === null) return this.#reading.estimate(Math.ceil(this.#outputChars / 4));
    return {
      inputTokens: usage.input_tokens ?? 0,
      outputTokens: usage.output_tokens,
      cacheReadTokens: usage.cache_read_input_tokens ?? 0,
      cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
      isEstimated: false,
    };
  }

  #broken(what: string): ModelFailure {
    return brokenStream(this.service, what);
  }
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
