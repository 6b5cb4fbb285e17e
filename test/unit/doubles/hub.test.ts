import assert from 'node:assert/strict';
import {
  commit,
  createBranch,
  createRepo,
  deleteRepo,
  downloadFile,
  fileDownloadInfo,
  getJob,
  listFiles,
  listModels,
  pathsInfo,
  runJob,
  streamJobLogs,
  uploadFiles,
  whoAmI,
} from '@huggingface/hub';
import { type Fields, fieldsOf } from '../../doubles/hub/fields.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';

describe('the stand-in Hub', () => {
  let hub: Hub;
  before(async () => {
    hub = await startHub({ partBytes: 6 * 2 ** 20 });
  });
  after(async () => {
    await hub.close();
  });

  // shows: hub-double
  it('takes and gives back files of all sizes from the official JavaScript client', async () => {
    const { token: accessToken, url: hubUrl } = hub;
    const to = { accessToken, hubUrl };
    const who = await whoAmI(to);
    assert.equal(who.name, 'ada');
    const repo = { type: 'model', name: 'ada/tiny' } as const;
    await createRepo({ ...to, repo, visibility: 'private' });
    const large = Buffer.alloc(13 * 2 ** 20, 'abcdefg');
    await uploadFiles({
      ...to,
      repo,
      commitTitle: 'first',
      files: [
        { path: 'notes/a b.txt', content: new Blob(['hello']) },
        { path: 'model.safetensors', content: new Blob([large]) },
      ],
    });
    await createBranch({ ...to, repo, branch: 'dev' });
    await commit({ ...to, repo, branch: 'dev', title: 'no notes', operations: [{ operation: 'delete', path: 'notes/a b.txt' }] });
    const files: string[] = [];
    for await (const file of listFiles({ ...to, repo, recursive: true })) if (file.type === 'file') files.push(file.path);
    assert.deepEqual(files.toSorted(), ['.gitattributes', 'model.safetensors', 'notes/a b.txt']);
    assert.equal(await fileDownloadInfo({ ...to, repo, path: 'notes/a b.txt', revision: 'dev' }), null);
    assert.equal(await (await downloadFile({ ...to, repo, path: 'notes/a b.txt' }))?.text(), 'hello');
    const back = await (await downloadFile({ ...to, repo, path: 'model.safetensors' }))?.arrayBuffer();
    assert.ok(back !== undefined && large.equals(Buffer.from(back)));
    const [info] = await pathsInfo({ ...to, repo, paths: ['model.safetensors'] });
    assert.equal(info?.lfs?.size, large.length);
    const found: string[] = [];
    for await (const model of listModels({ ...to, search: { owner: 'ada' } })) found.push(model.name);
    assert.deepEqual(found, ['ada/tiny']);
    await deleteRepo({ ...to, repo });
    await assert.rejects(whoAmI({ ...to, accessToken: hub.tokensOf('ada').revoked }), /Invalid credentials/);
  });

  // shows: hub-double-executes
  it('really runs the command of a job and streams what it prints', async () => {
    const to = { accessToken: hub.token, hubUrl: hub.url, namespace: 'ada' };
    const job = await runJob({
      ...to,
      dockerImage: 'python:3.12',
      command: ['/bin/sh', '-c', 'echo "$GREETING from $JOB_ID"; exit 3'],
      environment: { GREETING: 'hello' },
      secrets: { HF_TOKEN: 'not shown' },
      flavor: 'cpu-basic',
    });
    const lines: string[] = [];
    for await (const { message } of streamJobLogs({ ...to, jobId: job.id })) lines.push(message);
    assert.match(lines[0] ?? '', /^===== Job started at/);
    assert.deepEqual(lines.slice(1), [`hello from ${job.id}`]);
    const { status } = await getJob({ ...to, jobId: job.id });
    assert.equal(status.stage, 'ERROR');
    assert.match(String(status.message), /exit code: 3/);
  });

  // shows: hub-double-executes
  it('tells of a job with no other fields than the Hub publishes for one, and tries again as often as it may', async () => {
    const job = await postJob(hub, {
      dockerImage: 'ghcr.io/astral-sh/uv:python3.12-bookworm',
      command: ['/bin/sh', '-c', 'echo "print(6 * 7)" | uv run --with numpy -; exit 1'],
      flavor: 'cpu-basic',
      attempts: 2,
      secrets: { HF_TOKEN: hub.token },
      expose: { ports: [8000], portsPublic: [8000] },
      network: { group: 'g' },
    });
    const lines: string[] = [];
    const to = { accessToken: hub.token, hubUrl: hub.url, namespace: 'ada', jobId: String(job['id']) };
    for await (const { message } of streamJobLogs(to)) lines.push(message);
    assert.equal(lines.filter((line) => line === '42').length, 2);
    assert.ok(lines.some((line) => line.startsWith('uv: a shim of the stand-in Hub')));
    const ended = fieldsOf(await getJob(to));
    assert.equal(fieldsOf(ended['status'])['failureCount'], 2);
    assert.doesNotMatch(JSON.stringify(ended), new RegExp(hub.token));
    for (const fields of [job, ended]) {
      const unknown = Object.keys(fields).filter((name) => !jobFields.has(name));
      assert.deepEqual(unknown, []);
      for (const name of ['id', 'createdAt', 'environment', 'flavor', 'createdBy', 'type', 'owner', 'status'])
        assert.ok(name in fields, name);
    }
  });
});

/** Of the published description of the Hub’s calls, which allows no others (`/.well-known/openapi.json`, August 2026). */
const jobFields: ReadonlySet<string> = new Set(
  `id createdAt spaceId dockerImage timeout environment command arguments arch flavor createdBy resourceGroupId retry startedAt finishedAt
  durations volumes expose network type owner resourceGroup initiator status secrets labels hfToken`.split(/\s+/),
);

async function postJob({ url, token }: Hub, body: object): Promise<Fields> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fieldsOf(await (await fetch(`${url}/api/jobs/ada`, { method: 'POST', headers, body: JSON.stringify(body) })).json());
}
