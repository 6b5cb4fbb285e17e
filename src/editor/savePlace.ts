import * as vscode from 'vscode';

/** Undefined: the person left. A name that a metric gave may hold what no file name may. */
export async function askPlace(name: string, label: string): Promise<vscode.Uri | undefined> {
  const file = name.replaceAll(/[^\p{L}\p{N}._ -]+/gu, '-');
  const extension = file.split('.').at(-1) ?? '';
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: `Save as ${label}`,
    saveLabel: 'Save',
    filters: { [label]: [extension] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
}
