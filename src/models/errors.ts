import { PracticumError } from '../base/errors.ts';
import type { ModelErrorKind, ProviderId } from './model.ts';

/** Where a request went: all that a message for people may name. Never the key. */
export interface Endpoint {
  readonly provider: ProviderId;
  /** `Anthropic`, `OpenAI`, or the host of another endpoint. */
  readonly service: string;
  readonly url: string;
  readonly model: string;
  readonly hasKey: boolean;
}

/** A response that failed. The kind decides what may be done about it, the message and the hint are for the person. */
export class ModelFailure extends PracticumError {
  readonly kind: ModelErrorKind;
  readonly isTransient: boolean;
  readonly waitMs: number | undefined;

  constructor(
    kind: ModelErrorKind,
    message: string,
    options: {
      readonly hint?: string;
      readonly cause?: unknown;
      readonly isTransient?: boolean;
      readonly waitMs?: number | undefined;
    } = {},
  ) {
    super(kind === 'cancelled' ? 'cancelled' : `model-${kind}`, message, options);
    this.kind = kind;
    this.isTransient = options.isTransient ?? transientKinds.has(kind);
    this.waitMs = options.waitMs;
  }
}

export const transientKinds: ReadonlySet<ModelErrorKind> = new Set<ModelErrorKind>([
  'unreachable',
  'silent',
  'overloaded',
  'rate-limited',
  'broken-stream',
  'server',
]);

export function cancelledFailure(): ModelFailure {
  return new ModelFailure('cancelled', 'Stopped.');
}

/** The stream came to an end that is not the end of an answer. What it brought so far is no answer. */
export function brokenStream(service: string, what: string, cause?: unknown): ModelFailure {
  return new ModelFailure('broken-stream', `The response from ${service} broke off: ${what}.`, {
    hint: 'Send the message again.',
    cause,
  });
}

/** The endpoint took the request, or began its answer, and then sent not a byte for so long. */
export function silentFailure(service: string, silentMs: number): ModelFailure {
  const time = silentMs < 1000 ? `${silentMs} ms` : `${Math.round(silentMs / 1000)} s`;
  return new ModelFailure('silent', `${service} has sent nothing for ${time}.`, {
    hint: 'Send the message again, or choose another model.',
  });
}

/** The setting that says where an endpoint is. */
export function baseUrlSetting(provider: ProviderId): string {
  return provider === 'anthropic' ? 'practicum.anthropic.baseUrl' : 'practicum.openai.baseUrl';
}

/** The host of an address, for people; the address itself where it is none. */
export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}

export function isLoopback(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.') || host === '0.0.0.0';
}

/** On this machine or in its own network: a private address (RFC 1918), a name without a dot, or one of the local link (RFC 6762). */
export function isNearby(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  if (isLoopback(url) || /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(host)) return true;
  return host.endsWith('.local') || (!host.includes('.') && !host.includes(':'));
}
