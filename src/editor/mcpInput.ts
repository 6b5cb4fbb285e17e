import * as vscode from 'vscode';
import type { CredentialStore } from '../mcp/desk.ts';
import type { ServersRead } from '../mcp/serverEntries.ts';
import { inputDefinition, inputKey } from '../mcp/workspaceServers.ts';

/** One box at a time, whoever asks. */
let asking: Promise<unknown> = Promise.resolve();

/** The value of `${input:id}` for this server: as it was given once, else asked for. Undefined: the person turned away. */
export async function askForInput(read: ServersRead, name: string, id: string, credentials: CredentialStore): Promise<string | undefined> {
  const server = read.servers.find((each) => each.name === name);
  if (server === undefined) return undefined;
  const key = inputKey(server, id);
  const kept = await credentials.get(key);
  if (kept !== undefined && kept !== '') return kept;
  const { description, isPassword, file } = inputDefinition(read, server, id);
  const asked = asking.then(() =>
    vscode.window.showInputBox({
      title: `${name}: ${id}`,
      prompt: `${description ?? 'What this server needs.'} Kept in the editor’s secret storage and given to “${name}” only (${file}).`,
      password: isPassword,
      ignoreFocusOut: true,
    }),
  );
  asking = asked.then(
    () => undefined,
    () => undefined,
  );
  const value = await asked;
  if (value === undefined || value === '') return undefined;
  await credentials.set(key, value);
  return value;
}

/** What was given for one server is asked for again. */
export async function forgetInputs(read: ServersRead, name: string, credentials: CredentialStore): Promise<void> {
  const server = read.servers.find((each) => each.name === name);
  if (server === undefined) return;
  const { transport } = server;
  const texts = Object.values(transport.kind === 'stdio' ? transport.env : transport.headers);
  for (const text of texts)
    for (const [, id = ''] of text.matchAll(/\$\{input:([^{}]+)\}/g)) await credentials.delete(inputKey(server, id));
}
