import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { practicum, readDisk, until, workspaceFolder, write } from './practicum.ts';

const stages = new URL('../../fixtures/reproduction/stages/', import.meta.url);
const folder = '.practicum/papers/toy-attention';
const title = 'Reproduction: What the Root in Scaled';

function tab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.startsWith(title));
}

describe('the tab of a reproduction', () => {
  before(practicum);

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), folder), { recursive: true });
  });

  // shows: reproduction-view
  it('opens on the files of its stages, once', async () => {
    const names = (await readdir(stages)).filter((name) => /\.(?:json|md)$/.test(name));
    for (const name of names) await write(`${folder}/${name}`, await readFile(new URL(name, stages), 'utf8'));
    await vscode.commands.executeCommand('practicum.openReproduction', 'toy-attention');
    // Its title is what the page was sent.
    await until((look) => vscode.window.tabGroups.onDidChangeTabs(look), tab);
    await vscode.commands.executeCommand('practicum.openReproduction', 'toy-attention');
    const all = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label.startsWith(title));
    assert.equal(all.length, 1);
    assert.ok((await readDisk(vscode.Uri.joinPath(workspaceFolder(), folder, 'register.json'))).length > 0);
  });
});
