/** What the official command line `hf` does with a Hub, call by call. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Calls, type Row } from './rows.ts';

const repo = 'ada/conform-cli';

export async function commandLineCalls(hf: string, env: NodeJS.ProcessEnv, folder: string): Promise<readonly Row[]> {
  const calls = new Calls('hf command line');
  const run = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(hf, args, { env, cwd: folder, maxBuffer: 16 * 2 ** 20 });
    return stdout;
  };
  const large = Buffer.alloc(9 * 2 ** 20, 'the same again, ');
  await mkdir(path.join(folder, 'up/deep'), { recursive: true });
  await writeFile(path.join(folder, 'large.safetensors'), large);
  await writeFile(path.join(folder, 'up/deep/x.txt'), 'deep');
  await writeFile(path.join(folder, 'up/README.md'), '---\nlicense: mit\ntags:\n- of-the-command-line\n---\n');
  await calls.call('whoami', async () => {
    assert.match(await run('auth', 'whoami'), /ada/);
  });
  await calls.call('create a repository', async () => {
    await run('repos', 'create', repo, '--private');
    await run('repos', 'create', `${repo}-rows`, '--repo-type', 'dataset', '--private');
  });
  await calls.call('upload a large file', async () => {
    await run('upload', repo, 'large.safetensors');
  });
  await calls.call('upload a folder', async () => {
    await run('upload', repo, 'up', '.');
  });
  await calls.call('download and compare', async () => {
    await run('download', repo, '--local-dir', 'down');
    assert.ok(large.equals(await readFile(path.join(folder, 'down/large.safetensors'))));
    assert.equal(await readFile(path.join(folder, 'down/deep/x.txt'), 'utf8'), 'deep');
  });
  await calls.call('list, search and information', async () => {
    assert.match(await run('models', 'list', '--author', 'ada', '--filter', 'of-the-command-line', '--format', 'json'), /conform-cli/);
    assert.match(await run('models', 'info', repo, '--format', 'json'), /of-the-command-line/);
    assert.match(await run('models', 'list', repo, '--format', 'json'), /large\.safetensors/);
    assert.match(await run('datasets', 'info', `${repo}-rows`, '--format', 'json'), /conform-cli-rows/);
  });
  await calls.call('branch and tag', async () => {
    await run('repos', 'branch', 'create', repo, 'dev');
    await run('repos', 'tag', 'create', repo, 'v1');
    assert.match(await run('repos', 'tag', 'list', repo), /v1/);
    await run('repos', 'branch', 'delete', repo, 'dev');
  });
  await calls.call('discussion', async () => {
    await run('discussions', 'create', repo, '--title', 'A question', '--body', 'why?');
    await run('discussions', 'comment', repo, '1', '--body', 'because');
    assert.match(await run('discussions', 'list', repo), /A question/);
    await run('discussions', 'close', repo, '1', '--yes');
  });
  await calls.call('sandbox: commands and files', async () => {
    const id = /[0-9a-f]{24}/.exec(await run('sandbox', 'create', '--flavor', 'cpu-basic'))?.[0] ?? assert.fail('no id');
    await run('sandbox', 'cp', 'up/deep/x.txt', `${id}:/work/x.txt`);
    assert.equal(await run('sandbox', 'exec', id, '--', 'cat', '/work/x.txt'), 'deep');
    await run('sandbox', 'kill', id);
  });
  await calls.call('run a job, its logs and its end', async () => {
    const printed = await run('jobs', 'run', '--env', 'A=1', 'python:3.12', 'python', '-c', 'import os; print("hello", os.environ["A"])');
    assert.match(printed, /hello 1/);
  });
  await calls.call('list, follow and cancel jobs', async () => {
    const detached = ['jobs', 'run', '--detach', 'python:3.12', '/bin/sh', '-c', 'echo begun; exec sleep 600'];
    const id = /[0-9a-f]{24}/.exec(await run(...detached))?.[0] ?? '';
    while (!(await run('jobs', 'logs', id)).includes('begun'));
    assert.match(await run('jobs', 'ps', '-q'), new RegExp(id));
    await run('jobs', 'cancel', id);
    assert.match(await run('jobs', 'inspect', id, '--format', 'json'), /CANCELED/);
    assert.match(await run('jobs', 'hardware'), /a10g-small/);
  });
  await calls.call('uv job with a local script', async () => {
    await writeFile(path.join(folder, 'job.py'), 'import sys\nprint("script", sys.argv[1])\n');
    assert.match(await run('jobs', 'uv', 'run', '--with', 'numpy', 'job.py', 'one'), /script one/);
  });
  await calls.call('scheduled job', async () => {
    const id = /[0-9a-f]{24}/.exec(await run('jobs', 'scheduled', 'run', '@hourly', 'python:3.12', 'true'))?.[0] ?? '';
    assert.match(await run('jobs', 'scheduled', 'ps', '-q'), new RegExp(id));
    await run('jobs', 'scheduled', 'suspend', id);
    await run('jobs', 'scheduled', 'delete', id);
  });
  await calls.call('bucket', async () => {
    await run('buckets', 'create', `${repo}-bucket`, '--private');
    await run('cp', 'up/deep/x.txt', `hf://buckets/${repo}-bucket/x.txt`);
    await run('cp', `hf://buckets/${repo}-bucket/x.txt`, 'from-bucket.txt');
    assert.equal(await readFile(path.join(folder, 'from-bucket.txt'), 'utf8'), 'deep');
    await run('buckets', 'delete', `${repo}-bucket`, '--yes');
  });
  await calls.call('papers', async () => {
    assert.match(await run('papers', 'search', 'LoRA'), /2106\.09685/);
  });
  await calls.call('delete a repository', async () => {
    await run('repos', 'delete', repo, '--yes');
    await run('repos', 'delete', `${repo}-rows`, '--repo-type', 'dataset', '--yes');
  });
  return calls.rows;
}
