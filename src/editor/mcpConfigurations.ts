import { readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ConfigurationProblem } from '../mcp/desk.ts';
import { parseJsonWithComments } from '../mcp/jsonWithComments.ts';
import { readEntries, type ServersRead } from '../mcp/serverEntries.ts';
import { mergeServers, readText, readWorkspaceServers } from '../mcp/workspaceServers.ts';
import { readOwn } from './settings.ts';

const setting = 'practicum.mcp.servers';

/** The person’s own setting first, then what a trusted workspace brings. */
export async function readEditorServers(roots: readonly string[]): Promise<ServersRead> {
  const place = { homedir: homedir(), env: process.env };
  const [folder] = roots;
  const own = await readEntries(readOwn('practicum.mcp.servers'), undefined, {
    ...place,
    from: 'user',
    file: setting,
    format: 'vscode',
    readText,
    realPath: realpath,
    ...(folder === undefined ? {} : { folder }),
  });
  const workspace = await readWorkspaceServers({ ...place, roots, isTrusted: () => vscode.workspace.isTrusted });
  const ignored = await ignoredSettings(roots);
  return mergeServers([own, { ...workspace, problems: [...workspace.problems, ...ignored] }]);
}

/** A workspace that says it in its settings believes that it counts. */
async function ignoredSettings(roots: readonly string[]): Promise<readonly ConfigurationProblem[]> {
  if (!vscode.workspace.isTrusted) return [];
  const { workspaceFile } = vscode.workspace;
  const files = roots.map((root) => join(root, '.vscode', 'settings.json'));
  if (workspaceFile?.scheme === 'file') files.push(workspaceFile.fsPath);
  const found = await Promise.all(files.map(async (file) => ((await holdsSetting(file)) ? [file] : [])));
  return found.flat().map((file) => ({
    file,
    text: `Its “${setting}” does not count: a workspace cannot change your own servers. Move them to .vscode/mcp.json, and you are asked about each.`,
  }));
}

async function holdsSetting(file: string): Promise<boolean> {
  try {
    const text = await readFile(file, 'utf8');
    return text.includes(setting) && holds(parseJsonWithComments(text), 2);
  } catch {
    // Whoever reads that file for what it is says what is wrong with it.
    return false;
  }
}

/** In settings.json at the top, in a workspace file below `settings`. */
function holds(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inside]) => key === setting || (depth > 1 && key === 'settings' && holds(inside, depth - 1)));
}
