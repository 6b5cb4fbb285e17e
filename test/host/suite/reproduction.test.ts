import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { practicum, until, workspaceFolder, write } from './practicum.ts';

const paper = 'file:papers/toy-attention/paper.tex';
const slice = {
  v: 1,
  stage: 'slice',
  inputs: {},
  paper,
  title: 'What the Root in Scaled Attention Does for Recall by Key',
  selection: [`${paper}#sec:model`],
  nodes: [],
  left: [],
  tokens: 0,
  budget: 24_000,
};
const register = {
  v: 1,
  stage: 'register',
  inputs: {},
  rows: [
    {
      id: 'optimizer',
      name: 'optimizer',
      kind: 'missing',
      why: 'The paper names none.',
      state: 'proposed',
      value: 'Adam',
      origin: { kind: 'convention', text: 'Usual for attention.' },
      alternatives: [{ value: 'SGD' }],
      evidence: [],
    },
  ],
};

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
    await write(`${folder}/slice.json`, JSON.stringify(slice));
    await write(`${folder}/register.json`, JSON.stringify(register));
    await vscode.commands.executeCommand('practicum.openReproduction', 'toy-attention');
    // Its title is what the page was sent.
    await until((look) => vscode.window.tabGroups.onDidChangeTabs(look), tab);
    await vscode.commands.executeCommand('practicum.openReproduction', 'toy-attention');
    const all = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label.startsWith(title));
    assert.equal(all.length, 1);
  });
});
