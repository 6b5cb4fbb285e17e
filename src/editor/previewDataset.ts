import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { personalHubClient } from '../app/hubDoor.ts';
import { defined } from '../base/defined.ts';
import { openHubDataSet } from '../datasets/hubDataSet.ts';
import { openLocal } from '../datasets/local.ts';
import { hubDataOf } from '../tools/hubData.ts';
import { openBytes } from '../workspace/openBytes.ts';
import type { OpenDataSet } from './datasetFeed.ts';
import { DatasetPage } from './datasetPage.ts';
import type { EditorWindow } from './editorWindow.ts';

/** A file that was opened with the preview: the editor’s tab is the page. */
export function fillDatasetEditor(window: EditorWindow, uri: vscode.Uri, panel: vscode.WebviewPanel): void {
  fill(window, panel, openFile(uri));
}

/** *Preview Data Set…*: what the person names, or the file that they clicked. */
export async function previewDataset(window: EditorWindow, target: unknown): Promise<void> {
  if (target instanceof vscode.Uri) return showFile(window, target);
  const typed = await vscode.window.showInputBox({
    title: 'Preview Data Set',
    prompt: 'An id on Hugging Face, or leave it empty to choose a file',
    placeHolder: 'HuggingFaceH4/ultrachat_200k',
    validateInput: (text) => (text === '' || isId(text.trim()) ? undefined : 'An id looks like owner/name.'),
  });
  if (typed === undefined) return;
  if (typed.trim() !== '') return await showId(window, typed.trim());
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: false,
    title: 'Preview Data Set',
    filters: { 'Data sets': ['parquet', 'jsonl', 'ndjson', 'json', 'csv', 'tsv'] },
  });
  if (chosen?.[0] !== undefined) showFile(window, chosen[0]);
}

function isId(text: string): boolean {
  return /^[\w.-]+(?:\/[\w.-]+)?$/.test(text);
}

function showFile(window: EditorWindow, uri: vscode.Uri): void {
  const name = uri.path.split('/').at(-1) ?? uri.path;
  fill(window, newPanel(window, name), openFile(uri));
}

async function showId(window: EditorWindow, id: string): Promise<void> {
  const { host } = await window.workbench();
  fill(window, newPanel(window, id), (config, signal) => {
    const hub = personalHubClient(host);
    return openHubDataSet(hubDataOf(hub, hub), { id, ...defined({ config }) }, signal);
  });
}

function openFile(uri: vscode.Uri): OpenDataSet {
  const label = vscode.workspace.asRelativePath(uri, false);
  return async (_, signal) => await openLocal([{ label, open: async () => await openBytes(await realpath(uri.fsPath)) }], signal);
}

function newPanel(window: EditorWindow, title: string): vscode.WebviewPanel {
  const panel = vscode.window.createWebviewPanel('practicum.datasetTab', title, vscode.ViewColumn.Active, {});
  panel.iconPath = window.asset('media', 'practicum.svg');
  return panel;
}

function fill(window: EditorWindow, panel: vscode.WebviewPanel, open: OpenDataSet): void {
  const page = new DatasetPage(window, panel.webview, open);
  panel.onDidDispose(() => page.dispose());
}
