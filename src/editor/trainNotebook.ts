import * as vscode from 'vscode';
import { Cancelled, PracticumError } from '../base/errors.ts';
import { notebookScript } from '../runs/entries/notebookScript.ts';
import type { CurvesView } from './curvesView.ts';
import type { EditorWindow } from './editorWindow.ts';
import { startTraining } from './train.ts';
import { requireTrainingPlace, trainingOf } from './trainingScript.ts';

const start = 'Train';
const show = 'Show the Script';

/** *Train Notebook as a Run*: its code cells, up to the one that was clicked, as one script; what runs is said first. */
export async function trainNotebook(window: EditorWindow, curvesView: CurvesView, target: unknown): Promise<void> {
  requireTrainingPlace();
  const cell = isCell(target) ? target : undefined;
  const notebook = cell?.notebook ?? vscode.window.activeNotebookEditor?.notebook;
  const folder = notebook === undefined ? undefined : vscode.workspace.getWorkspaceFolder(notebook.uri);
  if (notebook === undefined || folder === undefined || notebook.uri.scheme !== 'file') {
    throw new PracticumError('no-notebook', 'There is no notebook of this workspace to train.', {
      hint: 'Open one that is saved in the workspace.',
    });
  }
  const cells = notebook
    .getCells()
    .filter(
      ({ kind, document, index }) =>
        kind === vscode.NotebookCellKind.Code && document.languageId === 'python' && index <= (cell?.index ?? Number.POSITIVE_INFINITY),
    )
    .map(({ document }) => document.getText());
  const home = vscode.Uri.joinPath(notebook.uri, '..');
  const path = vscode.workspace.asRelativePath(notebook.uri);
  const { text, leftOut } = notebookScript({ cells, path, folder: home.fsPath });
  await confirm(path, cells.length, leftOut, text);
  const script = await writeScript(folder.uri, notebook.uri, text);
  const name = `${(notebook.uri.path.split('/').at(-1) ?? 'notebook').replace(/\.ipynb$/, '')} (notebook)`;
  const state = await startTraining(window, await trainingOf({ script: script.fsPath }), { args: [], name, cwd: home.fsPath });
  await curvesView.reveal(state.spec.id);
}

async function confirm(path: string, count: number, leftOut: readonly string[], text: string): Promise<void> {
  const without = leftOut.length === 0 ? '' : `\n\nLeft out, because only a notebook understands them:\n${leftOut.slice(0, 8).join('\n')}`;
  const detail = `${count} code ${count === 1 ? 'cell runs' : 'cells run'} as one script, from the beginning: nothing of the notebook's kernel is used.${without}`;
  const choice = await vscode.window.showInformationMessage(`Train ${path} as a run?`, { modal: true, detail }, start, show);
  if (choice === show) await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'python', content: text }));
  if (choice !== start) throw new Cancelled();
}

/** Under `.practicum/notebooks`, which git does not see. A run keeps the script that it was started with. */
async function writeScript(root: vscode.Uri, notebook: vscode.Uri, text: string): Promise<vscode.Uri> {
  const folder = vscode.Uri.joinPath(root, '.practicum', 'notebooks');
  const name = vscode.workspace
    .asRelativePath(notebook, false)
    .replace(/\.ipynb$/, '')
    .replaceAll(/[^\w.-]+/g, '_');
  const script = vscode.Uri.joinPath(folder, `${name}.py`);
  const encoder = new TextEncoder();
  await vscode.workspace.fs.createDirectory(folder);
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, '.gitignore'), encoder.encode('*\n'));
  await vscode.workspace.fs.writeFile(script, encoder.encode(text));
  return script;
}

function isCell(target: unknown): target is vscode.NotebookCell {
  return typeof target === 'object' && target !== null && 'notebook' in target && 'index' in target && 'document' in target;
}
