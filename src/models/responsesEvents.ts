import * as z from 'zod';
import type { StopReason, Usage } from '../base/messages.ts';
import { type AnswerReader, parseEvent } from './answer.ts';
import { brokenStream, type ModelFailure } from './errors.ts';
import type { ModelEvent } from './model.ts';
import { OpenAiAnswer, type OpenAiReading } from './openaiAnswer.ts';
import { messagePhase, reasoningItem } from './responsesRequest.ts';
import { ReportedError, wireErrorOfEvent } from './wireError.ts';

const count = z.number().nonnegative().nullish();
const usageSchema = z.object({
  input_tokens: count,
  output_tokens: count,
  input_tokens_details: z.object({ cached_tokens: count, cache_write_tokens: count }).nullish(),
});

const text = z.string().nullish().catch(undefined);
const itemSchema = z.looseObject({
  type: z.string(),
  id: text,
  call_id: text,
  name: text,
  arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
  content: z
    .array(z.looseObject({ type: z.string(), text, refusal: text }))
    .nullish()
    .catch(undefined),
  summary: z.array(z.looseObject({ text })).nullish().catch(undefined),
});
type Item = z.infer<typeof itemSchema>;

const responseSchema = z.looseObject({
  status: text,
  usage: usageSchema.nullish(),
  incomplete_details: z.looseObject({ reason: text }).nullish(),
  error: z.unknown().optional(),
  output: z.array(itemSchema).nullish().catch(undefined),
});
type WholeResponse = z.infer<typeof responseSchema>;

const place = { output_index: z.number().nullish(), item_id: text };
const schemas = {
  item: z.object({ ...place, item: itemSchema }),
  delta: z.object({ ...place, delta: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish() }),
  done: z.object({ ...place, arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(), text, refusal: text }),
  part: z.object({ ...place, summary_index: z.number().nullish(), content_index: z.number().nullish() }),
  response: z.object({ response: responseSchema }),
};
const typed = z.looseObject({ type: z.string().optional(), error: z.unknown().optional() });

/** What has come of one item of the answer. */
interface Heard {
  /** Its place among the items, as the assembler of calls counts them. */
  readonly number: number;
  chars: number;
  hasPhase: boolean;
  isDone: boolean;
}

/**
 * The events of a Responses stream as model events. Throws `ModelFailure` (`broken-stream`) on anything that is not a whole answer: it is whole
 * once the service said that the response is completed or incomplete. Deltas are shown as they come; what came in no delta is taken from the
 * event that ends its item, or from the response itself.
 */
export class ResponsesReader implements AnswerReader {
  readonly #reading: OpenAiReading;
  readonly #answer: OpenAiAnswer;
  readonly #heard = new Map<string, Heard>();
  #response: WholeResponse | undefined;
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
    if (data.startsWith('[DONE]')) {
      this.#isDone = this.#response !== undefined;
      return;
    }
    const raw = parseEvent(this.service, data);
    const event = typed.safeParse(raw).data;
    const type = event?.type ?? name;
    if (type === 'error' || (event?.error !== undefined && event.error !== null)) throw new ReportedError(wireErrorOfEvent(raw));
    this.#takeTyped(type, raw, out);
  }

  #takeTyped(type: string, raw: unknown, out: ModelEvent[]): void {
    switch (type) {
      case 'response.output_item.added':
        this.#begin(this.#read(schemas.item, type, raw), out);
        return;
      case 'response.output_item.done':
        this.#finish(this.#read(schemas.item, type, raw), out);
        return;
      case 'response.output_text.delta':
        this.#hear(type, raw, (delta) => this.#answer.say(delta, out));
        return;
      case 'response.refusal.delta':
        this.#hasRefusal = true;
        this.#hear(type, raw, (delta) => this.#answer.say(delta, out));
        return;
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        this.#hear(type, raw, (delta) => this.#answer.think(delta, out));
        return;
      case 'response.reasoning_summary_part.added':
        if ((this.#read(schemas.part, type, raw).summary_index ?? 0) > 0) this.#answer.think('\n\n', out);
        return;
      case 'response.function_call_arguments.delta':
        this.#hear(type, raw, (json, heard) => this.#argue(heard, json, out));
        return;
      case 'response.function_call_arguments.done': {
        const done = this.#read(schemas.done, type, raw);
        const heard = this.#heardAt(done.output_index, done.item_id);
        if (heard.chars === 0) heard.chars += this.#argue(heard, plainJson(done.arguments), out);
        return;
      }
      case 'response.completed':
      case 'response.incomplete':
      case 'response.done':
        this.#close(this.#read(schemas.response, type, raw).response, out);
        return;
      case 'response.failed':
      case 'response.cancelled': {
        const { error } = this.#read(schemas.response, type, raw).response;
        if (error === undefined || error === null) throw this.#broken('the service gave up');
        throw new ReportedError(wireErrorOfEvent({ error }));
      }
    }
  }

  end(out: ModelEvent[]): void {
    const response = this.#response;
    if (response === undefined) throw this.#broken('it ended before the answer did');
    this.#answer.calls.close(out);
    out.push({ type: 'end', stop: this.#stop(response), usage: this.#usage(response) });
  }

  /** What no event has brought yet, then the end: nothing that follows belongs to the answer. */
  #close(response: WholeResponse, out: ModelEvent[]): void {
    if (response.status === 'failed' && response.error !== undefined && response.error !== null)
      throw new ReportedError(wireErrorOfEvent({ error: response.error }));
    const isSilent = this.#answer.isSilent && this.#heard.size === 0;
    if (isSilent) for (const [output_index, item] of (response.output ?? []).entries()) this.#finish({ output_index, item }, out);
    this.#response = response;
    this.#isDone = true;
  }

  #begin({ item, output_index }: z.infer<typeof schemas.item>, out: ModelEvent[]): void {
    const heard = this.#heardAt(output_index, item.id);
    if (item.type === 'function_call') heard.chars += this.#call(heard, item, out);
    this.#keepPhase(heard, item, out);
  }

  /** Before the words that it is about. */
  #keepPhase(heard: Heard, item: Item, out: ModelEvent[]): void {
    const kept = messagePhase.safeParse({ type: 'phase', phase: item['phase'] }).data;
    if (item.type !== 'message' || kept === undefined || heard.hasPhase || heard.chars > 0) return;
    heard.hasPhase = true;
    out.push({ type: 'thinking', text: '', signature: JSON.stringify(kept) });
  }

  /** The whole item: of it is said what no delta brought. */
  #finish({ item, output_index }: z.infer<typeof schemas.item>, out: ModelEvent[]): void {
    const heard = this.#heardAt(output_index, item.id);
    if (heard.isDone) return;
    heard.isDone = true;
    switch (item.type) {
      case 'function_call':
        this.#call(heard, heard.chars > 0 ? { ...item, arguments: '' } : item, out);
        return;
      case 'message':
        this.#keepPhase(heard, item, out);
        for (const part of item.content ?? []) {
          if ((part.refusal ?? '') !== '') this.#hasRefusal = true;
          if (heard.chars === 0) this.#answer.say(part.text ?? part.refusal ?? '', out);
        }
        return;
      case 'reasoning': {
        const said =
          (item.summary ?? []).map((part) => part.text ?? '').join('\n\n') || (item.content ?? []).map((part) => part.text ?? '').join('');
        if (heard.chars === 0) this.#answer.think(said, out);
        const kept = reasoningItem.safeParse(item).data;
        if (kept !== undefined) out.push({ type: 'thinking', text: '', signature: JSON.stringify(kept) });
      }
    }
  }

  #call({ number }: Heard, item: Item, out: ModelEvent[]): number {
    return this.#answer.call({ index: number, id: item.call_id ?? '', name: item.name ?? '', json: plainJson(item.arguments) }, out);
  }

  #argue({ number }: Heard, json: string, out: ModelEvent[]): number {
    return this.#answer.call({ index: number, id: '', name: '', json }, out);
  }

  #hear(type: string, raw: unknown, tell: (delta: string, heard: Heard) => number): void {
    const { output_index, item_id, delta } = this.#read(schemas.delta, type, raw);
    const heard = this.#heardAt(output_index, item_id);
    heard.chars += tell(plainJson(delta), heard);
  }

  #heardAt(index: number | null | undefined, id: string | null | undefined): Heard {
    const key = keyOf(index, id);
    const known = this.#heard.get(key);
    if (known !== undefined) return known;
    const heard = { number: this.#heard.size, chars: 0, hasPhase: false, isDone: false };
    this.#heard.set(key, heard);
    return heard;
  }

  #stop({ status, incomplete_details }: WholeResponse): StopReason {
    const reason = incomplete_details?.reason;
    if (reason === 'content_filter' || this.#hasRefusal) return 'refusal';
    if (status === 'incomplete' || reason === 'max_output_tokens') return 'limit';
    return this.#answer.calls.count > 0 ? 'calls' : 'end';
  }

  #usage({ usage }: WholeResponse): Usage {
    return this.#answer.usage({
      input: usage?.input_tokens,
      output: usage?.output_tokens,
      cacheRead: usage?.input_tokens_details?.cached_tokens,
      cacheWrite: usage?.input_tokens_details?.cache_write_tokens,
    });
  }

  #read<T>(schema: z.ZodType<T>, type: string, raw: unknown): T {
    const parsed = schema.safeParse(raw);
    if (!parsed.success) throw this.#broken(`an event “${type}” has another shape than it should`);
    return parsed.data;
  }

  #broken(what: string): ModelFailure {
    return brokenStream(this.service, what);
  }
}

/** By its place; by its id from services that leave out the place. */
function keyOf(index: number | null | undefined, id: string | null | undefined): string {
  return index === undefined || index === null ? `id ${id ?? ''}` : `at ${index}`;
}

function plainJson(given: string | Readonly<Record<string, unknown>> | null | undefined): string {
  return typeof given === 'string' ? given : given === null || given === undefined ? '' : JSON.stringify(given);
}
