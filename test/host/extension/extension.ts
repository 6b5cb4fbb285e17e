import type * as vscode from 'vscode';

/** The development extension of the host tests. VS Code wants one to run tests at all; nothing of it is in the package. */
export function activate(context: vscode.ExtensionContext): vscode.ExtensionContext {
  return context;
}
