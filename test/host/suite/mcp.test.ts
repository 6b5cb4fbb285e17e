import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Workbench } from '../../../src/app/api.ts';
import type { ServerRow } from '../../../src/mcp/desk.ts';
import { OAuthDouble } from '../../doubles/mcp/oauthServer.ts';
import { practicum, until, workspaceFolder, write } from './practicum.ts';

describe('servers of the Model Context Protocol in the editor', () => {
  let double: OAuthDouble;
  const setting = () => vscode.workspace.getConfiguration('practicum.mcp');
  const file = (name: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), name);

  before(async () => {
    double = await OAuthDouble.start();
  });
  after(async () => {
    await setting().update('servers', undefined, vscode.ConfigurationTarget.Global);
    await vscode.workspace.fs.delete(file('.vscode/mcp.json')).then(undefined, () => undefined);
    await double.stop();
  });

  const row = ({ mcp }: Workbench, name: string, fits: (row: ServerRow) => boolean): Promise<ServerRow> =>
    until(
      (look) => mcp.onDidChange(look),
      () => mcp.servers().find((each) => each.name === name && fits(each)),
    );

  // shows: mcp-editor-host, mcp-consent
  it('come from the person’s own setting, wait for consent, and say that they want a sign-in', async () => {
    const workbench = await (await practicum()).exports.workbench();
    await setting().update(
      'servers',
      { web: { type: 'http', url: double.resourceUrl }, bad: { type: 'sse', url: 'https://x.example' } },
      vscode.ConfigurationTarget.Global,
    );
    const { from, question } = await row(workbench, 'web', ({ state }) => state === 'asks-consent');
    assert.equal(from, 'user');
    assert.equal(question?.where, double.resourceUrl);
    assert.equal(double.seen.length, 0);
    assert.match(workbench.mcp.problems.map(({ text }) => text).join(), /“bad”: The transport “sse” was retired/);
    await workbench.mcp.consent('web', 'yes', question.shown);
    await row(workbench, 'web', ({ state }) => state === 'needs-sign-in');
    await workbench.mcp.forget('web');
    await row(workbench, 'web', ({ state }) => state === 'asks-consent');
  });

  // shows: mcp-editor-host, mcp-workspace-files
  it('come and go with the file of the folder, and are asked about again when it changes', async () => {
    const workbench = await (await practicum()).exports.workbench();
    await write('.vscode/mcp.json', JSON.stringify({ servers: { local: { command: 'node', args: ['a.js'] } } }));
    const first = await row(workbench, 'local', ({ state }) => state === 'asks-consent');
    assert.equal(first.from, 'workspace');
    await write('.vscode/mcp.json', JSON.stringify({ servers: { local: { command: 'node', args: ['b.js'] } } }));
    const second = await row(workbench, 'local', ({ question }) => question !== undefined && question.where === 'node b.js');
    assert.notEqual(second.question?.shown, first.question?.shown);
    await vscode.workspace.fs.delete(file('.vscode/mcp.json'));
    await until(
      (look) => workbench.mcp.onDidChange(look),
      () => (workbench.mcp.servers().every(({ name }) => name !== 'local') ? true : undefined),
    );
  });

  // shows: mcp-editor-host, mcp-setting-own
  it('do not come from the settings of a workspace, and that is said', async () => {
    const workbench = await (await practicum()).exports.workbench();
    const settings = file('.vscode/settings.json');
    const before = await vscode.workspace.fs.readFile(settings).then(undefined, () => undefined);
    try {
      await write('.vscode/settings.json', JSON.stringify({ 'practicum.mcp.servers': { planted: { command: 'node' } } }));
      // Read with the next change of what counts.
      await write('.vscode/mcp.json', JSON.stringify({ servers: {} }));
      await until(
        (look) => workbench.mcp.onDidChange(look),
        () => workbench.mcp.problems.find(({ text }) => text.includes('does not count: a workspace cannot change your own servers')),
      );
      assert.equal(
        workbench.mcp.servers().some(({ name }) => name === 'planted'),
        false,
      );
    } finally {
      if (before === undefined) await vscode.workspace.fs.delete(settings);
      else await vscode.workspace.fs.writeFile(settings, before);
    }
  });

  // shows: mcp-editor-host, mcp-oauth-origin
  it('have their keys in the secret storage, and a way back from the browser to this machine', async () => {
    const { host } = await (await practicum()).exports.workbench();
    const { credentials, externalUrl } = host.mcp ?? {};
    assert(credentials !== undefined && externalUrl !== undefined);
    await credentials.set('oauth/https://x.example', 'kept');
    assert.equal(await credentials.get('oauth/https://x.example'), 'kept');
    assert.equal(await credentials.get('oauth/https://y.example'), undefined);
    await credentials.delete('oauth/https://x.example');
    assert.equal(await credentials.get('oauth/https://x.example'), undefined);
    const page = new URL(await externalUrl('http://127.0.0.1:41234/callback'));
    assert.match(page.pathname, /callback$/);
    assert.match(page.protocol, /^https?:$/);
  });
});
