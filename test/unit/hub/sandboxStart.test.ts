import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { nonceOf, sandboxAddress, sandboxRequest } from '../../../src/hub/sandboxJob.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';

describe('The start of a sandbox', () => {
  const folder = useTemporaryFolder();
  const request = sandboxRequest(
    {
      hub: 'https://huggingface.co',
      image: 'python:3.12',
      flavor: 'cpu-basic',
      timeoutSeconds: 60,
      idleSeconds: 600,
      labels: { name: 'x' },
    },
    'nonce',
    'derived',
  );

  /** The real script with a real shell; only where it puts the server is another place. */
  async function start(env: Readonly<Record<string, string>>, tools?: readonly string[]) {
    const [shell = '', ...words] = request.command.map((word) => word.replaceAll('/tmp/.sbx-server', join(folder.path, 'server')));
    const bin = join(folder.path, 'bin');
    mkdirSync(bin, { recursive: true });
    for (const tool of tools ?? []) symlinkSync(`/usr/bin/${tool}`, join(bin, tool));
    return await new Promise<{ code: number; out: string; err: string }>((resolve) => {
      execFile(shell, words, { env: { PATH: tools === undefined ? (process.env['PATH'] ?? '') : bin, ...env } }, (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
      });
    });
  }

  // shows: sandbox-paid
  it('runs exactly the server whose digest is pinned, and refuses every other before it could run', async () => {
    const program = '#!/bin/sh\necho "served, knows [$SBX_SERVER_URL]"\n';
    const digest = createHash('sha256').update(program).digest('hex');
    const server = createServer((_, response) => response.end(program)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const SBX_SERVER_URL = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/x`;
    try {
      assert.deepEqual(await start({ SBX_SERVER_URL, SBX_SERVER_SHA256: digest }), { code: 0, out: 'served, knows []\n', err: '' });
      const refused = await start({ SBX_SERVER_URL, SBX_SERVER_SHA256: request.environment['SBX_SERVER_SHA256'] ?? '' });
      assert.deepEqual([refused.code, refused.out], [1, '']);
      assert.match(refused.err, new RegExp(`not the one that was reviewed: ${digest} instead of bd08d60b`));
    } finally {
      server.close();
    }
    // An image without a program that fetches has it mounted; one that cannot check it runs nothing.
    writeFileSync(join(folder.path, `sbx-server-${digest}`), program);
    const mounted = { SBX_SERVER_MOUNT: folder.path, SBX_SERVER_SHA256: digest };
    const unchecked = await start(mounted, ['cp', 'cut', 'chmod']);
    assert.deepEqual([unchecked.code, unchecked.out], [1, '']);
    assert.match(unchecked.err, /neither sha256sum nor openssl/);
  });

  it('names where its port is from what is known here alone, and takes no other job for a sandbox', () => {
    assert.equal(sandboxAddress({ jobs: 'hf.jobs' }, '69f0'), 'https://69f0--49983.hf.jobs');
    assert.equal(nonceOf({ id: '69f0', labels: request.labels }), 'nonce');
    assert.throws(() => nonceOf({ id: '69f0', labels: { ...request.labels, 'hf-sandbox-mode': 'pool' } }), { code: 'no-sandbox' });
    assert.throws(() => nonceOf({ id: '69f0', labels: {} }), { code: 'no-sandbox' });
  });
});
