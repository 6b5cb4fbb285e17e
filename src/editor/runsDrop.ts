import * as vscode from 'vscode';
import type { EditorWindow } from './editorWindow.ts';
import { sayError } from './sayError.ts';

/** A folder that is dropped on the Runs view is imported. */
export async function dropOnRuns(window: EditorWindow, data: vscode.DataTransfer, token: vscode.CancellationToken): Promise<void> {
  const list = await data.get('text/uri-list')?.asString();
  const uris = urisOf(list ?? '');
  if (uris.length === 0 || token.isCancellationRequested) return;
  try {
    await (await import('./importRuns.ts')).importLogs(window, uris);
  } catch (error) {
    window.log.error(error instanceof Error ? error : String(error));
    await sayError(error);
  }
}

/** RFC 2483: one a line, comments begin with a number sign. */
function urisOf(list: string): readonly vscode.Uri[] {
  return list
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => vscode.Uri.parse(line));
}
