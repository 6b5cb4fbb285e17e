/** What the official JavaScript client does with a Hub, call by call. */
import assert from 'node:assert/strict';
import {
  cancelJob,
  checkRepoAccess,
  commit,
  createBranch,
  createCollection,
  createRepo,
  createScheduledJob,
  deleteBranch,
  deleteCollection,
  deleteRepo,
  deleteScheduledJob,
  downloadFile,
  fileDownloadInfo,
  getJob,
  listCollections,
  listCommits,
  listDatasets,
  listFiles,
  listJobHardware,
  listJobs,
  listModels,
  listScheduledJobs,
  listSpaces,
  modelInfo,
  parseSafetensorsMetadata,
  pathsInfo,
  repoExists,
  runJob,
  runScheduledJob,
  spaceInfo,
  streamJobLogs,
  streamJobMetrics,
  uploadFiles,
  whoAmI,
} from '@huggingface/hub';
import { Calls, type Row } from './rows.ts';

const repo = { type: 'model', name: 'ada/conform-js' } as const;
const namespace = 'ada';

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** A file of weights with the header that says what is in it. */
export function safetensors(bytes: number): Buffer {
  const data = Buffer.alloc(bytes, 'weights');
  const header = Buffer.from(JSON.stringify({ w: { dtype: 'F32', shape: [bytes / 4], data_offsets: [0, bytes] } }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, data]);
}

export async function javascriptCalls(hubUrl: string, accessToken: string): Promise<readonly Row[]> {
  const to = { hubUrl, accessToken };
  const calls = new Calls('@huggingface/hub');
  const large = safetensors(20 * 2 ** 20);
  await calls.call('whoami', async () => {
    assert.equal((await whoAmI(to)).name, 'ada');
  });
  await calls.call('a wrong token is refused', async () => {
    await assert.rejects(whoAmI({ hubUrl, accessToken: 'hf_wrong' }), /Invalid credentials/);
  });
  await calls.call('create a repository', async () => {
    await createRepo({ ...to, repo, visibility: 'private', license: 'mit' });
    assert.ok(await repoExists({ ...to, repo }));
  });
  await calls.call('a private repository is hidden', async () => {
    await assert.rejects(modelInfo({ hubUrl, name: repo.name }), /Invalid username or password/);
  });
  await calls.call('upload a small file', async () => {
    await uploadFiles({ ...to, repo, files: [{ path: 'notes/a b.txt', content: new Blob(['hello']) }] });
  });
  await calls.call('upload a large file', async () => {
    await uploadFiles({ ...to, repo, files: [{ path: 'model.safetensors', content: new Blob([large]) }] });
    const [info] = await pathsInfo({ ...to, repo, paths: ['model.safetensors'] });
    assert.equal(info?.lfs?.size, large.length);
  });
  await calls.call('list the files', async () => {
    const paths = (await all(listFiles({ ...to, repo, recursive: true }))).map(({ path }) => path).toSorted();
    assert.deepEqual(paths, ['.gitattributes', 'README.md', 'model.safetensors', 'notes', 'notes/a b.txt']);
  });
  await calls.call('information of a repository', async () => {
    const info = await modelInfo({ ...to, name: repo.name, additionalFields: ['tags', 'safetensors'] });
    assert.ok(info.private && info.tags.includes('license:mit'));
    assert.equal(info.safetensors?.total, (20 * 2 ** 20) / 4);
  });
  await calls.call('information of paths', async () => {
    const infos = await pathsInfo({ ...to, repo, paths: ['notes/a b.txt', 'missing'], expand: true });
    assert.deepEqual(
      infos.map(({ path }) => path),
      ['notes/a b.txt'],
    );
    assert.ok(infos[0]?.lastCommit.title);
  });
  await calls.call('download and compare', async () => {
    const back = await (await downloadFile({ ...to, repo, path: 'model.safetensors' }))?.arrayBuffer();
    assert.ok(back !== undefined && large.equals(Buffer.from(back)));
    assert.equal(await fileDownloadInfo({ ...to, repo, path: 'missing' }), null);
    const { header } = await parseSafetensorsMetadata({ ...to, repo: repo.name }).then((parsed) => {
      assert.ok(!parsed.sharded);
      return parsed;
    });
    assert.ok('w' in header);
  });
  await calls.call('commits', async () => {
    const commits = await all(listCommits({ ...to, repo }));
    assert.equal(commits.at(-1)?.title, 'initial commit');
  });
  await calls.call('branch', async () => {
    await createBranch({ ...to, repo, branch: 'dev' });
    await commit({ ...to, repo, branch: 'dev', title: 'gone', operations: [{ operation: 'delete', path: 'notes/a b.txt' }] });
    assert.equal(await fileDownloadInfo({ ...to, repo, path: 'notes/a b.txt', revision: 'dev' }), null);
    await deleteBranch({ ...to, repo, branch: 'dev' });
  });
  await calls.call('a commit on an old parent is refused', async () => {
    const [, old] = await all(listCommits({ ...to, repo }));
    const operations = [{ operation: 'addOrUpdate', path: 'late', content: new Blob(['late']) } as const];
    await assert.rejects(commit({ ...to, repo, title: 'late', parentCommit: old?.oid ?? '', operations }), /A commit has happened since/);
  });
  await calls.call('pull request', async () => {
    const files = [{ path: 'proposed.txt', content: new Blob(['proposed']) }];
    const proposed = await uploadFiles({ ...to, repo, isPullRequest: true, files });
    assert.match(proposed?.pullRequestUrl ?? '', /\/discussions\/1$/);
    assert.ok(await fileDownloadInfo({ ...to, repo, path: 'proposed.txt', revision: 'refs/pr/1' }));
  });
  calls.leaveOut('tag', 'the client has no call for it');
  calls.leaveOut('discussion', 'the client has no call for it');
  await calls.call('access of a token', async () => {
    await checkRepoAccess({ ...to, repo });
  });
  await calls.call('search models, data sets, Spaces', async () => {
    const found = await all(listModels({ ...to, search: { owner: 'ada', query: 'conform-js' } }));
    assert.deepEqual(
      found.map(({ name }) => name),
      [repo.name],
    );
    assert.equal((await all(listModels({ ...to, search: { query: 'seeded' } }))).length, 5);
    assert.equal((await all(listDatasets({ ...to, search: { query: 'nothing-of-the-kind' } }))).length, 0);
    assert.equal((await all(listSpaces({ ...to, search: { owner: 'nobody' } }))).length, 0);
  });
  await calls.call('collection', async () => {
    const { slug } = await createCollection({ ...to, collection: { title: 'Kept by JavaScript', namespace, private: true } });
    const slugs = (await all(listCollections({ ...to, search: { owner: [namespace] } }))).map((each) => each.slug);
    assert.ok(slugs.includes(slug));
    await deleteCollection({ ...to, slug });
  });
  const job = { ...to, namespace, dockerImage: 'python:3.12', flavor: 'cpu-basic' } as const;
  await calls.call('run a job, its logs and its end', async () => {
    const command = ['python', '-c', 'import os; print("hello", os.environ["A"], len(os.environ["B"]))'];
    const { id: jobId } = await runJob({ ...job, command, environment: { A: '1' }, secrets: { B: 'two' }, labels: { kind: 'js' } });
    const lines = (await all(streamJobLogs({ ...to, namespace, jobId }))).map(({ message }) => message);
    assert.deepEqual(lines.slice(1), ['hello 1 3']);
    assert.equal(String((await getJob({ ...to, namespace, jobId })).status.stage), 'COMPLETED');
    assert.ok((await listJobs({ ...to, namespace })).some(({ id }) => id === jobId));
  });
  await calls.call('cancel a job', async () => {
    const { id: jobId } = await runJob({ ...job, command: ['sleep', '600'] });
    for await (const _ of streamJobMetrics({ ...to, namespace, jobId })) break;
    await cancelJob({ ...to, namespace, jobId });
    assert.equal(String((await getJob({ ...to, namespace, jobId })).status.stage), 'CANCELED');
  });
  await calls.call('hardware of jobs', async () => {
    assert.ok((await listJobHardware(to)).some(({ name }) => name === 'a10g-small'));
  });
  await calls.call('scheduled job', async () => {
    const jobSpec = { dockerImage: 'python:3.12', command: ['true'], arguments: [], flavor: 'cpu-basic' as const };
    const { id } = await createScheduledJob({ ...to, namespace, schedule: '@daily', jobSpec });
    assert.ok((await listScheduledJobs({ ...to, namespace })).some((each) => each.id === id));
    const started = await runScheduledJob({ ...to, namespace, jobId: id });
    await all(streamJobLogs({ ...to, namespace, jobId: started?.id ?? '' }));
    await deleteScheduledJob({ ...to, namespace, jobId: id });
  });
  await calls.call('Space', async () => {
    const space = { type: 'space', name: 'ada/conform-js-space' } as const;
    await createRepo({ ...to, repo: space, sdk: 'docker', visibility: 'private' });
    assert.equal((await spaceInfo({ ...to, name: space.name })).sdk, 'docker');
    await deleteRepo({ ...to, repo: space });
  });
  calls.leaveOut('secrets, runtime and logs of a Space', 'the client has no call for it');
  await calls.call('delete a repository', async () => {
    await deleteRepo({ ...to, repo });
    assert.ok(!(await repoExists({ ...to, repo })));
  });
  return calls.rows;
}
