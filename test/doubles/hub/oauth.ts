/** Sign-in by device code (RFC 8628), and tokens that are renewed. */
import type { Accounts } from './accounts.ts';
import { hex, type Ids } from './ids.ts';
import { Refusal } from './refusal.ts';
import { type Route, route } from './routes.ts';

interface Device {
  readonly userCode: string;
  readonly clientId: string;
  readonly expiresAtMs: number;
  /** Who said yes; absent: nobody yet. */
  user?: string;
  isDenied: boolean;
  /** Polling more often than allowed is answered with `slow_down`. */
  polledAtMs: number;
}

const grantOfDevice = 'urn:ietf:params:oauth:grant-type:device_code';
const codeSeconds = 900;

export interface OauthOptions {
  readonly intervalSeconds: number;
  readonly tokenSeconds: number;
}

export class Oauth {
  readonly #accounts: Accounts;
  readonly #ids: Ids;
  readonly #now: () => number;
  readonly #baseUrl: () => string;
  readonly #options: OauthOptions;
  readonly #devices = new Map<string, Device>();
  readonly #refresh = new Map<string, { readonly user: string; readonly clientId: string }>();

  constructor(parts: { accounts: Accounts; ids: Ids; now: () => number; baseUrl: () => string }, options: OauthOptions) {
    this.#accounts = parts.accounts;
    this.#ids = parts.ids;
    this.#now = parts.now;
    this.#baseUrl = parts.baseUrl;
    this.#options = options;
  }

  /** What the person does in the browser. */
  approve(userCode: string, user: string): void {
    this.#device(userCode).user = user;
  }

  deny(userCode: string): void {
    this.#device(userCode).isDenied = true;
  }

  /** Renewing works no more: the person took the app away. */
  forgetRefreshTokens(): void {
    this.#refresh.clear();
  }

  routes(): readonly Route[] {
    return [
      route('GET /.well-known/openid-configuration', (exchange) => {
        const url = this.#baseUrl();
        exchange.send(200, {
          issuer: url,
          authorization_endpoint: `${url}/oauth/authorize`,
          token_endpoint: `${url}/oauth/token`,
          userinfo_endpoint: `${url}/oauth/userinfo`,
          device_authorization_endpoint: `${url}/oauth/device`,
        });
      }),
      route('POST /oauth/device', async (exchange) => {
        const form = await exchange.form();
        const clientId = form.get('client_id');
        if (clientId === null) throw oauthError('invalid_client');
        const code = this.#ids.next();
        const userCode = `${hex('sha1', code).slice(0, 4)}-${hex('sha1', code).slice(4, 8)}`.toUpperCase();
        const expiresAtMs = this.#now() + codeSeconds * 1000;
        this.#devices.set(code, { userCode, clientId, expiresAtMs, isDenied: false, polledAtMs: Number.NEGATIVE_INFINITY });
        exchange.send(200, {
          device_code: code,
          user_code: userCode,
          verification_uri: `${this.#baseUrl()}/oauth/device`,
          verification_uri_complete: `${this.#baseUrl()}/oauth/device?user_code=${userCode}`,
          interval: this.#options.intervalSeconds,
          expires_in: codeSeconds,
        });
      }),
      // The page that a person sees, as a link: opening it with `as` says yes.
      route('GET /oauth/device', (exchange) => {
        const user = exchange.query('as');
        const code = exchange.query('user_code') ?? '';
        if (user !== undefined) this.approve(code, user);
        exchange.sendText(200, `<!doctype html><title>Device ${code}</title>`, { 'content-type': 'text/html' });
      }),
      route('POST /oauth/token', async (exchange) => {
        const form = await exchange.form();
        const grant = form.get('grant_type');
        const clientId = form.get('client_id') ?? '';
        if (grant === grantOfDevice) exchange.send(200, this.#poll(form.get('device_code') ?? '', clientId));
        else if (grant === 'refresh_token') exchange.send(200, this.#renew(form.get('refresh_token') ?? '', clientId));
        else throw oauthError('unsupported_grant_type');
      }),
      route('GET /oauth/userinfo', (exchange) => {
        const { user } = this.#accounts.need(exchange);
        exchange.send(200, { sub: user.name, name: user.fullname, preferred_username: user.name, email: user.email, isPro: user.isPro });
      }),
    ];
  }

  #device(userCode: string): Device {
    const device = [...this.#devices.values()].find((each) => each.userCode === userCode);
    if (device === undefined) throw new Refusal(404, `There is no device code ${userCode}`);
    return device;
  }

  #poll(code: string, clientId: string): unknown {
    const device = this.#devices.get(code);
    if (device === undefined || device.clientId !== clientId) throw oauthError('invalid_grant');
    const now = this.#now();
    if (device.expiresAtMs <= now) throw oauthError('expired_token');
    if (device.isDenied) throw oauthError('access_denied');
    const isTooSoon = now - device.polledAtMs < this.#options.intervalSeconds * 1000;
    device.polledAtMs = now;
    if (device.user === undefined) throw oauthError(isTooSoon ? 'slow_down' : 'authorization_pending');
    this.#devices.delete(code);
    return this.#tokens(device.user, clientId);
  }

  #renew(token: string, clientId: string): unknown {
    const known = this.#refresh.get(token);
    if (known === undefined || known.clientId !== clientId) throw oauthError('invalid_grant');
    // Each is good for one use.
    this.#refresh.delete(token);
    return this.#tokens(known.user, clientId);
  }

  #tokens(user: string, clientId: string): unknown {
    const name = `oauth-${this.#ids.next()}`;
    const expiresAtMs = this.#now() + this.#options.tokenSeconds * 1000;
    const { value } = this.#accounts.issue({ user, name, role: 'write', kind: 'oauth', expiresAtMs });
    const refresh = `hf_oauth_refresh_${hex('sha256', name)}`;
    this.#refresh.set(refresh, { user, clientId });
    return {
      access_token: value,
      token_type: 'bearer',
      expires_in: this.#options.tokenSeconds,
      refresh_token: refresh,
      scope: 'openid profile read-repos manage-repos write-discussions inference-api jobs read-billing',
    };
  }
}

function oauthError(error: string): Refusal {
  return new Refusal(400, error, { body: { error, error_description: error.replaceAll('_', ' ') } });
}
