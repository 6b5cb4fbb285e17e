/** Where what a job or a Space makes outlives it: a private bucket of the payer, mounted there. */
import path from 'node:path';
import * as z from 'zod';
import type { HubClient } from '../../hub/client.ts';
import { HubError } from '../../hub/hubErrors.ts';
import type { JobVolume } from '../../hub/jobs.ts';
import { ArrivingFile } from '../ssh/arrivingFile.ts';

const bucketName = 'practicum-runs';
export const outMount = '/out';

export interface OutFile {
  /** Below the run's own folder, with `/`. */
  readonly name: string;
  readonly bytes: number;
}

/** Undefined, with why, where none can be had: a Hub without buckets, a token that may make none. */
export async function ensureBucket(hub: HubClient, payer: string): Promise<JobVolume | { readonly why: string }> {
  const source = `${payer}/${bucketName}`;
  try {
    await hub.done({ path: apiOf(payer), method: 'POST', json: { private: true }, isRepeatable: true });
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    if (error.code !== 'hub-exists' && error.code !== 'hub-conflict') {
      if (error.status === 0 || error.status >= 500) throw error;
      return { why: error.message };
    }
    const info = await hub.json({ path: apiOf(payer) }, z.object({ private: z.boolean().nullish() })).catch(() => undefined);
    if (info?.private === false) return { why: `the bucket ${source} is public` };
  }
  return { type: 'bucket', source, mountPath: outMount, readOnly: false };
}

const entrySchema = z.object({ type: z.string(), path: z.string(), size: z.number().nullish() });

/** What lies there of one run. */
export async function filesOf(hub: HubClient, payer: string, run: string): Promise<readonly OutFile[]> {
  const files: OutFile[] = [];
  const tree = hub.pages({ path: `${apiOf(payer)}/tree/${encodeURIComponent(run)}`, query: { recursive: true } }, entrySchema);
  try {
    for await (const { type, path: name, size } of tree)
      if (type === 'file' && name.startsWith(`${run}/`)) files.push({ name: name.slice(run.length + 1), bytes: size ?? 0 });
  } catch (error) {
    // Nothing was written there.
    if (error instanceof HubError && error.status === 404) return [];
    throw error;
  }
  return files.filter(({ name }) => !name.endsWith('.part'));
}

export async function fetchFile(hub: HubClient, payer: string, run: string, { name }: OutFile, into: string): Promise<void> {
  const below = [run, ...name.split('/')].map(encodeURIComponent).join('/');
  const response = await hub.open({ path: `/buckets/${encodeURIComponent(payer)}/${bucketName}/resolve/${below}` });
  const file = await ArrivingFile.open(into, name, 0o600);
  try {
    if (response.body !== null) for await (const chunk of response.body) await file.write(Buffer.from(chunk));
    await file.close();
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

/** The log of a run beside its files, line by line, where it was kept; nothing where it was not. */
export async function* keptLogLines(hub: HubClient, payer: string, run: string): AsyncGenerator<string> {
  const path = `/buckets/${encodeURIComponent(payer)}/${bucketName}/resolve/${encodeURIComponent(`${run}.log`)}`;
  let response: Response;
  try {
    response = await hub.open({ path });
  } catch (error) {
    if (error instanceof HubError) return;
    throw error;
  }
  if (response.body === null) return;
  const decoder = new TextDecoder();
  let waiting = '';
  for await (const chunk of response.body) {
    const lines = (waiting + decoder.decode(chunk, { stream: true })).split('\n');
    waiting = lines.pop() ?? '';
    yield* lines;
  }
}

/** For people. */
export function placeOfOutputs(payer: string, run: string): string {
  return path.posix.join('buckets', payer, bucketName, run);
}

function apiOf(payer: string): string {
  return `/api/buckets/${encodeURIComponent(payer)}/${bucketName}`;
}
