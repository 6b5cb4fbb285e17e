import * as vscode from 'vscode';
import type { Chat } from '../app/api.ts';
import type { RestoreWhat } from '../protocol/chat.ts';
import type { ChatView } from './chatView.ts';
import { conflictText } from './conflictText.ts';
import { openSinceDiff } from './diffs.ts';
import { saySuccess } from './saySuccess.ts';

/**
 * Back to before a message. What stood in it comes into the composer when the conversation goes back; files that somebody else changed since
 * are left alone until the person says otherwise.
 */
export async function restoreToMessage(chat: Chat, view: ChatView, message: string, what: RestoreWhat): Promise<void> {
  // The conversation forgets its turns when it goes back, and the changes are told by the turn.
  const turns = what === 'conversation' ? new Map<string, string>() : turnsByFile(chat, message);
  const outcome = await chat.restore(message, what, 'leave');
  if (outcome.message !== undefined) await view.compose({ ...outcome.message, focus: true });
  if (outcome.restored.length > 0) saySuccess(putBack(outcome.restored.length));
  if (outcome.conflicts.length > 0) await settleConflicts(chat, message, outcome.conflicts, turns);
  else if (what === 'files' && outcome.restored.length === 0 && outcome.unable.length === 0)
    void vscode.window.showInformationMessage('No file was changed since this message.');
}

const choices = { leave: 'Leave Them', overwrite: 'Overwrite', show: 'Show Changes' } as const;

async function settleConflicts(
  chat: Chat,
  message: string,
  conflicts: readonly string[],
  turns: ReadonlyMap<string, string>,
): Promise<void> {
  const text = conflictText(conflicts.map((path) => vscode.workspace.asRelativePath(path)));
  for (;;) {
    const choice = await vscode.window.showWarningMessage(text, choices.leave, choices.overwrite, choices.show);
    if (choice === choices.overwrite) {
      const { restored } = await chat.restore(message, 'files', 'overwrite');
      saySuccess(putBack(restored.length));
    }
    if (choice !== choices.show) return;
    for (const path of conflicts) {
      const turn = turns.get(path);
      if (turn === undefined) await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: false });
      else await openSinceDiff(turn, path);
    }
  }
}

function putBack(count: number): string {
  return `${count} ${count === 1 ? 'file is' : 'files are'} as before the message`;
}

/** For each file, the first turn from this message on that changed it: what it was before that turn is what it would become again. */
function turnsByFile(chat: Chat, message: string): ReadonlyMap<string, string> {
  const { items } = chat.snapshot();
  const since = items.slice(items.findIndex(({ id }) => id === message) + 1);
  const turns = new Map<string, string>();
  for (const item of since) {
    if (item.kind !== 'changes') continue;
    for (const { path } of item.files) if (!turns.has(path)) turns.set(path, item.turn);
  }
  return turns;
}
