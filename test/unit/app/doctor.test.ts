import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examine, type Finding, reportAsMarkdown, reportAsText } from '../../../src/app/doctor.ts';
import { createWalls } from '../../../src/app/walls.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import type { Sandbox } from '../../../src/base/sandbox.ts';
import type { HubHost } from '../../../src/hub/door.ts';
import { endpointsFrom } from '../../../src/hub/endpoints.ts';
import { json, token, useLoopback } from '../hub/loopback.ts';
import { useSandboxPlace } from '../sandbox/place.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';
import { testHost } from './support.ts';

const noModel = (): never => {
  throw new PracticumError('no-key', 'There is no API key for Anthropic.', { hint: 'Run “Practicum: Set API Key”.' });
};

function about(findings: readonly Finding[], name: string): Finding | undefined {
  return findings.find((finding) => finding.about === name);
}

describe('the doctor', () => {
  const folder = useTemporaryFolder();
  const service = useLoopback();
  const hostOf = async (overrides: Parameters<typeof testHost>[3] = {}): Promise<ReturnType<typeof testHost>> => {
    const root = join(folder.path, 'ws');
    await mkdir(root, { recursive: true });
    return testHost(folder.path, root, noModel, overrides);
  };

  // shows: hub-sign-in
  it('says who is signed in to Hugging Face, and asks nobody where nobody is', async () => {
    const endpoints = (): ReturnType<HubHost['endpoints']> => endpointsFrom({ hub: service.url }, {});
    const hub: HubHost = { userAgent: 'practicum/test', endpoints, token: async () => token, payer: () => 'engines' };
    const findingOf = async (given: HubHost): Promise<Finding | undefined> => {
      const host = await hostOf({ hub: given, isTrusted: () => false, sandbox: async () => ({ kind: 'none', why: 'x', hint: 'y' }) });
      return about(await examine(host, createWalls(host)), 'Hugging Face');
    };
    const nobody = await findingOf({ ...hub, token: async () => undefined });
    assert.deepEqual([nobody?.state, service.asked.length], ['ok', 0]);
    service.answers(json({ name: 'ada', auth: { accessToken: { role: 'write' } } }));
    assert.equal((await findingOf(hub))?.text, `ada at ${service.url}, with a token for write; engines pays`);
    service.answers(json({ error: 'Invalid credentials in Authorization header' }, 401));
    assert.match((await findingOf(hub))?.next ?? '', /Sign in again/);
  });

  // shows: doctor-protection
  it('says that nothing is confined, why, what follows and what to do', async () => {
    const none = { kind: 'none', why: 'bubblewrap is not installed.', hint: 'Install it: sudo apt install bubblewrap.' } as const;
    const host = await hostOf({ sandbox: async () => none });
    const found = about(await examine(host, createWalls(host)), 'Sandbox');
    assert.deepEqual(found, {
      about: 'Sandbox',
      state: 'warning',
      text: 'Not confined: bubblewrap is not installed. The agent’s commands run with all that you may do.',
      next: 'Install it: sudo apt install bubblewrap.',
    });
    const strict = await hostOf({ sandbox: async () => none, sandboxSettings: () => ({ use: 'required', hosts: [] }) });
    assert.match(about(await examine(strict, createWalls(strict)), 'Sandbox')?.text ?? '', /commands are refused\.$/);
    const off = await hostOf({ sandboxSettings: () => ({ use: 'off', hosts: [] }) });
    assert.match(about(await examine(off, createWalls(off)), 'Sandbox')?.text ?? '', /the setting practicum\.sandbox\.use is “off”/);
  });

  // shows: doctor-protection
  it('is not deceived by a sandbox that lets everything through', async () => {
    const open: Sandbox = {
      kind: 'bubblewrap',
      label: 'bubblewrap 0.0.0',
      confine: async ({ argv, env }) => ({
        argv,
        env,
        isWaitedFor: false,
        refusedHosts: () => [],
        standIns: [],
        madeProtected: async () => [],
        dispose: async () => undefined,
      }),
    };
    const host = await hostOf({ sandbox: async () => ({ kind: 'in-force', sandbox: open }) });
    const findings = await examine(host, createWalls(host));
    assert.equal(about(findings, 'Sandbox: writing outside')?.state, 'warning');
    assert.equal(about(findings, 'Sandbox: network')?.state, 'warning');
    assert.match(about(findings, 'Sandbox: network')?.next ?? '', /report/);
  });

  it('holds no secret, and says what is too open', async () => {
    const host = await hostOf({
      sandboxSettings: () => ({ use: 'off', hosts: [] }),
      env: { ...process.env, OPENAI_API_KEY: 'canary-key' },
    });
    await mkdir(host.home, { recursive: true });
    await writeFile(join(host.home, 'keys.json'), '{"openai":"canary-key"}', { mode: 0o644 });
    await chmod(join(host.home, 'keys.json'), 0o644);
    const findings = await examine(host, createWalls(host));
    const said = `${JSON.stringify(findings)}${reportAsText(findings)}${reportAsMarkdown(findings)}`;
    assert.doesNotMatch(said, /canary/);
    assert.match(about(findings, 'Keys')?.next ?? '', /chmod 600/);
    assert.deepEqual(about(findings, 'Language model'), {
      about: 'Language model',
      state: 'warning',
      text: 'There is no API key for Anthropic.',
      next: 'Run “Practicum: Set API Key”.',
    });
    assert.match(reportAsMarkdown(findings), /^# Practicum Doctor\n\n\d+ things? needs? attention\.\n/);
    assert.match(reportAsText(findings), /^warning {2}Keys: .*\n {9}→ Run: chmod 600/m);
    for (const name of ['Practicum', 'System', 'Workspace', 'Python', 'Shell', 'Git', 'GPU', 'Sessions'])
      assert.ok(about(findings, name), name);
  });

  it('shows what programs print as it is', () => {
    const text = reportAsMarkdown([{ about: 'GPU', state: 'ok', text: '[x](command:evil) <b> *' }]);
    assert.match(text, /\\\[x\\\]\(command:evil\) \\<b\\> \\\*/);
  });
});

describe('the doctor with a real sandbox', () => {
  const place = useSandboxPlace();

  // shows: doctor-protection, sandbox-devices
  it('has tried it: writing outside and the network are refused, shared memory is there', async () => {
    const host = testHost(place.folder, place.root, noModel, { home: place.practicumHome, sandbox: async () => place.status() });
    const findings = await examine(host, createWalls(host));
    assert.match(about(findings, 'Sandbox')?.text ?? '', /^bubblewrap .*Confined by bubblewrap: writes only in the workspace, no network/);
    for (const what of ['writing outside', 'network', '/dev/shm']) assert.equal(about(findings, `Sandbox: ${what}`)?.state, 'ok', what);
    assert.deepEqual(await readdir(place.root), []);
  });
});
