import { PracticumError } from '../base/errors.ts';
import type { ModelMessage } from '../base/messages.ts';
import type { Effort } from '../models/model.ts';
import { formatModelId, type LanguageModel } from '../models/model.ts';
import type { SessionEvent, SessionLog, WorkLog } from '../sessions/events.ts';
import { leastAnswerTokens } from './context/tokens.ts';

/** The request as it stands before its first answer. */
export interface ModelFacts {
  readonly messages: readonly ModelMessage[];
  /** Of instructions and tools, which nothing can make smaller. */
  readonly fixedTokens: number;
  /** Of the newest request to whichever model; undefined before the first. */
  readonly usedTokens: number | undefined;
  /** What the person wants. */
  readonly effort: Effort | undefined;
}

/** Which model a session works with: that it is another one now, and what it cannot do, is said before it is asked. */
export class ModelUse {
  #last = '';
  readonly #said = new Set<string>();

  /** Follows the log as long as that is open. */
  constructor(log: Pick<SessionLog, 'branch' | 'onDidAppend'>) {
    const readAll = (): void => {
      this.#last = '';
      for (const event of log.branch) this.#note(event);
    };
    readAll();
    log.onDidAppend((event) => {
      if (event.type === 'session.rewound') readAll();
      else this.#note(event);
    });
  }

  /**
   * Writes down what is new of the model that is asked next. Throws `model-too-small` where not even an empty conversation fits it. Answers
   * what the request may ask for.
   */
  async begin(
    log: WorkLog,
    model: LanguageModel,
    facts: ModelFacts,
  ): Promise<{ readonly effort?: Effort; readonly canCallTools: boolean }> {
    const id = formatModelId(model.id);
    const isAnother = this.#last !== '' && this.#last !== id;
    if (isAnother) await log.append({ type: 'model.changed', model: id });
    this.#last = id;
    const { capabilities } = model;
    const contextTokens = model.contextTokens ?? capabilities?.contextTokens;
    requireRoom(model, contextTokens, facts.fixedTokens);
    const canCallTools = capabilities?.tools !== false;
    const words = [
      ...(canCallTools ? [] : [noTools(model)]),
      ...(isAnother && contextTokens !== undefined && (facts.usedTokens ?? 0) > contextTokens ? [smaller(model, contextTokens)] : []),
      ...(capabilities?.images === false && holdsPictures(facts.messages) ? [noPictures(model)] : []),
      ...(takes(model, facts.effort) ? [] : [noEffort(model, facts.effort)]),
    ];
    for (const text of words) {
      if (this.#said.has(text)) continue;
      this.#said.add(text);
      await log.append({ type: 'notice', level: 'warning', text });
    }
    const isOpen = capabilities?.efforts === undefined || capabilities.efforts.length > 0;
    return { canCallTools, ...(facts.effort !== undefined && isOpen ? { effort: facts.effort } : {}) };
  }

  #note(event: SessionEvent): void {
    if (event.type === 'response.started' || event.type === 'model.changed') this.#last = event.model;
    if (event.type === 'notice') this.#said.add(event.text);
  }
}

function takes({ capabilities }: LanguageModel, effort: Effort | undefined): boolean {
  return effort === undefined || capabilities?.efforts === undefined || capabilities.efforts.includes(effort);
}

function requireRoom({ label }: LanguageModel, contextTokens: number | undefined, fixedTokens: number): void {
  if (contextTokens === undefined || contextTokens >= fixedTokens + 2 * leastAnswerTokens) return;
  throw new PracticumError(
    'model-too-small',
    `${label} takes ${count(contextTokens)} tokens at once, and instructions and tools alone are about ${count(fixedTokens)}.`,
    {
      hint: 'Choose a model with at least 32,000, or give this one more where it runs (Ollama: OLLAMA_CONTEXT_LENGTH, llama.cpp: --ctx-size, vLLM: --max-model-len, LM Studio: Context Length).',
    },
  );
}

function noTools({ label }: LanguageModel): string {
  return `${label} cannot call tools: it can talk about this work, and reads, changes and runs nothing. For that, choose another model.`;
}

function smaller({ label }: LanguageModel, contextTokens: number): string {
  return `${label} takes ${count(contextTokens)} tokens at once, less than this conversation has: older parts are summarised for it. Nothing is lost.`;
}

function noPictures({ label }: LanguageModel): string {
  return `${label} does not see pictures: it is told what each of them is called. Choose a model that sees to have them looked at.`;
}

function noEffort({ label, capabilities }: LanguageModel, effort: Effort | undefined): string {
  const taken = capabilities?.efforts ?? [];
  if (taken.length === 0) return `${label} takes no reasoning effort, so not “${effort}” either: it reasons as it does by itself.`;
  return `${label} does not take the reasoning effort “${effort}”: the nearest of ${taken.join(', ')} is asked for.`;
}

function holdsPictures(messages: readonly ModelMessage[]): boolean {
  return messages.some((message) => {
    if (message.role === 'user') return message.parts.some(({ type }) => type === 'image');
    return message.role === 'tool' && message.results.some(({ images }) => (images?.length ?? 0) > 0);
  });
}

function count(tokens: number): string {
  return tokens.toLocaleString('en');
}
