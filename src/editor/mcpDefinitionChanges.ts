import * as vscode from 'vscode';

/** Another folder, another setting or trust: the servers are asked for anew. */
export function onDidChangeMcpServers(listener: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidGrantWorkspaceTrust(listener),
    vscode.workspace.onDidChangeWorkspaceFolders(listener),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('practicum') && listener()),
  );
}
