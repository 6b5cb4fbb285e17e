import assert from 'node:assert/strict';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import type { GrantDraft } from '../../../src/protocol/chat.ts';
import { calls, end, ScriptedModel, say } from '../agent/scriptedModel.ts';
import { useSandboxPlace } from '../sandbox/place.ts';
import { testHost, until } from './support.ts';

describe('Unattended commands', () => {
  const place = useSandboxPlace();
  let workbench: OpenWorkbench;

  afterEach(() => workbench.close());

  async function open(...commands: readonly string[]): Promise<void> {
    const model = new ScriptedModel(...commands.map((command) => calls(['run_shell', { command }])), [say('Done.'), end()]);
    const host = testHost(place.folder, place.root, () => model, {
      mode: 'ask',
      home: place.practicumHome,
      sandbox: async () => place.status(),
    });
    workbench = await createWorkbench(host, 'new');
  }

  const night: GrantDraft = { hours: 1, usd: 0, targets: ['local'], folders: ['.'], hosts: [], code: 'sandboxed' };

  // shows: grant-bounds
  it('run without being asked about, behind the walls that the grant names and nowhere else', async () => {
    const outside = join(place.folder, 'outside.txt');
    await open(`touch made.txt && touch ${outside}`, 'touch .git/hooks/pre-commit');
    await mkdir(join(place.root, '.git', 'hooks'), { recursive: true });
    await workbench.grants.sign(night, 'test');
    assert.match(workbench.chat.snapshot().head.grant?.protection ?? '', /write only in the granted folders/);
    const { log } = workbench.currentSession();
    await workbench.chat.send('Go.', []);
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length === 1);
    assert.equal(await readFile(join(place.root, 'made.txt'), 'utf8'), '');
    await assert.rejects(stat(outside));
    const started = log.events.find(({ type }) => type === 'tool.started');
    assert.equal(started?.type === 'tool.started' && started.allowed?.rule, 'grant');
    assert.match(workbench.approvals.pending[0]?.title ?? '', /\.git\/hooks/);
  });

  // shows: grant-bounds
  it('are asked about where the setting has taken the walls away since the grant was signed', async () => {
    await open('touch made.txt');
    await workbench.grants.sign(night, 'test');
    const { host } = workbench;
    await workbench.close();
    let use: 'auto' | 'off' = 'auto';
    const model = new ScriptedModel(calls(['run_shell', { command: 'touch made.txt' }]), [say('Done.'), end()]);
    workbench = await createWorkbench({ ...host, model: async () => model, sandboxSettings: () => ({ use, hosts: [] }) }, 'latest');
    use = 'off';
    await workbench.chat.send('Go.', []);
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length === 1);
    await assert.rejects(stat(join(place.root, 'made.txt')));
  });
});
