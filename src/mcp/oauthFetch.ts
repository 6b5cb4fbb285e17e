import { isIP } from 'node:net';
import { isPublicAddress } from '../base/publicAddress.ts';
import { SignInFailed } from './oauthErrors.ts';

/** Metadata, registrations and tokens are small. */
const largestAnswer = 256 * 1024;
const answerMs = 20_000;

/**
 * `fetch` for signing in to one server: what the server names must be reached over TLS, unless the server itself is on this machine, and no
 * server elsewhere leads into this machine or its network.
 */
export function createOAuthFetch(serverUrl: string, signal: AbortSignal): (url: string | URL, init?: RequestInit) => Promise<Response> {
  const isLocal = isThisMachine(new URL(serverUrl));
  return async (target, init = {}) => {
    const url = new URL(target);
    requireOAuthAddress(url, isLocal);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
    let response: Response;
    try {
      response = await fetch(url, { ...init, redirect: 'manual', signal: limit });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const why = limit.aborted ? `did not answer within ${answerMs / 1000} s` : 'could not be reached';
      throw new SignInFailed(`${url.host} ${why}.`, 'Look whether it is up, then try again.', error);
    }
    return new Response(response.status === 204 || response.status === 304 ? null : await bounded(response, url.host), {
      status: response.status,
      headers: response.headers,
    });
  };
}

/** Throws SignInFailed for an address that the server may not lead to. */
export function requireOAuthAddress(url: URL, isLocal: boolean): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isOwnNetwork = isThisMachine(url) || (isIP(host) !== 0 && !isPublicAddress(host));
  if (isLocal ? url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine(url)) : url.protocol !== 'https:')
    throw new SignInFailed(
      `The server leads to ${url.protocol}//${url.host} for its sign-in, which is not encrypted.`,
      'Nothing was sent there. Ask whoever runs it.',
    );
  if (!isLocal && isOwnNetwork)
    throw new SignInFailed(
      `The server leads to ${url.host} for its sign-in, which is this machine or its network.`,
      'Nothing was sent there. Ask whoever runs it.',
    );
  if (url.username !== '' || url.password !== '') throw new SignInFailed('The server leads to an address that holds a password.');
}

export function isThisMachine(url: URL): boolean {
  // With its final dot it is the same name.
  const hostname = url.hostname.replace(/\.$/, '');
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

async function bounded(response: Response, host: string): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > largestAnswer) throw new SignInFailed(`${host} answered with more than ${largestAnswer / 1024} KB.`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
