import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CallId, RunId } from '../../../src/base/ids.ts';
import { createPermitAuthority, NotPermitted } from '../../../src/base/permit.ts';
import { launchEffects } from '../../../src/runs/launchRequest.ts';
import { usualRunSettings } from '../../../src/runs/runSettings.ts';
import { createRuns, type Runs } from '../../../src/runs/runs.ts';
import { type SshServer, startSshServer } from '../runs/ssh/sshServer.ts';
import { remoteProgram, supervisorScript } from '../runs/workspace.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';
import { useToolbox } from './toolbox.ts';

describe('start_run on a host', function () {
  this.timeout(90_000);
  let server: SshServer;
  let runs: Runs | undefined;
  const tokenBefore = process.env['HF_TOKEN'];
  before(async () => {
    process.env['HF_TOKEN'] = 'hf_of_the_test';
    server = await startSshServer();
  });
  after(async () => {
    if (tokenBefore === undefined) delete process.env['HF_TOKEN'];
    else process.env['HF_TOKEN'] = tokenBefore;
    await server.dispose();
  });
  const box = useToolbox({
    runHosts: ['gpu-box', 'other'],
    makeRuns: (where) => {
      runs = createRuns({
        ...where,
        supervisor: { node: process.execPath, script: supervisorScript, remote: remoteProgram, options: ['stopPollMs=50'] },
        interpreter: async () => undefined,
        settings: () => ({ ...usualRunSettings, hosts: { 'gpu-box': { folder: server.folder } } }),
      });
      return runs;
    },
  });

  // shows: tool-run-start, effects-declared
  it('says where it would execute and what would leave this machine, then trains there', async () => {
    await box.put('train.py', 'import os\nprint("in", os.path.basename(os.getcwd()))\nprint("step 1 loss 0.5")\n');
    await box.put('data.txt', 'x'.repeat(2000));
    await box.put('.env', 'KEY=1\n');
    const input = { script: 'train.py', args: ['--lr', '0.1'], host: 'gpu-box' };
    assert.deepEqual(box.tool('start_run').effects(input), [
      { kind: 'execute', argv: ['python', box.at('train.py'), '--lr', '0.1'], cwd: box.root, on: 'ssh:gpu-box' },
      { kind: 'reach', host: 'gpu-box' },
    ]);
    assert.equal(box.tool('start_run').title(input), 'Train on gpu-box with train.py --lr 0.1');
    const shown = await box.preview('start_run', input);
    assert.match(
      shown?.kind === 'text' ? shown.text : '',
      /^2 files of \S+ go to gpu-box by ssh, 2\.0 KB; no file with secrets does\.\n1 file/,
    );
    assert.match(shown?.kind === 'text' ? shown.text : '', /^To log in it gets HF_TOKEN from here\.$/m);
    const { content } = await box.call('start_run', input);
    assert.match(content, /^host: gpu-box$/m);
    const run = (/^run: (\S+)$/m.exec(content)?.[1] ?? assert.fail(content)) as RunId;
    const ended = await (runs ?? assert.fail()).waitForEnd(run, AbortSignal.timeout(60_000));
    assert.deepEqual([ended.status, ended.spec.ssh?.host, ended.spec.origin.by], ['done', 'gpu-box', 'agent']);
    assert.ok(existsSync(join(server.folder, run, 'work/data.txt')));
    assert.ok(!existsSync(join(server.folder, run, 'work/.env')));
  });

  // shows: tool-run-start
  it('knows only the hosts that the person has set, and names them', async () => {
    await box.put('train.py', 'print(1)\n');
    const elsewhere = { script: 'train.py', host: 'evil.example.org' };
    for (const attempt of [box.preview('start_run', elsewhere), box.call('start_run', elsewhere)]) {
      await assert.rejects(attempt, { code: 'no-such-host', hint: /^There is: gpu-box, other\./ });
    }
    await assert.rejects(box.call('start_run', { script: 'train.py', host: '-oProxyCommand=x' }), { code: 'bad-arguments' });
  });
});

describe('A permit to execute', () => {
  const folder = useTemporaryFolder();

  // shows: ports-permit, ports-cheat
  it('is for one place: one for here starts nothing on a host, one for a host nothing here or on another', async () => {
    const permits = createPermitAuthority();
    const runs = createRuns({
      roots: [folder.path],
      supervisor: { node: process.execPath, script: supervisorScript },
      require: permits.require,
      interpreter: async () => undefined,
    });
    const places = [undefined, 'gpu-box', 'ada@gpu-box', 'other'] as const;
    const request = { script: join(folder.path, 'missing.py'), args: [], origin: { by: 'person' as const } };
    const at = (host: string | undefined) => (host === undefined ? request : { ...request, host });
    for (const given of places) {
      const hosts = places.flatMap((host) => (host === undefined ? [] : launchEffects(at(host), folder.path).slice(1)));
      for (const wanted of places) {
        const permit = permits.mint('ca_test' as CallId, [...launchEffects(at(given), folder.path), ...hosts]);
        const launched = runs.launch(permit, at(wanted));
        // With the right one it gets as far as the script that is not there.
        await assert.rejects(launched, (error) => error instanceof NotPermitted === (given !== wanted));
      }
    }
    runs.dispose();
  });
});
