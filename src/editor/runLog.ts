import * as vscode from 'vscode';
import { runPaths } from '../runs/folder.ts';
import type { RunState } from '../runs/run.ts';

/** Above this the editor itself refuses to open a file as text; the end of a long log is what one wants to see anyway. */
const openableBytes = 45_000_000;

/**
 * Shows a run's console output. It is the file itself, so it grows while the run goes on; only the supervisor writes it. What the script printed
 * stands there as it is, secrets too: it is the person's own file, and leaves it only redacted.
 */
export async function openRunLog({ folder, spec, logBytes }: RunState): Promise<void> {
  const uri = vscode.Uri.file(runPaths(folder).console);
  if (logBytes > openableBytes) {
    void vscode.window.showWarningMessage(
      `The log of ${spec.name} has ${(logBytes / 1e6).toFixed(0)} MB, which the editor does not open as text. It is ${uri.fsPath}; the agent can read parts of it.`,
    );
    return;
  }
  const editor = await vscode.window.showTextDocument(uri, { preview: true });
  // A slip of the finger must not change what was measured.
  await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  editor.revealRange(new vscode.Range(end, end));
}
