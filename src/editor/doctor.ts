import * as vscode from 'vscode';
import type { EditorWindow } from './editorWindow.ts';
import type { Reports } from './reports.ts';

/** Opens a document that says what works here and what protects. */
export async function showDoctor(window: EditorWindow, reports: Reports): Promise<void> {
  const { examine, reportAsMarkdown } = await import('../app/doctor.ts');
  const { createWalls } = await import('../app/walls.ts');
  const { host } = await window.workbench();
  const findings = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Practicum looks at what works here' },
    () => examine(host, createWalls(host)),
  );
  await reports.show('Practicum Doctor', reportAsMarkdown(findings));
}
