import { systemErrorCode } from '../base/errors.ts';
import { baseUrlSetting, brokenStream, type Endpoint, hostOf, isLoopback, ModelFailure } from './errors.ts';
import { kindByText } from './failureText.ts';
import { HttpRefusal } from './guardedFetch.ts';
import type { ModelErrorKind } from './model.ts';
import { ReportedError, type WireError, wireErrorOfRefusal } from './wireError.ts';

/** What an endpoint's refusal is: by status, refined by its type or code, and by its text only where services have no code for it. */
export function kindOf(error: WireError): ModelErrorKind {
  const { status } = error;
  const named = kindByName(error.names);
  if (status === undefined) return named ?? kindByText(error.text) ?? 'server';
  if (status === 429) return kindOfTooMany(error, named);
  if (status === 503 || status === 529) return 'overloaded';
  // A retry cannot mend what is too long, whichever way a local server says it.
  if (status >= 500)
    return kindByText(error.text) === 'too-long' ? 'too-long' : isOneOf(named, 'overloaded', 'rate-limited') ? named : 'server';
  if (status === 408 || status === 409 || status === 425) return isOneOf(named, 'overloaded', 'rate-limited') ? named : 'server';
  // A sign-in page, a firewall, another server: whatever it says, no model service said it.
  if (error.isPage) return 'unreachable';
  switch (status) {
    case 401:
    case 403:
      return isOneOf(named, 'no-credit', 'refused') ? named : 'wrong-key';
    case 402:
      return 'no-credit';
    case 404:
      // Services also answer 404, with a type like any other, when the path is wrong.
      return error.names.includes('model_not_found') || speaksOfModel(error.text) ? 'wrong-model' : 'unreachable';
    case 413:
      return 'too-long';
    default:
      // A status that blames the request goes before a type that blames the server.
      return named === undefined || isOneOf(named, 'bad-request', 'server') ? kindOfBadRequest(error.text) : named;
  }
}

/** An empty account is told from haste by its name; by its words only where nothing says when to come back. */
function kindOfTooMany({ text, waitMs }: WireError, named: ModelErrorKind | undefined): ModelErrorKind {
  if (named === 'no-credit') return named;
  return named === undefined && waitMs === undefined && kindByText(text) === 'no-credit' ? 'no-credit' : 'rate-limited';
}

/** Anthropic reports overflow and an empty account as plain invalid requests, local servers report overflow in words only. */
function kindOfBadRequest(text: string | undefined): ModelErrorKind {
  const worded = kindByText(text);
  return isOneOf(worded, 'too-long', 'no-credit', 'wrong-model', 'wrong-key', 'refused') ? worded : 'bad-request';
}

function isOneOf<Kind extends ModelErrorKind>(kind: ModelErrorKind | undefined, ...kinds: readonly Kind[]): kind is Kind {
  return kinds.some((other) => other === kind);
}

/** Anthropic's types (platform.claude.com, “Errors”), OpenAI's codes and types, and those of servers that copy them. */
const kindsByName: Readonly<Record<string, ModelErrorKind>> = {
  authentication_error: 'wrong-key',
  permission_error: 'wrong-key',
  invalid_api_key: 'wrong-key',
  billing_error: 'no-credit',
  insufficient_quota: 'no-credit',
  billing_hard_limit_reached: 'no-credit',
  not_found_error: 'wrong-model',
  model_not_found: 'wrong-model',
  request_too_large: 'too-long',
  context_length_exceeded: 'too-long',
  exceed_context_size_error: 'too-long',
  rate_limit_error: 'rate-limited',
  rate_limit_exceeded: 'rate-limited',
  overloaded_error: 'overloaded',
  invalid_request_error: 'bad-request',
  badrequesterror: 'bad-request',
  content_filter: 'refused',
  content_policy_violation: 'refused',
  // Those of a response that failed (types of `openai` 7.55).
  invalid_prompt: 'refused',
  bio_policy: 'refused',
  misalignment_policy_violation: 'refused',
  image_content_policy_violation: 'refused',
  data_residency_mismatch: 'bad-request',
  invalid_image: 'bad-request',
  invalid_image_format: 'bad-request',
  invalid_image_mode: 'bad-request',
  invalid_base64_image: 'bad-request',
  image_too_large: 'bad-request',
  image_too_small: 'bad-request',
  image_file_too_large: 'bad-request',
  image_parse_error: 'bad-request',
  unsupported_image_media_type: 'bad-request',
  empty_image_file: 'bad-request',
  api_error: 'server',
  server_error: 'server',
  timeout_error: 'server',
};

function kindByName(names: readonly string[]): ModelErrorKind | undefined {
  const kinds = names.flatMap((name) => kindsByName[name] ?? []);
  // A code is finer than the type beside it: `invalid_request_error` and `server_error` say nothing that the other does not say better.
  return kinds.find((kind) => kind !== 'bad-request' && kind !== 'server') ?? kinds.find((kind) => kind !== 'bad-request') ?? kinds[0];
}

function speaksOfModel(text: string | undefined): boolean {
  return text !== undefined && /\bmodel\b/i.test(text);
}

export interface ClassifyContext {
  readonly endpoint: Endpoint;
  readonly nowMs: number;
  /** Names that the endpoint offers and that are close to the one asked for; asked for only when the name was wrong. */
  closeModels(): Promise<readonly string[]>;
}

/** The failure behind an exception of an SDK, of `fetch`, or of our reading. */
export async function failureOf(error: unknown, context: ClassifyContext): Promise<ModelFailure> {
  for (const cause of causes(error)) {
    if (cause instanceof ModelFailure) return cause;
    if (cause instanceof ReportedError) return refused(cause.report, error, context);
    if (cause instanceof HttpRefusal) return refused(wireErrorOfRefusal(cause, context.nowMs), error, context);
    const code = systemErrorCode(cause);
    if (code !== undefined) return disconnected(code, error, context.endpoint);
  }
  return unreachableFailure('no connection', error, context.endpoint);
}

function* causes(error: unknown): Generator<unknown> {
  let current = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth += 1) {
    yield current;
    current = current.cause;
  }
}

const connectionLost: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_BODY_TIMEOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

const networkReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name cannot be looked up',
  ETIMEDOUT: 'connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'connection timed out',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
};

function disconnected(code: string, cause: unknown, endpoint: Endpoint): ModelFailure {
  if (connectionLost.has(code)) return brokenStream(endpoint.service, 'the connection was lost', cause);
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL/.test(code)) {
    return new ModelFailure('unreachable', `The certificate of ${hostOf(endpoint.url)} was not accepted (${code}).`, {
      hint: 'A company proxy often is the reason: add its certificate to the system’s store, or set NODE_EXTRA_CA_CERTS.',
      cause,
      isTransient: false,
    });
  }
  return unreachableFailure(networkReasons[code] ?? code, cause, endpoint);
}

function unreachableFailure(reason: string, cause: unknown, endpoint: Endpoint): ModelFailure {
  return new ModelFailure('unreachable', `Nothing answers at ${endpoint.url} (${reason}).`, {
    hint: isLoopback(endpoint.url)
      ? `Is the server running? Start it, or set “${baseUrlSetting(endpoint.provider)}” to where it listens.`
      : `Check the network connection and the address in “${baseUrlSetting(endpoint.provider)}”.`,
    cause,
  });
}

async function refused(error: WireError, cause: unknown, context: ClassifyContext): Promise<ModelFailure> {
  const { endpoint } = context;
  const { service, model } = endpoint;
  const kind = kindOf(error);
  const said = error.text === undefined ? '' : `: ${error.text}`;
  const shared = { cause, waitMs: error.waitMs };
  switch (kind) {
    case 'unreachable':
      return new ModelFailure(
        kind,
        `There is no model service at ${endpoint.url}: it answered with ${error.isPage ? 'a web page' : `status ${error.status}`}.`,
        {
          ...shared,
          hint: `Check the address in “${baseUrlSetting(endpoint.provider)}”${endpoint.provider === 'openai' ? '; most end in /v1' : ''}.`,
          isTransient: false,
        },
      );
    case 'wrong-key':
      return new ModelFailure(kind, wrongKeyMessage(error, endpoint), {
        ...shared,
        hint: 'Run “Practicum: Set API Key” (on the command line: set the key’s environment variable).',
      });
    case 'wrong-model': {
      const close = await context.closeModels();
      return new ModelFailure(kind, `${service} has no model “${model}”.`, {
        ...shared,
        hint: close.length === 0 ? 'Run “Practicum: Choose Model”.' : `Did you mean ${listed(close)}? Run “Practicum: Choose Model”.`,
      });
    }
    case 'overloaded':
      return new ModelFailure(kind, `${service} is overloaded.`, { ...shared, hint: 'Try again in a moment, or choose another model.' });
    case 'rate-limited':
      return new ModelFailure(kind, rateLimitMessage(service, error.waitMs), {
        ...shared,
        hint: 'Wait, or choose another model.',
      });
    case 'no-credit':
      return new ModelFailure(kind, `The account at ${service} has no credit left${said}`, {
        ...shared,
        hint: 'Add credit on the provider’s billing page, or choose another model.',
      });
    case 'too-long':
      return new ModelFailure(kind, `The conversation is longer than ${model} can take${said}`, {
        ...shared,
        hint: 'Start a new session, or choose a model with a longer context.',
      });
    case 'refused':
      return new ModelFailure(kind, `${service} declined the request${said}`, {
        ...shared,
        hint: 'Say it differently, or choose another model.',
      });
    case 'server':
    case 'silent':
      return new ModelFailure('server', `${service} failed${error.status === undefined ? '' : ` (status ${error.status})`}${said}`, {
        ...shared,
        hint: 'Send the message again in a moment.',
      });
    case 'bad-request':
    case 'broken-stream':
    case 'cancelled':
      return new ModelFailure('bad-request', `${service} did not accept the request${said}${requestNote(error)}`, {
        ...shared,
        hint: 'Choose another model, or start a new session if it goes on.',
      });
  }
}

function wrongKeyMessage(error: WireError, endpoint: Endpoint): string {
  if (!endpoint.hasKey) return `${endpoint.service} wants an API key, and none is set.`;
  // The service's own sentence may repeat part of the key, so it is quoted only for a key that is right but may not do this.
  if (error.status === 403)
    return `The API key may not use ${endpoint.model} at ${endpoint.service}${error.text === undefined ? '' : `: ${error.text}`}`;
  return `${endpoint.service} did not accept the API key.`;
}

function rateLimitMessage(service: string, waitMs: number | undefined): string {
  const limits = `${service} limits how many requests it takes`;
  if (waitMs === undefined) return `${limits}.`;
  const time = waitMs < 120_000 ? `${Math.ceil(waitMs / 1000)} s` : `${Math.ceil(waitMs / 60_000)} min`;
  return `${limits}: the next is welcome in ${time}.`;
}

function requestNote(error: WireError): string {
  return error.requestId === undefined ? '' : ` (request ${error.requestId})`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
