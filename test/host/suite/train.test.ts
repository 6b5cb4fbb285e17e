import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Workbench } from '../../../src/app/api.ts';
import type { RunState } from '../../../src/runs/run.ts';
import { practicum, readDisk, runEnded, until, write } from './practicum.ts';

describe('▶ Train', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await (await practicum()).exports.workbench();
  });

  const ended = (script: string): Promise<RunState> => runEnded(workbench, script);

  // shows: way-lens
  it('saves what is being typed, runs it, and keeps its points', async () => {
    const uri = await write('steps.py', 'def main():\n    pass\nmain()\n');
    const document = await vscode.workspace.openTextDocument(uri);
    const typing = new vscode.WorkspaceEdit();
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    typing.replace(uri, all, 'def main():\n    for step in (1, 2, 3):\n        print(f"step {step} loss {1 / step:.3f}")\nmain()\n');
    await vscode.workspace.applyEdit(typing);
    await vscode.commands.executeCommand('practicum.train', { script: uri.fsPath });
    assert.equal(document.isDirty, false);
    const run = await ended(uri.fsPath);
    assert.equal(run.status, 'done');
    assert.deepEqual(run.spec.origin, { by: 'person' });
    const points = await workbench.runs.points(run.spec.id);
    assert.deepEqual(
      points.map(({ metric, step, value }) => [metric, step, value]),
      [
        ['loss', 1, 1],
        ['loss', 2, 0.5],
        ['loss', 3, 0.333],
      ],
    );
  });

  it('shows a finished run’s last result in the lens', async () => {
    const uri = await write('again.py', 'def main():\n    print("step 1 loss 0.25")\nmain()\n');
    await vscode.commands.executeCommand('practicum.train', { script: uri.fsPath });
    const run = await ended(uri.fsPath);
    await vscode.workspace.openTextDocument(uri);
    const title = await until(
      (look) => workbench.runs.onDidChange(look),
      async () => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
        return lenses.map(({ command }) => command?.title).find((text) => text?.startsWith('✓') === true);
      },
    );
    assert.match(title, /^✓ loss 0\.25$/);
    assert.equal(run.status, 'done');
  });

  // shows: bad-script-fails
  it('keeps why a script failed at once', async () => {
    const uri = await write('broken.py', 'def main():\n    raise ValueError("no data here")\nmain()\n');
    await vscode.commands.executeCommand('practicum.train', { script: uri.fsPath });
    const run = await ended(uri.fsPath);
    assert.equal(run.status, 'failed');
    assert.equal(run.exit?.code, 1);
    const { lines } = await workbench.runs.logPage(run.spec.id, { lines: 20 });
    assert.match(lines.join('\n'), /ValueError: no data here/);
  });

  // shows: run-tree
  it('asks nothing anew and does nothing where the row of a menu is gone, as while the view is drawn anew', async () => {
    const before = await workbench.runs.list();
    assert.ok(before.length > 1, 'there is something to ask about');
    // Each resolves at once: none waits for an answer.
    for (const command of ['practicum.compareRuns', 'practicum.deleteRun', 'practicum.archiveRun'])
      await vscode.commands.executeCommand(command, undefined, undefined);
    assert.deepEqual(
      (await workbench.runs.list()).map(({ spec }) => spec.id),
      before.map(({ spec }) => spec.id),
    );
  });

  it('opens a run’s log as a file that cannot be changed by a slip', async () => {
    const [run] = await workbench.runs.list();
    assert.ok(run);
    await vscode.commands.executeCommand('practicum.openRunLog', { kind: 'run', state: run });
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.ok(editor.document.uri.fsPath.startsWith(run.folder));
    await vscode.commands.executeCommand('type', { text: 'slip' });
    assert.equal(editor.document.isDirty, false);
    assert.equal(editor.document.getText(), new TextDecoder().decode(await readDisk(editor.document.uri)));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
