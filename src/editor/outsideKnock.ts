import * as vscode from 'vscode';
import { markedLogs, outsideFolder } from '../app/outsideFolder.ts';
import type { Disposable } from '../base/disposables.ts';
import { home } from './home.ts';

const lookMs = 5_000;

/**
 * Calls `open` once another agent has asked something in a folder of this window, which nobody would see while the workbench is not open.
 * Looks at the names of files alone.
 */
export function onKnock(open: () => Promise<unknown>): Disposable {
  const look = async (): Promise<void> => {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    for (const { uri } of folders) {
      if ((await markedLogs(await outsideFolder({ home: home(), workspace: uri.fsPath }))).length === 0) continue;
      clearInterval(timer);
      await open();
    }
  };
  // What cannot be read is said by whoever reads it all.
  const lookNow = (): void => void look().catch(() => undefined);
  const timer = setInterval(lookNow, lookMs).unref();
  lookNow();
  return { dispose: () => clearInterval(timer) };
}
