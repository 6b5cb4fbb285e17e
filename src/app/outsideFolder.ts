/** Where questions of other agents are kept for one workspace, and the marks of logs in which something waits: enough to know that somebody asks.. */
import { open, readdir, realpath, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionId } from '../base/ids.ts';
import { workspaceKey } from '../sessions/workspaceKey.ts';

export interface OutsidePlace {
  /** `$PRACTICUM_HOME`. */
  readonly home: string;
  /** The first folder, or '' where none is open. */
  readonly workspace: string;
}

/** The folder of these logs. Real path in, since the program may have reached it otherwise. */
export async function outsideFolder({ home, workspace }: OutsidePlace): Promise<string> {
  // One that was deleted meanwhile has its questions still.
  const real = workspace === '' ? '' : await realpath(workspace).catch(() => workspace);
  return join(home, 'outside', real === '' ? 'no-workspace' : workspaceKey(real));
}

/** A log in which something may wait is named by an empty file beside it, so that nobody reads the others. */
const markOf = (folder: string, session: SessionId): string => join(folder, `${session}.waits`);
export const logOf = (folder: string, session: SessionId): string => join(folder, `${session}.jsonl`);

/** The logs in which something may wait, oldest first. */
export async function markedLogs(folder: string): Promise<readonly SessionId[]> {
  const names = await namesIn(folder);
  return names.flatMap((name) => (/^se_[0-9a-z]+\.waits$/.test(name) ? [name.slice(0, -'.waits'.length) as SessionId] : [])).sort();
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}

/** Whether something may wait in it. */
export async function setMark(folder: string, session: SessionId, waits: boolean): Promise<void> {
  const path = markOf(folder, session);
  if (waits) await (await open(path, 'w', 0o600)).close();
  else await rm(path, { force: true });
}

/** Logs in which nothing waits any more are kept so long, for whoever wants to know what was asked. */
const keepMs = 30 * 24 * 60 * 60_000;

/** Takes away what nobody looks at any more. */
export async function sweepOutside(folder: string, nowMs: number): Promise<void> {
  const waiting = new Set<string>(await markedLogs(folder));
  for (const name of await namesIn(folder)) {
    const session = /^(se_[0-9a-z]+)\.jsonl$/.exec(name)?.[1];
    if (session === undefined || waiting.has(session)) continue;
    const path = join(folder, name);
    if (nowMs - (await stat(path)).mtimeMs > keepMs) await rm(path, { force: true });
  }
}
