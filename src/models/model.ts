import type { PracticumError } from '../base/errors.ts';
import type { ModelMessage, StopReason, ToolDeclaration, Usage } from '../base/messages.ts';

export type ProviderId = 'anthropic' | 'openai' | 'editor';

/** `provider/name`, as it is shown and stored. `openai` stands for every OpenAI-compatible endpoint. */
export interface ModelId {
  readonly provider: ProviderId;
  readonly name: string;
}

/** How much reasoning is asked for. Which of them a model takes is found out, never listed: `capabilities`. */
export type Effort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';

/** What a model was found to be able to do. Undefined: nobody knows yet. */
export interface Capabilities {
  readonly tools: boolean | undefined;
  readonly images: boolean | undefined;
  /** Tokens of request and answer together. */
  readonly contextTokens: number | undefined;
  /** The efforts that it takes; empty: it takes none. */
  readonly efforts: readonly Effort[] | undefined;
  /** Who said so: the endpoint's own listing, a trial, or the dated catalogue. */
  readonly source: 'listed' | 'tried' | 'catalogue' | 'unknown';
}

export interface ModelRequest {
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ToolDeclaration[];
  /** Upper bound of the answer. */
  readonly maxOutputTokens: number;
  /** How long it may think first, where the model can be told; absent: as the model does by itself. */
  readonly effort?: Effort;
  /** The same for every request of one session: lets a service find its cache of the beginning. */
  readonly cacheKey?: string;
}

/**
 * What a response is made of, in order. Deltas carry only what is new; a `thinking` with a signature closes its block.
 * Calls are numbered from 0, their ids are unique within the response, their arguments are never empty (`{}` where there are none).
 * A stream always ends with exactly one `end` or `failed`; it never throws and never rejects: every failure is a value.
 */
export type ModelEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly text: string; readonly signature?: string }
  | { readonly type: 'call'; readonly index: number; readonly id: string; readonly name: string }
  | { readonly type: 'callArguments'; readonly index: number; readonly json: string }
  /** Something came over the wire that says nothing by itself: headers, a ping, part of an event. The service is still there. */
  | { readonly type: 'alive' }
  | { readonly type: 'end'; readonly stop: StopReason; readonly usage: Usage }
  | { readonly type: 'failed'; readonly error: ModelError };

/** US dollars for a million tokens, as an endpoint itself lists them. */
export interface ListedPrice {
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
}

/** One language model behind one endpoint. */
export interface LanguageModel {
  readonly id: ModelId;
  readonly label: string;
  /** Its address. Absent for one that is asked without the network, or through the editor. */
  readonly endpoint?: string;
  /** What the endpoint itself says that it costs; undefined where it does not say, or cannot be asked now. */
  listedPrice?(signal: AbortSignal): Promise<ListedPrice | undefined>;
  /** Tokens of request and answer together, or undefined when unknown. May become known with the first stream: ask anew each time. */
  readonly contextTokens: number | undefined;
  /** As far as it is known without asking; what it becomes known with later is here then. Absent: nothing is known. */
  readonly capabilities?: Capabilities;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}

/**
 * A failed response, classified once, by status before text.
 * `transient`: the same request may work later; `waitMs` is what the endpoint asked for.
 */
export type ModelErrorKind =
  | 'unreachable' // nothing listens, no such host, no network
  | 'silent' // it took the request and then said nothing for too long
  | 'wrong-key'
  | 'wrong-model'
  | 'overloaded'
  | 'rate-limited'
  | 'no-credit'
  | 'too-long'
  | 'bad-request'
  | 'refused' // a filter of the service declined the request
  | 'broken-stream'
  | 'server'
  | 'cancelled';

export type ModelError = PracticumError & {
  readonly kind: ModelErrorKind;
  readonly isTransient: boolean;
  readonly waitMs: number | undefined;
};

export function formatModelId(id: ModelId): string {
  return `${id.provider}/${id.name}`;
}
