import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Workbench } from '../../../../src/app/api.ts';
import { practicum } from '../practicum.ts';

describe('a window without a folder', () => {
  let workbench: Workbench;
  before(async () => {
    assert.equal(vscode.workspace.workspaceFolders, undefined);
    workbench = await (await practicum()).exports.workbench();
  });

  // shows: bad-no-workspace
  it('has a conversation', () => {
    assert.equal(workbench.chat.snapshot().head.status, 'idle');
  });

  // shows: bad-no-workspace
  it('trains nothing, and says that a folder must be opened', async () => {
    const refused = await workbench.trainFromClick({ script: '/nowhere/train.py', args: [] }).catch((error: unknown) => error);
    assert.ok(refused instanceof Error && 'code' in refused && refused.code === 'no-folder', String(refused));
    assert.ok('hint' in refused && /folder/.test(String(refused.hint)));
  });
});
