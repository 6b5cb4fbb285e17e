import * as vscode from 'vscode';
import type { Workbench } from '../app/api.ts';
import { Cancelled, PracticumError } from '../base/errors.ts';
import { importWords } from '../runs/files/importWords.ts';
import { runsFoldersOf } from '../runs/folder.ts';
import type { ImportReport } from '../runs/importRuns.ts';
import { usualRunSettings } from '../runs/runSettings.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import { saySuccess } from './saySuccess.ts';

/** Makes runs of other tools' logs: those that are given, else those that the person chooses. Throws PracticumError or Cancelled. */
export async function importLogs(window: EditorWindow, given: readonly vscode.Uri[] = []): Promise<void> {
  const workbench = await window.workbench();
  const uris = given.length > 0 ? given : await chooseLogs();
  const paths = uris.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath);
  if (paths.length === 0) return;
  const report = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Importing runs', cancellable: true },
    (progress, token) => importShown(workbench, paths, progress, token),
  );
  const said = importWords(report.outcomes);
  if (report.notes.length === 0) {
    saySuccess(said);
    return;
  }
  for (const note of report.notes) window.log.warn(note);
  void sayNotes(said, report.notes);
}

async function chooseLogs(): Promise<readonly vscode.Uri[]> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Import Runs: a folder with TensorBoard, Lightning, Keras, W&B, trackio or MLflow logs',
    openLabel: 'Import',
    canSelectFolders: true,
    canSelectFiles: true,
    canSelectMany: true,
  });
  return chosen ?? [];
}

async function importShown(
  { host }: Workbench,
  paths: readonly string[],
  progress: vscode.Progress<{ readonly message?: string; readonly increment?: number }>,
  token: vscode.CancellationToken,
): Promise<ImportReport> {
  const [root] = host.roots;
  if (root === undefined) {
    throw new PracticumError('no-folder', 'Runs are kept in a folder, and none is open.', { hint: 'Open a folder first.' });
  }
  const { importRuns } = await import('../runs/importRuns.ts');
  const cancelled = new AbortController();
  const subscription = token.onCancellationRequested(() => cancelled.abort(new Cancelled()));
  try {
    return await importRuns({
      paths,
      runsFolders: runsFoldersOf(root, (host.runSettings?.() ?? usualRunSettings).folder),
      nowMs: Date.now(),
      signal: cancelled.signal,
      onProgress: ({ done, total, name }) =>
        progress.report({ message: `${name} (${done + 1} of ${total})`, increment: done === 0 ? 0 : 100 / total }),
    });
  } finally {
    subscription.dispose();
  }
}

async function sayNotes(said: string, notes: readonly string[]): Promise<void> {
  const [first = '', ...more] = notes;
  const rest = more.length === 0 ? '' : ` And ${more.length} more.`;
  const showLog = 'Show Log';
  const choice = await vscode.window.showWarningMessage(`${said}. ${first}${rest}`, showLog);
  if (choice === showLog) await vscode.commands.executeCommand('practicum.showLog' satisfies CommandId);
}
