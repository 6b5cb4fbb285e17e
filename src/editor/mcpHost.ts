import { join } from 'node:path';
import * as vscode from 'vscode';
import type { DisposableList } from '../base/disposables.ts';
import { Emitter } from '../base/events.ts';
import { learnSecrets } from '../base/redact.ts';
import type { CredentialStore, McpHost } from '../mcp/desk.ts';
import type { ServersRead } from '../mcp/serverEntries.ts';
import type { EditorWindow } from './editorWindow.ts';
import { onDidChangeSetting } from './settings.ts';
import { watchFiles } from './watchFiles.ts';

/** In a folder of the window, once it is trusted. */
const files = ['.mcp.json', '.vscode/mcp.json'];
/** Files are saved in several steps. */
const settleMs = 300;

/** Servers as this window knows them: settings, files of a trusted workspace, the editor’s secret storage, the person’s browser. */
export function createEditorMcpHost(window: EditorWindow, roots: readonly string[], owned: DisposableList): McpHost {
  const changed = owned.add(new Emitter<void>());
  let settling: NodeJS.Timeout | undefined;
  const change = (): void => {
    clearTimeout(settling);
    settling = setTimeout(() => changed.fire(), settleMs);
  };
  owned.add({ dispose: () => clearTimeout(settling) });
  owned.add(onDidChangeSetting(['practicum.mcp.servers'], change));
  owned.add(vscode.workspace.onDidGrantWorkspaceTrust(change));
  const watch = watchFiles(window, owned, {
    paths: () => roots.flatMap((root) => files.map((file) => join(root, file))),
    hints: roots.map((root) => ({ base: vscode.Uri.file(root), pattern: `{${files.join(',')}}` })),
  });
  // As they are now is known before they are first read; what is told is what came after that.
  const known = watch.look().then(() => void owned.add(watch.onDidChange(change)));
  const credentials = credentialsIn(window.context.secrets);
  let read: Promise<ServersRead> | undefined;
  const readAll = async (): Promise<ServersRead> => {
    await known;
    return (await import('./mcpConfigurations.ts')).readEditorServers(roots);
  };
  return {
    configurations: () => {
      read = readAll();
      return read;
    },
    onDidChange: changed.event,
    credentials,
    async input(id, server) {
      const { askForInput } = await import('./mcpInput.ts');
      const value = await askForInput(await (read ?? readAll()), server, id, credentials);
      if (value !== undefined) learnSecrets([value]);
      return value;
    },
    // As text, which the editor takes too: a parsed address would be spelled anew, and what is percent-encoded in it would become another one.
    openExternal: (url) => Reflect.apply(vscode.env.openExternal, vscode.env, [url]),
    externalUrl: async (loopback) => (await vscode.env.asExternalUri(vscode.Uri.parse(loopback, true))).toString(true),
  };
}

/** *Forget API Keys and Consent* forgets these too. */
function credentialsIn(secrets: vscode.SecretStorage): CredentialStore {
  const nameOf = (key: string): string => `practicum.key.mcp/${key}`;
  return {
    get: async (key) => await secrets.get(nameOf(key)),
    set: async (key, value) => await secrets.store(nameOf(key), value),
    delete: async (key) => await secrets.delete(nameOf(key)),
  };
}
