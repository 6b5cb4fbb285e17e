import * as vscode from 'vscode';
import type { ChatView } from './chatView.ts';
import { selectionChip } from './mentions.ts';
import { paperPrompt, sectionTitleAt } from './paperSection.ts';
import { activeSelection, selectedLines } from './selection.ts';

/** Right-click → *Implement This Paper Section*: the chat opens with the selected text's place and a first wording of the request. */
export async function implementPaperSection(chatView: ChatView): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.selection.isEmpty) {
    void vscode.window.showInformationMessage('Select a part of a paper (.tex or .md) first.');
    return;
  }
  const { document } = editor;
  const [firstLine, lastLine] = selectedLines(editor.selection);
  const title = sectionTitleAt(document.getText().split(/\r\n|\r|\n/), firstLine - 1);
  if (document.uri.scheme !== 'file') {
    // A text that is not on disk has no place to point at, so it travels in the message itself.
    const text = `${paperPrompt({ label: document.uri.path, title })}\n\n${document.getText(editor.selection)}`;
    await chatView.compose({ text, mentions: [], focus: true });
    return;
  }
  const chip = selectionChip(document.uri.fsPath, vscode.workspace.asRelativePath(document.uri), firstLine, lastLine);
  await chatView.compose({ text: paperPrompt({ label: chip.label, title }), mentions: [chip], focus: true });
}

export async function addSelectionToChat(chatView: ChatView): Promise<void> {
  const chip = activeSelection();
  if (chip !== undefined) await chatView.compose({ text: '', mentions: [chip], focus: true });
  else void vscode.window.showInformationMessage('Open a file and select some lines to mention them.');
}
