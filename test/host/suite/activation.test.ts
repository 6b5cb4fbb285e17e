import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('activation in the extension host', () => {
  it('finds the packed extension, and activates it', async () => {
    const extension = vscode.extensions.getExtension('practicum.practicum');
    assert.ok(extension, 'practicum.practicum is not installed');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
