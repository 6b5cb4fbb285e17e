/** Fetches from the public web only: neither a name nor an address leads into the person's own network, unless they set that host. */
import { lookup as systemLookup } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { isPublicAddress } from '../base/publicAddress.ts';
import { plainHost } from './addresses.ts';
import { unreachable, WebError } from './webErrors.ts';

export interface GuardedFetchOptions {
  /** A host of the person's own network that they set, so that it may be read. */
  isOwn(host: string): boolean;
  /** All addresses of a name, as the system resolves it. */
  resolve?(host: string): Promise<readonly string[]>;
}

export interface FetchInit {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** One GET; redirects are the caller's. Throws WebError. */
export type GuardedFetch = (url: URL, init: FetchInit) => Promise<Response>;

export function createGuardedFetch({ isOwn, resolve = resolveAll }: GuardedFetchOptions): GuardedFetch {
  return async (url, init) => {
    const host = plainHost(url);
    if (isOwn(host)) return await get(url, init, undefined);
    if (isIP(host) !== 0 && !isPublicAddress(host)) throw leadsInside(host);
    // A machine behind a proxy may know no addresses at all: then the proxy goes there, and what it answers with is public or its own matter.
    const addresses = isIP(host) === 0 ? await resolve(host).catch((): readonly string[] => []) : [];
    if (addresses.some((address) => !isPublicAddress(address))) throw leadsInside(host);
    return await get(url, init, pinnedLookup(host, addresses));
  };
}

function leadsInside(host: string): WebError {
  return new WebError(
    'web-private',
    `${host} leads into a private network, so it was not asked.`,
    'Pages of the person’s own network can be read once they put the host into the setting practicum.web.privateHosts.',
  );
}

/** Connects to exactly the addresses that were looked at: a second look-up could answer others. */
export function pinnedLookup(host: string, addresses: readonly string[]): LookupFunction {
  return (asked, options, callback) => {
    // Another name is that of a proxy that the person set.
    if (asked !== host || addresses.length === 0) return systemLookup(asked, options, callback);
    const all = addresses.map((address) => ({ address, family: isIP(address) }));
    const [first] = all;
    if (options.all === true || first === undefined) callback(null, all);
    else callback(null, first.address, first.family);
  };
}

function get(url: URL, { headers, signal }: FetchInit, lookupPinned: LookupFunction | undefined): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const options = { headers: { 'accept-encoding': 'gzip, deflate, br', ...headers }, signal };
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
    url,
    lookupPinned === undefined ? options : { ...options, lookup: lookupPinned },
  );
  request.once('response', (message) => resolve(responseOf(message)));
  request.once('error', (error) => reject(signal.aborted ? signal.reason : unreachable(url, error)));
  request.end();
  return promise;
}

function responseOf(message: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers))
    for (const each of typeof value === 'object' ? value : value === undefined ? [] : [value]) headers.append(name, each);
  const status = message.statusCode ?? 502;
  if ([101, 204, 205, 304].includes(status)) {
    message.resume();
    return new Response(null, { status: status === 101 ? 502 : status, headers });
  }
  return new Response(Readable.toWeb(decoded(message)) as ReadableStream, { status, headers });
}

function decoded(message: IncomingMessage): Readable {
  const encoding = message.headers['content-encoding']?.trim().toLowerCase();
  const decoder =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'br'
        ? createBrotliDecompress()
        : encoding === 'deflate'
          ? createInflate()
          : undefined;
  if (decoder === undefined) return message;
  message.once('error', (error) => decoder.destroy(error));
  // Whoever reads no further wants no more of it from the server either.
  decoder.once('close', () => message.destroy());
  return message.pipe(decoder);
}

async function resolveAll(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}
