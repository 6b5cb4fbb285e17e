import assert from 'node:assert/strict';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { type Fields, fieldsOf, listOf } from '../../doubles/hub/fields.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';

describe('the services of the stand-in Hub', () => {
  let hub: Hub;
  let nowMs = Date.parse('2026-11-20T10:00:00Z');
  before(async () => {
    hub = await startHub({ now: () => nowMs, replies: ['one two'] });
  });
  after(async () => {
    await hub.close();
  });

  function ask(path: string, method = 'GET', body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const own = { authorization: `Bearer ${hub.token}`, 'content-type': 'application/json', ...headers };
    return fetch(`${hub.url}${path}`, { method, headers: own, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  }

  async function json(path: string, method = 'GET', body?: unknown): Promise<Fields> {
    return fieldsOf(await (await ask(path, method, body)).json());
  }

  function about(call: string, more: Readonly<Record<string, string>> = {}): string {
    return `/datasets-server/${call}?${new URLSearchParams({ dataset: 'ada/rows', config: 'default', split: 'train', ...more })}`;
  }

  // shows: hub-double-services
  it('computes what the datasets server says from the files of a data set', async () => {
    const rows = Array.from({ length: 150 }, (_, n) => JSON.stringify({ text: `row ${n}`, n, label: n % 2 === 0 ? 'even' : 'odd' }));
    const test = parquetWriteBuffer({ columnData: [{ name: 'n', data: [7n, 8n], type: 'INT64' }] });
    hub.seed({ kind: 'dataset', id: 'ada/rows', files: { 'train.jsonl': rows.join('\n'), 'test.parquet': new Uint8Array(test) } });
    assert.deepEqual((await json(about('splits')))['splits'], [
      { dataset: 'ada/rows', config: 'default', split: 'train' },
      { dataset: 'ada/rows', config: 'default', split: 'test' },
    ]);
    const first = await json(about('first-rows'));
    assert.equal(listOf(first['rows']).length, 100);
    assert.equal(first['truncated'], true);
    const page = await json(about('rows', { offset: '148', length: '10' }));
    assert.deepEqual(
      listOf(page['rows']).map((each) => fieldsOf(fieldsOf(each)['row'])['n']),
      [148, 149],
    );
    const filtered = await json(about('filter', { where: `"n">146 AND ("label"='odd' OR "n"=148)`, orderby: '"n" desc' }));
    assert.deepEqual(
      listOf(filtered['rows']).map((each) => fieldsOf(each)['row_idx']),
      [149, 148, 147],
    );
    assert.equal((await ask(about('filter', { where: 'drop table' }))).status, 422);
    assert.equal((await json(about('search', { query: '149' })))['num_rows_total'], 1);
    const size = fieldsOf(fieldsOf((await json(about('size')))['size'])['dataset']);
    assert.equal(size['num_rows'], 152);
    const [, label] = listOf((await json(about('statistics')))['statistics'])
      .map(fieldsOf)
      .filter((each) => each['column_name'] !== 'text');
    assert.deepEqual(fieldsOf(label?.['column_statistics'])['frequencies'], { even: 75, odd: 75 });
    const files = listOf((await json(about('parquet', { config: 'default' })))['parquet_files']).map(fieldsOf);
    const bytes = await (await fetch(String(files[0]?.['url']))).arrayBuffer();
    assert.equal(Buffer.from(bytes).subarray(0, 4).toString(), 'PAR1');
    const missing = await ask('/datasets-server/splits?dataset=ada/missing');
    assert.equal(missing.headers.get('x-error-code'), 'ExternalAuthenticatedError');
  });

  // shows: hub-double-services
  it('lists models that answer, and says what is in its script', async () => {
    const [model] = listOf((await json('/router/v1/models'))['data']).map(fieldsOf);
    assert.equal(model?.['id'], 'Qwen/Qwen3-8B');
    const chat = { model: 'Qwen/Qwen3-8B', messages: [{ role: 'user', content: 'again' }] };
    const streamed = await (await ask('/router/v1/chat/completions', 'POST', { ...chat, stream: true })).text();
    assert.equal([...streamed.matchAll(/"delta":\{"content":"([^"]*)"/g)].map(([, text]) => text).join(''), 'one two');
    assert.match(streamed, /data: \[DONE\]\n\n$/);
    const [choice] = listOf((await json('/router/v1/chat/completions', 'POST', chat))['choices']).map(fieldsOf);
    assert.equal(fieldsOf(choice?.['message'])['content'], 'again');
  });

  // shows: hub-double-services
  it('signs a device in when the person says yes, and renews its token once', async () => {
    const form = async (path: string, fields: Readonly<Record<string, string>>): Promise<Fields> =>
      fieldsOf(await (await fetch(`${hub.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) })).json());
    const device = await form('/oauth/device', { client_id: 'app' });
    const poll = {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: 'app',
      device_code: String(device['device_code']),
    };
    assert.equal((await form('/oauth/token', poll))['error'], 'authorization_pending');
    assert.equal((await form('/oauth/token', poll))['error'], 'slow_down');
    hub.oauth.approve(String(device['user_code']), 'grace');
    const tokens = await form('/oauth/token', poll);
    const who = await ask('/api/whoami-v2', 'GET', undefined, { authorization: `Bearer ${String(tokens['access_token'])}` });
    assert.equal(fieldsOf(await who.json())['name'], 'grace');
    nowMs += 9 * 3600 * 1000;
    const late = await ask('/api/whoami-v2', 'GET', undefined, { authorization: `Bearer ${String(tokens['access_token'])}` });
    assert.equal(late.status, 401);
    const renew = { grant_type: 'refresh_token', client_id: 'app', refresh_token: String(tokens['refresh_token']) };
    assert.match(String((await form('/oauth/token', renew))['access_token']), /^hf_oauth_/);
    assert.equal((await form('/oauth/token', renew))['error'], 'invalid_grant');
  });

  // shows: hub-double-services
  it('finds papers and pages of documentation, which are Markdown', async () => {
    const [hit] = listOf(await (await ask('/api/docs/search?q=adapters')).json()).map(fieldsOf);
    assert.match(String(hit?.['source_page_url']), /\/docs\/peft\/quicktour$/);
    assert.match(await (await ask('/docs/trl/sft_trainer.md')).text(), /^# SFT Trainer/);
    assert.match(await (await ask('/papers/2106.09685.md')).text(), /^# LoRA/);
  });

  // shows: hub-double-executes
  it('mounts data sets and buckets in a job, gives its ports to who may see it, and brings buckets back', async () => {
    hub.seed({ kind: 'dataset', id: 'ada/mounted', files: { 'deep/a.txt': 'from the data set' } });
    hub.buckets.create('ada', 'kept', true);
    const script = `
import http.server, shutil, sys
shutil.copy('/data/deep/a.txt', '/out/copy.txt')
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = (self.path + ' ' + str(self.headers['authorization'])).encode()
        self.send_response(200); self.send_header('content-length', str(len(body))); self.end_headers(); self.wfile.write(body)
        if self.path == '/end': self.server.isOver = True
server = http.server.HTTPServer(('127.0.0.1', 8000), Answer)
server.isOver = False
print('open', flush=True)
while not server.isOver: server.handle_request()`;
    const job = await json('/api/jobs/ada', 'POST', {
      dockerImage: 'python:3.12',
      command: ['python3', '-c', script],
      flavor: 'cpu-basic',
      expose: { ports: [8000] },
      volumes: [
        { type: 'dataset', source: 'ada/mounted', mountPath: '/data', readOnly: true },
        { type: 'bucket', source: 'ada/kept', mountPath: '/out' },
      ],
    });
    const id = String(job['id']);
    const logs = await ask(`/api/jobs/ada/${id}/logs`);
    let text = '';
    for await (const chunk of logs.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (!text.includes('"open"')) continue;
      const [port] = listOf(fieldsOf((await json(`/api/jobs/ada/${id}`))['status'])['exposeUrls']).map(String);
      assert.equal(port, `${hub.url}/jobs-ports/${id}--8000.hf.jobs`);
      assert.equal((await fetch(`${port}/x`)).status, 401);
      assert.equal(await (await ask(`/jobs-ports/${id}--8000/x?y=1`)).text(), '/x?y=1 None');
      await (await ask(`/jobs-ports/${id}--8000/end`)).text();
      text = text.replace('"open"', '');
    }
    assert.equal(fieldsOf((await json(`/api/jobs/ada/${id}`))['status'])['stage'], 'COMPLETED', text);
    const copy = hub.buckets.find('ada/kept')?.files.get('copy.txt');
    assert.equal(hub.repos.blobs.bytes(copy?.sha256 ?? '').toString(), 'from the data set');
  });

  // shows: hub-double-executes
  it('runs the server of a private Docker Space behind an edge that keeps the token', async () => {
    const server = `
import http.server, os, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = (os.environ['SECRET'] + ' ' + str(self.headers['authorization']) + ' ' + str(self.headers['x-own'])).encode()
        self.send_response(200); self.send_header('content-length', str(len(body))); self.end_headers(); self.wfile.write(body)
http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), Answer).serve_forever()`;
    const encoded = (content: string): string => Buffer.from(content).toString('base64');
    await json('/api/repos/create', 'POST', {
      name: 'served',
      type: 'space',
      sdk: 'docker',
      visibility: 'private',
      secrets: [{ key: 'SECRET', value: 's' }],
      files: [
        { path: 'Dockerfile', content: encoded('FROM python:3.12\nCMD ["python3", "server.py", "7860"]\n'), encoding: 'base64' },
        { path: 'server.py', content: encoded(server), encoding: 'base64' },
      ],
    });
    const stop = new AbortController();
    const headers = { authorization: `Bearer ${hub.token}` };
    const events = await fetch(`${hub.url}/api/spaces/ada/served/events`, { headers, signal: stop.signal });
    let seen = '';
    for await (const chunk of events.body ?? []) {
      seen += Buffer.from(chunk).toString();
      if (/"stage":"(RUNNING|RUNTIME_ERROR)"/.test(seen)) break;
    }
    stop.abort();
    assert.match(seen, /"stage":"BUILDING"[\s\S]*"stage":"RUNNING"/);
    assert.notEqual((await fetch(`${hub.url}/spaces-apps/ada-served/`)).status, 200);
    const answer = await ask('/spaces-apps/ada-served/', 'GET', undefined, { 'x-own': 'token' });
    assert.equal(await answer.text(), 's None token');
    assert.equal((await json('/api/spaces/ada/served/pause', 'POST'))['stage'], 'PAUSED');
    assert.equal((await ask('/spaces-apps/ada-served/')).status, 503);
  });
});
