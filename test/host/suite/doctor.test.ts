import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { practicum } from './practicum.ts';

describe('the doctor in the editor', () => {
  // shows: doctor-protection
  it('opens a document that says what protection is really in force', async () => {
    await practicum();
    await vscode.commands.executeCommand('practicum.doctor');
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    assert.match(activeTab?.label ?? '', /Practicum Doctor/);
    assert.ok(activeTab?.input instanceof vscode.TabInputWebview, 'drawn, not as source');
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
