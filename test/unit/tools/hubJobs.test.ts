import assert from 'node:assert/strict';
import { endpointsFrom } from '../../../src/hub/endpoints.ts';
import { createRuns } from '../../../src/runs/runs.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { useToolbox } from './toolbox.ts';

describe('hub_jobs, and start_run as a job', () => {
  let hub: Hub;
  before(async () => {
    hub = await startHub();
  });
  after(() => hub.close());
  const box = useToolbox({
    makeRuns: (where) => createRuns({ ...where, supervisor: { node: process.execPath, script: '' }, interpreter: async () => undefined }),
    hub: () => ({
      userAgent: 'practicum/test',
      endpoints: () => endpointsFrom({ hub: hub.url, router: hub.url, datasetsServer: hub.url }, {}),
      token: async () => hub.token,
      payer: () => undefined,
    }),
  });
  const target = { kind: 'hf-job', flavor: 't4-small', timeout_minutes: 90 };
  const host = '127.0.0.1';

  // shows: job-quote, effects-declared
  it('cost what the Hub lists, paid by whom the person chose, once that was asked for', async () => {
    await box.put('train.py', 'import torch\nprint("step 1 loss 0.5")\n');
    const input = { script: 'train.py', target };
    assert.throws(() => box.tool('start_run').effects(input), { code: 'hub-prices' });
    const { content } = await box.call('hub_jobs', { action: 'hardware' });
    assert.match(content, /^Paid by ada\./);
    assert.match(content, /^t4-small +T4 16 GB, 4 vCPU, 15 GB · \$0\.40\/h$/m);
    assert.deepEqual(box.tool('start_run').effects(input), [
      { kind: 'execute', argv: ['python', box.at('train.py')], cwd: box.root, on: 'hf-job:ada' },
      { kind: 'reach', host },
      { kind: 'spend', usd: 0.6, on: '90 min × t4-small $0.40/h', purpose: 'run' },
    ]);
    assert.equal(box.tool('start_run').title(input), 'Train on t4-small for at most 90 min with train.py');
    const shown = await box.preview('start_run', input);
    assert.match(
      shown?.kind === 'text' ? shown.text : '',
      /^Costs at most \$0\.60: 90 min × t4-small \$0\.40\/h, paid by ada\.\n1 file .* seen by ada only/,
    );
    assert.match(shown?.kind === 'text' ? shown.text : '', /^Installed for it there: torch\.$/m);
    assert.throws(() => box.tool('start_run').effects({ ...input, target: { ...target, flavor: 'h100' } }), { code: 'no-such-hardware' });
    assert.throws(() => box.tool('start_run').effects({ ...input, host: 'gpu-box' }), { code: 'two-places' });
  });

  // shows: job-preflight
  it('count an estimate of this session for the model that it was of', async () => {
    const config = {
      model_type: 'llama',
      hidden_size: 64,
      intermediate_size: 128,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      vocab_size: 512,
    };
    hub.seed({ id: 'ada/tiny-llama', files: { 'config.json': JSON.stringify(config) } });
    await box.put('train.py', 'MODEL_NAME = "ada/tiny-llama"\nprint("step 1 loss 0.5")\n');
    await box.put('other.py', 'MODEL_NAME = "ada/other"\nprint("step 1 loss 0.5")\n');
    await box.call('hub_jobs', { action: 'hardware' });
    await box.call('estimate_training', { model: 'ada/tiny-llama', method: 'full', batch: 1, length: 32 });
    const memory = async (script: string): Promise<string> => {
      const shown = await box.preview('start_run', { script, target });
      return /^. memory: .*$/m.exec(shown?.kind === 'text' ? shown.text : '')?.[0] ?? '';
    };
    assert.equal(await memory('train.py'), '✓ memory: by the estimate for ada/tiny-llama (full) it fits on t4-small');
    assert.match(await memory('other.py'), /^\? memory: what was estimated for t4-small is ada\/tiny-llama \(full\), another training/);
  });

  // shows: space-quote
  it('cost as a Space what the Hub lists for Spaces, as a place of its own, and say that a plan is needed', async () => {
    await box.put('train.py', 'print("step 1 loss 0.5")\n');
    const { content } = await box.call('hub_jobs', { action: 'hardware' });
    assert.match(content, /^As a Space, which needs a paid plan: cpu-basic free, .*t4-small \$0\.40\/h/m);
    const input = { script: 'train.py', target: { ...target, kind: 'hf-space' } };
    assert.deepEqual(box.tool('start_run').effects(input), [
      { kind: 'execute', argv: ['python', box.at('train.py')], cwd: box.root, on: 'hf-space:ada' },
      { kind: 'reach', host },
      { kind: 'spend', usd: 0.7, on: '90 + 15 min to start and end × t4-small $0.40/h', purpose: 'run' },
    ]);
    assert.equal(box.tool('start_run').title(input), 'Train on t4-small as a Space for at most 90 min with train.py');
    const shown = await box.preview('start_run', input);
    assert.match(
      shown?.kind === 'text' ? shown.text : '',
      /^Costs at most \$0\.70: .*, paid by ada\.\nA private Space of ada, which needs a paid plan; it is deleted at its end\.$/m,
    );
    // Jobs alone have it; and what costs nothing would sleep in the middle.
    const on = (flavor: string, minutes: number): object => ({
      ...input,
      target: { ...input.target, flavor, timeout_minutes: minutes },
    });
    assert.throws(() => box.tool('start_run').effects(on('h200', 90)), { code: 'no-such-hardware' });
    assert.throws(() => box.tool('start_run').effects(on('cpu-basic', 60 * 50)), { code: 'time-limit' });
  });

  // shows: job-elsewhere
  it('are listed, looked at and cancelled, also those that somebody else started', async () => {
    await box.call('hub_jobs', { action: 'hardware' });
    const response = await fetch(`${hub.url}/api/jobs/ada`, {
      method: 'POST',
      headers: { authorization: `Bearer ${hub.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        dockerImage: 'python:3.12',
        command: ['sleep', '600'],
        flavor: 'cpu-basic',
        timeoutSeconds: 600,
        labels: { name: 'by-hand' },
      }),
    });
    const { id }: { readonly id: string } = JSON.parse(await response.text());
    const listed = await box.call('hub_jobs', { action: 'list' });
    assert.match(listed.content, new RegExp(`^${id}  (?:SCHEDULING|RUNNING), cpu-basic, .*by-hand: sleep 600$`, 'm'));
    assert.deepEqual(listed.origin, { kind: 'log', name: 'jobs of ada' });
    assert.match((await box.call('hub_jobs', { action: 'inspect', id })).content, /page: \S+\/jobs\/ada\//);
    assert.deepEqual(box.tool('hub_jobs').effects({ action: 'list' }), [{ kind: 'lookup', host }]);
    assert.deepEqual(box.tool('hub_jobs').effects({ action: 'cancel', id }), [
      { kind: 'lookup', host },
      { kind: 'execute', argv: ['hf', 'jobs', 'cancel', id], cwd: box.root, on: 'hf-job:ada' },
    ]);
    assert.match((await box.call('hub_jobs', { action: 'cancel', id })).content, /is cancelled/);
    assert.equal(hub.jobs.jobs.get(id)?.status.stage, 'CANCELED');
    await assert.rejects(box.call('hub_jobs', { action: 'cancel' }), { code: 'missing-argument' });
  });

  // shows: secrets-everywhere
  it('are scheduled without a key: what is sent can be read by whoever sees the job', async () => {
    await box.call('hub_jobs', { action: 'hardware' });
    const token = `hf_${'aB3dE5fG7h'.repeat(4)}`;
    const schedule = (script: string, ...args: readonly string[]) =>
      box.call('hub_jobs', { action: 'schedule', script, args, schedule: '@daily', flavor: 'cpu-basic', timeout_minutes: 30, starts: 7 });
    await box.put('login.py', `login(token='${token}')\n`);
    await assert.rejects(schedule('login.py'), { code: 'secret-in-script', message: /login\.py/, hint: /start it as a job/ });
    // No key by its looks: what stands in a file of secrets is one.
    await box.put('.env', 'SERVICE_KEY=quiet-pond-under-elms\n');
    await box.put('quiet.py', "post('quiet-pond-under-elms')\n");
    await assert.rejects(schedule('quiet.py'), { code: 'secret-in-script' });
    await box.put('nightly.py', 'print("nightly")\n');
    await assert.rejects(schedule('nightly.py', '--token', token), { code: 'secret-in-arguments' });
    assert.match((await box.call('hub_jobs', { action: 'schedules' })).content, /no scheduled jobs/);
  });

  // shows: job-scheduled
  it('are scheduled for so many starts at the price of all of them, and go on or start once more only for what is promised', async () => {
    await box.put('nightly.py', 'print("nightly")\n');
    await box.call('hub_jobs', { action: 'hardware' });
    const input = { action: 'schedule', script: 'nightly.py', schedule: '@daily', flavor: 'cpu-basic', timeout_minutes: 30, starts: 7 };
    const spends = (given: object): unknown =>
      box
        .tool('hub_jobs')
        .effects(given)
        .find(({ kind }) => kind === 'spend');
    assert.deepEqual(spends(input), { kind: 'spend', usd: 0.035, on: '7 starts of 30 min × cpu-basic $0.01/h', purpose: 'run' });
    assert.throws(() => spends({ ...input, starts: undefined }), { code: 'missing-argument', message: /how often it may start/ });
    const shown = await box.preview('hub_jobs', input);
    assert.match(
      shown?.kind === 'text' ? shown.text : '',
      /^Costs at most \$0\.04: 7 starts of 30 min × cpu-basic \$0\.01\/h, paid by ada\.\nAll of that is promised now\. A start after/,
    );
    const { content } = await box.call('hub_jobs', input);
    const id = /^scheduled: (\S+)/.exec(content)?.[1] ?? assert.fail(content);
    const listed = async (): Promise<string> => (await box.call('hub_jobs', { action: 'schedules' })).content;
    assert.match(await listed(), /@daily, .*, promised at most \$0\.04 for 7 starts of 30 min × cpu-basic \$0\.01\/h until \d{4}-/);
    await box.call('hub_jobs', { action: 'suspend', id });
    assert.match(await listed(), /suspended/);
    assert.deepEqual([spends({ action: 'suspend', id }), spends({ action: 'resume', id })], [undefined, undefined]);
    await box.call('hub_jobs', { action: 'resume', id });
    assert.doesNotMatch(await listed(), /suspended/);
    assert.deepEqual(spends({ action: 'run_now', id }), { kind: 'spend', usd: 0.005, on: '30 min × cpu-basic $0.01/h', purpose: 'run' });
    const { content: started } = await box.call('hub_jobs', { action: 'run_now', id });
    const job = /^Started the job (\S+)\./.exec(started)?.[1] ?? assert.fail(started);
    assert.deepEqual(hub.jobs.jobs.get(job)?.initiator, { type: 'scheduled-job', id });
    await hub.jobs.jobs.get(job)?.program?.ended;
    await box.call('hub_jobs', { action: 'unschedule', id });
    assert.match(await listed(), /no scheduled jobs/);
    // Nobody promised anything for this one, and nobody has looked at what a start of it costs.
    assert.throws(() => spends({ action: 'resume', id: 'other' }), { code: 'not-promised', hint: /hf jobs scheduled resume other/ });
    assert.throws(() => spends({ action: 'run_now', id: 'other' }), { code: 'no-schedule' });
  });
});
