/** What can be made to go wrong, by code and by `POST /_faults`. */
import type { Exchange } from './exchange.ts';
import { type Fields, fieldsOf, numberOf, textMapOf, textOf } from './fields.ts';
import { Refusal } from './refusal.ts';

/** Which requests it meets. */
interface Where {
  readonly method?: string;
  /** A regular expression over path and query; absent: what the kind usually meets. */
  readonly path?: string;
  /** How often; absent: until it is taken away. */
  readonly times?: number;
}

export type Fault = Where &
  (
    | { readonly kind: 'status'; readonly status: number; readonly error?: string; readonly headers?: Readonly<Record<string, string>> }
    /** 429, with the headers that say for how long. */
    | { readonly kind: 'rate-limit'; readonly retrySeconds?: number; readonly bucket?: 'api' | 'resolvers' | 'pages' }
    /** 402 where a job is created. */
    | { readonly kind: 'no-credits' }
    /** 403, as to a token without the permission. */
    | { readonly kind: 'scope' }
    /** The stream of events breaks off after so many. */
    | { readonly kind: 'drop-stream'; readonly afterEvents: number }
    /** The stream opens, says nothing and does not end. */
    | { readonly kind: 'silent-stream' }
    /** The build of a Space fails with these words: of one that is made now. */
    | { readonly kind: 'build-error'; readonly error: string }
    /** Jobs and Spaces wait so long before they start. */
    | { readonly kind: 'slow-start'; readonly delayMs: number }
    | { readonly kind: 'slow'; readonly delayMs: number }
    /** The connection is reset in the middle of a body. */
    | { readonly kind: 'reset-upload'; readonly afterBytes: number }
    /** A token stops being one, at once or after so many requests. */
    | { readonly kind: 'revoke'; readonly token: string; readonly afterRequests?: number }
    /** Connections are accepted and dropped, those that are open as well. */
    | { readonly kind: 'cut'; readonly seconds?: number }
  );

const usualPaths: Readonly<Partial<Record<Fault['kind'], RegExp>>> = {
  'no-credits': /^\/api\/(scheduled-)?jobs\/[^/]+$/,
  'drop-stream': /\/(logs|metrics|events)(\/(run|build))?(\?|$)|chat\/completions/,
  'silent-stream': /\/logs(\/(run|build))?(\?|$)/,
  'reset-upload': /^\/_(lfs|parts)\/|\/v1\/xorbs\//,
};
const usualMethods: Readonly<Partial<Record<Fault['kind'], string>>> = { 'no-credits': 'POST', 'reset-upload': 'PUT' };

interface Armed {
  readonly fault: Fault;
  left: number;
}

export class Faults {
  readonly #armed: Armed[] = [];
  readonly #revoke: (token: string) => void;
  readonly #dropAll: () => void;
  #cutTimer: NodeJS.Timeout | undefined;
  isCut = false;

  constructor(revoke: (token: string) => void, dropAll: () => void) {
    this.#revoke = revoke;
    this.#dropAll = dropAll;
  }

  /** Arms one; the function that comes back takes it away. */
  add(fault: Fault): () => void {
    if (fault.kind === 'cut') return this.#cut(fault.seconds);
    if (fault.kind === 'revoke' && (fault.afterRequests ?? 0) === 0) {
      this.#revoke(fault.token);
      return () => {};
    }
    const armed: Armed = { fault, left: fault.kind === 'revoke' ? (fault.afterRequests ?? 0) : (fault.times ?? Number.POSITIVE_INFINITY) };
    this.#armed.push(armed);
    return () => this.#remove(armed);
  }

  get list(): readonly Fault[] {
    return this.#armed.map(({ fault }) => fault);
  }

  clear(): void {
    this.#armed.length = 0;
    this.mend();
  }

  /** The network is back. */
  mend(): void {
    clearTimeout(this.#cutTimer);
    this.isCut = false;
  }

  /** What stands in the way of this request before anybody looks at it. */
  async meet(exchange: Exchange): Promise<void> {
    this.#countTokens(exchange);
    const slow = this.#take('slow', exchange);
    if (slow !== undefined) await new Promise((resolve) => setTimeout(resolve, slow.delayMs));
    exchange.resetAfterBytes = this.#take('reset-upload', exchange)?.afterBytes;
    const status = this.#take('status', exchange);
    if (status !== undefined) {
      throw new Refusal(
        status.status,
        status.error ?? 'Internal Server Error',
        status.headers === undefined ? {} : { headers: status.headers },
      );
    }
    const limited = this.#take('rate-limit', exchange);
    if (limited !== undefined) throw rateLimited(limited.bucket ?? 'api', limited.retrySeconds ?? 1);
    if (this.#take('no-credits', exchange) !== undefined) throw noCredits('the namespace');
    if (this.#take('scope', exchange) !== undefined) {
      throw new Refusal(403, 'Forbidden: this token does not have the permission that is needed here.');
    }
  }

  /** What befalls a stream of events. */
  stream(exchange: Exchange): { readonly dropAfter: number | undefined; readonly isSilent: boolean } {
    return {
      dropAfter: this.#take('drop-stream', exchange)?.afterEvents,
      isSilent: this.#take('silent-stream', exchange) !== undefined,
    };
  }

  startDelayMs(exchange: Exchange): number {
    return this.#take('slow-start', exchange)?.delayMs ?? 0;
  }

  buildFailure(exchange: Exchange): string | undefined {
    return this.#take('build-error', exchange)?.error;
  }

  #cut(seconds: number | undefined): () => void {
    clearTimeout(this.#cutTimer);
    this.isCut = true;
    this.#dropAll();
    if (seconds !== undefined) this.#cutTimer = setTimeout(() => this.mend(), seconds * 1000);
    return () => this.mend();
  }

  #countTokens({ record }: Exchange): void {
    for (const armed of [...this.#armed]) {
      const { fault } = armed;
      if (fault.kind !== 'revoke' || record.authorization !== `Bearer ${fault.token}`) continue;
      if (armed.left-- > 0) continue;
      this.#revoke(fault.token);
      this.#remove(armed);
    }
  }

  #take<K extends Fault['kind']>(kind: K, { record }: Exchange): Extract<Fault, { kind: K }> | undefined {
    for (const armed of this.#armed) {
      const { fault } = armed;
      if (!isOf(fault, kind) || !meets(fault, record.method, record.url)) continue;
      armed.left--;
      if (armed.left <= 0) this.#remove(armed);
      return fault;
    }
    return undefined;
  }

  #remove(armed: Armed): void {
    const at = this.#armed.indexOf(armed);
    if (at >= 0) this.#armed.splice(at, 1);
  }
}

function isOf<K extends Fault['kind']>(fault: Fault, kind: K): fault is Extract<Fault, { kind: K }> {
  return fault.kind === kind;
}

function meets(fault: Fault, method: string, url: string): boolean {
  const wantedMethod = fault.method ?? (fault.path === undefined ? usualMethods[fault.kind] : undefined);
  if (wantedMethod !== undefined && wantedMethod !== method) return false;
  const path = fault.path === undefined ? usualPaths[fault.kind] : new RegExp(fault.path);
  return path === undefined || path.test(url);
}

export function rateLimited(bucket: string, seconds: number): Refusal {
  return new Refusal(429, 'We had to rate limit you. If you think it is an error, send us an email', {
    headers: { ratelimit: `"${bucket}";r=0;t=${seconds}`, 'ratelimit-policy': `"fixed window";"${bucket}";q=1000;w=300` },
  });
}

export function noCredits(namespace: string): Refusal {
  return new Refusal(
    402,
    `Payment Required: ${namespace} has insufficient pre-paid credits to run this job. Add credits at https://huggingface.co/settings/billing.`,
  );
}

/** A fault as it comes by `POST /_faults`. */
export function faultOf(fields: Fields): Fault {
  const text = (name: string): Record<string, string> => {
    const value = textOf(fields[name]);
    return value === undefined ? {} : { [name]: value };
  };
  const number = (name: string): Record<string, number> => {
    const value = numberOf(fields[name]);
    return value === undefined ? {} : { [name]: value };
  };
  const needed = (name: string): number => {
    const value = numberOf(fields[name]);
    if (value === undefined) throw new Refusal(400, `A fault of this kind needs the number "${name}"`);
    return value;
  };
  const where: Where = { ...text('method'), ...text('path'), ...number('times') };
  const kind = textOf(fields['kind']);
  switch (kind) {
    case 'status':
      return { ...where, kind, status: needed('status'), ...text('error'), headers: textMapOf(fieldsOf(fields['headers'])) };
    case 'rate-limit':
      return { ...where, kind, ...number('retrySeconds') };
    case 'no-credits':
    case 'scope':
    case 'silent-stream':
      return { ...where, kind };
    case 'drop-stream':
      return { ...where, kind, afterEvents: needed('afterEvents') };
    case 'slow-start':
    case 'slow':
      return { ...where, kind, delayMs: needed('delayMs') };
    case 'reset-upload':
      return { ...where, kind, afterBytes: needed('afterBytes') };
    case 'build-error':
      return { ...where, kind, error: textOf(fields['error']) ?? 'the build failed' };
    case 'revoke':
      return { kind, token: textOf(fields['token']) ?? '', ...number('afterRequests') };
    case 'cut':
      return { kind, ...number('seconds') };
    default:
      throw new Refusal(
        400,
        'kind is one of status, rate-limit, no-credits, scope, drop-stream, silent-stream, build-error, slow-start, slow, reset-upload, revoke, cut',
      );
  }
}
