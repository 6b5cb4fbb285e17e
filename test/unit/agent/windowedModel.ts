import type { ModelMessage, Usage } from '../../../src/base/messages.ts';
import { wordsOf } from '../../../src/base/userPart.ts';
import type { LanguageModel, ModelEvent, ModelRequest } from '../../../src/models/model.ts';
import { calls, end, failure, say } from './scriptedModel.ts';

export interface Seen {
  readonly request: ModelRequest;
  readonly tokens: number;
  readonly isForSummary: boolean;
  /** It is the request before it, summaries left aside, with more behind it. */
  readonly goesOn: boolean;
}

export interface WindowedOptions {
  readonly name?: string;
  readonly contextTokens: number;
  /** What the model says of its window; undefined: it says nothing. */
  readonly statedTokens?: number | undefined;
  /** It takes the longest answer that it is allowed for a part of the request, as vLLM and OpenAI do. */
  readonly countsAnswer?: boolean;
  /** What it says when it refuses what is too long. */
  readonly refusal?: string;
  /** Characters to a token: the tokeniser's, not the estimate's. */
  readonly charsPerToken?: number;
  /** The answer to the request of this number, counted from 1, summaries not counted. */
  readonly answer: (count: number, request: ModelRequest) => readonly ModelEvent[];
  readonly summary?: (request: ModelRequest, count: number) => string;
  /** Nobody tells what was used. */
  readonly reportsNothing?: boolean;
  /** What is told, whatever was used. */
  readonly reports?: Usage;
}

/** A model with a real window: it counts what it is sent, refuses what is too long, and has a cache of the prefix it saw last. */
export class WindowedModel implements LanguageModel {
  readonly id: LanguageModel['id'];
  readonly label = 'Windowed';
  readonly contextTokens: number | undefined;
  readonly seen: Seen[] = [];
  readonly #options: WindowedOptions;
  #answers = 0;
  #summaries = 0;
  #lastPrompt = '';

  constructor(options: WindowedOptions) {
    this.#options = options;
    this.contextTokens = options.statedTokens;
    this.id = { provider: 'openai', name: options.name ?? 'windowed' };
  }

  get answered(): number {
    return this.#answers;
  }

  get summaries(): number {
    return this.#summaries;
  }

  async *stream(request: ModelRequest): AsyncIterable<ModelEvent> {
    const prompt = promptOf(request);
    const perToken = this.#options.charsPerToken ?? 3.4;
    const tokens = Math.ceil(prompt.length / perToken);
    const isForSummary = lastWords(request).match(/Use exactly these headings|about to be left out/) !== null;
    const goesOn = prompt.startsWith(this.#lastPrompt);
    this.seen.push({ request, tokens, isForSummary, goesOn });
    const answerTokens = this.#options.countsAnswer === true ? request.maxOutputTokens : 500;
    if (tokens + answerTokens > this.#options.contextTokens) {
      yield failure('too-long', false, undefined, this.#options.refusal);
      return;
    }
    const cached = goesOn ? Math.floor(this.#lastPrompt.length / perToken) : 0;
    if (!isForSummary) this.#lastPrompt = prompt;
    const usage: Usage =
      this.#options.reportsNothing === true
        ? { inputTokens: Math.ceil(prompt.length / 4), outputTokens: 20, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: true }
        : { inputTokens: tokens - cached, outputTokens: 30, cacheReadTokens: cached, cacheWriteTokens: 0, isEstimated: false };
    const events = isForSummary ? this.#summarise(request) : this.#answer(request);
    for (const event of events) yield event.type === 'end' ? { ...event, usage: this.#options.reports ?? usage } : event;
  }

  #answer(request: ModelRequest): readonly ModelEvent[] {
    this.#answers += 1;
    return this.#options.answer(this.#answers, request);
  }

  #summarise(request: ModelRequest): readonly ModelEvent[] {
    this.#summaries += 1;
    return [say(this.#options.summary?.(request, this.#summaries) ?? keepFacts(request)), end()];
  }
}

/** A summariser that is no better than it has to be: it copies every line that says it is a fact, from wherever it stands. */
export function keepFacts(request: ModelRequest): string {
  const facts = new Set(promptOf(request).match(/FACT: [^\n"\\]+/g) ?? []);
  return ['## Goal', 'Go on.', '## Facts and numbers', ...facts, '## Next step', 'The next call.'].join('\n');
}

export const step = (name: string, input: unknown): readonly ModelEvent[] => calls([name, input]);

function promptOf(request: ModelRequest): string {
  return `${JSON.stringify(request.tools)}\n${request.system}\n${request.messages.map(textOf).join('\n')}`;
}

function textOf(message: ModelMessage): string {
  switch (message.role) {
    case 'user':
      return message.parts.map(wordsOf).join('\n');
    case 'assistant':
      return message.parts.map((part) => (part.type === 'call' ? `${part.name} ${part.argumentsJson}` : part.text)).join('\n');
    case 'tool':
      return message.results.map(({ content }) => content).join('\n');
  }
}

function lastWords(request: ModelRequest): string {
  const last = request.messages.at(-1);
  return last === undefined ? '' : textOf(last);
}
