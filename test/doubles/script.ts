/**
 * A scripted model, independent of any wire. The same script answers over Anthropic's and OpenAI's protocol.
 * Everything here is part of the tests and of `npm run demo`, never of the product.
 */
export interface NeutralCall {
  readonly id: string;
  readonly name: string;
  /** As it came over the wire: JSON text. */
  readonly argumentsJson: string;
}

export interface NeutralResult {
  readonly callId: string;
  readonly content: string;
  readonly isError: boolean;
  /** How many pictures it holds; over Chat Completions those of results are the user's. */
  readonly images?: number;
}

export type NeutralMessage =
  | { readonly role: 'user'; readonly text: string; readonly images?: number }
  | { readonly role: 'assistant'; readonly text: string; readonly calls: readonly NeutralCall[] }
  | { readonly role: 'tool'; readonly results: readonly NeutralResult[] };

/** A request, as a script sees it. */
export interface NeutralConversation {
  readonly wire: 'anthropic' | 'openai';
  readonly model: string;
  readonly system: string;
  readonly toolNames: readonly string[];
  readonly messages: readonly NeutralMessage[];
  /** How many requests this double has answered before, for faults that go away. */
  readonly earlierRequests: number;
}

export interface ScriptedCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Sent instead of `input`: what a model writes when it slips. */
  readonly brokenArguments?: string;
}

export type Fault =
  /** Refused before the stream. `html` sends a web page instead of the service's JSON. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly type?: string;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly html?: string;
    }
  /** The connection is closed in good order after some deltas, as a proxy does. */
  | { readonly kind: 'cut'; readonly afterDeltas: number }
  /** The connection is reset after some deltas. */
  | { readonly kind: 'reset'; readonly afterDeltas: number }
  /** Nothing more comes, and the connection stays open. */
  | { readonly kind: 'stall'; readonly afterDeltas: number }
  /** The service reports an error inside the stream. */
  | { readonly kind: 'errorEvent'; readonly afterDeltas: number; readonly type: string; readonly message: string }
  /** A data line that is no JSON. */
  | { readonly kind: 'garbage'; readonly afterDeltas: number }
  /** Headers, then nothing, then the end. */
  | { readonly kind: 'empty' }
  /** The connection is closed where the answer should begin. */
  | { readonly kind: 'hangUp' }
  /** No answer, not even headers, and the connection stays open. */
  | { readonly kind: 'silence' };

export interface NeutralReply {
  readonly thinking?: string;
  readonly text?: string;
  readonly calls?: readonly ScriptedCall[];
  /** Default: `calls` when there are calls, else `end`. */
  readonly stop?: 'limit' | 'refusal';
  /** Size of one delta, in characters. Default 24. */
  readonly chunkChars?: number;
  /** Pause before each delta. Default 0: as fast as the socket takes it. */
  readonly delayMs?: number;
  /** Awaited before each delta, so that a test can hold the stream anywhere. */
  readonly hold?: () => Promise<void>;
  readonly fault?: Fault;
  /** Sent instead of all that: the stream as it goes over the wire, each piece in a write of its own. */
  readonly raw?: readonly (string | Uint8Array)[];
}

export type Brain = (conversation: NeutralConversation) => NeutralReply | Promise<NeutralReply>;

/** The model that a script answers for, and the keys that its service takes. */
export interface DoubleOptions {
  readonly brain: Brain;
  /** Undefined: no key is needed, as with local servers. */
  readonly key?: string;
  readonly models: readonly string[];
  /** What the service lists as the price of each of them; nothing unless given. Over OpenAI’s wire only, as some such services do. */
  readonly price?: TokenPrice;
  /** It is a router: who answers for each of its models. A name may end in one of them, or in a rule. Over Chat Completions only. */
  readonly providers?: readonly RoutedProvider[];
  /** Reasoning efforts that its models take, every other being refused; any unless given. Over Chat Completions only. */
  readonly efforts?: readonly string[];
}

/** As the Hugging Face router lists them (router.huggingface.co/v1/models); prices in US dollars for a million tokens. */
export interface RoutedProvider {
  readonly provider: string;
  readonly status: 'live' | 'staging';
  readonly context_length?: number;
  readonly pricing?: { readonly input: number; readonly output: number };
  readonly supports_tools?: boolean;
}

/** US dollars for one token, as text. */
export interface TokenPrice {
  readonly prompt: string;
  readonly completion: string;
}

/** Text in pieces of whole characters, so that a piece never ends inside a surrogate pair. */
export function pieces(text: string, size: number): readonly string[] {
  const result: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = Math.min(text.length, start + Math.max(1, size));
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end += 1;
    result.push(text.slice(start, end));
    start = end;
  }
  return result;
}

export function argumentsOf(call: ScriptedCall): string {
  return call.brokenArguments ?? JSON.stringify(call.input);
}

/** Roughly what a service would count. */
export function countTokens(text: string): number {
  return Math.max(1, Math.ceil(text.length / 4));
}
