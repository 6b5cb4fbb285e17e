/** The files of a workspace for a job: small ones inside its command, more of them by way of a private data set that only the payer sees. */
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import * as z from 'zod';
import { PracticumError } from '../../base/errors.ts';
import type { HubClient } from '../../hub/client.ts';
import { HubError } from '../../hub/hubErrors.ts';
import type { JobVolume } from '../../hub/jobs.ts';
import type { Slice } from '../ssh/slice.ts';

/** A program's arguments may have 128 KB each, and our own program goes along. */
export const inlineChars = 80_000;
/** Text, so that no store for large files is needed; what is larger is data, and has its own place on the Hub. */
const partChars = 6_000_000;
const mostChars = 60_000_000;

export const sliceRepo = 'practicum-runs';
export const sliceMount = '/practicum';

/** One text: base64 of zlib of names and sizes, and the bytes. */
export async function packSlice(slice: Slice): Promise<string> {
  const contents = await Promise.all(slice.files.map(({ file }) => readFile(file)));
  const head = slice.files.map(({ name, mode }, at) => [name, contents[at]?.length ?? 0, mode]);
  const whole = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...contents]);
  const text = (await promisify(deflate)(whole)).toString('base64');
  if (text.length <= mostChars) return text;
  throw new PracticumError('slice-too-large', `The workspace has ${Math.round(text.length / 2 ** 20)} MB to send, packed.`, {
    hint: 'Put the data into a data set of the Hub and let the script load it there; name it in .gitignore so that it stays here.',
  });
}

const commitSchema = z.object({ commitOid: z.string() });

/** Puts what does not fit into a command where the job can read it, and answers how it is mounted. */
export async function sendByRepo(hub: HubClient, payer: string, run: string, packed: string): Promise<JobVolume> {
  const source = `${payer}/${sliceRepo}`;
  await makePrivateDataset(hub, payer);
  const lines: object[] = [{ key: 'header', value: { summary: `Files of the run ${run}`, description: '' } }];
  for (let at = 0, part = 0; at < packed.length; at += partChars, part++) {
    const content = Buffer.from(`${packed.slice(at, at + partChars)}\n`).toString('base64');
    lines.push({ key: 'file', value: { path: `${run}/${String(part).padStart(3, '0')}.b64`, content, encoding: 'base64' } });
  }
  const { commitOid } = await hub.json(
    {
      path: `/api/datasets/${source.split('/').map(encodeURIComponent).join('/')}/commit/main`,
      method: 'POST',
      body: { type: 'application/x-ndjson', bytes: lines.map((line) => `${JSON.stringify(line)}\n`).join('') },
      // The same files under the same names: a second commit changes nothing.
      isRepeatable: true,
    },
    commitSchema,
  );
  return { type: 'dataset', source, mountPath: sliceMount, revision: commitOid, path: run, readOnly: true };
}

async function makePrivateDataset(hub: HubClient, payer: string): Promise<void> {
  try {
    await hub.done({
      path: '/api/repos/create',
      method: 'POST',
      json: { type: 'dataset', name: sliceRepo, organization: payer, visibility: 'private' },
      isRepeatable: true,
    });
  } catch (error) {
    if (!(error instanceof HubError) || (error.code !== 'hub-exists' && error.code !== 'hub-conflict')) throw error;
    await requirePrivate(hub, `${payer}/${sliceRepo}`);
  }
}

/** Somebody may have opened it to everybody since: nothing of a workspace goes there then. */
async function requirePrivate(hub: HubClient, id: string): Promise<void> {
  const path = `/api/datasets/${id.split('/').map(encodeURIComponent).join('/')}`;
  const { private: isPrivate } = await hub.json({ path }, z.object({ private: z.boolean() }));
  if (isPrivate) return;
  throw new PracticumError('slice-public', `The data set ${id} is public, and the files of the workspace would go there.`, {
    hint: 'Make it private on the Hub, then start the run again.',
  });
}
