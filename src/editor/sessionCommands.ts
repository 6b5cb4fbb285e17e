import * as vscode from 'vscode';
import type { Chat } from '../app/api.ts';
import type { SessionId } from '../base/ids.ts';
import type { ExportFormat } from '../protocol/chat.ts';
import { exportKind, exportKinds, exportName } from './sessionExport.ts';

/** What the palette and the view's menu do with the session that is shown. The list in the view has its own way to each of these. */

export async function renameShownSession({ session, sessions }: Chat): Promise<void> {
  const title = await vscode.window.showInputBox({
    title: 'Rename this session',
    value: await titleOf({ sessions }, session),
    validateInput: (text) => (text.trim() === '' ? 'Give the session a name.' : undefined),
  });
  if (title !== undefined) await sessions.rename(session, title);
}

export async function exportShownSession(chat: Chat): Promise<void> {
  const kind = await vscode.window.showQuickPick(exportKinds, { title: 'Export this session', placeHolder: 'Format' });
  if (kind !== undefined) await exportSession(chat, chat.session, kind.format);
}

export async function deleteShownSession(chat: Chat): Promise<void> {
  const { session, sessions } = chat;
  const title = await titleOf(chat, session);
  await sessions.delete(session);
  const choice = await vscode.window.showInformationMessage(`Deleted the session “${title}”.`, 'Undo');
  if (choice !== 'Undo') return;
  await sessions.undelete(session);
  await chat.openSession(session);
}

/** Asks where to, writes it there, and offers to open it. */
export async function exportSession(chat: Pick<Chat, 'sessions'>, session: SessionId, format: ExportFormat): Promise<void> {
  const kind = exportKind(format);
  if (kind === undefined) return;
  const name = exportName(await titleOf(chat, session), kind.extension);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    title: `Export as ${kind.label}`,
    saveLabel: 'Export',
    filters: { [kind.label]: [kind.extension] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (uri === undefined) return;
  await vscode.workspace.fs.writeFile(uri, Buffer.from(await chat.sessions.export(session, format)));
  const choice = await vscode.window.showInformationMessage(`Exported the session to ${vscode.workspace.asRelativePath(uri)}.`, 'Open');
  if (choice === 'Open') await vscode.commands.executeCommand('vscode.open', uri);
}

export async function titleOf({ sessions }: Pick<Chat, 'sessions'>, session: SessionId): Promise<string> {
  return (await sessions.list('')).find((row) => row.session === session)?.title ?? '';
}
