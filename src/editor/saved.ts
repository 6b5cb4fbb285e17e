import type * as vscode from 'vscode';
import { systemClock } from '../base/clock.ts';

const saveAgainMs = 500;

/**
 * Whether a document or notebook is on the disk now. The editor answers false without a word while it does not know yet that it is dirty, or
 * another save of it goes on: what is still unsaved a moment later is saved once more.
 */
export async function saved(document: Pick<vscode.TextDocument | vscode.NotebookDocument, 'isDirty' | 'save'>): Promise<boolean> {
  if (!document.isDirty || (await document.save())) return true;
  await systemClock.sleep(saveAgainMs);
  return !document.isDirty || (await document.save());
}
