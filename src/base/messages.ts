/** Provider-neutral conversation, as a model sees it. Adapters in `models/` translate it to each wire. */
export interface TextPart {
  readonly type: 'text';
  readonly text: string;
}

/** A picture for a model that sees. `data`: base64 of the file's bytes, which are of this type and at most 5 MB. */
export interface ImagePart {
  readonly type: 'image';
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  readonly data: string;
  /** What it shows, for a model that does not see and for the count of tokens: `Figure 2 of arxiv:1706.03762v7`. */
  readonly label: string;
  /** Pixels, where they are known. */
  readonly width?: number;
  readonly height?: number;
}

/** Reasoning, replayed only to the provider and model that produced it. `signature` is opaque and kept byte for byte. */
export interface ThinkingPart {
  readonly type: 'thinking';
  readonly text: string;
  readonly signature?: string;
  /** The model that produced it: `provider/model`. */
  readonly origin: string;
}

export interface CallPart {
  readonly type: 'call';
  readonly id: string;
  readonly name: string;
  /** The arguments exactly as the model wrote them: JSON text, possibly broken. */
  readonly argumentsJson: string;
}

export type UserPart = TextPart | ImagePart;
export type AssistantPart = TextPart | ThinkingPart | CallPart;

export interface CallResult {
  readonly callId: string;
  readonly content: string;
  readonly isError: boolean;
  /** Pictures that belong to the result; its words make sense without them. */
  readonly images?: readonly ImagePart[];
}

export type ModelMessage =
  | { readonly role: 'user'; readonly parts: readonly UserPart[] }
  | { readonly role: 'assistant'; readonly parts: readonly AssistantPart[] }
  | { readonly role: 'tool'; readonly results: readonly CallResult[] };

/** Why the model stopped. `limit`: cut by the token limit, so nothing in it may be executed. */
export type StopReason = 'end' | 'calls' | 'limit' | 'refusal';

/**
 * Tokens of one response. `inputTokens` are those neither read from nor written to a cache: the prompt is the sum of the three.
 * `isEstimated` where the provider reports none.
 */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly isEstimated: boolean;
}

/** What a tool looks like to a model. `inputSchema` is JSON Schema (draft 2020-12) of an object. */
export interface ToolDeclaration {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
}
