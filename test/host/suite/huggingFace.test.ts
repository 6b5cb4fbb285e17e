import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hubAccount } from '../../../src/editor/contributions.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { practicum } from './practicum.ts';

/** Takes the last of the choices that the command offers. */
async function choosingTheLast(command: string): Promise<void> {
  let isOver = false;
  const running = Promise.resolve(vscode.commands.executeCommand(command)).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    try {
      // A list is there before its rows are: mostly they come while it is gone through, and not right before one is taken.
      for (let step = 0; step < 10; step++) await vscode.commands.executeCommand('quickInput.last');
      await vscode.commands.executeCommand('quickInput.accept');
    } catch {
      // Else the first one was taken. It asks for words, among which there is no last one: once more.
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    }
  }
  await running;
}

describe('Hugging Face as an account of the editor', () => {
  let hub: Hub;
  let formerToken: string | undefined;
  const settings = () => vscode.workspace.getConfiguration('practicum.hub');

  before(async () => {
    hub = await startHub();
    formerToken = process.env['HF_TOKEN'];
    process.env['HF_TOKEN'] = hub.token;
    await settings().update('endpoint', hub.url, vscode.ConfigurationTarget.Global);
  });
  after(async () => {
    if (formerToken === undefined) delete process.env['HF_TOKEN'];
    else process.env['HF_TOKEN'] = formerToken;
    await settings().update('endpoint', undefined, vscode.ConfigurationTarget.Global);
    await hub.close();
  });

  // shows: hub-account
  it('signs in with HF_TOKEN after the person has chosen it, says whose it is, and signs out', async () => {
    const { exports } = await practicum();
    const { host } = await exports.workbench();
    assert.deepEqual(await vscode.authentication.getAccounts(hubAccount.id), []);
    assert.equal(await host.hub?.token(), undefined);
    assert.equal(hub.requests.length, 0);
    while ((await vscode.authentication.getAccounts(hubAccount.id)).length === 0) await choosingTheLast('practicum.signInToHub');
    assert.deepEqual(
      (await vscode.authentication.getAccounts(hubAccount.id)).map(({ id, label }) => [id, label]),
      [['ada', 'ada']],
    );
    assert.equal(await host.hub?.token(), hub.token);
    assert.equal(host.hub?.payer(), undefined);
    await choosingTheLast('practicum.choosePayer');
    assert.equal(host.hub?.payer(), 'readers');
    await vscode.commands.executeCommand('practicum.signOutOfHub');
    assert.deepEqual(await vscode.authentication.getAccounts(hubAccount.id), []);
    assert.deepEqual([await host.hub?.token(), host.hub?.payer()], [undefined, undefined]);
  });
});
