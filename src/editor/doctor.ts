import * as vscode from 'vscode';
import type { EditorWindow } from './editorWindow.ts';

/** Opens a document that says what works here and what protects. It is no file: nothing is written. */
export async function showDoctor(window: EditorWindow): Promise<void> {
  const { examine, reportAsMarkdown } = await import('../app/doctor.ts');
  const { createWalls } = await import('../app/walls.ts');
  const { host } = await window.workbench();
  const findings = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Practicum looks at what works here' },
    () => examine(host, createWalls(host)),
  );
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: reportAsMarkdown(findings) });
  await vscode.window.showTextDocument(document, { preview: true });
}
