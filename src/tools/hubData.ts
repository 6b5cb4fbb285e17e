/** The Hub as data sets need it, made of the client: the viewer’s answers, and files in ranges. */
import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import type { ByteSource } from '../datasets/bytes.ts';
import { type HubData, ViewerRefused } from '../datasets/hubPort.ts';
import type { HubClient } from '../hub/client.ts';
import { HubError } from '../hub/hubErrors.ts';

/** `viewer`: the client that may ask the viewer’s host. Where both hosts are one, it is the same. */
export function hubDataOf(hub: HubClient, viewer: HubClient): HubData {
  return {
    async viewer(path, query, signal) {
      try {
        return await viewer.json({ at: 'datasetsServer', path, query, signal }, z.unknown());
      } catch (error) {
        throw error instanceof HubError ? refused(error) : error;
      }
    },
    api: (path, query, signal) => hub.json({ path, query, signal }, z.unknown()),
    file: (url, signal) => openRanges(hub, url, signal),
    addressOf: (id, revision, path) =>
      `${hub.endpoints.hub}/datasets/${id}/resolve/${encodeURIComponent(revision)}/${path.split('/').map(encodeURIComponent).join('/')}`,
  };
}

/** A refusal of the token or of too many requests is told as it is; all else means that the viewer has no answer. */
function refused(error: HubError): PracticumError {
  if (error.code === 'hub-rate-limit' || error.code === 'hub-unreachable' || error.status === 401 || error.status === 403) return error;
  if (error.errorCode === 'ResponseNotReady') return new ViewerRefused('its answer is not ready yet', error.status, true, error);
  return new ViewerRefused(error.said === '' ? `status ${error.status}` : error.said, error.status, false, error);
}

async function openRanges(hub: HubClient, address: string, signal: AbortSignal): Promise<ByteSource> {
  const origin = hub.endpoints.hub;
  if (!address.startsWith(`${origin}/`))
    throw new PracticumError('dataset-elsewhere', `The data lies at ${URL.parse(address)?.host ?? 'an address'} and not on the Hub.`, {
      hint: 'Only files of the Hub that is set up are read.',
    });
  const path = address.slice(origin.length);
  const first = await hub.open({ path, headers: { range: 'bytes=0-0' }, signal });
  await first.body?.cancel();
  const byteLength = Number(/\/(\d+)$/.exec(first.headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
  if (first.status !== 206 || !Number.isSafeInteger(byteLength))
    // An empty file has no first byte.
    throw new PracticumError('dataset-no-ranges', 'The Hub does not give this file in parts.', {
      hint: 'Download the file, then audit it here.',
    });
  return {
    byteLength,
    async read(start, end, stop) {
      if (end <= start) return new Uint8Array(0);
      const response = await hub.open({ path, headers: { range: `bytes=${start}-${end - 1}` }, signal: stop });
      return await wholeRange(response, end - start);
    },
  };
}

/** Exactly so many bytes: a server that sends the whole file instead is not read on. */
async function wholeRange(response: Response, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  if (response.status === 206 && response.body !== null)
    for await (const chunk of response.body) {
      bytes.set(chunk.subarray(0, length - filled), filled);
      filled = Math.min(length, filled + chunk.length);
      if (filled === length) break;
    }
  else await response.body?.cancel();
  if (filled === length) return bytes;
  throw new PracticumError('dataset-cut', `The Hub sent ${filled} of ${length} bytes.`, { hint: 'Try again.' });
}
