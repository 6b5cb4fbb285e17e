import { PracticumError } from '../base/errors.ts';
import type { ModelId, ProviderId } from './model.ts';

/** A chosen model: `provider/name`, and for `openai` optionally the endpoint in the same breath: `openai/qwen3@http://127.0.0.1:11434/v1`. */
export interface ModelChoice extends ModelId {
  /** Goes before the setting or option that names an endpoint for all models of the provider. */
  readonly baseUrl?: string;
}

const providers: readonly ProviderId[] = ['anthropic', 'openai', 'editor'];

/** Throws `PracticumError` (`bad-model`) whose hint shows what a name looks like. */
export function parseModelId(text: string): ModelChoice {
  const trimmed = text.trim();
  const slash = trimmed.indexOf('/');
  const provider = providers.find((known) => known === trimmed.slice(0, Math.max(0, slash)).toLowerCase());
  const rest = trimmed.slice(slash + 1);
  if (provider === undefined) throw badModel(trimmed, suggestionFor(trimmed));
  // Names hold `@` themselves (`@cf/meta/llama`, `model@revision`); only an address behind it is ours.
  const { name, url } = /^(?<name>.*?)(?:@(?<url>https?:\/\/.+))?$/s.exec(rest)?.groups ?? {};
  if (name === undefined || name === '' || /\s|:\/\//.test(name)) throw badModel(trimmed, `${provider}/MODEL`);
  if (url === undefined) return { provider, name };
  if (provider === 'editor' || URL.parse(url) === null) throw badModel(trimmed, `${provider}/MODEL`);
  return { provider, name, baseUrl: url };
}

function badModel(text: string, suggestion: string): PracticumError {
  return new PracticumError('bad-model', text === '' ? 'The model’s name is empty.' : `“${text}” does not name a model.`, {
    hint: `Write provider/name, such as ${suggestion}; the providers are ${providers.join(', ')}.`,
  });
}

/** For a name without its provider. */
function suggestionFor(name: string): string {
  if (/^claude/i.test(name)) return `anthropic/${name}`;
  if (/^(gpt|o\d)/i.test(name)) return `openai/${name}`;
  return 'anthropic/claude-sonnet-5-5 or openai/MODEL@http://127.0.0.1:11434/v1';
}
