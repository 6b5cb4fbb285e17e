import assert from 'node:assert/strict';
import { createRepo, uploadFiles } from '@huggingface/hub';
import { type Fields, fieldsOf } from '../../doubles/hub/fields.ts';
import { type Hub, type HubOptions, startHub } from '../../doubles/hub/hub.ts';

async function json(response: Response): Promise<Fields> {
  return fieldsOf(await response.json());
}

describe('the faults of the stand-in Hub', () => {
  let hub: Hub | undefined;
  afterEach(async () => {
    await hub?.close();
    hub = undefined;
  });

  async function start(options: HubOptions = {}): Promise<Hub> {
    hub = await startHub(options);
    return hub;
  }

  function ask({ url, token }: Hub, path: string, method = 'GET', body?: unknown): Promise<Response> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  }

  async function startJob(to: Hub, script: string, more: object = {}): Promise<string> {
    const job = { dockerImage: 'python:3.12', command: ['/bin/sh', '-c', script], flavor: 'cpu-basic', ...more };
    return String((await json(await ask(to, '/api/jobs/ada', 'POST', job)))['id']);
  }

  /** The text of a stream, and whether it broke off. */
  async function streamed(response: Response): Promise<{ readonly text: string; readonly isBroken: boolean }> {
    let text = '';
    try {
      for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
      return { text, isBroken: false };
    } catch {
      return { text, isBroken: true };
    }
  }

  async function ended(to: Hub, id: string): Promise<Fields> {
    await (await ask(to, `/api/jobs/ada/${id}/logs`)).text();
    return fieldsOf((await json(await ask(to, `/api/jobs/ada/${id}`)))['status']);
  }

  // shows: hub-double-faults
  it('refuses as often as it is told, with the headers that say for how long', async () => {
    const to = await start({ faults: [{ kind: 'rate-limit', times: 2, path: '/api/models', retrySeconds: 7 }] });
    const limited = await ask(to, '/api/models');
    assert.equal(limited.status, 429);
    assert.equal(limited.headers.get('ratelimit'), '"api";r=0;t=7');
    assert.equal((await ask(to, '/api/whoami-v2')).status, 200);
    assert.equal((await ask(to, '/api/models')).status, 429);
    assert.equal((await ask(to, '/api/models')).status, 200);
  });

  // shows: hub-double-faults
  it('takes faults over the wire, and takes them away', async () => {
    const to = await start();
    await ask(to, '/_faults', 'POST', { kind: 'status', status: 503, path: 'whoami' });
    assert.equal((await ask(to, '/api/whoami-v2')).status, 503);
    await ask(to, '/_faults', 'DELETE');
    assert.equal((await ask(to, '/api/whoami-v2')).status, 200);
    const wrong = await ask(to, '/_faults', 'POST', { kind: 'earthquake' });
    assert.match(String((await json(wrong))['error']), /kind is one of status, rate-limit/);
  });

  // shows: hub-double-faults
  it('has no money, no permission and no token left when it is told', async () => {
    const to = await start({ faults: [{ kind: 'no-credits', times: 1 }] });
    const job = { dockerImage: 'a', command: ['true'], flavor: 'cpu-basic' };
    assert.equal((await ask(to, '/api/jobs/ada', 'POST', job)).status, 402);
    to.faults.add({ kind: 'scope', path: '/api/jobs', times: 1 });
    assert.equal((await ask(to, '/api/jobs/ada', 'POST', job)).status, 403);
    to.faults.add({ kind: 'revoke', token: to.token, afterRequests: 1 });
    assert.equal((await ask(to, '/api/whoami-v2')).status, 200);
    assert.equal((await ask(to, '/api/whoami-v2')).status, 401);
  });

  // shows: hub-double-faults
  it('breaks a stream of lines off after as many as it is told, and gives all of them the next time', async () => {
    const to = await start();
    const id = await startJob(to, 'for n in 1 2 3 4 5; do echo line $n; done');
    assert.equal((await ended(to, id))['stage'], 'COMPLETED');
    to.faults.add({ kind: 'drop-stream', afterEvents: 3, times: 1 });
    const first = await streamed(await ask(to, `/api/jobs/ada/${id}/logs`));
    assert.ok(first.isBroken && first.text.includes('line 2') && !first.text.includes('line 3'), first.text);
    const second = await streamed(await ask(to, `/api/jobs/ada/${id}/logs`));
    assert.ok(!second.isBroken && second.text.includes('line 5'));
    const tail = await streamed(await ask(to, `/api/jobs/ada/${id}/logs?tail=1`));
    assert.deepEqual(
      [...tail.text.matchAll(/"data":"([^ "]+ [^ "]+)/g)].map(([, data]) => data),
      ['===== Job', 'line 5'],
    );
  });

  // shows: hub-double-faults
  it('says nothing on a stream that does not end when it is told', async () => {
    const to = await start({ keepAliveMs: 5, faults: [{ kind: 'silent-stream', times: 1 }] });
    const id = await startJob(to, 'echo said');
    const stop = new AbortController();
    const silent = await fetch(`${to.url}/api/jobs/ada/${id}/logs`, {
      headers: { authorization: `Bearer ${to.token}` },
      signal: stop.signal,
    });
    let text = '';
    for await (const chunk of silent.body ?? []) {
      text += Buffer.from(chunk).toString();
      // The job has long ended by then.
      if (text.split('keep-alive').length > 5 && (await ended(to, id))['stage'] === 'COMPLETED') break;
    }
    assert.ok(!text.includes('data:'), text);
    stop.abort();
  });

  // shows: hub-double-faults
  it('answers with 500 for the figures of a job that has ended, as the Hub does', async () => {
    const to = await start();
    const id = await startJob(to, 'true');
    await ended(to, id);
    assert.equal((await ask(to, `/api/jobs/ada/${id}/metrics`)).status, 500);
  });

  // shows: hub-double-faults
  it('resets an upload in the middle, and keeps nothing of that part', async () => {
    const to = await start({ partBytes: 2 ** 20, faults: [{ kind: 'reset-upload', afterBytes: 100_000, times: 1 }] });
    const repo = { type: 'model', name: 'ada/broken' } as const;
    const call = { hubUrl: to.url, accessToken: to.token, repo };
    await createRepo(call);
    const files = [{ path: 'w.safetensors', content: new Blob([Buffer.alloc(3 * 2 ** 20, 'w')]) }];
    await assert.rejects(uploadFiles({ ...call, files }));
    await uploadFiles({ ...call, files });
    assert.equal(to.repos.find('model', 'ada/broken')?.fileAt('main', 'w.safetensors').size, 3 * 2 ** 20);
  });

  // shows: hub-double-faults
  it('drops every connection while the network is cut, and answers when it is mended', async () => {
    const to = await start();
    const id = await startJob(to, 'exec sleep 600');
    const open = await ask(to, `/api/jobs/ada/${id}/logs`);
    const mend = to.faults.add({ kind: 'cut' });
    assert.ok((await streamed(open)).isBroken);
    await assert.rejects(ask(to, '/api/whoami-v2'));
    mend();
    assert.equal((await ask(to, '/api/whoami-v2')).status, 200);
  });

  // shows: hub-double-faults
  it('ends jobs whose time or money is over, with the reason that the Hub gives', async () => {
    const to = await start({ speed: 10_000 });
    assert.deepEqual(await ended(to, await startJob(to, 'exec sleep 600', { timeoutSeconds: 60 })), {
      stage: 'ERROR',
      message: 'Job timeout',
      failureCount: 1,
    });
    to.accounts.setCreditsUsd('ada', 0.02);
    const poor = await ended(to, await startJob(to, 'exec sleep 600', { flavor: 'a10g-small', timeoutSeconds: 1e6 }));
    assert.equal(poor['stage'], 'CANCELED');
    assert.equal(poor['cancelReason'], 'NO_CREDITS');
    assert.equal((await ask(to, '/api/jobs/ada', 'POST', { dockerImage: 'a', command: ['true'], flavor: 'cpu-basic' })).status, 402);
  });

  // shows: hub-double-faults
  it('keeps a job waiting as long as it is told', async () => {
    const to = await start({ faults: [{ kind: 'slow-start', delayMs: 60_000, times: 1 }] });
    const id = await startJob(to, 'true');
    assert.equal(fieldsOf((await json(await ask(to, `/api/jobs/ada/${id}`)))['status'])['stage'], 'SCHEDULING');
    assert.equal((await ended(to, await startJob(to, 'true')))['stage'], 'COMPLETED');
  });

  // shows: hub-double-faults
  it('remembers a token that was sent where large files come from', async () => {
    const to = await start();
    to.seed({ id: 'ada/leak', files: { 'w.safetensors': 'weights' } });
    const { headers } = await fetch(`${to.url}/ada/leak/resolve/main/w.safetensors`, { redirect: 'manual' });
    const cdn = headers.get('location') ?? '';
    assert.equal(await (await fetch(cdn)).text(), 'weights');
    assert.equal((await fetch(cdn, { headers: { authorization: `Bearer ${to.token}` } })).status, 400);
    hub = undefined;
    await assert.rejects(to.close(), /A token was sent to another host/);
  });
});
