import { isAboutEffort, nearestEffort, type OpenEfforts, openAfterRefusal } from './effort.ts';
import { HttpRefusal } from './guardedFetch.ts';
import type { Effort, ModelRequest } from './model.ts';
import { holdsPictures, refusalOfPictures, saysThatItDoesNotSee } from './pictures.ts';
import { wireErrorOfRefusal } from './wireError.ts';

/** What an endpoint was found to want otherwise than OpenAI. Data, learned from its refusals and kept as long as the process. */
export interface Dialect {
  /** Which of OpenAI's two protocols is spoken. */
  readonly api: 'chat' | 'responses';
  /** The name of the answer's limit over Chat Completions; `none` where every limit is refused (one larger than the model's own). */
  readonly tokenLimit: 'max_completion_tokens' | 'max_tokens' | 'none';
  readonly reportsUsage: boolean;
  /** Some reasoning models take tools over Chat Completions only without reasoning. */
  readonly withoutReasoning: boolean;
  /** Over Chat Completions: some reasoning services want their reasoning back within a turn. */
  readonly repeatsReasoning: boolean;
  /** Over Responses: nothing is kept by the service, so that reasoning comes back encrypted. */
  readonly encryptsReasoning: boolean;
  /** Over Responses: summaries of reasoning are asked for. */
  readonly summarizes: boolean;
  /** Gemini: a call in the history must bear a signature, or say that it has none. */
  readonly signsCalls: boolean;
  /** Without: pictures are said in words. */
  readonly takesImages: boolean;
  readonly efforts: OpenEfforts;
}

export const openAiDialect: Dialect = {
  api: 'chat',
  tokenLimit: 'max_completion_tokens',
  reportsUsage: true,
  withoutReasoning: false,
  repeatsReasoning: false,
  encryptsReasoning: true,
  summarizes: true,
  signsCalls: false,
  takesImages: true,
  efforts: undefined,
};
/** What servers that copy the API know: the older name of the limit. */
export const commonDialect: Dialect = { ...openAiDialect, tokenLimit: 'max_tokens' };

/** What is sent as effort: what the person asked for as far as the model takes it, nothing where they asked for nothing. */
export function effortSent({ effort }: ModelRequest, dialect: Dialect): Effort | undefined {
  if (dialect.withoutReasoning && dialect.api === 'chat') return 'none';
  return effort === undefined ? undefined : nearestEffort(effort, dialect.efforts);
}

/** The dialects to try after a refusal that names `parameter`, likeliest first; none when it is not about a dialect. */
export function adaptations(dialect: Dialect, parameter: string): readonly Dialect[] {
  switch (parameter) {
    case 'max_tokens':
    case 'max_completion_tokens':
      return dialect.tokenLimit === parameter
        ? [
            { ...dialect, tokenLimit: parameter === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens' },
            { ...dialect, tokenLimit: 'none' },
          ]
        : [];
    case 'max_output_tokens':
      return [{ ...dialect, tokenLimit: 'none' }];
    case 'stream_options':
      return [{ ...dialect, reportsUsage: false }];
    case 'reasoning_effort':
      return dialect.api === 'chat' ? [{ ...dialect, withoutReasoning: true }] : [];
    case 'reasoning_content':
      return [{ ...dialect, repeatsReasoning: true }];
    case 'thought_signature':
      return [{ ...dialect, signsCalls: true }];
    case 'encrypted_content':
    case 'include':
    case 'store':
      return [{ ...dialect, encryptsReasoning: false }];
    case 'summary':
      return [{ ...dialect, summarizes: false }];
    default:
      return [];
  }
}

/** The parameters above, in the order in which a refusal's text is searched for them. */
export const adaptableParameters = [
  'max_completion_tokens',
  'max_output_tokens',
  'max_tokens',
  'stream_options',
  'reasoning_effort',
  'reasoning_content',
  'thought_signature',
  'encrypted_content',
  'summary',
] as const;

/** “Please use /v1/responses instead”, “This model is only supported in v1/responses”, “To use function tools, use /v1/responses”. */
const wantsResponses = /v1\/responses|responses (api|endpoint)/i;
const wantsChat = /v1\/chat\/completions|chat completions (api|endpoint)/i;

/** What may be tried after a refusal, likeliest first. `mayChange`: the person left it open which protocol is spoken. */
export function otherDialects(error: unknown, request: ModelRequest, dialect: Dialect, mayChange: boolean): readonly Dialect[] {
  const blind = refusalOfPictures(error);
  if (blind !== undefined && dialect.takesImages && holdsPictures(request) && saysThatItDoesNotSee(blind))
    return [{ ...dialect, takesImages: false }];
  const refusal = error instanceof Error ? error.cause : undefined;
  if (!(refusal instanceof HttpRefusal)) return [];
  const { param, text = '' } = wireErrorOfRefusal(refusal, 0);
  if (mayChange && [400, 403, 404, 405].includes(refusal.status) && names(text, dialect)) {
    return [{ ...dialect, api: dialect.api === 'chat' ? 'responses' : 'chat' }, ...byParameter(param, text, dialect)];
  }
  if (refusal.status !== 400 && refusal.status !== 422) return [];
  return [...byEffort(`${param ?? ''} ${text}`, request, dialect), ...byParameter(param, text, dialect)];
}

function names(text: string, { api }: Dialect): boolean {
  return api === 'chat' ? wantsResponses.test(text) : wantsChat.test(text) && !wantsResponses.test(text);
}

/** By the parameter that the refusal names, or, since most servers name none, by the ones in its text. */
function byParameter(param: string | undefined, text: string, dialect: Dialect): readonly Dialect[] {
  const inText = adaptableParameters.filter((parameter) => text.includes(parameter));
  return [...(param ?? '').split(/[.[]/), ...inText].flatMap((parameter) => adaptations(dialect, parameter));
}

function byEffort(text: string, request: ModelRequest, dialect: Dialect): readonly Dialect[] {
  const sent = effortSent(request, dialect);
  // What is said about a summary or about encrypted reasoning is not said about the effort.
  if (request.effort === undefined || sent === undefined || !isAboutEffort(text) || /summary|encrypted|reasoning_content/.test(text))
    return [];
  // With tools only without reasoning: that is known by its own name.
  if (dialect.api === 'chat' && wantsResponses.test(text)) return [{ ...dialect, withoutReasoning: true }];
  return [{ ...dialect, efforts: openAfterRefusal(text, sent, dialect.efforts) }];
}
