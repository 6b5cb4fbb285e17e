import type { BlobHash } from '../base/ids.ts';
import type { SessionEvent, SessionLog } from '../sessions/events.ts';
import { BlobMissing } from '../sessions/sessionErrors.ts';

/** SHA-256 of what the agent last left in a file before a time; undefined where it left nothing, or deleted it. */
export function lastLeft(events: readonly SessionEvent[], path: string, before = Number.POSITIVE_INFINITY): string | undefined {
  const change = events.findLast((event) => event.type === 'file.changed' && event.path === path && event.atMs < before);
  return change?.type === 'file.changed' ? change.after : undefined;
}

/** Undefined where no copy was kept. */
export async function keptText(log: Pick<SessionLog, 'getBlob'>, sha256: string): Promise<string | undefined> {
  try {
    return Buffer.from(await log.getBlob(sha256 as BlobHash)).toString('utf8');
  } catch (error) {
    if (error instanceof BlobMissing) return undefined;
    throw error;
  }
}
