import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { isHostPattern } from '../base/hostPatterns.ts';
import { chosenInterpreter } from './interpreter.ts';
import { mcpDefinitions, mcpTextSettings } from './mcpDefinition.ts';
import { readAmount, readCount, readList, readSetting } from './settings.ts';

/** Practicum as a server of tools for other agents of this editor: `practicum mcp` for each open folder, under this window's settings. */
export async function provideMcpServers({ extensionUri, extension }: vscode.ExtensionContext): Promise<vscode.McpStdioServerDefinition[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (!vscode.workspace.isTrusted || folders.length === 0) return [];
  const version: unknown = extension.packageJSON.version;
  const ids = Object.keys(mcpTextSettings) as (keyof typeof mcpTextSettings)[];
  return mcpDefinitions({
    node: process.execPath,
    program: vscode.Uri.joinPath(extensionUri, 'dist', 'cli.js').fsPath,
    version: String(version),
    homedir: homedir(),
    folders: folders.map(({ name, uri }) => ({ name, path: uri.fsPath })),
    isTrusted: vscode.workspace.isTrusted,
    mode: readSetting('practicum.mode'),
    texts: Object.fromEntries(ids.map((id) => [id, readSetting(id)])),
    home: readSetting('practicum.home'),
    sandboxHosts: readList('practicum.sandbox.hosts').filter(isHostPattern),
    runHosts: readList('practicum.runs.hosts'),
    metricPatterns: readList('practicum.runs.metricPatterns'),
    parallel: readCount('practicum.runs.parallel'),
    interpreter: await chosenInterpreter(folders.map(({ uri }) => uri.fsPath)),
    sessionUsd: readAmount('practicum.budget.session'),
    dayUsd: readAmount('practicum.budget.day'),
  }).map(({ label, command, args, env, folder, version: of }) => {
    const definition = new vscode.McpStdioServerDefinition(label, command, [...args], { ...env }, of);
    definition.cwd = vscode.Uri.file(folder);
    return definition;
  });
}
