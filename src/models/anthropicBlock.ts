import * as z from 'zod';
import { argumentsObject } from './history.ts';
import type { ModelEvent } from './model.ts';
import { DeltaJoiner } from './surrogates.ts';

/** Opaque thinking travels in the signature of an empty thinking part; this prefix tells it from a signature. */
export const redactedPrefix = 'redacted:';

const startSchemas = {
  text: z.looseObject({ type: z.literal('text'), text: z.string().default('') }),
  thinking: z.looseObject({ type: z.literal('thinking'), thinking: z.string().default(''), signature: z.string().default('') }),
  redacted_thinking: z.looseObject({ type: z.literal('redacted_thinking'), data: z.string().default('') }),
  tool_use: z.looseObject({
    type: z.literal('tool_use'),
    id: z.string().default(''),
    name: z.string().default(''),
    input: z.unknown().optional(),
  }),
};
const knownStart = z.discriminatedUnion('type', [
  startSchemas.text,
  startSchemas.thinking,
  startSchemas.redacted_thinking,
  startSchemas.tool_use,
]);
type Start = z.infer<typeof knownStart> | { readonly type: 'other'; readonly block: BlockStart };

/** A block as its start event brings it. */
export type BlockStart = Readonly<Record<string, unknown>> & { readonly type: string };

/** A block as a later request repeats it. */
export type SentBlock = Readonly<Record<string, unknown>> & { readonly type: string };

export interface BlockDelta {
  readonly type: string;
  readonly text?: string | undefined;
  readonly thinking?: string | undefined;
  readonly signature?: string | undefined;
  readonly partial_json?: string | undefined;
}

/** Which field of a delta belongs to which kind of block. Deltas of other types are passed over. */
const fields: Readonly<Record<string, Exclude<keyof BlockDelta, 'type'>>> = {
  text_delta: 'text',
  thinking_delta: 'thinking',
  signature_delta: 'signature',
  input_json_delta: 'partial_json',
};

export function fieldOfDelta(type: string): Exclude<keyof BlockDelta, 'type'> | undefined {
  return fields[type];
}

/** One block of an answer while it is written. */
export class AnthropicBlock {
  readonly #start: Start;
  readonly #joiner = new DeltaJoiner();
  readonly #pieces: string[] = [];
  #signature: string;
  /** The place among the calls of the answer. */
  readonly #callIndex: number;

  private constructor(start: Start, callIndex: number) {
    this.#start = start;
    this.#callIndex = callIndex;
    this.#signature = start.type === 'thinking' ? start.signature : start.type === 'redacted_thinking' ? redactedPrefix + start.data : '';
  }

  /** Undefined when a block of a known type has another shape. */
  static begin(start: BlockStart, callIndex: number): AnthropicBlock | undefined {
    if (!(start.type in startSchemas)) return new AnthropicBlock({ type: 'other', block: start }, callIndex);
    const known = knownStart.safeParse(start);
    return known.success ? new AnthropicBlock(known.data, callIndex) : undefined;
  }

  get kind(): string {
    return this.#start.type;
  }

  get call(): { readonly index: number; readonly id: string; readonly name: string } | undefined {
    return this.#start.type === 'tool_use' ? { index: this.#callIndex, id: this.#start.id, name: this.#start.name } : undefined;
  }

  /** What the start itself brings. Answers how many characters that is. */
  open(out: ModelEvent[]): number {
    if (this.#start.type === 'text') return this.#say(this.#start.text, out);
    return this.#start.type === 'thinking' ? this.#say(this.#start.thinking, out) : 0;
  }

  /** Answers how many characters came, or undefined when a piece of this kind cannot belong here. */
  add(delta: BlockDelta, out: ModelEvent[]): number | undefined {
    const field = fieldOfDelta(delta.type);
    if (field === undefined) return 0;
    const piece = delta[field] ?? '';
    switch (this.#start.type) {
      case 'text':
        return delta.type === 'text_delta' ? this.#say(piece, out) : undefined;
      case 'thinking':
      case 'redacted_thinking':
        if (delta.type === 'thinking_delta') return this.#say(piece, out);
        if (delta.type !== 'signature_delta') return undefined;
        this.#signature += piece;
        return 0;
      case 'tool_use':
        return delta.type === 'input_json_delta' ? this.#say(piece, out) : undefined;
      case 'other':
        if (delta.type === 'input_json_delta') this.#pieces.push(piece);
        return 0;
    }
  }

  close(out: ModelEvent[]): void {
    if (this.#signature !== '') out.push({ type: 'thinking', text: '', signature: this.#signature });
    // A call without arguments sends no piece of them; some proxies send them whole in the block's start.
    if (this.#start.type === 'tool_use' && this.#pieces.length === 0)
      out.push({ type: 'callArguments', index: this.#callIndex, json: JSON.stringify(this.#start.input ?? {}) });
  }

  /** The whole block, for a service that paused and wants its own words back; none of a text that says nothing, which it would refuse. */
  sentBack(): readonly SentBlock[] {
    const start = this.#start;
    const written = this.#pieces.join('');
    switch (start.type) {
      case 'text':
        return /\S/.test(written) ? [{ ...start, text: written }] : [];
      case 'thinking':
        return [{ ...start, thinking: written, signature: this.#signature }];
      case 'redacted_thinking':
        return [start];
      case 'tool_use':
        return [{ ...start, input: written === '' ? (start.input ?? {}) : argumentsObject(written) }];
      case 'other':
        return [written === '' ? start.block : { ...start.block, input: argumentsObject(written) }];
    }
  }

  #say(piece: string, out: ModelEvent[]): number {
    const text = this.#joiner.push(piece);
    if (text === '') return 0;
    this.#pieces.push(text);
    switch (this.#start.type) {
      case 'text':
        out.push({ type: 'text', text });
        break;
      case 'tool_use':
        out.push({ type: 'callArguments', index: this.#callIndex, json: text });
        break;
      default:
        out.push({ type: 'thinking', text });
    }
    return text.length;
  }
}
