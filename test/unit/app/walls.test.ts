import assert from 'node:assert/strict';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxSettings } from '../../../src/app/sandboxSettings.ts';
import { createWalls, type Walls } from '../../../src/app/walls.ts';
import { writesIn } from '../../../src/base/effects.ts';
import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import { placeOnHub } from '../../../src/base/place.ts';
import type { SandboxStatus } from '../../../src/base/sandbox.ts';
import { type ConfineCommand, createShell, type ShellOutcome, type ShellPort } from '../../../src/workspace/shell.ts';
import { useSandboxPlace } from '../sandbox/place.ts';
import { neverAborted, permitFor, requirePermit } from '../workspace/temporary.ts';
import { testHost } from './support.ts';

const noModel = (): never => {
  throw new Error('no model is asked here');
};
const none: SandboxStatus = { kind: 'none', why: 'bubblewrap is not installed.', hint: 'Install it.' };

describe('the walls around the agent’s commands', () => {
  const place = useSandboxPlace();
  const wallsOf = (settings: Partial<SandboxSettings> = {}, status: () => SandboxStatus = place.status): Walls =>
    createWalls(
      testHost(place.folder, place.root, noModel, {
        home: place.practicumHome,
        sandbox: async () => status(),
        sandboxSettings: () => ({ use: 'auto', hosts: [], ...settings }),
      }),
    );
  const run = async (
    walls: Walls,
    command: string,
    more: { readonly hosts?: readonly string[]; readonly writes?: readonly string[] } = {},
  ): Promise<ShellOutcome> => {
    const { hosts = [], writes = [] } = more;
    const permit = permitFor(
      { kind: 'shell', command, cwd: place.root },
      ...hosts.map((host) => ({ kind: 'reach', host }) as const),
      ...writes.map(writesIn),
    );
    const shell = createShell({ require: requirePermit, env: process.env, confine: walls.confine });
    return await shell.run(permit, { command, cwd: place.root, timeoutMs: 30_000, signal: neverAborted, hosts, writes });
  };

  // shows: sandbox-commands
  it('stand as the setting says: where there is a sandbox, or not at all, or never', async () => {
    const outside = join(place.folder, 'outside');
    const write = `echo x > ${outside}`;
    assert.notEqual((await run(wallsOf(), write)).exitCode, 0);
    assert.notEqual((await run(wallsOf({ use: 'required' }), write)).exitCode, 0);
    await assert.rejects(stat(outside));
    await assert.rejects(
      run(
        wallsOf({ use: 'required' }, () => none),
        write,
      ),
      { code: 'sandbox', hint: 'Nothing was executed. Install it.' },
    );
    await assert.rejects(stat(outside));
    const free = await run(
      wallsOf({}, () => none),
      write,
    );
    assert.equal(free.confined, undefined);
    assert.equal(await readFile(outside, 'utf8'), 'x\n');
    assert.equal((await run(wallsOf({ use: 'off' }), `${write}; rm ${outside}`)).exitCode, 0);
  });

  // shows: sandbox-commands, sandbox-hosts
  it('open for exactly what a command has asked for and was allowed', async () => {
    const folder = join(place.folder, 'elsewhere');
    await mkdir(folder);
    const outcome = await run(wallsOf({ hosts: ['pypi.org'] }), `echo x > ${folder}/made; env | grep -i ^https_proxy=`, {
      hosts: ['huggingface.co'],
      writes: [folder],
    });
    assert.equal(await readFile(join(folder, 'made'), 'utf8'), 'x\n');
    assert.deepEqual(outcome.confined?.network, { hosts: ['pypi.org', 'huggingface.co'] });
    const shell = createShell({ require: requirePermit, env: process.env, confine: wallsOf().confine });
    const permit = permitFor({ kind: 'shell', command: 'true', cwd: place.root });
    const request = { command: 'true', cwd: place.root, timeoutMs: 1000, signal: neverAborted };
    await assert.rejects(shell.run(permit, { ...request, hosts: ['pypi.org'] }), { code: 'not-permitted' });
    await assert.rejects(shell.run(permit, { ...request, writes: [folder] }), { code: 'not-permitted' });
  });

  // shows: sandbox-commands, sandbox-runs
  it('are those that a permit was given for, where it was given for some, or the command does not start', async () => {
    await mkdir(join(place.root, 'src'));
    const command = 'echo x > src/a; echo x > b; env | grep -i ^https_proxy=';
    const walls = { writable: [join(place.root, 'src')], network: 'off' } as const;
    const permits = createPermitAuthority();
    const permit = permits.mint('ca_test' as CallId, [{ kind: 'shell', command, cwd: place.root }], walls);
    const request = { command, cwd: place.root, timeoutMs: 30_000, signal: neverAborted };
    const shell = (confine?: ConfineCommand): ShellPort =>
      createShell({ require: permits.require, env: process.env, ...(confine === undefined ? {} : { confine }) });
    const { output } = await shell(wallsOf({ hosts: ['pypi.org'] }).confine).run(permit, request);
    assert.equal(await readFile(join(place.root, 'src/a'), 'utf8'), 'x\n');
    assert.match(output, /b: Read-only file system/);
    assert.doesNotMatch(output, /proxy/);
    await assert.rejects(shell(wallsOf({ use: 'off' }).confine).run(permit, request), { code: 'sandbox' });
    await assert.rejects(shell().run(permit, request), { code: 'sandbox' });
    await assert.rejects(stat(join(place.root, 'b')));
  });

  it('let a repository be made where the command was allowed to', async () => {
    const made = await run(wallsOf(), 'git init -q . && git status', { writes: [join(place.root, '.git')] });
    assert.equal(made.exitCode, 0, made.output);
    assert.ok((await stat(join(place.root, '.git/HEAD'))).isFile());
  });

  // shows: doctor-protection
  it('are described before anybody agrees', async () => {
    const shell = { kind: 'shell', command: 'ls', cwd: place.root } as const;
    assert.equal(await wallsOf().protection([shell]), 'Confined by bubblewrap: writes only in the workspace, no network, no credentials');
    assert.equal(
      await wallsOf().protection([shell, { kind: 'reach', host: 'pypi.org' }, writesIn(join(place.root, '.git'))]),
      'Confined by bubblewrap: writes only in the workspace and .git/, reaches only pypi.org, no credentials',
    );
    assert.equal(await wallsOf({}, () => none).protection([shell]), 'Not confined: bubblewrap is not installed.');
    assert.match(
      (await wallsOf().protection([{ kind: 'execute', argv: ['python', 'a.py'], cwd: place.root }])) ?? '',
      /^Not confined: it runs as you do/,
    );
    assert.equal(
      await wallsOf().protection([{ kind: 'execute', argv: ['python', 'a.py'], cwd: place.root, on: placeOnHub('hf-job', 'ada') }]),
      'Not confined there: on Hugging Face Jobs paid by ada it has a machine of its own, what is sent to it, and the whole network',
    );
    assert.equal(await wallsOf().protection([{ kind: 'read', path: '/x' }]), undefined);
  });
});
