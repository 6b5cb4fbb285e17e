import * as vscode from 'vscode';
import type { MentionChip } from '../protocol/chat.ts';
import { selectionChip } from './mentions.ts';

/** The active editor's selected lines as a chip, or its whole file when nothing is selected; undefined when no file is open. */
export function activeSelection(): MentionChip | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.document.uri.scheme !== 'file') return undefined;
  const { uri } = editor.document;
  const label = vscode.workspace.asRelativePath(uri);
  if (editor.selection.isEmpty) return { kind: 'file', label, path: uri.fsPath };
  const [firstLine, lastLine] = selectedLines(editor.selection);
  return selectionChip(uri.fsPath, label, firstLine, lastLine);
}

/** First and last selected line, counted from 1. A selection that ends before a line's first character does not include that line. */
export function selectedLines(selection: vscode.Selection): readonly [first: number, last: number] {
  const { start, end } = selection;
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return [start.line + 1, last + 1];
}
