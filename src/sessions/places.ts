import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../base/errors.ts';
import type { SessionId } from '../base/ids.ts';
import { SessionNotFound } from './sessionErrors.ts';
import { workspaceKey } from './workspaceKey.ts';

/** The sessions of one workspace. `workspace`: its folder, or '' when none is open. */
export interface SessionsOf {
  /** `$PRACTICUM_HOME`. */
  readonly home: string;
  readonly workspace: string;
}

/** Sessions put aside lie here, beside those of their workspace. */
export const deletedFolder = 'deleted';

/** The same folder, however it was reached. */
export async function realWorkspace(workspace: string): Promise<string> {
  if (workspace === '') return '';
  try {
    return await realpath(workspace);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return workspace; // deleted meanwhile; its sessions are still there
    throw error;
  }
}

/** Where the logs of a workspace lie, given its real path. */
export function folderOf(home: string, realPath: string): string {
  return join(home, 'sessions', realPath === '' ? 'no-workspace' : workspaceKey(realPath));
}

export async function folderFor({ home, workspace }: SessionsOf): Promise<string> {
  return folderOf(home, await realWorkspace(workspace));
}

/** All workspaces' folders. */
export async function allFolders(home: string): Promise<readonly string[]> {
  const sessions = join(home, 'sessions');
  return (await entriesOf(sessions)).map((name) => join(sessions, name));
}

export function logPath(folder: string, session: SessionId): string {
  // The id becomes part of a path, and may come from a command line.
  if (!/^[a-z]+_[a-z0-9]+$/.test(session)) throw new SessionNotFound(session);
  return join(folder, `${session}.jsonl`);
}

/** The log of a session; without `workspace` it is looked for in all. Throws SessionNotFound. */
export async function findLog(where: { readonly home: string; readonly session: SessionId; readonly workspace?: string }): Promise<string> {
  const { home, session, workspace } = where;
  const folders = workspace === undefined ? await allFolders(home) : [await folderFor({ home, workspace })];
  for (const folder of folders) {
    const path = logPath(folder, session);
    if (await isFile(path)) return path;
  }
  throw new SessionNotFound(session);
}

export async function logsIn(folder: string): Promise<readonly string[]> {
  return (await entriesOf(folder)).filter((name) => name.endsWith('.jsonl'));
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
