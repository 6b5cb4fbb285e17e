import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Chat, Workbench } from '../../../src/app/api.ts';
import type { PracticumApi } from '../../../src/editor/extension.ts';
import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import type { RunState } from '../../../src/runs/run.ts';

/** The packed extension, active. */
export async function practicum(): Promise<vscode.Extension<PracticumApi>> {
  const extension = vscode.extensions.getExtension<PracticumApi>('practicum.practicum');
  assert.ok(extension, 'practicum.practicum is not installed');
  await extension.activate();
  return extension;
}

/** The folder of the window. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the window has no folder');
  return folder.uri;
}

/** Writes a file into the workspace, as another program would. */
export async function write(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return uri;
}

export async function readDisk(uri: vscode.Uri): Promise<Uint8Array> {
  return new Uint8Array(await vscode.workspace.fs.readFile(uri));
}

/** Resolves once `look` answers something else than undefined; `changed` says when it is worth to look again. */
export async function until<T>(
  changed: (look: () => void) => vscode.Disposable,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const check = (): void => {
    Promise.resolve(look()).then((found) => (found === undefined ? undefined : resolve(found)), reject);
  };
  const listening = changed(check);
  check();
  try {
    return await promise;
  } finally {
    listening.dispose();
  }
}

/** The command is over before its change has come here from the window. What has the keyboard is what it undoes. */
export async function undoTo<T>(wanted: T, seen: () => T): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await vscode.commands.executeCommand('undo');
  const isSame = (): true | undefined => (JSON.stringify(seen()) === JSON.stringify(wanted) ? true : undefined);
  await until(
    (look) => vscode.Disposable.from(vscode.workspace.onDidChangeTextDocument(look), vscode.workspace.onDidChangeNotebookDocument(look)),
    isSame,
  );
}

/** The run of a script once it has ended. */
export function runEnded({ runs }: Workbench, script: string): Promise<RunState> {
  return until(
    (look) => runs.onDidChange(look),
    async () => (await runs.list()).find(({ spec, exit }) => spec.script === script && exit !== undefined),
  );
}

/** The conversation once the last message has been answered. */
export function answered(chat: Chat): Promise<readonly TranscriptItem[]> {
  return until(
    (look) => chat.onDidChange(look),
    () => {
      const { head, items } = chat.snapshot();
      const last = items.at(-1);
      // Between a message and its turn nothing works yet either.
      return head.status === 'idle' && last !== undefined && last.kind !== 'user' ? items : undefined;
    },
  );
}
