import * as vscode from 'vscode';

const shownForMs = 8_000;

/** In the status bar for a while: a success needs no notification that lies over the chat. */
export function saySuccess(text: string): void {
  vscode.window.setStatusBarMessage(`$(check) ${text}`, shownForMs);
}
