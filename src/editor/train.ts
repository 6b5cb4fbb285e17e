import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { PracticumError } from '../base/errors.ts';
import type { CurvesView } from './curvesView.ts';
import type { EditorWindow } from './editorWindow.ts';
import { offerEnvironment } from './environmentOffer.ts';

/**
 * ▶ Train: what a person starts themselves is its own approval, so nothing asks again. Only an untrusted folder stands in the way.
 * Throws PracticumError (`no-folder`, `untrusted`, `no-script`, and what launching throws) or Cancelled.
 */
export async function train(window: EditorWindow, curvesView: CurvesView, target: unknown): Promise<void> {
  if (vscode.workspace.workspaceFolders === undefined) {
    throw new PracticumError('no-folder', 'Training needs a folder: runs are kept in it.', {
      hint: 'Open the folder that holds the script.',
    });
  }
  if (!vscode.workspace.isTrusted) {
    throw new PracticumError('untrusted', 'Training executes code of this folder, and the folder is not trusted.', {
      hint: 'Trust it, if you know its author.',
    });
  }
  const script = await scriptOf(target);
  await saveScripts(script);
  const workbench = await window.workbench();
  await offerEnvironment(workbench, script, window.log);
  const state = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Starting the run…' }, () =>
    workbench.trainFromClick({ script, args: [] }),
  );
  await curvesView.reveal(state.spec.id);
}

/** From a lens (`{ script }`), the button above the editor (its file), or the palette (the active editor). */
async function scriptOf(target: unknown): Promise<string> {
  const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
  const given =
    typeof target === 'object' && target !== null && 'script' in target && typeof target.script === 'string' ? target.script : undefined;
  const path = given ?? (uri?.scheme === 'file' ? uri.fsPath : undefined);
  if (path?.endsWith('.py') !== true) {
    throw new PracticumError('no-script', 'There is no training script to run.', { hint: 'Open a Python file of the workspace first.' });
  }
  return realpath(path).catch(() => path);
}

/** Python reads the disk, also for the modules that the script imports. */
async function saveScripts(script: string): Promise<void> {
  const unsaved = vscode.workspace.textDocuments.filter(
    ({ isDirty, languageId, uri }) => isDirty && uri.scheme === 'file' && (languageId === 'python' || uri.fsPath === script),
  );
  for (const document of unsaved) {
    if (await document.save()) continue;
    throw new PracticumError('not-saved', `${vscode.workspace.asRelativePath(document.uri)} could not be saved, so nothing was started.`, {
      hint: 'Save it (the editor shows what is in the way), then train again.',
    });
  }
}
