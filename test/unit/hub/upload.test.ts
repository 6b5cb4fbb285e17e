import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../src/base/clock.ts';
import { createHubClient, type HubClient } from '../../../src/hub/client.ts';
import { endpointsFrom } from '../../../src/hub/endpoints.ts';
import { HubError } from '../../../src/hub/hubErrors.ts';
import { uploadFiles } from '../../../src/hub/upload/upload.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';

const repo = { type: 'model', id: 'ada/tiny' } as const;
const partBytes = 256 * 1024;
/** Waits for nothing, so that retries cost no time. */
const clock: Clock = { nowMs: () => Date.now(), sleep: async (_ms, signal) => signal?.throwIfAborted() };

describe('Uploading', () => {
  let hub: Hub;
  let folder: string;
  let client: HubClient;

  beforeEach(async () => {
    hub = await startHub({ partBytes });
    folder = await mkdtemp(join(tmpdir(), 'upload-'));
    client = createHubClient({
      endpoints: endpointsFrom({ hub: hub.url }, {}),
      token: async () => hub.token,
      fetch,
      userAgent: 'practicum/test',
    });
    await client.done({ path: '/api/repos/create', method: 'POST', json: { name: 'tiny', organization: 'ada', type: 'model' } });
  });

  afterEach(async () => {
    await hub.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function download(path: string): Promise<Buffer> {
    return Buffer.from(await (await client.open({ path: `/ada/tiny/resolve/main/${path}` })).arrayBuffer());
  }

  function partsSent(): number {
    return [...hub.requests, ...hub.cdnRequests].filter(({ method, path }) => method === 'PUT' && path.startsWith('/_parts/')).length;
  }

  // shows: publish-upload
  it('brings small and large files into one commit, and what is there already not again', async () => {
    const weights = randomBytes(partBytes * 2 + 1000);
    await writeFile(join(folder, 'model.safetensors'), weights);
    const files = [
      { path: 'model.safetensors', from: { file: join(folder, 'model.safetensors') } },
      { path: 'sub/config.json', from: { bytes: Buffer.from('{"a":1}') } },
      { path: 'empty.txt', from: { bytes: Buffer.alloc(0) } },
    ];
    let last = 0;
    const first = await uploadFiles(client, { repo, files, title: 'Add', clock, onProgress: ({ doneBytes }) => (last = doneBytes) });
    assert.ok(first.commit !== undefined);
    assert.equal(first.sentFiles, 3);
    assert.ok(last >= weights.length);
    assert.deepEqual(await download('model.safetensors'), weights);
    assert.equal((await download('sub/config.json')).toString(), '{"a":1}');
    const again = await uploadFiles(client, { repo, files, title: 'Add again', clock });
    assert.equal(again.unchangedFiles + again.sentFiles, 3);
    assert.equal(partsSent(), 3);
  });

  // shows: publish-upload
  it('sends only the part again in which the line was cut', async () => {
    const weights = randomBytes(partBytes * 6);
    await writeFile(join(folder, 'w.safetensors'), weights);
    hub.faults.add({ kind: 'reset-upload', afterBytes: 1000, times: 2 });
    await uploadFiles(client, {
      repo,
      files: [{ path: 'w.safetensors', from: { file: join(folder, 'w.safetensors') } }],
      title: 'Add',
      clock,
    });
    assert.deepEqual(await download('w.safetensors'), weights);
    assert.equal(partsSent(), 6 + 2);
  });

  // shows: publish-upload
  it('goes on in another process where the first one was ended', async () => {
    const weights = randomBytes(partBytes * 8);
    await writeFile(join(folder, 'w.safetensors'), weights);
    const files = [{ path: 'w.safetensors', from: { file: join(folder, 'w.safetensors') } }];
    const record = join(folder, 'record');
    const ended = new AbortController();
    const first = uploadFiles(client, {
      repo,
      files,
      title: 'Add',
      clock,
      recordFolder: record,
      signal: ended.signal,
      onProgress: ({ doneBytes }) => doneBytes > partBytes * 5 && ended.abort(new Error('ended')),
    });
    await assert.rejects(first);
    const before = partsSent();
    assert.equal((await readdir(record)).length, 1);
    await uploadFiles(client, { repo, files, title: 'Add', clock, recordFolder: record });
    assert.deepEqual(await download('w.safetensors'), weights);
    // What was on its way when it ended may go once more, and no more than what goes at once.
    assert.ok(partsSent() <= 8 + 4, `${before} before, ${partsSent()} in all`);
    assert.deepEqual(await readdir(record), []);
  });

  // shows: publish-upload
  it('never sends the token to storage', async () => {
    await writeFile(join(folder, 'w.safetensors'), randomBytes(partBytes * 2));
    await uploadFiles(client, {
      repo,
      files: [{ path: 'w.safetensors', from: { file: join(folder, 'w.safetensors') } }],
      title: 'Add',
      clock,
    });
    const puts = [...hub.requests, ...hub.cdnRequests].filter(({ method }) => method === 'PUT');
    assert.ok(puts.length > 0);
    for (const put of puts) assert.equal(put.authorization, undefined);
  });

  // shows: publish-upload
  it('refuses names that would leave the repository or meet, before anything is sent', async () => {
    for (const path of ['../x', '/x', 'a//b', '.git/config', ''])
      await assert.rejects(uploadFiles(client, { repo, files: [{ path, from: { bytes: Buffer.from('x') } }], title: 'Add' }), HubError);
    const twice = { path: 'a', from: { bytes: Buffer.from('x') } };
    await assert.rejects(uploadFiles(client, { repo, files: [twice, twice], title: 'Add' }), /Two files would be a/);
  });

  // shows: publish-upload
  it('changes nothing where the branch has moved since it was looked at', async () => {
    const file = (text: string) => [{ path: 'a.txt', from: { bytes: Buffer.from(text) } }];
    const { commit } = await uploadFiles(client, { repo, files: file('1'), title: 'One', clock });
    await uploadFiles(client, { repo, files: file('2'), title: 'Two', clock });
    await assert.rejects(
      uploadFiles(client, { repo, files: file('3'), title: 'Three', clock, ...(commit === undefined ? {} : { parent: commit }) }),
      (error) => error instanceof HubError && error.code === 'hub-conflict',
    );
    assert.equal((await download('a.txt')).toString(), '2');
  });

  // shows: publish-upload
  it('commits once where the answer to the commit was lost', async () => {
    hub.faults.add({ kind: 'status', status: 502, path: '/commit/', times: 1 });
    await uploadFiles(client, { repo, files: [{ path: 'a.txt', from: { bytes: Buffer.from('1') } }], title: 'One', clock });
    assert.equal((await download('a.txt')).toString(), '1');
  });
});
