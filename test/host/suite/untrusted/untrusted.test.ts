import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Workbench } from '../../../../src/app/api.ts';
import { answered, practicum, readDisk, workspaceFolder } from '../practicum.ts';
import { ScriptedModel } from '../scriptedModel.ts';

describe('an untrusted folder', () => {
  let workbench: Workbench;
  before(async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    workbench = await (await practicum()).exports.workbench();
  });

  // shows: bad-untrusted, manifest-trust
  it('lets the conversation be read', () => {
    const { head } = workbench.chat.snapshot();
    assert.equal(head.workspace.isTrusted, false);
  });

  // shows: bad-untrusted
  it('trains nothing, and says what to do', async () => {
    const script = vscode.Uri.joinPath(workspaceFolder(), 'train.py').fsPath;
    const refused = await workbench.trainFromClick({ script, args: [] }).catch((error: unknown) => error);
    assert.ok(refused instanceof Error && 'code' in refused && refused.code === 'untrusted', String(refused));
    assert.deepEqual(await workbench.runs.list(), []);
  });

  // shows: bad-untrusted
  it('trains by no lens, menu or task', async () => {
    const script = vscode.Uri.joinPath(workspaceFolder(), 'train.py');
    for (const command of ['train', 'trainWithArguments', 'debugScript', 'dryRun', 'trainOn', 'trainNotebook'])
      await vscode.commands.executeCommand(`practicum.${command}`, { script: script.fsPath });
    assert.deepEqual(await workbench.runs.list(), []);
    assert.equal(vscode.debug.activeDebugSession, undefined);
  });

  // shows: bad-untrusted
  it('lets no agent write or execute', async () => {
    const model = new ScriptedModel();
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'train.py');
    const before = await readDisk(uri);
    const told: string[] = [];
    await model.play(
      () => ({ text: 'I write.', call: { name: 'write_file', input: { path: 'made.py', content: 'x = 1\n' } } }),
      (results) => {
        told.push(...results);
        return { text: 'I run.', call: { name: 'run_shell', input: { command: 'touch made-by-shell' } } };
      },
      (results) => {
        told.push(...results);
        return { text: 'I could do neither.' };
      },
    );
    await workbench.chat.send('Do something', []);
    await answered(workbench.chat);
    model.dispose();
    assert.deepEqual(workbench.approvals.pending, []);
    assert.deepEqual(await readDisk(uri), before);
    for (const name of ['made.py', 'made-by-shell']) {
      await assert.rejects(async () => vscode.workspace.fs.stat(vscode.Uri.joinPath(workspaceFolder(), name)), name);
    }
    assert.equal(told.length, 2);
    for (const result of told) assert.match(result, /trust/i);
  });
});
