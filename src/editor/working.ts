import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';

/** Says in a notification what is being done, and ends it where it is cancelled there. */
export async function working<T>(title: string, work: (say: (text: string) => void, signal: AbortSignal) => Promise<T>): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (progress, token) => {
    const stopped = new AbortController();
    token.onCancellationRequested(() => stopped.abort(new Cancelled()));
    return await work((message) => progress.report({ message }), stopped.signal);
  });
}
