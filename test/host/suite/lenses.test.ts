import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { practicum, workspaceFolder, write } from './practicum.ts';

async function lensTitles(uri: vscode.Uri): Promise<readonly { readonly title: string; readonly line: number }[]> {
  await vscode.workspace.openTextDocument(uri);
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  return lenses.flatMap(({ command, range }) => (command === undefined ? [] : [{ title: command.title, line: range.start.line }]));
}

describe('the lens over a training script', () => {
  before(practicum);

  // shows: run-lens-main-guard, way-lens
  it('stands over the main guard of the example', async () => {
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'train.py');
    const document = await vscode.workspace.openTextDocument(uri);
    const guard = document
      .getText()
      .split('\n')
      .findIndex((line) => line.startsWith('if __name__'));
    const lenses = await lensTitles(uri);
    assert.deepEqual(
      lenses.filter(({ title }) => title === '▶ Train').map(({ line }) => line),
      [guard],
    );
  });

  it('does not stand over a module that trains nothing', async () => {
    assert.deepEqual(await lensTitles(await write('lens_none.py', 'x = 1\n')), []);
  });
});
