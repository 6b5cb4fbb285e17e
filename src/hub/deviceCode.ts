/** Signing in with a code that is typed in a browser: RFC 8628, as the Hub speaks it, for a public app without a secret. */
import * as z from 'zod';
import type { Clock } from '../base/clock.ts';
import { PracticumError } from '../base/errors.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { HubClient } from './client.ts';
import { HubError } from './hubErrors.ts';

/** What the person is shown, and until when it holds. */
export interface DeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  /** Where the code is typed. */
  readonly page: string;
  /** The same page with the code filled in, where there is one. */
  readonly filledPage: string | undefined;
  readonly intervalMs: number;
  readonly expiresInMs: number;
}

export interface OAuthTokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** Undefined: it does not expire, as far as is known. */
  readonly expiresAtMs: number | undefined;
}

/** The person did not sign in: too late, or they said no. */
export class NotSignedIn extends PracticumError {
  constructor(code: 'hub-code-expired' | 'hub-code-denied' | 'hub-session-over', message: string, hint: string, cause?: unknown) {
    super(code, message, { hint, cause });
  }
}

const page = z.url({ protocol: /^https?$/ });
const seconds = z.number().positive().max(86_400);
const begun = whenUsed(() =>
  z.object({
    device_code: z.string().min(1),
    user_code: z.string().min(1).max(64),
    verification_uri: page,
    verification_uri_complete: page.nullish(),
    interval: seconds.nullish(),
    expires_in: seconds.nullish(),
  }),
);
const granted = whenUsed(() =>
  z.object({
    access_token: z.string().min(8),
    refresh_token: z.string().min(1).nullish(),
    expires_in: z.number().positive().nullish(),
  }),
);

const usualIntervalMs = 5_000;
const slowerByMs = 5_000;
const longestIntervalMs = 60_000;
const usualExpiryMs = 900_000;
const grantType = 'urn:ietf:params:oauth:grant-type:device_code';

export async function startDeviceCode(hub: HubClient, clientId: string, signal?: AbortSignal): Promise<DeviceCode> {
  const said = await hub.json(
    { path: '/oauth/device', method: 'POST', form: { client_id: clientId }, as: 'public', isRepeatable: true, signal },
    begun,
  );
  return {
    deviceCode: said.device_code,
    userCode: said.user_code,
    page: said.verification_uri,
    filledPage: said.verification_uri_complete ?? undefined,
    intervalMs: said.interval == null ? usualIntervalMs : said.interval * 1000,
    expiresInMs: said.expires_in == null ? usualExpiryMs : said.expires_in * 1000,
  };
}

export interface Waiting {
  readonly clientId: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** Asks again and again until the person has answered in the browser. Throws NotSignedIn, HubError, or the signal's reason. */
export async function waitForTokens(hub: HubClient, code: DeviceCode, { clientId, clock, signal }: Waiting): Promise<OAuthTokens> {
  const form = { grant_type: grantType, device_code: code.deviceCode, client_id: clientId };
  const endsMs = clock.nowMs() + code.expiresInMs;
  for (let intervalMs = code.intervalMs; clock.nowMs() < endsMs; ) {
    await clock.sleep(intervalMs, signal);
    try {
      return tokensOf(await hub.json({ path: '/oauth/token', method: 'POST', form, as: 'public', signal }, granted), clock);
    } catch (error) {
      intervalMs = Math.min(nextInterval(error, intervalMs), longestIntervalMs);
    }
  }
  throw expired();
}

/** Throws what ends the waiting. */
function nextInterval(error: unknown, intervalMs: number): number {
  if (!(error instanceof HubError)) throw error;
  // A server that fails, a line that breaks and a proxy that answers in its place say nothing about the code (RFC 8628, 3.5).
  if (error.status === 0 || error.status >= 500) return intervalMs * 2;
  switch (error.said) {
    case 'authorization_pending':
      return intervalMs;
    case 'slow_down':
      return intervalMs + slowerByMs;
    case 'expired_token':
      throw expired(error);
    case 'access_denied':
      throw new NotSignedIn('hub-code-denied', 'Signing in was refused in the browser.', 'Sign in again, or paste a token instead.', error);
    default:
      if (error.status === 429) return intervalMs + slowerByMs;
      throw error;
  }
}

function expired(cause?: unknown): NotSignedIn {
  return new NotSignedIn('hub-code-expired', 'The code was not used in time.', 'Sign in again for a new one.', cause);
}

/** New tokens for old ones. Throws NotSignedIn (`hub-session-over`) where one has to sign in again, HubError where it is worth another try. */
export async function refreshTokens(hub: HubClient, refreshToken: string, { clientId, clock, signal }: Waiting): Promise<OAuthTokens> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId };
  try {
    const next = tokensOf(await hub.json({ path: '/oauth/token', method: 'POST', form, as: 'public', signal }, granted), clock);
    // Not every server hands out a new one each time.
    return { ...next, refreshToken: next.refreshToken ?? refreshToken };
  } catch (error) {
    if (error instanceof HubError && (error.said === 'invalid_grant' || error.said === 'invalid_client'))
      throw new NotSignedIn('hub-session-over', 'The sign-in to Hugging Face has ended.', 'Sign in again.', error);
    throw error;
  }
}

function tokensOf(
  { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresIn }: z.infer<typeof granted>,
  clock: Clock,
): OAuthTokens {
  return {
    accessToken,
    refreshToken: refreshToken ?? undefined,
    expiresAtMs: expiresIn == null ? undefined : clock.nowMs() + expiresIn * 1000,
  };
}

const aheadMs = 60_000;

/** Whether tokens are to be exchanged before they are used. */
export function isDue({ expiresAtMs, refreshToken }: OAuthTokens, nowMs: number): boolean {
  return refreshToken !== undefined && expiresAtMs !== undefined && expiresAtMs - aheadMs <= nowMs;
}
