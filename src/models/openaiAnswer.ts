import type { Usage } from '../base/messages.ts';
import type { ModelEvent } from './model.ts';
import { CallAssembler, type CallDelta } from './openaiCalls.ts';
import { DeltaJoiner } from './surrogates.ts';

export interface OpenAiReading {
  readonly service: string;
  estimate(outputTokens: number): Usage;
  newCallId(): string;
}

/** Tokens as both OpenAI protocols count them: `input` holds the cached ones. */
export interface CountedTokens {
  readonly input: number | null | undefined;
  readonly output: number | null | undefined;
  readonly cacheRead: number | null | undefined;
  readonly cacheWrite: number | null | undefined;
}

/** What a stream of an OpenAI protocol has brought so far, whichever of the two it is. Each method gives the characters that it took. */
export class OpenAiAnswer {
  readonly calls: CallAssembler;
  readonly #reading: OpenAiReading;
  readonly #text = new DeltaJoiner();
  readonly #thinking = new DeltaJoiner();
  #chars = 0;

  constructor(reading: OpenAiReading) {
    this.#reading = reading;
    this.calls = new CallAssembler(reading.newCallId);
  }

  get isSilent(): boolean {
    return this.#chars === 0 && this.calls.count === 0;
  }

  say(piece: string, out: ModelEvent[]): number {
    const text = this.#text.push(piece);
    if (text !== '') out.push({ type: 'text', text });
    this.#chars += text.length;
    return piece.length;
  }

  think(piece: string, out: ModelEvent[]): number {
    const text = this.#thinking.push(piece);
    if (text !== '') out.push({ type: 'thinking', text });
    this.#chars += text.length;
    return piece.length;
  }

  call(delta: CallDelta, out: ModelEvent[]): number {
    const chars = this.calls.push(delta, out);
    this.#chars += chars;
    return chars;
  }

  /** By the characters that came, where the service has counted nothing. */
  usage({ input, output, cacheRead, cacheWrite }: Partial<CountedTokens>): Usage {
    if (output === undefined || output === null) return this.#reading.estimate(Math.ceil(this.#chars / 4));
    const cacheReadTokens = cacheRead ?? 0;
    const cacheWriteTokens = cacheWrite ?? 0;
    return {
      inputTokens: Math.max(0, (input ?? 0) - cacheReadTokens - cacheWriteTokens),
      outputTokens: output,
      cacheReadTokens,
      cacheWriteTokens,
      isEstimated: false,
    };
  }
}
