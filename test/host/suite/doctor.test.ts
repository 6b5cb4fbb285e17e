import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { practicum, until } from './practicum.ts';

describe('the doctor in the editor', () => {
  // shows: doctor-protection
  it('opens a document that says what protection is really in force', async () => {
    await practicum();
    await vscode.commands.executeCommand('practicum.doctor');
    // Drawn, not shown as source.
    await until(
      (look) => vscode.window.tabGroups.onDidChangeTabs(look),
      () => {
        const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
        return tabs.find(({ label, input }) => label.includes('Practicum Doctor') && input instanceof vscode.TabInputWebview);
      },
    );
    // It is no file, and nothing that is to be saved.
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'practicum-report');
    assert.equal(document?.languageId, 'markdown');
    assert.equal(document.isDirty, false);
    const text = document.getText();
    assert.match(text, /^# Practicum Doctor\n/);
    // Confined and tried, or the reason why not, with the next step.
    assert.match(text, /\*\*Sandbox\*\*: (bubblewrap .*Confined by bubblewrap|Not confined: .*\n {2}→)/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
