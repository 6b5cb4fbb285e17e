import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { declareTool } from '../../../src/agent/declare.ts';
import { createPolicy } from '../../../src/policy/policy.ts';
import { createRuns } from '../../../src/runs/runs.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { hostOf, startedElsewhere } from '../runs/sandboxes/sandboxPlace.ts';
import { useToolbox } from './toolbox.ts';

const smi = '#!/bin/sh\necho "9318, 15360"\n';

const train = `
import argparse, os
import helper
parser = argparse.ArgumentParser()
parser.add_argument('--max-steps', type=int, default=1000000)
parser.add_argument('--lr', type=float, default=0.1)
args = parser.parse_args()
print(helper.word, 'token' if os.environ.get('HF_TOKEN') else 'no token', flush=True)
if args.lr > 1:
    raise RuntimeError('CUDA out of memory. Tried to allocate 2.00 GiB')
held = bytearray(2**24)
import time
for step in range(args.max_steps):
    print(f'step {step} loss {1 / (step + 1):.3f}', flush=True)
    time.sleep(0.4)
torch = 'torch.save'
`;

describe('The tools in a sandbox', function () {
  this.timeout(60_000);
  let hub: Hub;
  let programs: string;
  before(async () => {
    programs = mkdtempSync(path.join(tmpdir(), 'practicum-gpu-'));
    mkdirSync(path.join(programs, 'bin'));
    writeFileSync(path.join(programs, 'bin/nvidia-smi'), smi);
    chmodSync(path.join(programs, 'bin/nvidia-smi'), 0o755);
    symlinkSync('/usr/bin/python3', path.join(programs, 'bin/python3'));
    hub = await startHub({ python: path.join(programs, 'bin/python3') });
  });
  after(async () => {
    await hub.close();
    rmSync(programs, { recursive: true, force: true });
  });
  const box = useToolbox({
    makeRuns: (where) => createRuns({ ...where, supervisor: { node: process.execPath, script: '' }, interpreter: async () => undefined }),
    hub: () => hostOf(hub, hub.token),
  });

  const start = async (): Promise<string> => {
    await box.call('hub_jobs', { action: 'hardware' });
    const { content } = await box.call('hub_sandbox', { action: 'start', flavor: 't4-small', timeout_minutes: 30 });
    return /sandbox: ([0-9a-f]+) on t4-small/.exec(content)?.[1] ?? assert.fail(content);
  };
  const end = () => box.call('hub_sandbox', { action: 'end' });
  const on = 'sandbox';

  // shows: sandbox-tools
  it('write, read, edit and run there with the engine that they have here', async () => {
    const id = await start();
    const place = `hf-sandbox:ada/${id}`;
    await box.call('write_file', { path: 'a/train.py', content: 'lr = 0.1\nsteps = 10\n', on });
    const { content } = await box.call('read_file', { path: 'a/train.py', on });
    assert.equal(content, '    1\tlr = 0.1\n    2\tsteps = 10');
    const edits = [
      { old: 'lr = 0.1', new: 'lr = 0.2' },
      { old: 'nowhere', new: 'x' },
    ];
    // All of them or none.
    await assert.rejects(box.call('edit_file', { path: 'a/train.py', edits, on }), { code: 'edit-not-found' });
    const shown = await box.preview('edit_file', { path: '/work/a/train.py', edits: edits.slice(0, 1), on });
    assert.ok(shown?.kind === 'edit' && shown.path === 'sandbox:/work/a/train.py' && shown.unified.includes('+lr = 0.2'));
    const edited = await box.call('edit_file', { path: 'a/train.py', edits: edits.slice(0, 1), on });
    assert.match(edited.content, /^Edited sandbox:\/work\/a\/train\.py \(\+1 −1\)/);
    const ran = await box.call('run_shell', { command: 'cat a/train.py; exit 4', on });
    assert.match(ran.content, /^lr = 0\.2\nsteps = 10\nexit code 4 after/);
    // What somebody else changed there meanwhile is not written over, and no copy of it is kept as if it lay here.
    await box.call('run_shell', { command: 'echo "# other" >> a/train.py', on });
    await assert.rejects(box.call('write_file', { path: 'a/train.py', content: 'x', on }), { code: 'not-read-before' });
    assert.deepEqual(box.recorded.changes, []);
    await assert.rejects(box.call('read_file', { path: 'none.py', on }), { code: 'file-not-found', message: /sandbox:\/work\/none\.py/ });
    assert.deepEqual(box.tool('edit_file').effects({ path: 'x.py', edits, on }), [
      { kind: 'inspect', on: place, path: '/work/x.py' },
      { kind: 'operate', on: place, does: 'write', what: '/work/x.py' },
    ]);
    const { content: ended } = await end();
    assert.match(ended, /^The sandbox has ended; it cost \$0\.00\d+\.$/);
    await assert.rejects(async () => box.call('read_file', { path: 'a/train.py', on }), { code: 'no-sandbox' });
  });

  // shows: sandbox-policy
  it('say before they are judged what they do and where: a path there passes for none here', async () => {
    const id = await start();
    const place = `hf-sandbox:ada/${id}`;
    const policy = createPolicy({ roots: [box.root], platform: 'linux', fs });
    const verdict = async (name: string, input: unknown, mode: 'plan' | 'ask' | 'auto') => {
      const tool = box.tool(name);
      const { verdict: said } = await policy.judge({
        effects: tool.effects(input),
        effectKinds: tool.effectKinds,
        mode,
        isTrusted: true,
        session: [],
      });
      return said;
    };
    // The same path is one of the workspace here.
    const file = { path: box.at('x.py'), on };
    assert.deepEqual(box.tool('read_file').effects(file), [{ kind: 'inspect', on: place, path: box.at('x.py') }]);
    const rows: readonly (readonly [string, unknown, readonly string[]])[] = [
      ['read_file', file, ['allow', 'allow', 'allow']],
      ['read_file', { path: '/proc/1/environ', on }, ['ask', 'ask', 'ask']],
      ['read_file', { path: '/root/.ssh/id_ed25519', on }, ['ask', 'ask', 'ask']],
      ['write_file', { ...file, content: '' }, ['deny', 'ask', 'allow']],
      ['run_shell', { command: 'ls', on }, ['deny', 'ask', 'ask']],
      ['hub_sandbox', { action: 'use', id }, ['deny', 'ask', 'ask']],
      ['hub_sandbox', { action: 'end' }, ['deny', 'ask', 'allow']],
      ['hub_sandbox', { action: 'start', flavor: 't4-small', timeout_minutes: 10 }, ['deny', 'ask', 'ask']],
    ];
    for (const [name, input, verdicts] of rows)
      assert.deepEqual(
        await Promise.all((['plan', 'ask', 'auto'] as const).map((mode) => verdict(name, input, mode))),
        verdicts,
        `${name} ${JSON.stringify(input)}`,
      );
    await end();
  });

  // shows: sandbox-paid
  it('say before one is used what it can cost until its time limit, and whether that is promised', async () => {
    const own = await start();
    const question = async (id: string): Promise<string> => {
      const shown = await box.preview('hub_sandbox', { action: 'use', id });
      return shown?.kind === 'text' ? shown.text : '';
    };
    assert.match(await question(own), /: at most \$0\.21: 30 min × t4-small \$0\.41\/h, paid by ada\.\nThat was promised when/);
    await end();
    await assert.rejects(question(own), { code: 'sandbox-ended' });
    const other = await startedElsewhere(hub);
    assert.match(
      await question(other),
      /^In use it goes on .*: at most \$0\.02: 60 min × cpu-basic \$0\.02\/h, paid by ada\.\nIt was started elsewhere: nothing of that is promised here/,
    );
    await box.call('hub_jobs', { action: 'cancel', id: other });
  });

  // shows: sandbox-smoke
  it('try a script for a few steps on the hardware it is meant for, in one call that ends what it started', async () => {
    await box.put('helper.py', "word = 'helped'\n");
    await box.put('.env', 'KEY=secret\n');
    await box.put('train.py', train);
    await box.call('hub_jobs', { action: 'hardware' });
    const input = { action: 'smoke', script: 'train.py', args: ['--lr', '0.5'], flavor: 't4-small' };
    const shown = await box.preview('hub_sandbox', input);
    assert.ok(shown?.kind === 'text');
    assert.match(
      shown.text,
      /^Costs at most \$0\.11: 15 min × t4-small \$0\.41\/h, paid by ada; it ends when this is known\.\nRuns python train\.py --max-steps 2 --lr 0\.5 for at most 10 min\./,
    );
    assert.deepEqual(box.tool('hub_sandbox').effects(input), [
      { kind: 'execute', argv: ['python', box.at('train.py'), '--lr', '0.5'], cwd: box.root, on: 'hf-job:ada' },
      { kind: 'spend', usd: 0.1025, on: '15 min × t4-small $0.41/h', purpose: 'sandbox' },
    ]);
    const { content, origin } = await box.call('hub_sandbox', input);
    assert.match(
      content,
      /^smoke run: passed on t4-small after \d+ s\nGPU memory at most 9\.1 of 15\.0 GB, host memory at most \d\.\d GB\nThe machine has ended; it cost \$0\.00\d+\./,
    );
    assert.match(content, /\nhelped token\nstep 0 loss 1\.000\nstep 1 loss 0\.500$/);
    assert.equal(origin?.kind, 'log');
    assert.equal([...hub.jobs.jobs.values()].at(-1)?.status.stage, 'CANCELED');
    assert.deepEqual(
      hub.requests.filter(({ url }) => url.includes('.env')),
      [],
    );
    // It is known before a paid run of the same code, and of no other.
    const preflight = async (lr: string): Promise<string> => {
      const run = { script: 'train.py', args: ['--lr', lr], target: { kind: 'hf-job', flavor: 't4-small', timeout_minutes: 60 } };
      const told = await box.preview('start_run', run);
      return told?.kind === 'text' ? told.text : '';
    };
    assert.match(
      await preflight('0.5'),
      /^✓ smoke run: a smoke run of the same code ended well in a sandbox on t4-small, GPU memory at most 9\.1 of 15\.0 GB$/m,
    );
    await box.put('helper.py', "word = 'changed'\n");
    assert.match(await preflight('0.5'), /^✗ smoke run: this code has not been tried in a short run/m);
  });

  // shows: sandbox-smoke
  it('say why a script fails there, in the sandbox that goes on, and when its time was over', async () => {
    await box.put('helper.py', "word = 'helped'\n");
    await box.put('train.py', train);
    await start();
    const failed = await box.call('hub_sandbox', { action: 'smoke', script: 'train.py', args: ['--lr', '2'] });
    assert.match(
      failed.content,
      /^smoke run: failed on t4-small after \d+ s: RuntimeError: CUDA out of memory\. Tried to allocate 2\.00 GiB\n/,
    );
    assert.match(failed.content, /\nThe sandbox goes on; its files are in \/work\/smoke\.\n/);
    const { content } = await box.call('run_shell', { command: 'ls smoke', on });
    assert.match(content, /^(?:__pycache__\n)?helper\.py\ntrain\.py\n/);
    await end();
  });

  it('are told of by one tool more, and by a word in the others', () => {
    const bytes = Buffer.byteLength(JSON.stringify(declareTool(box.tool('hub_sandbox'))));
    assert.ok(bytes <= 1_000, `${bytes} bytes`);
    for (const name of ['read_file', 'edit_file', 'write_file', 'run_shell'])
      assert.match(declareTool(box.tool(name)).description, /on: "sandbox"/);
    assert.throws(() => box.tool('run_shell').effects({ command: 'ls', on }), { code: 'no-sandbox' });
  });
});
