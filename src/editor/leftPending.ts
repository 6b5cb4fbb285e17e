import type * as vscode from 'vscode';

/** How many requests wait. Remembered per workspace, so that a reloaded window knows that somebody is waiting and opens the workbench to ask again. */
export const pendingApprovalsKey = 'practicum.pendingApprovals';

/** Whether this workspace was left with a question open. */
export function wereLeftPending(memory: vscode.Memento): boolean {
  return memory.get<number>(pendingApprovalsKey, 0) > 0;
}
