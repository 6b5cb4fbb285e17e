import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Workbench } from '../../../src/app/api.ts';
import type { RunState } from '../../../src/runs/run.ts';
import { practicum, runEnded, until, workspaceFolder, write } from './practicum.ts';

const prints = 'import sys\n\ndef main():\n    print("step 1 loss 0.5", sys.argv[1:])\n\nmain()\n';

describe('training from the editor', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await (await practicum()).exports.workbench();
  });

  const ended = (script: string): Promise<RunState> => runEnded(workbench, script);

  async function lenses(uri: vscode.Uri): Promise<readonly vscode.Command[]> {
    await vscode.workspace.openTextDocument(uri);
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
    return found.flatMap(({ command }) => command ?? []);
  }

  // shows: entry-lenses
  it('is offered in every way that the script has, and tells the command', async () => {
    const uri = await write('offers.py', 'import torch\np.add_argument("--epochs")\nloss.backward()\nopt.step()\n');
    const found = await lenses(uri);
    assert.deepEqual(
      found.map(({ title }) => title),
      ['▶ Train', 'Debug', 'Dry run', 'Train on…', 'Arguments…'],
    );
    assert.match(found[0]?.tooltip ?? '', /^loss\.backward\(\)\npython offers\.py/);
    const config = await write('lora.yml', 'base_model: a/b\ndatasets:\n  - path: c/d\n');
    assert.deepEqual(
      (await lenses(config)).map(({ title }) => title),
      ['▶ Train', 'Dry run', 'Train on…'],
    );
  });

  // shows: entry-score
  it('is not offered by a tool', async () => {
    assert.deepEqual(await lenses(await write('tool.py', 'import argparse\n\nif __name__ == "__main__":\n    pass\n')), []);
  });

  // shows: entry-menu
  it('starts from the menu of a file, which hands over the file and all that are selected', async () => {
    const uri = await write('from_menu.py', prints);
    await vscode.commands.executeCommand('practicum.train', uri, [uri]);
    const run = await ended(uri.fsPath);
    assert.equal(run.status, 'done');
    const { menus } = (await practicum()).packageJSON.contributes;
    for (const menu of ['explorer/context', 'editor/title/context', 'editor/title/run'])
      assert.ok(
        menus[menu].some(({ command }: { readonly command: string }) => command === 'practicum.train'),
        menu,
      );
  });

  // shows: entry-tasks
  it('is a task: found in the workspace, with arguments and a folder of its own in tasks.json', async () => {
    const uri = await write('as_task.py', prints);
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(workspaceFolder(), 'sub'));
    const tasks = await vscode.tasks.fetchTasks({ type: 'practicum' });
    assert.ok(tasks.some(({ name }) => name === 'train train.py'));
    const task = tasks.find(({ definition }) => definition['script'] === 'as_task.py');
    assert.ok(task?.execution !== undefined);
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const own = { type: 'practicum', script: 'as_task.py', args: ['--lr', '0.1'], cwd: 'sub' };
    await vscode.workspace
      .getConfiguration('tasks')
      .update('tasks', [{ label: 'mine', ...own }], vscode.ConfigurationTarget.Workspace)
      .then(undefined, () => undefined);
    const mine = await until(
      (look) => {
        const timer = setInterval(look, 200);
        return new vscode.Disposable(() => clearInterval(timer));
      },
      async () => (await vscode.tasks.fetchTasks({ type: 'practicum' })).find(({ definition }) => definition['cwd'] === 'sub'),
    );
    const closed = new Promise<void>((resolve) =>
      vscode.tasks.onDidEndTask(({ execution }) => execution.task.name === mine.name && resolve()),
    );
    await vscode.tasks.executeTask(mine);
    await closed;
    const run = await ended(uri.fsPath);
    assert.equal(run.status, 'done');
    assert.deepEqual(run.spec.argv.slice(1), [uri.fsPath, '--lr', '0.1']);
    assert.equal(run.spec.cwd, vscode.Uri.joinPath(workspaceFolder(), 'sub').fsPath);
  });

  // shows: entry-tasks
  it('goes on when the terminal of its task is closed', async () => {
    const text =
      'import os, sys, time\n\ndef main():\n    print("step 1 loss 0.5", flush=True)\n    while not os.path.exists(sys.argv[0] + ".enough"):\n        time.sleep(0.05)\n\nmain()\n';
    const uri = await write('long_task.py', text);
    const task = (await vscode.tasks.fetchTasks({ type: 'practicum' })).find(({ definition }) => definition['script'] === 'long_task.py');
    assert.ok(task);
    await vscode.tasks.executeTask(task);
    const running = await until(
      (look) => workbench.runs.onDidChange(look),
      async () =>
        (await workbench.runs.list()).find(
          ({ spec, status, logBytes }) => spec.script === uri.fsPath && status === 'running' && logBytes > 0,
        ),
    );
    const terminal = vscode.window.terminals.find(({ name }) => name.includes('long_task.py'));
    assert.ok(terminal, vscode.window.terminals.map(({ name }) => name).join());
    const closed = new Promise<void>((resolve) => vscode.window.onDidCloseTerminal((each) => each === terminal && resolve()));
    terminal.dispose();
    await closed;
    assert.equal((await workbench.runs.get(running.spec.id)).status, 'running');
    await write('long_task.py.enough', '');
    assert.equal((await ended(uri.fsPath)).status, 'done');
  });

  // shows: interpreter-order
  it('uses the environment that is chosen in the Python extension, and says so', async () => {
    const python = vscode.extensions.getExtension<{ choose(path?: string): void }>('ms-python.python');
    assert.ok(python, 'the stand-in of the Python extension is not installed');
    const { choose } = await python.activate();
    const wrapper = await write('chosen-python', '#!/bin/sh\nexec python3 "$@"\n');
    chmodSync(wrapper.fsPath, 0o755);
    const uri = await write('by_chosen.py', prints);
    choose(wrapper.fsPath);
    try {
      await vscode.commands.executeCommand('practicum.train', { script: uri.fsPath });
    } finally {
      choose();
    }
    const { spec } = await ended(uri.fsPath);
    assert.deepEqual([spec.interpreter.path, spec.interpreter.origin, spec.argv[0]], [wrapper.fsPath, 'chosen', wrapper.fsPath]);
  });
});
