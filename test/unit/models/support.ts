import type { ModelMessage } from '../../../src/base/messages.ts';
import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import type { LanguageModel, ModelEvent, ModelRequest } from '../../../src/models/model.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import type { BodyPieces } from '../../../src/models/requestBody.ts';
import type { SilenceLimits } from '../../../src/models/stall.ts';
import type { NeutralReply } from '../../doubles/script.ts';
import { type Doubles, type DoublesOptions, startDoubles } from '../../doubles/server.ts';

export const readFileTool = {
  name: 'read_file',
  description: 'Reads a file.',
  inputSchema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
};

export function user(text: string): ModelMessage {
  return { role: 'user', parts: [{ type: 'text', text }] };
}

export function asking(...messages: readonly ModelMessage[]): ModelRequest {
  return { system: 'You are a test.', messages, tools: [readFileTool], maxOutputTokens: 1000 };
}

/** A request's body as the service reads it. */
export function parsed(body: BodyPieces): unknown {
  return JSON.parse(bodyText(body));
}

export function bodyText(body: BodyPieces): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(body));
}

/** What the model says. Signs of life depend on how the network cuts the bytes, so they are left out. */
export async function collect(
  model: LanguageModel,
  request: ModelRequest,
  signal = new AbortController().signal,
): Promise<readonly ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of model.stream(request, signal)) if (event.type !== 'alive') events.push(event);
  return events;
}

export function textOf(events: readonly ModelEvent[]): string {
  return events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('');
}

export interface WholeCall {
  readonly id: string;
  readonly name: string;
  readonly argumentsJson: string;
}

export function callsOf(events: readonly ModelEvent[]): readonly WholeCall[] {
  return events.flatMap((event) => {
    if (event.type !== 'call') return [];
    const argumentsJson = events
      .flatMap((other) => (other.type === 'callArguments' && other.index === event.index ? [other.json] : []))
      .join('');
    return [{ id: event.id, name: event.name, argumentsJson }];
  });
}

export function endOf(events: readonly ModelEvent[]): Extract<ModelEvent, { type: 'end' }> {
  const last = events.at(-1);
  if (last?.type !== 'end') throw new Error(`The stream did not end well: ${last?.type === 'failed' ? last.error.message : last?.type}`);
  return last;
}

export function failureIn(events: readonly ModelEvent[]): Extract<ModelEvent, { type: 'failed' }>['error'] {
  const last = events.at(-1);
  if (last?.type !== 'failed') throw new Error(`The stream did not fail: ${last?.type}`);
  return last.error;
}

export type Wire = 'anthropic' | 'openai';
export const wires: readonly Wire[] = ['anthropic', 'openai'];
/** `responses`: OpenAI's newer protocol. */
export type AnyWire = Wire | 'responses';
export const allWires: readonly AnyWire[] = [...wires, 'responses'];

export interface Bench {
  readonly doubles: Doubles;
  model(wire: AnyWire, options?: ModelOptions): LanguageModel;
}

export interface ModelOptions {
  readonly name?: string;
  readonly apiKey?: string;
  readonly limits?: SilenceLimits;
}

/** Doubles that live as long as the enclosing `describe`. */
export function useDoubles(options: DoublesOptions = {}): Bench {
  let doubles: Doubles | undefined;
  const running = (): Doubles => {
    if (doubles === undefined) throw new Error('The doubles run only inside tests.');
    return doubles;
  };
  before(async () => {
    doubles = await startDoubles(options);
  });
  after(async () => {
    await doubles?.close();
  });
  return {
    get doubles() {
      return running();
    },
    model(wire, { name = 'demo-digits', apiKey = running().key, limits } = {}) {
      const shared = { name, apiKey, ...(limits === undefined ? {} : { limits }) };
      return wire === 'anthropic'
        ? createAnthropicModel({ ...shared, baseUrl: running().anthropicUrl })
        : createOpenAiModel({ ...shared, baseUrl: running().openaiUrl, api: wire === 'responses' ? 'responses' : 'chat' });
    },
  };
}

/** A model at an address of the test's own. Its context is known, so that it asks for nothing but its answer. */
export function modelAt(wire: Wire, baseUrl: string): LanguageModel {
  const shared = { name: 'm', apiKey: 'k', baseUrl, contextTokens: 8192 };
  return wire === 'anthropic' ? createAnthropicModel(shared) : createOpenAiModel(shared);
}

/** Joins neighbouring pieces, for comparing what was said rather than how it was cut. */
export function joined(events: readonly ModelEvent[]): readonly ModelEvent[] {
  const result: ModelEvent[] = [];
  for (const event of events) {
    const last = result.at(-1);
    if (event.type === 'text' && last?.type === 'text') result[result.length - 1] = { type: 'text', text: last.text + event.text };
    else if (event.type === 'callArguments' && last?.type === 'callArguments' && last.index === event.index) {
      result[result.length - 1] = { ...last, json: last.json + event.json };
    } else result.push(event);
  }
  return result;
}

/** A double whose next answers a test sets as it needs them. */
export interface FaultBench extends Bench {
  /** What the double answers from now on: a reply, or replies one after the other, the last one for ever. */
  answer(...replies: readonly [NeutralReply, ...NeutralReply[]]): void;
  /** The answer to one question, over a new model. */
  ask(wire: Wire, options?: ModelOptions): Promise<readonly ModelEvent[]>;
  /** How many requests came since `answer`. */
  readonly asked: number;
}

export function useFaults(): FaultBench {
  let queue: readonly NeutralReply[] = [{ text: 'fine' }];
  let before = 0;
  const bench = useDoubles({
    brain: () => {
      const [next = {}, ...rest] = queue;
      if (rest.length > 0) queue = rest;
      return next;
    },
  });
  return {
    get doubles() {
      return bench.doubles;
    },
    model: bench.model,
    answer(...replies) {
      queue = replies;
      before = bench.doubles.requests.length;
    },
    ask: (wire, options) => collect(bench.model(wire, options), asking(user('go'))),
    get asked() {
      return bench.doubles.requests.length - before;
    },
  };
}
