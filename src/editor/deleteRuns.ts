import * as vscode from 'vscode';
import { describeError } from '../base/errors.ts';
import { type DeletedRun, deleteRun, restoreRun } from '../runs/deleteRuns.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';

/** Deletes without a question, and offers to take it back. What cannot be deleted is said; the rest is. */
export async function deleteRuns(runs: readonly RunState[]): Promise<void> {
  const deleted: DeletedRun[] = [];
  const faults: string[] = [];
  for (const run of runs) {
    try {
      deleted.push(await deleteRun(run, Date.now()));
    } catch (error) {
      faults.push(describeError(error));
    }
  }
  if (faults.length > 0) void vscode.window.showWarningMessage(faults.join(' '));
  if (deleted.length === 0) return;
  const [only] = runs;
  const what = deleted.length === 1 && runs.length === 1 && only !== undefined ? `the run “${runTitle(only)}”` : `${deleted.length} runs`;
  const choice = await vscode.window.showInformationMessage(`Deleted ${what}.`, 'Undo');
  if (choice === 'Undo') for (const run of deleted) await restoreRun(run);
}
