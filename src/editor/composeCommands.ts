import * as vscode from 'vscode';
import type { ChatView } from './chatView.ts';
import { activeSelection } from './selection.ts';

export async function addSelectionToChat(chatView: ChatView): Promise<void> {
  const chip = activeSelection();
  if (chip !== undefined) await chatView.compose({ text: '', mentions: [chip], focus: true });
  else void vscode.window.showInformationMessage('Open a file and select some lines to mention them.');
}
