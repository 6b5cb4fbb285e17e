/** How much of a model's window is in use. */
import type { Usage } from '../../base/messages.ts';
import { estimatePictureTokens, estimateTokens } from '../../models/estimate.ts';
import { statedWindow } from '../../models/statedWindow.ts';
import type { EndOfCall, SessionEvent } from '../../sessions/events.ts';

/** Of a model that does not say how much it can take. */
export const assumedWindowTokens = 200_000;
const thresholdShare = 0.9;
/** A shorter answer is of no use to anybody. */
export const leastAnswerTokens = 1_024;
const tokensPerMessage = 4;
/** The code under which `models/errors.ts` reports a request that the model did not take for its length. */
const tooLong = 'model-too-long';
/** The window is this share of what was refused as too long, or smaller: sizes are estimates. */
const refusedShare = 0.9;
/**
 * No model that can work takes less beside system prompt and tools: a smaller request was refused for another reason, such as the length of
 * the answer that it allows.
 */
const leastRoomTokens = 4_096;
/** Some services do not count what they had cached, or report what has nothing to do with the request. An estimate is never as wrong as this. */
const wrongByFactor = 5;
const wrongByTokens = 20_000;
/** No model takes more. */
const mostTokens = 20_000_000;

/** After room was made, this much more fits before it has to be made again, where the window allows it. */
export const newTokensBetweenBreaks = 20_000;

/** What a request needs of what it may need. */
export interface ContextUse {
  readonly windowTokens: number;
  /** Of the request as it would be sent now. */
  readonly usedTokens: number;
  /** Of those: system prompt and tools, which nothing can make smaller. */
  readonly fixedTokens: number;
}

interface Refusal {
  readonly tokens: number;
  /** The service's words. */
  readonly said: string;
  /** How long the answer might have been. */
  readonly answerTokens?: number | undefined;
}

export interface WindowSize {
  readonly tokens: number;
  /** The model does not say, and no refusal has taught it. */
  readonly isAssumed: boolean;
}

/** Over this many tokens room has to be made. */
export function compactionThreshold(windowTokens: number): number {
  return Math.floor(thresholdShare * windowTokens);
}

export function needsCompaction(windowTokens: number, tokens: number): boolean {
  return tokens > compactionThreshold(windowTokens);
}

/** What a summary of the past may have. */
export function summaryTokens(windowTokens: number): number {
  return Math.min(8_000, Math.max(500, Math.floor(windowTokens * 0.04)));
}

/** What the state of the work beside it may have. */
export function stateTokens(windowTokens: number): number {
  return Math.min(4_000, Math.max(300, Math.floor(windowTokens * 0.03)));
}

export function summaryAndStateTokens(windowTokens: number): number {
  return summaryTokens(windowTokens) + stateTokens(windowTokens);
}

/** Of what was sent. */
function promptTokens({ inputTokens, cacheReadTokens, cacheWriteTokens }: Usage): number {
  return inputTokens + cacheReadTokens + cacheWriteTokens;
}

/**
 * Tokens of the next request: what the newest response was charged for, and an estimate of what has come since. A fold over the branch of a
 * log; begin anew when it was rewound.
 */
export class TokenAccount {
  readonly #fixedTokens: () => number;
  /** By model: what refusals have taught about its window. */
  readonly #learned = new Map<string, number>();
  #base: { readonly tokens: number; readonly isEstimated: boolean } | undefined;
  #added = 0;
  /** The same by estimates alone, to tell whether what a service reports can be. */
  #estimatedBase: number | undefined;
  #estimatedAdded = 0;
  /** Memory holds all results that came since: otherwise the estimate is too low. */
  #isWhole = true;
  #model = '';
  /** Of the response that is being streamed: its words stay when a person stops it. */
  #streamed = 0;

  /** `fixedTokens`: an estimate of system prompt and tools, which counts until a response was charged for. */
  constructor(fixedTokens: () => number) {
    this.#fixedTokens = fixedTokens;
  }

  static of(events: Iterable<SessionEvent>, fixedTokens: () => number): TokenAccount {
    const account = new TokenAccount(fixedTokens);
    for (const event of events) account.apply(event);
    return account;
  }

  apply(event: SessionEvent): void {
    switch (event.type) {
      case 'turn.started':
      case 'message.steered':
        for (const { text, path, picture } of event.mentions) {
          this.#add(`${path}${text ?? ''}`);
          if (picture !== undefined) this.#count(estimatePictureTokens(picture));
        }
        this.#add(event.text);
        return;
      case 'turn.noted':
      case 'hint.given':
        this.#add(event.text);
        return;
      case 'instructions.read':
        for (const { path, text } of event.files) this.#add(path + text);
        return;
      case 'response.started':
        this.#model = event.model;
        this.#streamed = 0;
        return;
      case 'response.text':
        this.#streamed += estimateTokens(event.text);
        return;
      case 'response.call':
        this.#streamed += estimateTokens(event.name) + estimateTokens(event.argumentsJson);
        return;
      case 'response.ended':
        this.#charge(event.usage);
        return;
      case 'response.superseded':
        if (event.code === 'cancelled') this.#count(this.#streamed + tokensPerMessage);
        if (event.code === tooLong)
          this.noteRefusal(this.#model, { tokens: this.used.tokens, said: event.message, answerTokens: event.answerTokens });
        return;
      case 'tool.ended':
        if (event.isCold === true) this.#isWhole = false;
        this.#addResult(event);
        return;
      case 'call.settled':
        this.#addResult(event);
        return;
      case 'context.pruned':
      case 'context.compacted':
        this.#restart(event.tokensAfter);
        return;
      default:
        return;
    }
  }

  /** Of the request as it would be sent now. */
  get used(): { readonly tokens: number; readonly isEstimated: boolean } {
    const { tokens, isEstimated } = this.#base ?? { tokens: this.#fixedTokens(), isEstimated: true };
    return { tokens: tokens + this.#added, isEstimated };
  }

  /** `stated`: what the model says about itself. */
  window(model: string, stated: number | undefined): WindowSize {
    const learned = this.#learned.get(model);
    if (learned === undefined) return { tokens: stated ?? assumedWindowTokens, isAssumed: stated === undefined };
    return { tokens: Math.min(learned, stated ?? learned), isAssumed: false };
  }

  /**
   * A request of so many tokens was too long for this model. What the service says of the window is believed as long as it is news: where a
   * request was refused although it seemed to fit, the tokens are counted otherwise than here. Many services count the longest answer that
   * was allowed; whether this one does is told by the next request, which allows a short one.
   */
  noteRefusal(model: string, { tokens, said, answerTokens = 0 }: Refusal): void {
    const known = this.#learned.get(model) ?? Number.POSITIVE_INFINITY;
    const stated = statedWindow(said) ?? Number.POSITIVE_INFINITY;
    const asked = tokens + (answerTokens > leastAnswerTokens ? answerTokens : 0);
    const learned = stated < known ? stated : Math.floor(asked * refusedShare);
    this.#learned.set(model, Math.min(known, Math.max(this.#fixedTokens() + leastRoomTokens, learned)));
  }

  #add(text: string): void {
    this.#count(estimateTokens(text) + tokensPerMessage);
  }

  #addResult({ content, pictures = [] }: EndOfCall): void {
    this.#add(content);
    for (const picture of pictures) this.#count(estimatePictureTokens(picture));
  }

  #count(tokens: number): void {
    this.#added += tokens;
    this.#estimatedAdded += tokens;
  }

  get #estimated(): number {
    return (this.#estimatedBase ?? this.#fixedTokens()) + this.#estimatedAdded;
  }

  #isPlausible(prompt: number): boolean {
    const most = this.#isWhole ? this.#estimated * wrongByFactor + wrongByTokens : mostTokens;
    return prompt >= this.#estimated / wrongByFactor && prompt <= Math.min(most, mostTokens);
  }

  #charge(usage: Usage): void {
    const prompt = promptTokens(usage);
    const tokens = prompt + usage.outputTokens;
    if (usage.isEstimated) {
      this.#restart(tokens);
      return;
    }
    const isRight = this.#isPlausible(prompt);
    this.#count(this.#streamed + tokensPerMessage);
    this.#measure(isRight ? tokens : this.#estimated, !isRight);
    // What a model has taken fits its window, whatever a refusal seemed to teach.
    const learned = this.#learned.get(this.#model);
    if (learned !== undefined && isRight) this.#learned.set(this.#model, Math.max(learned, tokens));
  }

  /** From an estimate of all of it. */
  #restart(tokens: number): void {
    this.#estimatedBase = tokens;
    this.#estimatedAdded = 0;
    this.#isWhole = true;
    this.#measure(tokens, true);
  }

  #measure(tokens: number, isEstimated: boolean): void {
    this.#base = { tokens, isEstimated };
    this.#added = 0;
    this.#streamed = 0;
  }
}
