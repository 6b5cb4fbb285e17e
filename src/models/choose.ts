import { PracticumError } from '../base/errors.ts';
import { services } from './choiceServices.ts';
import type { ModelId, ProviderId } from './model.ts';

/** Which of OpenAI's two protocols is spoken. */
export type OpenAiApi = 'chat' | 'responses';

/**
 * A chosen model: `provider/name`, and for `openai` optionally the endpoint in the same breath: `openai/qwen3@http://127.0.0.1:11434/v1`.
 * `openai+chat/…` and `openai+responses/…` say which protocol is spoken there. `huggingface/org/model:cheapest`, `gemini/…`, `ollama/…` and
 * the other services of `choiceServices.ts` are `openai` at their address.
 */
export interface ModelChoice extends ModelId {
  /** Goes before the setting or option that names an endpoint for all models of the provider. */
  readonly baseUrl?: string;
  /** Absent: as the endpoint takes it. */
  readonly api?: OpenAiApi;
}

const providers: readonly ProviderId[] = ['anthropic', 'openai', 'editor'];
const named = services.filter(({ id, provider }) => id !== provider);

/** Throws `PracticumError` (`bad-model`) whose hint shows what a name looks like. */
export function parseModelId(text: string): ModelChoice {
  const trimmed = text.trim();
  const slash = trimmed.indexOf('/');
  const [word = '', api] = trimmed.slice(0, Math.max(0, slash)).toLowerCase().split('+', 2);
  const service = named.find(({ id }) => id === word);
  const provider = service?.provider ?? providers.find((known) => known === word);
  if (provider === undefined) throw badModel(trimmed, suggestionFor(trimmed));
  // Names hold `@` themselves (`@cf/meta/llama`, `model@revision`); only an address behind it is ours.
  const { name, url } = /^(?<name>.*?)(?:@(?<url>https?:\/\/.+))?$/s.exec(trimmed.slice(slash + 1))?.groups ?? {};
  if (name === undefined || name === '' || /\s|:\/\//.test(name)) throw badModel(trimmed, `${word}/MODEL`);
  if (url !== undefined && (provider === 'editor' || URL.parse(url) === null)) throw badModel(trimmed, `${word}/MODEL`);
  if (api !== undefined && (provider !== 'openai' || (api !== 'chat' && api !== 'responses')))
    throw badModel(trimmed, 'openai+responses/MODEL or openai+chat/MODEL');
  const baseUrl = url ?? service?.baseUrl;
  return { provider, name, ...(baseUrl === undefined ? {} : { baseUrl }), ...(api === undefined ? {} : { api }) };
}

function badModel(text: string, suggestion: string): PracticumError {
  return new PracticumError('bad-model', text === '' ? 'The model’s name is empty.' : `“${text}” does not name a model.`, {
    hint: `Write provider/name, such as ${suggestion}; the providers are ${[...providers, ...named.map(({ id }) => id)].join(', ')}.`,
  });
}

/** For a name without its provider. */
function suggestionFor(name: string): string {
  if (/^claude/i.test(name)) return `anthropic/${name}`;
  if (/^(gpt|o\d)/i.test(name)) return `openai/${name}`;
  if (/^gemini/i.test(name)) return `gemini/${name}`;
  return 'anthropic/claude-sonnet-5-5 or openai/MODEL@http://127.0.0.1:11434/v1';
}
